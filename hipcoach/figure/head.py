"""The head: skull, nose, eyes, mouth, ears and hair, so that it is plain where the face looks."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import Flesh
from hipcoach.figure.outline import Hull
from hipcoach.figure.palette import Palette, Tones, mix
from hipcoach.figure.pose import Body
from hipcoach.figure.shapes import Figure2D
from hipcoach.figure.vectors import DEG, Mat, Vec, add, apply, column, cross, matmul, scale, unit

LIGHT = (-0.42, -0.88)  # where the light comes from on the screen
HAIR = (((-0.30, 0.0, 0.95), 66.0), ((-0.93, 0.0, 0.36), 71.0), ((-0.66, 0.0, 0.75), 76.0))  # caps: axis, half angle
HAIR_RADIUS = 1.075  # of the skull's
EYE: Vec = (0.0525, 0.0205, 0.034)
MOUTH: tuple[Vec, Vec, Vec] = ((0.0525, 0.0125, -0.004), (0.0565, 0.0, -0.0085), (0.0525, -0.0125, -0.004))
RIM = 24
NOSE_HIDDEN = -0.5  # facing the viewer less than this, the nose is behind the head


def paint_head(
    painter: QPainter, drawn: Figure2D, body: Body, view: View, colours: Palette, skin: Tones, line: float
) -> None:
    """Paint the head over its outline."""
    flesh = drawn.flesh
    turn = matmul(view.camera.matrix, body.frames["head"][0])  # head frame to screen right, down, towards the viewer
    facing = column(turn, 0)[2]
    x, y, r = drawn.discs[flesh.skull]
    part = flesh.parts["head"]
    outline, face = drawn.path(part, line * 0.55), QPainterPath(drawn.path(part))
    if facing > NOSE_HIDDEN:
        nose = Hull([drawn.discs[i] for i in flesh.nose])
        nose.add_to(outline, [drawn.discs[i][2] + line * 0.5 for i in flesh.nose])
        nose.add_to(face)
    painter.setBrush(QColor(colours.outline))
    painter.drawPath(outline)
    painter.setBrush(_round_light(x, y, 0.11 * view.scale, skin))
    painter.drawPath(face)
    _paint_face(painter, view, turn, body, colours, skin, facing)
    _paint_hair(painter, (x, y), r * HAIR_RADIUS, turn, colours, view.scale)
    for which, side in zip(flesh.ears, (1, -1), strict=True):
        if side * column(turn, 1)[2] > 0.25:
            ex, ey, er = drawn.discs[which]
            painter.setBrush(QColor(skin[0]))
            painter.drawEllipse(QPointF(ex, ey), er * 1.05, er * 1.3)
            painter.setBrush(QColor(skin[2]))
            painter.drawEllipse(QPointF(ex, ey), er * 0.8, er * 1.05)


def hair_disc(flesh: Flesh, drawn: Figure2D) -> tuple[float, float, float]:
    """The disc that the hair adds to the outline of the whole body."""
    x, y, r = drawn.discs[flesh.skull]
    return (x, y, r * HAIR_RADIUS)


def _round_light(x: float, y: float, reach: float, tones: Tones) -> QBrush:
    """Light from above on something round."""
    gradient = QRadialGradient(x + LIGHT[0] * reach * 0.27, y + LIGHT[1] * reach * 0.27, reach)
    for place, tone in ((0.0, 3), (0.55, 2), (0.85, 1), (1.0, 0)):
        gradient.setColorAt(place, QColor(tones[tone]))
    return QBrush(gradient)


def _paint_face(
    painter: QPainter, view: View, turn: Mat, body: Body, colours: Palette, skin: Tones, facing: float
) -> None:
    """Eyes and mouth, where they face the viewer."""
    m, origin = body.frames["head"]

    def at(p: Vec) -> QPointF:
        x, y, _ = view.point(add(origin, apply(m, p)))
        return QPointF(x, y)

    s = view.scale
    painter.setBrush(QColor(colours.eye))
    for side in (1, -1):
        seen = apply(turn, unit((0.80, side * 0.50, 0.05)))[2]
        if seen > 0.10:
            wide = s * 0.0042 * min(1.0, seen * 1.7) + 0.3
            painter.drawEllipse(at((EYE[0], side * EYE[1], EYE[2])), wide, s * 0.0056)
    if facing > 0.25:
        left, middle, right = (at(p) for p in MOUTH)
        path = QPainterPath(left)
        path.quadTo(middle, right)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = mix(skin[0], colours.outline, 0.45)
        painter.setPen(QPen(ink, max(1.0, s * 0.0035), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)


def _paint_hair(
    painter: QPainter, centre: tuple[float, float], radius: float, turn: Mat, colours: Palette, s: float
) -> None:
    """Hair as the visible parts of spherical caps: an exact line round the face and the nape from every side."""
    painter.setBrush(_round_light(centre[0], centre[1], 0.09 * s, colours.hair))
    for axis, half in HAIR:
        u = unit(cross(unit(axis), (0.0, 1.0, 0.0)))
        frame = (apply(turn, unit(axis)), apply(turn, u), apply(turn, (0.0, 1.0, 0.0)))
        spots = _cap(*frame, half * DEG)
        if spots:
            painter.drawPolygon(QPolygonF([QPointF(centre[0] + radius * x, centre[1] + radius * y) for x, y in spots]))


def _cap(axis: Vec, u: Vec, v: Vec, half: float) -> list[tuple[float, float]]:
    """Visible part of a cap of the unit sphere, seen along z, as a polygon; empty where it is turned away."""
    c, s = math.cos(half), math.sin(half)
    turns = [2 * math.pi * i / RIM for i in range(RIM)]
    rim = [add(scale(axis, c), add(scale(u, math.cos(t) * s), scale(v, math.sin(t) * s))) for t in turns]
    seen = [p[2] >= 0 for p in rim]
    sideways = math.hypot(axis[0], axis[1])
    if all(seen):
        return [(p[0], p[1]) for p in rim] if axis[2] > 0 else []
    if not any(seen) or sideways <= abs(c) + 1e-6:
        whole = [(math.cos(t), math.sin(t)) for t in turns]
        return whole if axis[2] > 0 and c <= 0 else []
    start = next(i for i in range(RIM) if seen[i] and not seen[i - 1])
    shown: list[tuple[float, float]] = []
    for i in range(RIM):
        p = rim[(start + i) % RIM]
        if p[2] < 0:
            break
        shown.append((p[0], p[1]))
    spread, middle = math.acos(max(-1.0, min(1.0, c / sideways))), math.atan2(axis[1], axis[0])
    edge = [(math.cos(middle + k / 10 * spread), math.sin(middle + k / 10 * spread)) for k in range(-10, 11)]
    if math.dist(edge[0], shown[-1]) > math.dist(edge[-1], shown[-1]):
        edge.reverse()
    return shown + edge
