"""The soft shadow on the ground: footprints painted at a fifth of the size, then scaled up, which blurs them."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import Flesh, Part
from hipcoach.figure.outline import new_path
from hipcoach.figure.palette import Palette
from hipcoach.figure.vectors import Vec

SHRINK = 5
LEVELS = ((0.34, 0.012), (0.16, 0.006), (0.045, 0.0))  # height up to which a part casts it, how far it spreads
ASIDE = 0.012  # the light comes from a little behind
BACK = tuple((math.cos(math.pi * (0.5 + i / 5)), math.sin(math.pi * (0.5 + i / 5))) for i in range(6))  # half a turn
ROOM = 4  # small pixels kept free round the footprints


def chains(part: Part) -> tuple[tuple[int, int], ...]:
    """Pairs of balls whose capsules stand for a part's footprint."""
    if part.rings:
        left, right = [a for a, _ in part.rings], [b for _, b in part.rings]
        ends = (left[0], left[-1]), (right[0], right[-1])
        return (*ends, *part.rings[::2])
    if len(part.tube) > 4:
        first, middle, last = part.tube[0], part.tube[len(part.tube) // 2], part.tube[-1]
        return ((first, middle), (middle, last))
    if part.chains:
        return ()
    return (part.axis,)


def paint_shadow(painter: QPainter, flesh: Flesh, world: Sequence[Vec], view: View, colours: Palette) -> None:
    """Paint the shadow of a placed body."""
    feet = [(x + ASIDE, y, z - r, r) for (x, y, z), r in zip(world, flesh.radii, strict=True)]
    low = [i for i, f in enumerate(feet) if f[2] <= LEVELS[0][0]]
    if not low:
        return
    spots = view.points([(feet[i][0], feet[i][1], 0.0) for i in low])
    reach = (max(feet[i][3] for i in low) + LEVELS[0][1]) * view.scale
    left = min(p[0] for p in spots) - reach - ROOM * SHRINK
    top = min(p[1] for p in spots) - reach - ROOM * SHRINK
    wide = math.ceil((max(p[0] for p in spots) + reach - left) / SHRINK) + ROOM
    high = math.ceil((max(p[1] for p in spots) + reach - top) / SHRINK) + ROOM
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as small:
        small.setRenderHint(QPainter.RenderHint.Antialiasing)
        small.setPen(Qt.PenStyle.NoPen)
        small.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        m, s = view.camera.matrix, view.scale / SHRINK
        small.setTransform(
            QTransform(m[0] * s, m[3] * s, m[1] * s, m[4] * s, (view.left - left) / SHRINK, (view.top - top) / SHRINK)
        )
        for (limit, spread), alpha in zip(LEVELS, colours.shadow_alpha, strict=True):
            _paint_level(small, flesh, feet, limit, spread, alpha, colours.shadow)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(left, top, wide * SHRINK, high * SHRINK), image)


def _paint_level(
    painter: QPainter,
    flesh: Flesh,
    feet: Sequence[tuple[float, float, float, float]],
    limit: float,
    spread: float,
    alpha: int,
    colour: str,
) -> None:
    """Footprints, on the floor's own coordinates, of all that lies below a height; fainter means smaller."""
    path = new_path()
    for part in flesh.parts.values():
        for a, b in chains(part):
            ends = []
            for x, y, height, radius in (feet[a], feet[b]):
                share = 0.95 - 0.55 * max(0.0, height) / limit
                ends.append((x, y, max(0.002, radius * share + spread) if height <= limit else 0.002))
            if feet[a][2] <= limit or feet[b][2] <= limit:
                path.addPolygon(_capsule(ends[0], ends[1]))
    shade = QColor(colour)
    shade.setAlpha(alpha)
    painter.setBrush(shade)
    painter.drawPath(path)


def _capsule(a: tuple[float, float, float], b: tuple[float, float, float]) -> QPolygonF:
    """A capsule coarse enough for something that is blurred."""
    (x1, y1, r1), (x2, y2, r2) = a, b
    d = math.hypot(x2 - x1, y2 - y1)
    ux, uy = ((x2 - x1) / d, (y2 - y1) / d) if d > 1e-9 else (1.0, 0.0)
    first = [QPointF(x1 + r1 * (c * ux - s * uy), y1 + r1 * (c * uy + s * ux)) for c, s in BACK]
    second = [QPointF(x2 - r2 * (c * ux - s * uy), y2 - r2 * (c * uy + s * ux)) for c, s in BACK]
    return QPolygonF([*first, *second])
