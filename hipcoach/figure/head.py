"""The head: skull, nose, eyes, mouth, ears and hair, so that it is plain where the face looks."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QRadialGradient

from hipcoach.figure.camera import View
from hipcoach.figure.flesh import Flesh
from hipcoach.figure.layer import Fill, stroke
from hipcoach.figure.outline import Disc, Hull, Point
from hipcoach.figure.palette import Palette, Tones, mix
from hipcoach.figure.shapes import PartShape
from hipcoach.figure.skeleton import Frame
from hipcoach.figure.vectors import DEG, Mat, Vec, add, apply, column, cross, matmul, scale, unit

LIGHT = (-0.42, -0.88)  # where the light comes from on the screen
HAIR = (((-0.30, 0.0, 0.95), 66.0), ((-0.93, 0.0, 0.36), 71.0), ((-0.66, 0.0, 0.75), 76.0))  # caps: axis, half angle
HAIR_CAPS = tuple((unit(axis), half) for axis, half in HAIR)
HAIR_RADIUS = 1.075  # of the skull's
EYE: Vec = (0.0525, 0.0205, 0.034)
NOSE: tuple[Vec, Vec, Vec] = ((0.0560, 0.0035, 0.0310), (0.0690, 0.0075, 0.0150), (0.0600, -0.0035, 0.0130))
MOUTH: tuple[Vec, Vec, Vec] = ((0.0525, 0.0125, -0.004), (0.0565, 0.0, -0.0085), (0.0525, -0.0125, -0.004))
RIM = tuple((math.cos(2 * math.pi * i / 24), math.sin(2 * math.pi * i / 24)) for i in range(24))
EDGE = tuple(k / 10 for k in range(-10, 11))
NOSE_IN_PROFILE = 0.55  # facing the viewer less than this
NOSE_HIDDEN = -0.5  # facing the viewer less than this, the nose is behind the head


def head_fills(
    flesh: Flesh, discs: Mapping[int, Disc], frame: Frame, view: View, colours: Palette, line: float
) -> list[Fill]:
    """The head over its outline, from back to front."""
    skin = colours.skin
    turn = matmul(view.camera.matrix, frame[0])  # head frame to screen right, down, towards the viewer
    facing = column(turn, 0)[2]
    x, y, r = discs[flesh.skull]
    shape = PartShape(flesh.parts["head"], discs, view.scale)
    outline, face = shape.path(line * 0.55), shape.path()
    if facing > NOSE_HIDDEN:
        nose = Hull([discs[i] for i in flesh.nose])
        nose.add_to(outline, [discs[i][2] + line * 0.5 for i in flesh.nose])
        nose.add_to(face)
    fills = [(QBrush(QColor(colours.outline)), outline), (_round_light(x, y, 0.11 * view.scale, skin), face)]
    fills += _face(view, turn, frame, colours, skin)
    hair = _round_light(x, y, 0.09 * view.scale, colours.hair)
    fills += [(hair, cap) for cap in _hair((x, y), r * HAIR_RADIUS, turn)]
    for which, side in zip(flesh.ears, (1, -1), strict=True):
        if side * column(turn, 1)[2] > 0.25:
            ex, ey, er = discs[which]
            fills.append((QBrush(QColor(skin[0])), _oval(ex, ey, er * 1.05, er * 1.3)))
            fills.append((QBrush(QColor(skin[2])), _oval(ex, ey, er * 0.8, er * 1.05)))
    return fills


def hair_outline(flesh: Flesh, discs: Mapping[int, Disc], grow: float) -> QPainterPath:
    """What the hair adds to the outline of the whole body."""
    x, y, r = discs[flesh.skull]
    return _oval(x, y, r * HAIR_RADIUS + grow, r * HAIR_RADIUS + grow)


def _oval(x: float, y: float, wide: float, high: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), wide, high)
    return path


def _round_light(x: float, y: float, reach: float, tones: Tones) -> QBrush:
    """Light from above on something round."""
    gradient = QRadialGradient(x + LIGHT[0] * reach * 0.27, y + LIGHT[1] * reach * 0.27, reach)
    for place, tone in ((0.0, 3), (0.55, 2), (0.85, 1), (1.0, 0)):
        gradient.setColorAt(place, QColor(tones[tone]))
    return QBrush(gradient)


def _face(view: View, turn: Mat, frame: Frame, colours: Palette, skin: Tones) -> list[Fill]:
    """Eyes, mouth and the nose's shaded side, where they face the viewer."""
    m, origin = frame

    def at(p: Vec) -> QPointF:
        x, y, _ = view.point(add(origin, apply(m, p)))
        return QPointF(x, y)

    s, fills = view.scale, []
    for side in (1, -1):
        seen = apply(turn, unit((0.80, side * 0.50, 0.05)))[2]
        if seen > 0.10:
            wide = s * 0.0042 * min(1.0, seen * 1.7) + 0.3
            eye = QPainterPath()
            eye.addEllipse(at((EYE[0], side * EYE[1], EYE[2])), wide, s * 0.0056)
            fills.append((QBrush(QColor(colours.eye)), eye))
    facing = column(turn, 0)[2]
    if facing > 0.25:
        shaded = 1.0 if column(turn, 1)[0] > 0 else -1.0
        nose = tuple((x, y * shaded, z) for x, y, z in NOSE)
        lines = ((MOUTH, 0.45, 0.0035), (nose, 0.2, 0.0030))  # in profile, the outline shows the nose
        for line, ink, wide in lines if facing > NOSE_IN_PROFILE else lines[:1]:
            start, middle, end = (at(p) for p in line)
            path = QPainterPath(start)
            path.quadTo(middle, end)
            fills.append((QBrush(mix(skin[0], colours.outline, ink)), stroke(path, max(1.0, s * wide))))
    return fills


