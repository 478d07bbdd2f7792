"""Quiet signs: one for each timed activity, and one for each position of the body, drawn with a few round strokes."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from hipcoach.catalogue.types import Position
from hipcoach.figure.outline import add_curve
from hipcoach.figure.palette import Palette, palette

Spot = tuple[float, float]  # of a square from 0 to 1, y downwards
HEAD = 0.075
TRUNK_WIDTH, LIMB_WIDTH, ARM_WIDTH, NECK_WIDTH, THING_WIDTH = 0.115, 0.075, 0.060, 0.066, 0.026
WATER_OPACITY = 0.55
ROUND = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin


@dataclass(frozen=True, slots=True)
class Sign:
    """A person of strokes: head, trunk, near and far limbs, and what is round them."""

    head: Spot
    trunk: tuple[Spot, ...]
    near: tuple[tuple[Spot, ...], ...]
    arms: tuple[tuple[Spot, ...], ...] = ()
    far: tuple[tuple[Spot, ...], ...] = ()
    far_arms: tuple[tuple[Spot, ...], ...] = ()
    things: tuple[tuple[Spot, ...], ...] = ()  # straight lines: a floor, a chair, a bicycle
    rings: tuple[tuple[float, float, float], ...] = ()  # x, y, radius
    water: float | None = None  # height of its surface; what lies under it is seen through it
    depth: float = 0.0  # down to where it is drawn


FLOOR = ((0.06, 0.854), (0.94, 0.854))


def _wave(y: float) -> tuple[Spot, ...]:
    """The surface of water, from side to side."""
    count = 12
    return tuple((0.05 + 0.90 * i / count, y + (0.016 if i % 2 else -0.016)) for i in range(count + 1))


ACTIVITIES: Mapping[str, Sign] = {
    "walking": Sign(
        head=(0.53, 0.13),
        trunk=((0.52, 0.27), (0.49, 0.50)),
        near=(((0.49, 0.53), (0.60, 0.66), (0.64, 0.80), (0.71, 0.803)),),
        arms=(((0.50, 0.29), (0.385, 0.41), (0.36, 0.53)),),
        far=(((0.49, 0.53), (0.45, 0.67), (0.325, 0.755), (0.365, 0.803)),),
        far_arms=(((0.53, 0.30), (0.63, 0.42), (0.72, 0.375)),),
        things=(FLOOR,),
    ),
    "stationary_cycling": Sign(  # the saddle carries the rider, so high that the lower knee is nearly straight
        head=(0.495, 0.115),
        trunk=((0.46, 0.245), (0.39, 0.435)),
        near=(((0.39, 0.455), (0.462, 0.61), (0.45, 0.78), (0.515, 0.795)),),
        arms=(((0.475, 0.265), (0.535, 0.395), (0.65, 0.375)),),
        far=(((0.39, 0.455), (0.558, 0.487), (0.50, 0.638), (0.565, 0.643)),),
        things=(
            ((0.305, 0.492), (0.44, 0.492)),
            ((0.36, 0.492), (0.50, 0.76), (0.70, 0.672)),
            ((0.50, 0.76), (0.40, 0.88)),
            ((0.60, 0.39), (0.655, 0.41), (0.745, 0.88)),
            ((0.28, 0.88), (0.90, 0.88)),
            ((0.53, 0.69), (0.475, 0.84)),
            ((0.495, 0.69), (0.585, 0.69)),
            ((0.435, 0.842), (0.535, 0.842)),
        ),
        rings=((0.722, 0.76, 0.105), (0.50, 0.76, 0.032)),
    ),
    "swimming": Sign(
        head=(0.755, 0.515),
        trunk=((0.645, 0.545), (0.42, 0.595)),
        near=(((0.41, 0.60), (0.285, 0.63), (0.165, 0.605), (0.12, 0.63)),),
        arms=(((0.645, 0.53), (0.70, 0.365), (0.865, 0.43)),),
        far=(((0.41, 0.605), (0.29, 0.665), (0.175, 0.71), (0.125, 0.705)),),
        far_arms=(((0.63, 0.59), (0.69, 0.705), (0.60, 0.775)),),
        water=0.56,
        depth=0.86,
    ),
    "water_aerobics": Sign(  # a long stride, both feet on the floor of the pool, the arms sweeping through the water
        head=(0.52, 0.17),
        trunk=((0.505, 0.31), (0.475, 0.53)),
        near=(((0.475, 0.55), (0.62, 0.655), (0.665, 0.80), (0.74, 0.803)),),
        arms=(((0.485, 0.33), (0.36, 0.41), (0.25, 0.49)),),
        far=(((0.47, 0.56), (0.42, 0.69), (0.27, 0.785), (0.325, 0.81)),),
        far_arms=(((0.52, 0.33), (0.64, 0.43), (0.765, 0.47)),),
        things=(FLOOR,),
        water=0.40,
        depth=FLOOR[0][1],
    ),
}
POSITIONS: Mapping[Position, Sign] = {
    Position.SUPINE: Sign(
        head=(0.14, 0.75),
        trunk=((0.28, 0.78), (0.50, 0.78)),
        near=(((0.51, 0.795), (0.66, 0.55), (0.755, 0.80), (0.825, 0.80)),),
        far=(((0.51, 0.795), (0.71, 0.57), (0.815, 0.80), (0.885, 0.80)),),
        things=(FLOOR,),
    ),
    Position.SIDE_LYING: Sign(
        head=(0.165, 0.67),
        trunk=((0.30, 0.73), (0.50, 0.735)),
        near=(((0.50, 0.715), (0.70, 0.70), (0.90, 0.695)),),
        arms=(((0.33, 0.71), (0.385, 0.58), (0.44, 0.81)),),
        far=(((0.50, 0.775), (0.68, 0.80), (0.86, 0.80)),),
        far_arms=(((0.29, 0.77), (0.20, 0.81), (0.07, 0.81)),),
        things=(FLOOR,),
    ),
    Position.PRONE: Sign(
        head=(0.17, 0.71),
        trunk=((0.30, 0.77), (0.52, 0.77)),
        near=(((0.52, 0.785), (0.72, 0.80), (0.90, 0.79), (0.925, 0.81)),),
        arms=(((0.30, 0.77), (0.24, 0.815), (0.08, 0.815)),),
        things=(FLOOR,),
    ),
    Position.TALL_KNEELING: Sign(
        head=(0.50, 0.20),
        trunk=((0.49, 0.34), (0.48, 0.57)),
        near=(((0.48, 0.60), (0.49, 0.80), (0.29, 0.805)),),
        arms=(((0.51, 0.36), (0.585, 0.47), (0.57, 0.60)),),
        things=(FLOOR,),
    ),
    Position.HALF_KNEELING: Sign(
        head=(0.45, 0.20),
        trunk=((0.44, 0.34), (0.43, 0.57)),
        near=(((0.43, 0.60), (0.42, 0.80), (0.22, 0.805)),),
        arms=(((0.46, 0.36), (0.54, 0.46), (0.64, 0.53)),),
        far=(((0.44, 0.60), (0.65, 0.61), (0.66, 0.80), (0.73, 0.803)),),
        things=(FLOOR,),
    ),
    Position.SEATED: Sign(
        head=(0.42, 0.19),
        trunk=((0.41, 0.33), (0.40, 0.55)),
        near=(((0.41, 0.58), (0.60, 0.58), (0.61, 0.80), (0.68, 0.803)),),
        arms=(((0.43, 0.35), (0.49, 0.46), (0.59, 0.50)),),
        things=(
            FLOOR,
            ((0.27, 0.34), (0.29, 0.64), (0.54, 0.64)),
            ((0.29, 0.64), (0.28, 0.86)),
            ((0.53, 0.64), (0.54, 0.86)),
        ),
    ),
    Position.STANDING: Sign(
        head=(0.50, 0.13),
        trunk=((0.50, 0.28), (0.50, 0.49)),
        near=(((0.478, 0.52), (0.455, 0.80)), ((0.522, 0.52), (0.545, 0.80))),
        arms=(((0.47, 0.275), (0.385, 0.39), (0.365, 0.51)), ((0.53, 0.275), (0.615, 0.39), (0.635, 0.51))),
        things=(FLOOR,),
    ),
}


def paint_activity(painter: QPainter, rect: QRectF, activity: str, dark: bool) -> None:
    """Paint the sign of an activity."""
    _paint(painter, rect, ACTIVITIES[activity], palette(dark))


def paint_position(painter: QPainter, rect: QRectF, position: Position, dark: bool) -> None:
    """Paint the sign of a position; the background stays as it is."""
    _paint(painter, rect, POSITIONS[position], palette(dark))


def _paint(painter: QPainter, rect: QRectF, sign: Sign, colours: Palette) -> None:
    """Paint a sign into the largest square of a rectangle."""
    size = min(rect.width(), rect.height())
    left, top = rect.center().x() - size / 2, rect.center().y() - size / 2

    def stroke(spots: tuple[Spot, ...], width: float, colour: str) -> None:
        points = [(left + x * size, top + y * size) for x, y in spots]
        path = QPainterPath(QPointF(*points[0]))
        for x, y in points[1:]:
            path.lineTo(x, y)
        painter.setPen(QPen(QColor(colour), width * size, Qt.PenStyle.SolidLine, *ROUND))
        painter.drawPath(path)

    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in sign.things:
            stroke(line, THING_WIDTH, colours.sign_things)
        for x, y, r in sign.rings:
            painter.setPen(QPen(QColor(colours.sign_things), THING_WIDTH * size))
            painter.drawEllipse(QPointF(left + x * size, top + y * size), r * size, r * size)
        for limbs, width, colour in (
            (sign.far, LIMB_WIDTH, colours.sign_far),
            (sign.far_arms, ARM_WIDTH, colours.sign_far),
            ((sign.trunk,), TRUNK_WIDTH, colours.sign),
            (((sign.head, sign.trunk[0]),), NECK_WIDTH, colours.sign),
            (sign.near, LIMB_WIDTH, colours.sign),
            (sign.arms, ARM_WIDTH, colours.sign),
        ):
            for limb in limbs:
                stroke(limb, width, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sign))
        painter.drawEllipse(QPointF(left + sign.head[0] * size, top + sign.head[1] * size), HEAD * size, HEAD * size)
        if sign.water is not None:
            _paint_water(painter, sign.water, sign.depth, (left, top, size), colours)
    finally:
        painter.restore()


def _paint_water(
    painter: QPainter, surface: float, depth: float, square: tuple[float, float, float], colours: Palette
) -> None:
    """Water over what stands or swims in it, and its surface."""
    left, top, size = square
    points = [(left + x * size, top + y * size) for x, y in _wave(surface)]
    path = QPainterPath(QPointF(*points[0]))
    add_curve(path, points)
    body = QPainterPath(path)
    body.lineTo(points[-1][0], top + depth * size)
    body.lineTo(points[0][0], top + depth * size)
    shade = QColor(colours.sign_things)
    shade.setAlphaF(WATER_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPath(body)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.sign_things), THING_WIDTH * size, Qt.PenStyle.SolidLine, *ROUND))
    painter.drawPath(path)
