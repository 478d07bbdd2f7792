"""What is drawn over the painted person: arrows of the way before a limb, the letter of the side, a level."""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from hipcoach.body.frame_file import ArrowMark, FrameHead, Spot
from hipcoach.figure.moments import Arrows

SHAFT, HEAD, HALO = 0.030, 0.080, 0.0085  # of an arrow, in body heights
THIN, DRAWN_IN = 0.62, 0.88  # share of the shaft at its beginning, and where on the head the shaft ends
EVERY, BETWEEN = 2, 3  # of so many points of a way one is drawn through; parts of the curve from one to the next
KEPT = 128  # outlines of arrows
SHRINKS = 0.10  # body heights of its way within which an arrow shrinks
DISC_RADIUS, SMALLEST_DISC = 0.034, 8.0
WRITTEN_AT = 0.3  # of an arrow's way
NUMBER = 0.062  # height of an arrow's number, in body heights
INK, ON_INK = {False: "#1F3B5C", True: "#E8EEF5"}, {False: "#FDFCFA", True: "#12181A"}
LEAST_SAYS = 11.0  # pixels of a disc's radius below which there is no room for these words
LEVEL, DASHES = 0.009, (3.2, 2.2)  # thickness of a level line in body heights; its dashes and gaps, in that
DISC, ON_DISC = {False: "#1D6FB8", True: "#6FB6F2"}, {False: "#FFFFFF", True: "#0E1A24"}


def paint_arrows(painter: QPainter, head: FrameHead, arrows: Arrows, *, dark: bool, flipped: bool = False) -> None:
    """Draw a frame's arrows in the picture's pixels."""
    for arrow in {Arrows.WHOLE: head.way, Arrows.ON: head.arrows, Arrows.BACK: head.back}.get(arrows, ()):
        _arrow(painter, arrow, head.scale, dark=dark, flipped=flipped)


