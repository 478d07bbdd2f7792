"""What is drawn over the figure: the movement's arrow, the disc with the working side, the line through the hips."""

import itertools
import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from hipcoach.figure.camera import View
from hipcoach.figure.outline import add_curve
from hipcoach.figure.palette import Palette
from hipcoach.figure.points import point
from hipcoach.figure.pose import Body
from hipcoach.figure.types import Disc
from hipcoach.figure.vectors import Vec, add, along, length, scale, sub, unit

ROUND = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
SHAFT, HEAD, HALO = 0.0145, 0.052, 0.013  # of an arrow, in body heights
SHORTEST = 0.09  # an arrow is never drawn shorter than this
KNOTS = 7
DISC_RADIUS, SMALLEST_DISC = 0.036, 8.0
HIP_LINE_REACH = 0.13


def paint_arrow(painter: QPainter, way: Sequence[Vec], view: View, colours: Palette, *, back: bool) -> None:
    """An arrow along a way through the world; `back` for the movement's return."""
    spots = [(x, y) for x, y, _ in view.points(way)]
    if back:
        spots.reverse()
    s = view.scale
    spots = _arc(_evenly(_long_enough(spots, SHORTEST * s), 3), KNOTS)
    if len(spots) < 2:
        return
    (ex, ey), (px, py) = spots[-1], _before_end(spots, HEAD * s * 0.9)
    d = math.hypot(ex - px, ey - py) or 1.0
    dx, dy = (ex - px) / d, (ey - py) / d
    neck = (ex - dx * HEAD * s * 0.7, ey - dy * HEAD * s * 0.7)
    kept = [p for p in spots[:-1] if math.dist(p, (ex, ey)) > HEAD * s * 1.05] or [spots[0]]
    path = QPainterPath(QPointF(*kept[0]))
    add_curve(path, [*kept, neck])
    side = HEAD * s * 0.52
    tip = QPolygonF(
        [
            QPointF(ex, ey),
            QPointF(ex - dx * HEAD * s - dy * side, ey - dy * HEAD * s + dx * side),
            QPointF(ex - dx * HEAD * s + dy * side, ey - dy * HEAD * s - dx * side),
        ]
    )
    for colour, edge in ((colours.halo, HALO * s), (colours.arrow, 0.0)):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), SHAFT * s + edge, *ROUND))
        painter.drawPath(path)
        painter.setBrush(QColor(colour))
        painter.setPen(QPen(QColor(colour), edge + s * 0.004, *ROUND))
        painter.drawPolygon(tip)
    painter.setPen(Qt.PenStyle.NoPen)


def _long_enough(spots: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The same way, stretched about its middle if it is too short to be seen."""
    size = sum(math.dist(a, b) for a, b in itertools.pairwise(spots))
    if size >= least or size < 1e-6:
        return spots
    k = least / size
    mx, my = sum(p[0] for p in spots) / len(spots), sum(p[1] for p in spots) / len(spots)
    return [(mx + (x - mx) * k, my + (y - my) * k) for x, y in spots]


def _evenly(spots: Sequence[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """Points at even distances along a way."""
    reached = [0.0]
    for a, b in itertools.pairwise(spots):
        reached.append(reached[-1] + math.dist(a, b))
    if reached[-1] < 1e-6:
        return []
    out, i = [], 0
    for k in range(count):
        goal = reached[-1] * k / (count - 1)
        while i < len(reached) - 2 and reached[i + 1] < goal:
            i += 1
        share = (goal - reached[i]) / max(1e-9, reached[i + 1] - reached[i])
        (x0, y0), (x1, y1) = spots[i], spots[i + 1]
        out.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
    return out


def _arc(ends: Sequence[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """The parabola through start, middle and end of a way: it shows where the way leads and cannot kink."""
    if len(ends) < 3:
        return []
    (x0, y0), (xm, ym), (x2, y2) = ends
    x1, y1 = 2 * xm - (x0 + x2) / 2, 2 * ym - (y0 + y2) / 2
    out = []
    for i in range(count):
        t = i / (count - 1)
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        out.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return out


def _before_end(spots: Sequence[tuple[float, float]], distance: float) -> tuple[float, float]:
    """The last point of a way that lies at least so far from its end."""
    return next((p for p in reversed(spots) if math.dist(p, spots[-1]) >= distance), spots[0])


def paint_disc(painter: QPainter, disc: Disc, letter: str, body: Body, view: View, colours: Palette) -> None:
    """The letter of the working side on a disc beside the working limb."""
    x, y, _ = view.point(add(point(body.frames, disc.point), disc.offset))
    r = max(SMALLEST_DISC, view.scale * DISC_RADIUS)
    painter.setPen(QPen(QColor(colours.halo), max(1.0, view.scale * 0.006)))
    painter.setBrush(QColor(colours.disc))
    painter.drawEllipse(QPointF(x, y), r, r)
    font = QFont()
    font.setPixelSize(round(r * 1.25))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colours.disc_text))
    painter.drawText(QRectF(x - r, y - r, 2 * r, 2 * r), Qt.AlignmentFlag.AlignCenter, letter)
    painter.setPen(Qt.PenStyle.NoPen)


def paint_hip_line(painter: QPainter, body: Body, view: View, colours: Palette) -> None:
    """A line through both hips, and a dashed level one, where the tilt of the pelvis is the point."""
    (lx, ly, _), (rx, ry, _) = (view.point(point(body.frames, f"hip_{k}")) for k in "lr")
    s = view.scale
    d = math.hypot(rx - lx, ry - ly) or 1.0
    ux, uy = (rx - lx) / d * HIP_LINE_REACH * s, (ry - ly) / d * HIP_LINE_REACH * s
    ends = QPointF(lx - ux, ly - uy), QPointF(rx + ux, ry + uy)
    left, right = (point(body.frames, f"hip_{k}") for k in "lr")
    flat = sub(right, left)
    across = unit((flat[0], flat[1], 0.0))
    middle, half = scale(add(left, right), 0.5), length(flat) / 2 + HIP_LINE_REACH
    level = tuple(QPointF(*view.point(along(middle, across, k))[:2]) for k in (-half, half))
    dashes = QPen(QColor(colours.arrow), s * 0.006, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    dashes.setDashPattern([2.0, 2.6])
    for pen, (a, b) in (
        (QPen(QColor(colours.halo), s * 0.024, *ROUND), ends),
        (dashes, (level[0], level[1])),
        (QPen(QColor(colours.arrow), s * 0.0125, *ROUND), ends),
    ):
        painter.setPen(pen)
        painter.drawLine(a, b)
    painter.setPen(Qt.PenStyle.NoPen)
    for x, y in ((lx, ly), (rx, ry)):
        for colour, r in ((colours.halo, 0.022), (colours.arrow, 0.0145)):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(x, y), s * r, s * r)
