"""What is drawn over the painted person: the arrow of the way that is still before a limb, the letter of the side."""

import itertools
import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPainterPathStroker, QPolygonF

from hipcoach.body.frame_file import ArrowMark, FrameHead, Spot
from hipcoach.figure.moments import Arrows

SHAFT, HEAD, HALO = 0.0135, 0.047, 0.011  # of an arrow, in body heights
FADE = 0.10  # body heights of its way within which an arrow fades out
DISC_RADIUS, SMALLEST_DISC = 0.034, 8.0
INK, ON_INK = {False: "#1F3B5C", True: "#E8EEF5"}, {False: "#FDFCFA", True: "#12181A"}
DISC, ON_DISC = {False: "#1D6FB8", True: "#6FB6F2"}, {False: "#FFFFFF", True: "#0E1A24"}


def paint_arrows(painter: QPainter, head: FrameHead, arrows: Arrows, *, dark: bool) -> None:
    """Draw a frame's arrows in the picture's pixels."""
    for arrow in {Arrows.WHOLE: head.way, Arrows.ON: head.arrows, Arrows.BACK: head.back}.get(arrows, ()):
        _arrow(painter, arrow, head.scale, dark)


def paint_disc(painter: QPainter, head: FrameHead, letter: str, *, dark: bool, flipped: bool) -> None:
    """Draw the letter of the working side on a disc; never flipped itself."""
    if head.disc is None:
        return
    x, y = head.disc
    r = max(SMALLEST_DISC, head.scale * DISC_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, radius in ((ON_INK[dark], r * 1.1), (DISC[dark], r)):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.save()
    if flipped:
        painter.translate(2 * x, 0)
        painter.scale(-1, 1)
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(r * 1.25)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(ON_DISC[dark]))
    painter.drawText(QRectF(x - r, y - r, 2 * r, 2 * r), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _arrow(painter: QPainter, arrow: ArrowMark, s: float, dark: bool) -> None:
    spots = arrow.spots
    size = sum(math.dist(a, b) for a, b in itertools.pairwise(spots))
    head = min(HEAD * s, size * 0.6)
    if head < 1:
        return
    tips = [_head(spots, head)]
    shaft = _without_end(spots, head * 0.8)
    if arrow.both:
        tips.append(_head(spots[::-1], head))
        shaft = _without_end(shaft[::-1], head * 0.8)
    path = QPainterPath(QPointF(*shaft[0]))
    for spot in shaft[1:]:
        path.lineTo(*spot)
    painter.save()
    painter.setOpacity(painter.opacity() * min(1.0, size / (FADE * s)))
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, edge in ((ON_INK[dark], HALO * s), (INK[dark], 0.0)):
        whole = _stroked(path, SHAFT * s + edge)
        for tip in tips:
            corner = QPainterPath()
            corner.addPolygon(QPolygonF([QPointF(*p) for p in tip]))
            corner.closeSubpath()
            whole = whole.united(corner).united(_stroked(corner, edge + 0.004 * s))
        painter.fillPath(whole, QBrush(QColor(colour)))
    painter.restore()


def _stroked(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)


def _head(spots: Sequence[Spot], size: float) -> tuple[Spot, Spot, Spot]:
    """Return the corners of an arrow's head at the end of a way."""
    ex, ey = spots[-1]
    px, py = next((p for p in reversed(spots) if math.dist(p, spots[-1]) >= size * 0.9), spots[0])
    d = math.hypot(ex - px, ey - py) or 1.0
    dx, dy, side = (ex - px) / d, (ey - py) / d, size * 0.52
    back_x, back_y = ex - dx * size, ey - dy * size
    return (ex, ey), (back_x + dy * side, back_y - dx * side), (back_x - dy * side, back_y + dx * side)


def _without_end(spots: Sequence[Spot], length: float) -> list[Spot]:
    """Return a way that ends so much earlier."""
    out = [p for p in spots[:-1] if math.dist(p, spots[-1]) > length] or [spots[0]]
    (ex, ey), (px, py) = spots[-1], out[-1]
    d = math.dist(out[-1], spots[-1]) or 1.0
    k = max(0.0, d - length) / d
    return [*out, (px + (ex - px) * k, py + (ey - py) * k)]
