"""The soft shadow on the ground: footprints painted at a fifth of the size, then scaled up, which blurs them."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import Flesh, Part
from hipcoach.figure.palette import Palette
from hipcoach.figure.vectors import Vec

SHRINK = 5
LEVELS = ((0.30, 0.014), (0.055, 0.002))  # height up to which a part casts it, how far it spreads
LOST = 0.55  # share of its width that a footprint loses on the way up to that height
ASIDE = 0.012  # the light comes from a little behind
ROOM = 4  # small pixels kept free round the footprints

Foot = tuple[float, float, float, float]  # x and y on the floor, height of the skin above it, radius


def bones(part: Part) -> tuple[tuple[int, int], ...]:
    """Pairs of balls whose lines stand for a part's footprint."""
    if part.rings:
        left, right = [a for a, _ in part.rings], [b for _, b in part.rings]
        return ((left[0], left[-1]), (right[0], right[-1]), part.rings[len(part.rings) // 2])
    if len(part.tube) > 5:  # a leg; an arm is nearly even
        first, middle, last = part.tube[0], part.tube[len(part.tube) // 2], part.tube[-1]
        return ((first, middle), (middle, last))
    return (part.axis,) if not part.chains or part.hulls else ()


def paint_shadow(painter: QPainter, flesh: Flesh, world: Sequence[Vec], view: View, colours: Palette) -> None:
    """Paint the shadow of a placed body."""
    pairs = [pair for part in flesh.parts.values() for pair in bones(part)]
    feet: dict[int, Foot] = {}
    for i in {i for pair in pairs for i in pair}:
        (x, y, z), r = world[i], flesh.radii[i]
        feet[i] = (x + ASIDE, y, z - r, r)
    low = [f for f in feet.values() if f[2] <= LEVELS[0][0]]
    if not low:
        return
    spots = view.points([(f[0], f[1], 0.0) for f in low])
    reach = (max(f[3] for f in low) + LEVELS[0][1]) * view.scale + ROOM * SHRINK
    left, top = min(p[0] for p in spots) - reach, min(p[1] for p in spots) - reach
    wide = math.ceil((max(p[0] for p in spots) + reach - left) / SHRINK)
    high = math.ceil((max(p[1] for p in spots) + reach - top) / SHRINK)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as small:
        small.setRenderHint(QPainter.RenderHint.Antialiasing)
        small.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        m, s = view.camera.matrix, view.scale / SHRINK
        small.setTransform(
            QTransform(m[0] * s, m[3] * s, m[1] * s, m[4] * s, (view.left - left) / SHRINK, (view.top - top) / SHRINK)
        )
        for (limit, spread), alpha in zip(LEVELS, colours.shadow_alpha, strict=True):
            shade = QColor(colours.shadow)
            shade.setAlpha(alpha)
            _paint_level(small, [(feet[a], feet[b]) for a, b in pairs], limit, spread, shade)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, wide * SHRINK, high * SHRINK), image)


def _paint_level(
    painter: QPainter, pairs: Sequence[tuple[Foot, Foot]], limit: float, spread: float, shade: QColor
) -> None:
    """Footprints, in the floor's own coordinates, of all that lies below a height; the higher, the thinner."""
    for a, b in pairs:
        low, high = (a, b) if a[2] <= b[2] else (b, a)
        if low[2] > limit:
            continue
        share = 1.0 if high[2] <= limit else (limit - low[2]) / (high[2] - low[2])
        end = tuple(p + (q - p) * share for p, q in zip(low, high, strict=True))
        height, radius = (max(0.0, low[2]) + max(0.0, end[2])) / 2, (low[3] + end[3]) / 2
        width = 2 * (radius * (0.95 - LOST * height / limit) + spread)
        painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(QPointF(low[0], low[1]), QPointF(end[0], end[1])))
