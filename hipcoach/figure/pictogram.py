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
TRUNK_WIDTH, LIMB_WIDTH, THING_WIDTH = 0.115, 0.075, 0.030
ROUND = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin


@dataclass(frozen=True, slots=True)
class Sign:
    """A person of strokes: head, trunk, near and far limbs, and what is round them."""

    head: Spot
    trunk: tuple[Spot, ...]
    near: tuple[tuple[Spot, ...], ...]
    far: tuple[tuple[Spot, ...], ...] = ()
    things: tuple[tuple[Spot, ...], ...] = ()  # straight lines: a floor, a chair, a bicycle
    waves: tuple[tuple[Spot, ...], ...] = ()  # smooth lines
    rings: tuple[tuple[float, float, float], ...] = ()  # x, y, radius


FLOOR = ((0.06, 0.86), (0.94, 0.86))


def _wave(y: float, start: float = 0.06, end: float = 0.94) -> tuple[Spot, ...]:
    """A line of water."""
    count = 12
    return tuple((start + (end - start) * i / count, y + (0.018 if i % 2 else -0.018)) for i in range(count + 1))


ACTIVITIES: Mapping[str, Sign] = {
    "walking": Sign(
        head=(0.53, 0.14),
        trunk=((0.52, 0.28), (0.49, 0.52)),
        near=(((0.49, 0.54), (0.58, 0.69), (0.64, 0.84), (0.70, 0.84)), ((0.51, 0.30), (0.42, 0.42), (0.46, 0.53))),
        far=(((0.49, 0.54), (0.45, 0.70), (0.33, 0.82), (0.36, 0.86)), ((0.52, 0.30), (0.61, 0.42), (0.69, 0.46))),
        things=(FLOOR,),
    ),
    "stationary_cycling": Sign(
        head=(0.52, 0.13),
        trunk=((0.49, 0.26), (0.40, 0.46)),
        near=(((0.40, 0.48), (0.57, 0.55), (0.53, 0.75), (0.59, 0.75)), ((0.50, 0.28), (0.58, 0.38), (0.69, 0.37))),
        far=(((0.40, 0.48), (0.55, 0.49), (0.47, 0.64)),),
        things=(
            ((0.34, 0.53), (0.44, 0.53)),
            ((0.39, 0.53), (0.44, 0.72)),
            ((0.44, 0.72), (0.68, 0.72), (0.66, 0.36), (0.72, 0.36)),
            ((0.30, 0.86), (0.80, 0.86)),
            ((0.40, 0.72), (0.40, 0.86)),
            ((0.68, 0.84), (0.68, 0.86)),
        ),
        rings=((0.68, 0.71, 0.12),),
    ),
    "swimming": Sign(
        head=(0.70, 0.45),
        trunk=((0.60, 0.51), (0.38, 0.57)),
        near=(((0.60, 0.50), (0.62, 0.33), (0.82, 0.36)), ((0.37, 0.57), (0.24, 0.60), (0.11, 0.57))),
        far=(((0.37, 0.57), (0.25, 0.55), (0.12, 0.62)),),
        waves=(_wave(0.70), _wave(0.80, 0.14, 0.86)),
    ),
    "water_aerobics": Sign(
        head=(0.50, 0.22),
        trunk=((0.50, 0.36), (0.50, 0.62)),
        near=(((0.49, 0.38), (0.36, 0.45), (0.27, 0.36)), ((0.51, 0.38), (0.64, 0.45), (0.73, 0.36))),
        far=(((0.48, 0.64), (0.40, 0.74), (0.42, 0.88)), ((0.52, 0.64), (0.63, 0.70), (0.58, 0.84))),
        waves=(_wave(0.56), _wave(0.66, 0.14, 0.86)),
    ),
}
POSITIONS: Mapping[Position, Sign] = {
    Position.SUPINE: Sign(
        head=(0.14, 0.74),
        trunk=((0.27, 0.77), (0.50, 0.77)),
        near=(((0.51, 0.77), (0.67, 0.56), (0.76, 0.80), (0.83, 0.80)), ((0.28, 0.80), (0.40, 0.83), (0.52, 0.82))),
        things=(FLOOR,),
    ),
    Position.SIDE_LYING: Sign(
        head=(0.15, 0.64),
        trunk=((0.27, 0.70), (0.49, 0.74)),
        near=(((0.49, 0.74), (0.68, 0.68), (0.82, 0.79)), ((0.29, 0.70), (0.35, 0.58), (0.37, 0.80))),
        far=(((0.27, 0.74), (0.19, 0.80), (0.09, 0.80)), ((0.49, 0.77), (0.69, 0.78), (0.88, 0.80))),
        things=(FLOOR,),
    ),
    Position.PRONE: Sign(
        head=(0.17, 0.72),
        trunk=((0.29, 0.77), (0.52, 0.77)),
        near=(((0.52, 0.78), (0.72, 0.80), (0.90, 0.80)), ((0.29, 0.79), (0.22, 0.82), (0.10, 0.82))),
        things=(FLOOR,),
    ),
    Position.TALL_KNEELING: Sign(
        head=(0.50, 0.20),
        trunk=((0.49, 0.34), (0.48, 0.58)),
        near=(((0.48, 0.60), (0.49, 0.81), (0.30, 0.82)), ((0.49, 0.36), (0.46, 0.48), (0.50, 0.59))),
        things=(FLOOR,),
    ),
    Position.HALF_KNEELING: Sign(
        head=(0.45, 0.20),
        trunk=((0.44, 0.34), (0.43, 0.58)),
        near=(((0.43, 0.60), (0.42, 0.81), (0.22, 0.82)), ((0.45, 0.36), (0.52, 0.48), (0.62, 0.55))),
        far=(((0.44, 0.60), (0.65, 0.60), (0.66, 0.82), (0.74, 0.82)),),
        things=(FLOOR,),
    ),
    Position.SEATED: Sign(
        head=(0.42, 0.19),
        trunk=((0.41, 0.33), (0.39, 0.56)),
        near=(((0.40, 0.58), (0.60, 0.58), (0.61, 0.82), (0.69, 0.82)), ((0.42, 0.35), (0.44, 0.48), (0.56, 0.53))),
        things=(
            FLOOR,
            ((0.27, 0.34), (0.29, 0.64), (0.54, 0.64)),
            ((0.29, 0.64), (0.28, 0.86)),
            ((0.53, 0.64), (0.54, 0.86)),
        ),
    ),
    Position.STANDING: Sign(
        head=(0.50, 0.13),
        trunk=((0.50, 0.27), (0.50, 0.50)),
        near=(((0.52, 0.52), (0.53, 0.68), (0.53, 0.83), (0.58, 0.83)), ((0.46, 0.28), (0.42, 0.40), (0.42, 0.51))),
        far=(((0.48, 0.52), (0.47, 0.68), (0.46, 0.83), (0.42, 0.83)), ((0.54, 0.28), (0.58, 0.40), (0.58, 0.51))),
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

    def stroke(spots: tuple[Spot, ...], width: float, colour: str, *, smooth: bool = False) -> None:
        points = [(left + x * size, top + y * size) for x, y in spots]
        path = QPainterPath(QPointF(*points[0]))
        if smooth:
            add_curve(path, points)
        for x, y in points[1:] if not smooth else ():
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
        for limb in sign.far:
            stroke(limb, LIMB_WIDTH, colours.sign_far)
        stroke(sign.trunk, TRUNK_WIDTH, colours.sign)
        for limb in sign.near:
            stroke(limb, LIMB_WIDTH, colours.sign)
        for wave in sign.waves:
            stroke(wave, THING_WIDTH, colours.sign_things, smooth=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sign))
        painter.drawEllipse(QPointF(left + sign.head[0] * size, top + sign.head[1] * size), HEAD * size, HEAD * size)
    finally:
        painter.restore()
