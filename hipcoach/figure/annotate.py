"""What is drawn over the figure: the movement's arrow, the disc with the working side, the line through the hips."""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath

from hipcoach.figure.camera import View
from hipcoach.figure.layer import Fill, Fills, Layer, Letter, stroke
from hipcoach.figure.outline import Hull, add_curve, new_path
from hipcoach.figure.palette import Palette
from hipcoach.figure.points import point
from hipcoach.figure.pose import Body
from hipcoach.figure.types import Disc
from hipcoach.figure.vectors import Vec, add, along, length, scale, sub, unit

Spot = tuple[float, float]
SHAFT, HEAD, HALO = 0.0145, 0.052, 0.013  # of an arrow, in body heights
SHORTEST, SHORTEST_TWO = 0.09, 0.15  # an arrow is never drawn shorter than this, nor one with two heads
KNOTS = 7
DISC_RADIUS, SMALLEST_DISC = 0.036, 8.0
HIP_LINE_REACH, HIP_RING_OUT = 0.13, 0.04  # beyond the joint's centre
KEPT = 16


@lru_cache(maxsize=KEPT)
def arrow_layer(way: tuple[Vec, ...], view: View, colours: Palette, back: bool, both: bool = False) -> Layer:
    """An arrow along a way through the world; `back` for the movement's return, `both` for one with two heads."""
    spots = [(x, y) for x, y, _ in view.points(way)]
    if back:
        spots.reverse()
    s = view.scale
    spots = _arc(_evenly(_long_enough(spots, (SHORTEST_TWO if both else SHORTEST) * s), 3), KNOTS)
    if len(spots) < 2:
        return Fills(())
    heads = [_head(spots, s)]
    shaft = [p for p in spots[:-1] if math.dist(p, spots[-1]) > HEAD * s * 1.05] or [spots[0]]
    shaft.append(heads[0][0])
    if both:
        heads.append(_head(spots[::-1], s))
        shaft = [heads[1][0], *(p for p in shaft if math.dist(p, spots[0]) > HEAD * s * 1.05)]
    path = QPainterPath(QPointF(*shaft[0]))
    add_curve(path, shaft)
    fills = []
    for colour, edge in ((colours.halo, HALO * s), (colours.arrow, 0.0)):
        brush = QBrush(QColor(colour))
        fills.append((brush, stroke(path, SHAFT * s + edge)))
        for _, corners in heads:
            tip = new_path()
            Hull([(x, y, (edge + s * 0.004) / 2) for x, y in corners]).add_to(tip)
            fills.append((brush, tip))
    return Fills(fills)


def _head(spots: Sequence[Spot], s: float) -> tuple[Spot, tuple[Spot, Spot, Spot]]:
    """Where the shaft meets the head at the end of a way, and the head's corners."""
    (ex, ey), (px, py) = spots[-1], _before_end(spots, HEAD * s * 0.9)
    d = math.hypot(ex - px, ey - py) or 1.0
    dx, dy = (ex - px) / d, (ey - py) / d
    side = HEAD * s * 0.52
    left = (ex - dx * HEAD * s + dy * side, ey - dy * HEAD * s - dx * side)
    right = (ex - dx * HEAD * s - dy * side, ey - dy * HEAD * s + dx * side)
    return (ex - dx * HEAD * s * 0.7, ey - dy * HEAD * s * 0.7), ((ex, ey), left, right)


def _long_enough(spots: list[Spot], least: float) -> list[Spot]:
    """The same way, stretched about its middle if it is too short to be seen."""
    size = sum(math.dist(a, b) for a, b in itertools.pairwise(spots))
    if size >= least or size < 1e-6:
        return spots
    k = least / size
    mx, my = sum(p[0] for p in spots) / len(spots), sum(p[1] for p in spots) / len(spots)
    return [(mx + (x - mx) * k, my + (y - my) * k) for x, y in spots]


def _evenly(spots: Sequence[Spot], count: int) -> list[Spot]:
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


def _arc(ends: Sequence[Spot], count: int) -> list[Spot]:
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


def _before_end(spots: Sequence[Spot], distance: float) -> Spot:
    """The last point of a way that lies at least so far from its end."""
    return next((p for p in reversed(spots) if math.dist(p, spots[-1]) >= distance), spots[0])


def disc_layers(disc: Disc, letter: str, body: Body, view: View, colours: Palette) -> tuple[Layer, Layer]:
    """The letter of the working side on a disc beside the working limb."""
    x, y, _ = view.point(add(point(body.frames, disc.point), disc.offset))
    return _disc(x, y, view.scale, letter, colours)


@lru_cache(maxsize=KEPT)
def _disc(x: float, y: float, scale: float, letter: str, colours: Palette) -> tuple[Layer, Layer]:
    r, edge = max(SMALLEST_DISC, scale * DISC_RADIUS), max(1.0, scale * 0.006) / 2
    plate = Fills(_round(x, y, ((colours.halo, r + edge), (colours.disc, r - edge))))
    return plate, Letter(letter, QRectF(x - r, y - r, 2 * r, 2 * r), round(r * 1.25), colours.disc_text)


def _round(x: float, y: float, rings: Sequence[tuple[str, float]]) -> list[Fill]:
    """Discs about one point, by colour and radius."""
    fills = []
    for colour, r in rings:
        path = QPainterPath()
        path.addEllipse(QPointF(x, y), r, r)
        fills.append((QBrush(QColor(colour)), path))
    return fills


def hip_line_layer(body: Body, view: View, colours: Palette) -> Layer:
    """A line through both hips, and a dashed level one, where the tilt of the pelvis is the point."""
    left, right = (point(body.frames, f"hip_{k}") for k in "lr")
    (lx, ly, _), (rx, ry, _) = view.point(left), view.point(right)
    s = view.scale
    d = math.hypot(rx - lx, ry - ly) or 1.0
    ux, uy = (rx - lx) / d * HIP_LINE_REACH * s, (ry - ly) / d * HIP_LINE_REACH * s
    line = QPainterPath(QPointF(lx - ux, ly - uy))
    line.lineTo(rx + ux, ry + uy)
    flat = sub(right, left)
    across = unit((flat[0], flat[1], 0.0))
    middle, half = scale(add(left, right), 0.5), length(flat) / 2 + HIP_LINE_REACH
    (ax, ay, _), (bx, by, _) = (view.point(along(middle, across, k)) for k in (-half, half))
    level = QPainterPath(QPointF(ax, ay))
    level.lineTo(bx, by)
    ink = QBrush(QColor(colours.arrow))
    fills = [(QBrush(QColor(colours.halo)), stroke(line, s * 0.024))]
    fills += [(ink, stroke(level, s * 0.006, (2.0, 2.6))), (ink, stroke(line, s * 0.0125))]
    out = HIP_RING_OUT / HIP_LINE_REACH  # on the outer hips, where a hand would feel for them
    for x, y in ((lx - ux * out, ly - uy * out), (rx + ux * out, ry + uy * out)):
        fills += _round(x, y, ((colours.halo, s * 0.022), (colours.arrow, s * 0.0145)))
    return Fills(fills)