def paint_disc(painter: QPainter, head: FrameHead, letter: str, *, dark: bool, flipped: bool, says: str = "") -> None:
    """Draw the letter of the working side on a disc, never flipped itself; with words it is wider."""
    if head.disc is None:
        return
    x, y = head.disc
    r = max(SMALLEST_DISC, head.scale * DISC_RADIUS)
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(r * 1.25)))
    font.setBold(True)
    text = f"{says} {letter}" if says and r >= LEAST_SAYS else letter
    half = max(r, QFontMetricsF(font).horizontalAdvance(text) / 2 + r * 0.6)
    painter.save()
    if flipped:
        painter.translate(2 * x, 0)
        painter.scale(-1, 1)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, more in ((ON_INK[dark], r * 0.1), (DISC[dark], 0.0)):
        painter.setBrush(QColor(colour))
        shape = QRectF(x - half - more, y - r - more, 2 * (half + more), 2 * (r + more))
        painter.drawRoundedRect(shape, r + more, r + more)
    painter.setFont(font)
    painter.setPen(QColor(ON_DISC[dark]))
    painter.drawText(QRectF(x - half, y - r, 2 * half, 2 * r), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_level(painter: QPainter, head: FrameHead, *, dark: bool) -> None:
    """Draw the line against which a small movement is seen."""
    if head.level is None:
        return
    ends = [QPointF(*spot) for spot in head.level]
    thick = max(1.0, LEVEL * head.scale)
    around, line = QPen(QColor(ON_INK[dark]), 2.2 * thick), QPen(QColor(INK[dark]), thick)
    for pen in (around, line):
        pen.setDashPattern([part * thick / pen.widthF() for part in DASHES])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(*ends)


def _arrow(painter: QPainter, arrow: ArrowMark, s: float, *, dark: bool, flipped: bool) -> None:
    """Draw an arrow that grows wider on its way; one that is nearly gone is small."""
    found = outlines(arrow, s)
    painter.setPen(Qt.PenStyle.NoPen)
    for outline, colour in zip(found, (ON_INK[dark], INK[dark]), strict=False):
        painter.fillPath(outline, QColor(colour))
    if (arrow.order or arrow.word) and found:
        _beside(painter, arrow, s, dark=dark, flipped=flipped)


def _beside(painter: QPainter, arrow: ArrowMark, s: float, *, dark: bool, flipped: bool) -> None:
    """Write a word, or which comes first, second …, beside an arrow's line, on the side that is higher."""
    (ax, ay), (bx, by) = arrow.spots[len(arrow.spots) // 3], arrow.spots[-len(arrow.spots) // 3]
    d = math.hypot(bx - ax, by - ay) or 1.0
    up = -1.0 if bx > ax else 1.0
    size = max(SMALLEST_DISC * 1.6, NUMBER * s)
    font = QFont(painter.font())
    font.setPixelSize(round(size))
    font.setBold(True)
    digit = QPainterPath()
    digit.addText(0, 0, font, arrow.word or str(arrow.order))
    middle = digit.boundingRect().center()
    x, y = arrow.spots[round(len(arrow.spots) * WRITTEN_AT)]
    across, down = -(by - ay) / d * up, (bx - ax) / d * up
    away = size + abs(across) * max(0.0, digit.boundingRect().width() - size) / 2
    x, y = x + across * away, y + down * away
    painter.save()
    painter.translate(x, y)
    painter.scale(-1 if flipped else 1, 1)
    painter.translate(-middle)
    painter.strokePath(digit, QPen(QColor(ON_INK[dark]), 2 * HALO * s))
    painter.fillPath(digit, QColor(INK[dark]))
    painter.restore()


@lru_cache(maxsize=KEPT)
def outlines(arrow: ArrowMark, s: float) -> tuple[QPainterPath, ...]:
    """Return what is round an arrow, and the arrow; nothing where it is too small. Each way comes in every round."""
    spots = _curved([*arrow.spots[:-1:EVERY], arrow.spots[-1]])
    size = sum(math.dist(a, b) for a, b in itertools.pairwise(spots))
    head, wide = min(HEAD * s, size * (0.42 if arrow.both else 0.6)), SHAFT * s * min(1.0, size / (SHRINKS * s))
    if head < 1:
        return ()
    shape = QPainterPath()
    shape.setFillRule(Qt.FillRule.WindingFill)
    shape.addPolygon(_shape(spots, head, wide, arrow.both))
    shape.closeSubpath()
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * HALO * s)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    around = stroker.createStroke(shape)
    around.setFillRule(Qt.FillRule.WindingFill)
    around.addPath(shape)
    return around, shape


def _curved(spots: Sequence[Spot]) -> list[Spot]:
    """Return a way with points between its points, on the curve through them (Catmull and Rom)."""
    out = [spots[0]]
    for i in range(len(spots) - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (spots[min(max(i + k, 0), len(spots) - 1)] for k in (-1, 0, 1, 2))
        for t in (k / BETWEEN for k in range(1, BETWEEN + 1)):
            u, w = t * t, t * t * t
            x = 2 * bx + (cx - ax) * t + (2 * ax - 5 * bx + 4 * cx - dx) * u + (3 * bx - ax - 3 * cx + dx) * w
            y = 2 * by + (cy - ay) * t + (2 * ay - 5 * by + 4 * cy - dy) * u + (3 * by - ay - 3 * cy + dy) * w
            out.append((0.5 * x, 0.5 * y))
    return out


def _shape(spots: Sequence[Spot], head: float, wide: float, both: bool) -> QPolygonF:
    """Return the outline of an arrow: along one side, round its head, back along the other side."""
    way = _without_end(spots, head * DRAWN_IN)
    first, tail = THIN, []
    if both:
        way, first, tail = _without_end(way[::-1], head * DRAWN_IN)[::-1], 1.0, _head(spots[::-1], head)
    left, right = [], []
    for i, (x, y) in enumerate(way):
        (px, py), (nx, ny) = way[max(i - 1, 0)], way[min(i + 1, len(way) - 1)]
        half = wide / 2 * (first + (1 - first) * i / max(1, len(way) - 1)) / (math.hypot(nx - px, ny - py) or 1.0)
        left.append((x + (ny - py) * half, y - (nx - px) * half))
        right.append((x - (ny - py) * half, y + (nx - px) * half))
    return QPolygonF([QPointF(*p) for p in (*left, *_head(spots, head), *reversed(right), *tail)])


def _head(spots: Sequence[Spot], size: float) -> list[Spot]:
    """Return the corners of an arrow's head at the end of a way, from its left to its right."""
    ex, ey = spots[-1]
    px, py = next((p for p in reversed(spots) if math.dist(p, spots[-1]) >= size * 0.9), spots[0])
    d = math.hypot(ex - px, ey - py) or 1.0
    dx, dy, side = (ex - px) / d, (ey - py) / d, size * 0.50
    back_x, back_y = ex - dx * size, ey - dy * size
    return [(back_x + dy * side, back_y - dx * side), (ex, ey), (back_x - dy * side, back_y + dx * side)]


def _without_end(spots: Sequence[Spot], length: float) -> list[Spot]:
    """Return a way that ends so much earlier."""
    out = [p for p in spots[:-1] if math.dist(p, spots[-1]) > length] or [spots[0]]
    (ex, ey), (px, py) = spots[-1], out[-1]
    d = math.dist(out[-1], spots[-1]) or 1.0
    k = max(0.0, d - length) / d
    return [*out, (px + (ex - px) * k, py + (ey - py) * k)]
