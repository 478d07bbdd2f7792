"""Paints what stands round the figure."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from hipcoach.figure.camera import View
from hipcoach.figure.outline import Hull, ellipse, new_path
from hipcoach.figure.palette import Palette, mix
from hipcoach.figure.props import MAT_THICKNESS, Box, Ground
from hipcoach.figure.vectors import Vec, add, dot, scale, sub

ROUND = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
MAT_ROUNDING = 0.022  # of its corners, in body heights
CUSHION_ROUNDING = 0.45  # of the thickness


def paint_grounds(painter: QPainter, grounds: Sequence[Ground], view: View, colours: Palette) -> None:
    """Walls, floors and mats, which lie behind or under everything."""
    for ground in grounds:
        {"wall": _paint_wall, "mat": _paint_mat, "floor": _paint_floor}[ground.kind](painter, ground, view, colours)
    painter.setPen(Qt.PenStyle.NoPen)


def _polygon(view: View, corners: Sequence[Vec]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y, _ in view.points(corners)])


def _paint_wall(painter: QPainter, ground: Ground, view: View, colours: Palette) -> None:
    """A wall that fades towards its top, and the line where it meets the floor."""
    shape = _polygon(view, ground.corners)
    box = shape.boundingRect()
    fade = QLinearGradient(0, box.top(), 0, box.bottom())
    clear = QColor(colours.wall)
    clear.setAlpha(0)
    fade.setColorAt(0.0, clear)
    fade.setColorAt(0.22, QColor(colours.wall))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fade))
    painter.drawPolygon(shape)
    painter.setPen(QPen(QColor(colours.wall_edge), max(1.0, view.scale * 0.004), *ROUND))
    painter.drawLine(shape.at(0), shape.at(3))


def _paint_mat(painter: QPainter, ground: Ground, view: View, colours: Palette) -> None:
    """A thin mat with round corners: its edge is the same shape, a little lower."""
    path = QPainterPath()
    spots = [(x, y) for x, y, _ in view.points(ground.corners)]
    for i, (x, y) in enumerate(spots):
        into, out = (_towards((x, y), spots[j], MAT_ROUNDING * view.scale) for j in (i - 1, (i + 1) % len(spots)))
        (path.lineTo if i else path.moveTo)(*into)
        path.quadTo(x, y, *out)
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.mat_edge))
    drop = view.scale * MAT_THICKNESS * 1.3
    painter.translate(0, drop)
    painter.drawPath(path)
    painter.translate(0, -drop)
    painter.setBrush(QColor(colours.mat))
    painter.drawPath(path)


def _towards(a: tuple[float, float], b: tuple[float, float], distance: float) -> tuple[float, float]:
    """The point so far from a on the way to b."""
    share = min(0.5, distance / (math.dist(a, b) or 1.0))
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _paint_floor(painter: QPainter, ground: Ground, view: View, colours: Palette) -> None:
    """A patch of floor: the ellipse within its corners."""
    a, b, c, _ = ground.corners
    middle = scale(add(a, c), 0.5)
    (x, y, _), (ux, uy, _), (vx, vy, _) = view.points([middle, scale(add(a, b), 0.5), scale(add(b, c), 0.5)])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.floor))
    shape = ellipse((x, y), (ux - x, uy - y), (vx - x, vy - y), 64)
    painter.drawPolygon(QPolygonF([QPointF(px, py) for px, py in shape]))


def box_span(box: Box, view: View) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box on the screen."""
    spots = view.points(box.corners)
    xs, ys = [p[0] for p in spots], [p[1] for p in spots]
    return (min(xs), max(xs), min(ys), max(ys))


def paint_box(painter: QPainter, box: Box, view: View, colours: Palette) -> None:
    """A box by its faces that look at the viewer, or a cushion."""
    if box.soft:
        _paint_cushion(painter, box, view, colours)
        return
    tones: tuple[str, str, str] = getattr(colours, box.material)
    towards, right = view.camera.towards_viewer, view.camera.matrix[0:3]
    seen = [face for face in box.faces if dot(face.normal, towards) > 0]
    tone_of = [
        tones[0] if face.axis == 2 else tones[1] if abs(dot(face.normal, right)) < 0.6 else tones[2] for face in seen
    ]
    shapes = [_polygon(view, face.corners) for face in seen]
    whole = new_path()
    for shape in shapes:
        whole.addPolygon(shape)
        whole.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tones[1]))  # shows through the seams between faces
    painter.drawPath(whole)
    for shape, tone in zip(shapes, tone_of, strict=True):
        painter.setBrush(QColor(tone))
        painter.drawPolygon(shape)


def _paint_cushion(painter: QPainter, box: Box, view: View, colours: Palette) -> None:
    """A pillow or pad: a box with every edge rounded, lit from above."""
    light, edge = getattr(colours, box.material)
    rounding = box.half[2] * 2 * CUSHION_ROUNDING
    shrink = [max(0.0, 1 - rounding / h) for h in box.half]
    centre = box.centre
    inner = []
    for corner in box.corners:
        local = sub(corner, centre)
        parts = [dot(local, axis) * k for axis, k in zip(_axes(box), shrink, strict=True)]
        inner.append(add(centre, _combine(box, parts)))
    spots = [(x, y, rounding * view.scale) for x, y, _ in view.points(inner)]
    for grow, colour in ((max(0.8, view.scale * 0.003), edge), (0.0, light)):
        path = new_path()
        Hull([(x, y, r + grow) for x, y, r in spots]).add_to(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour) if grow else _lit(path, light, edge))
        painter.drawPath(path)


def _axes(box: Box) -> tuple[Vec, Vec, Vec]:
    m = box.turn
    return (m[0], m[3], m[6]), (m[1], m[4], m[7]), (m[2], m[5], m[8])


def _combine(box: Box, parts: Sequence[float]) -> Vec:
    x, y, z = (scale(axis, k) for axis, k in zip(_axes(box), parts, strict=True))
    return add(x, add(y, z))


def _lit(path: QPainterPath, light: str, edge: str) -> QBrush:
    """Light from above on something soft."""
    bounds = path.boundingRect()
    gradient = QLinearGradient(0, bounds.top(), 0, bounds.bottom())
    gradient.setColorAt(0.0, QColor(light))
    gradient.setColorAt(0.5, QColor(light))
    gradient.setColorAt(1.0, mix(light, edge, 0.75))
    return QBrush(gradient)


def paint_strap(painter: QPainter, spots: Sequence[QPointF], s: float, colours: Palette) -> None:
    """One stretch of a strap, taut, with its edge."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((colours.outline, 0.016), (colours.strap, 0.0105)):
        painter.setPen(QPen(QColor(colour), max(1.0, s * width), *ROUND))
        painter.drawPolyline(list(spots))
    painter.setPen(Qt.PenStyle.NoPen)