def _hair(centre: Point, radius: float, turn: Mat) -> list[QPainterPath]:
    """Hair as the visible parts of spherical caps: an exact line round the face and the nape from every side."""
    paths, left = [], column(turn, 1)
    for axis, half in HAIR_CAPS:
        u = cross(axis, (0.0, 1.0, 0.0))
        spots = _cap(apply(turn, axis), apply(turn, unit(u)), left, half * DEG)
        if spots:
            path, line = QPainterPath(), None
            for x, y in spots:
                (line or path.moveTo)(centre[0] + radius * x, centre[1] + radius * y)
                line = path.lineTo
            path.closeSubpath()
            paths.append(path)
    return paths


def _cap(axis: Vec, u: Vec, v: Vec, half: float) -> list[Point]:
    """Visible part of a cap of the unit sphere, seen along z, as a polygon; empty where it is turned away."""
    c, s = math.cos(half), math.sin(half)
    (cx, cy, cz), (ux, uy, uz), (vx, vy, vz) = scale(axis, c), scale(u, s), scale(v, s)
    rim = [(cx + ux * p + vx * q, cy + uy * p + vy * q) for p, q in RIM]
    seen = [cz + uz * p + vz * q >= 0 for p, q in RIM]
    sideways = math.hypot(axis[0], axis[1])
    if all(seen):
        return rim if axis[2] > 0 else []
    if not any(seen) or sideways <= abs(c) + 1e-6:
        return list(RIM) if axis[2] > 0 and c <= 0 else []
    start = next(i for i in range(len(rim)) if seen[i] and not seen[i - 1])
    shown: list[Point] = []
    for i in range(start, start + len(rim)):
        if not seen[i % len(rim)]:
            break
        shown.append(rim[i % len(rim)])
    spread, middle = math.acos(max(-1.0, min(1.0, c / sideways))), math.atan2(axis[1], axis[0])
    edge = [(math.cos(middle + k * spread), math.sin(middle + k * spread)) for k in EDGE]
    if math.dist(edge[0], shown[-1]) > math.dist(edge[-1], shown[-1]):
        edge.reverse()
    return shown + edge
