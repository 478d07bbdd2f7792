"""The soft shadow on the ground: footprints painted at a fifth of the size, then scaled up, which blurs them."""

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import FLESH, FleshPart
from hipcoach.figure.layer import Layer, Stamp
from hipcoach.figure.palette import Palette
from hipcoach.figure.vectors import Vec

SHRINK = 5
LEVELS = ((0.30, 0.014), (0.055, 0.002))  # height up to which a part casts it, how far it spreads
LOST = 0.55  # share of its width that a footprint loses on the way up to that height
ASIDE = 0.012  # the light comes from a little behind
ROOM = 4  # small pixels kept free round the footprints
KEPT = 32

Foot = tuple[float, float, float, float]  # x and y on the floor, height of the skin above it, radius


def bones(part: FleshPart) -> tuple[tuple[int, int], ...]:
    """Pairs of balls whose lines stand for a part's footprint."""
    if part.rings:
        left, right = [a for a, _ in part.rings], [b for _, b in part.rings]
        return ((left[0], left[-1]), (right[0], right[-1]), part.rings[len(part.rings) // 2])
    if len(part.tube) > 5:  # a leg; an arm is nearly even
        first, middle, last = part.tube[0], part.tube[len(part.tube) // 2], part.tube[-1]
        return ((first, middle), (middle, last))
    return (part.axis,) if not part.chains or part.hulls else ()


PAIRS = tuple(pair for part in FLESH.parts.values() for pair in bones(part))


def shadow_layer(world: Sequence[Vec], view: View, colours: Palette) -> Layer | None:
    """The shadow of a placed body; None where nothing is near the ground."""
    radii = FLESH.radii
    low = tuple([pair for pair in PAIRS if min(world[i][2] - radii[i] for i in pair) <= LEVELS[0][0]])
    if not low:
        return None
    return _shadow(low, tuple([(world[a], world[b]) for a, b in low]), view, colours)


@lru_cache(maxsize=KEPT)
def _shadow(
    pairs: tuple[tuple[int, int], ...], lines: tuple[tuple[Vec, Vec], ...], view: View, colours: Palette
) -> Layer:
    """The shadow of some lines between balls."""
    feet: dict[int, Foot] = {}
    for pair, line in zip(pairs, lines, strict=True):
        for i, (x, y, z) in zip(pair, line, strict=True):
            feet[i] = (x + ASIDE, y, z - FLESH.radii[i], FLESH.radii[i])
    prints = {line: _seen(view, *(feet[i] for i in pair)) for pair, line in zip(pairs, lines, strict=True)}
    whole = QRectF()
    for each in prints.values():
        whole |= each
    # On a grid that stays where it is: what keeps still looks the same whatever else moves.
    left, top = math.floor(whole.left() / SHRINK) * SHRINK, math.floor(whole.top() / SHRINK) * SHRINK
    wide, high = (math.ceil(size / SHRINK) for size in (whole.right() - left, whole.bottom() - top))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as small:
        small.setRenderHint(QPainter.RenderHint.Antialiasing)
        small.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        m, s = view.camera.matrix, view.scale / SHRINK
        small.setTransform(QTransform(m[0], m[3], m[1], m[4], (view.left - left) / SHRINK, (view.top - top) / SHRINK))
        for (limit, spread), alpha in zip(LEVELS, colours.shadow_alpha, strict=True):
            shade = QColor(colours.shadow)
            shade.setAlpha(alpha)
            _paint_level(small, [(feet[a], feet[b]) for a, b in pairs], limit, spread, shade, s)
    return Stamp(image, QRectF(left, top, wide * SHRINK, high * SHRINK), prints)


def _seen(view: View, a: Foot, b: Foot) -> QRectF:
    """What holds the footprint of a line on the screen."""
    (x0, y0, _), (x1, y1, _) = view.point((a[0], a[1], 0.0)), view.point((b[0], b[1], 0.0))
    reach = (max(a[3], b[3]) + LEVELS[0][1]) * view.scale + ROOM * SHRINK
    return QRectF(min(x0, x1) - reach, min(y0, y1) - reach, abs(x1 - x0) + 2 * reach, abs(y1 - y0) + 2 * reach)


def _paint_level(
    painter: QPainter, pairs: Sequence[tuple[Foot, Foot]], limit: float, spread: float, shade: QColor, s: float
) -> None:
    """Footprints of all that lies below a height; the higher, the thinner.

    They are painted in the floor's own coordinates, `s` small pixels for one body height: in body heights themselves
    Qt would need three times as long, for lines much thinner than 1.
    """
    pen = QPen(shade, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    for a, b in pairs:
        low, high = (a, b) if a[2] <= b[2] else (b, a)
        if low[2] > limit:
            continue
        share = 1.0 if high[2] <= limit else (limit - low[2]) / (high[2] - low[2])
        x, y, z, r = (p + (q - p) * share for p, q in zip(low, high, strict=True))
        height, radius = (max(0.0, low[2]) + max(0.0, z)) / 2, (low[3] + r) / 2
        pen.setWidthF(2 * s * (radius * (0.95 - LOST * height / limit) + spread))
        painter.setPen(pen)
        painter.drawLine(QLineF(low[0] * s, low[1] * s, x * s, y * s))
