"""What stands round the figure: its shapes and their brushes, worked out once for each view of a scene."""

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QTransform

from hipcoach.figure.camera import View
from hipcoach.figure.layer import Fill, Fills, Layer, stroke
from hipcoach.figure.outline import Hull, Point, add_ellipse, new_path
from hipcoach.figure.palette import Palette, mix
from hipcoach.figure.props import MAT_THICKNESS, WALL_THICKNESS, Box, Ground
from hipcoach.figure.vectors import Vec, add, cross, dot, scale, sub, unit

MAT_ROUNDING = 0.022  # of its corners, in body heights
RISE_WIDTH, RISE_DASHES = 0.007, (2.2, 1.8)  # in body heights; in widths
SPOT_OPACITY, SPOT_EDGE = 0.20, 0.007  # of the ring round a standing foot
CUSHION_ROUNDING = 0.45  # of the thickness
TOP_FADES, WALL_FADES = 0.22, 0.62  # of a wall: the part of it that fades at the top; where it begins to fade along it
COARSE = 4  # pixels of a wall for each that its fading is worked out for: it is too soft to show
PLUMP = 0.05  # a cushion at least so thick is filled; a thinner one is a flat pad
CREASE_OUT, CREASE_WIDTH = 0.86, 0.0034  # where a fold starts, of the half length and width; in body heights
STRAP_WIDTH, STRAP_EDGE = 0.0165, 0.006  # of a webbing band, as wide as a belt; what its outline adds
KEPT = 64  # boxes and grounds: a scene has a dozen at most


@lru_cache(maxsize=KEPT)
def ground_layer(ground: Ground, view: View, colours: Palette) -> Layer:
    """A wall, floor or mat, which lies behind or under everything."""
    kinds = {"wall": _wall, "mat": _mat, "floor": _floor, "spot": _spot, "rise": _rise}
    return Fills(kinds[ground.kind](ground, view, colours))


def _polygon(view: View, corners: Sequence[Vec]) -> QPainterPath:
    path, spots = QPainterPath(), view.points(corners)
    path.moveTo(*spots[0][:2])
    for x, y, _ in spots[1:]:
        path.lineTo(x, y)
    path.closeSubpath()
    return path


def _wall(ground: Ground, view: View, colours: Palette) -> tuple[Fill, ...]:
    """A wall that fades towards its top and far end, its near end, and the line where it meets the floor."""
    shape = _polygon(view, ground.corners)
    (x0, y0, _), (x1, y1, _) = view.point(ground.corners[0]), view.point(ground.corners[3])
    foot = QPainterPath(QPointF(x0, y0))
    foot.lineTo(x1, y1)
    corners = wall_end(ground, view.camera.towards_viewer)
    end, near = _polygon(view, corners), view.point(corners[0])[0]
    far = x0 if abs(x1 - near) < abs(x0 - near) else x1
    return (
        (_soft(shape, colours.wall, near, far), shape),
        (_fading(end, colours.wall_edge), end),
        (
            QBrush(_clearing(colours.wall_edge, (near, 0.0), (far, 0.0), WALL_FADES)),
            stroke(foot, max(1.0, view.scale * 0.004)),
        ),
    )


def _soft(shape: QPainterPath, colour: str, near: float, far: float) -> QBrush:
    """A colour that fades towards the top of a shape and towards its far end: no gradient does both."""
    box = shape.boundingRect().adjusted(0, 0, COARSE, COARSE)  # a brush begins anew where its image ends
    size = QSizeF(box.width() / COARSE, box.height() / COARSE).toSize().expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(colour))
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.scale(1 / COARSE, 1 / COARSE)
        painter.translate(-box.topLeft())
        for start, end, share in (
            ((0.0, box.bottom()), (0.0, box.top()), 1 - TOP_FADES),
            ((near, 0.0), (far, 0.0), WALL_FADES),
        ):
            painter.fillRect(box, _clearing("black", start, end, share))
    brush = QBrush(image)
    brush.setTransform(QTransform(COARSE, 0, 0, COARSE, box.left(), box.top()))
    return brush


def _clearing(colour: str, start: tuple[float, float], end: tuple[float, float], share: float) -> QLinearGradient:
    """A colour that stays so for a share of the way and then fades until nothing of it is left."""
    fade, clear = QLinearGradient(*start, *end), QColor(colour)
    clear.setAlpha(0)
    fade.setColorAt(share, QColor(colour))
    fade.setColorAt(1.0, clear)
    return fade


def wall_end(ground: Ground, towards_viewer: Vec) -> tuple[Vec, ...]:
    """The narrow side of a wall that faces the viewer: it says on which side of the wall the body is."""
    left_foot, left_top, right_top, right_foot = ground.corners
    across = unit(sub(left_foot, right_foot))
    foot, top = (left_foot, left_top) if dot(across, towards_viewer) > 0 else (right_foot, right_top)
    behind = scale(cross(across, (0.0, 0.0, 1.0)), -WALL_THICKNESS)
    return (foot, top, add(top, behind), add(foot, behind))


def _fading(shape: QPainterPath, colour: str) -> QBrush:
    """A colour that fades towards the top of a shape."""
    box = shape.boundingRect()
    return QBrush(_clearing(colour, (0.0, box.bottom()), (0.0, box.top()), 1 - TOP_FADES))


def _rise(ground: Ground, view: View, colours: Palette) -> tuple[Fill, ...]:
    """A dashed hump: the height that the body swells to."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((x, y) for x, y, _ in view.points(ground.corners))
    path, top = QPainterPath(QPointF(ax, ay)), QPointF((bx + cx) / 2, (by + cy) / 2)
    path.cubicTo(
        QPointF(ax + (dx - ax) * 0.2, ay + (dy - ay) * 0.2), QPointF(bx + (cx - bx) * 0.2, by + (cy - by) * 0.2), top
    )
    path.cubicTo(
        QPointF(cx + (bx - cx) * 0.2, cy + (by - cy) * 0.2),
        QPointF(dx + (ax - dx) * 0.2, dy + (ay - dy) * 0.2),
        QPointF(dx, dy),
    )
    return ((QBrush(QColor(colours.arrow)), stroke(path, max(1.0, view.scale * RISE_WIDTH), RISE_DASHES)),)


def _mat(ground: Ground, view: View, colours: Palette) -> tuple[Fill, ...]:
    """A thin mat with round corners: its edge is the same shape, a little lower."""
    path = QPainterPath()
    spots = [(x, y) for x, y, _ in view.points(ground.corners)]
    for i, (x, y) in enumerate(spots):
        into, out = (_towards((x, y), spots[j], MAT_ROUNDING * view.scale) for j in (i - 1, (i + 1) % len(spots)))
        (path.lineTo if i else path.moveTo)(*into)
        path.quadTo(x, y, *out)
    path.closeSubpath()
    edge = path.translated(0, view.scale * MAT_THICKNESS * 1.3)
    return ((QBrush(QColor(colours.mat_edge)), edge), (QBrush(QColor(colours.mat)), path))


def _towards(a: tuple[float, float], b: tuple[float, float], distance: float) -> tuple[float, float]:
    """The point so far from a on the way to b."""
    share = min(0.5, distance / (math.dist(a, b) or 1.0))
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _floor(ground: Ground, view: View, colours: Palette) -> tuple[Fill, ...]:
    """A patch of floor."""
    return ((QBrush(QColor(colours.floor)), _ellipse(ground, view)),)


def _spot(ground: Ground, view: View, colours: Palette) -> tuple[Fill, ...]:
    """A ring on the floor in the disc's colour: the foot in it is the one to stand on."""
    path, shade = _ellipse(ground, view), QColor(colours.disc)
    shade.setAlphaF(SPOT_OPACITY)
    return ((QBrush(shade), path), (QBrush(QColor(colours.disc)), stroke(path, view.scale * SPOT_EDGE)))


def _ellipse(ground: Ground, view: View) -> QPainterPath:
    """The ellipse within the corners of a ground."""
    a, b, c, _ = ground.corners
    middle = scale(add(a, c), 0.5)
    (x, y, _), (ux, uy, _), (vx, vy, _) = view.points([middle, scale(add(a, b), 0.5), scale(add(b, c), 0.5)])
    path = new_path()
    add_ellipse(path, (x, y), (ux - x, uy - y), (vx - x, vy - y))
    return path


@lru_cache(maxsize=KEPT)
def box_span(box: Box, view: View) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box on the screen."""
    spots = view.points(box.corners)
    xs, ys = [p[0] for p in spots], [p[1] for p in spots]
    return (min(xs), max(xs), min(ys), max(ys))


@lru_cache(maxsize=KEPT)
def box_layer(box: Box, view: View, colours: Palette) -> Layer:
    """A box by its faces that look at the viewer, or a cushion."""
    if box.soft:
        return Fills(_cushion(box, view, colours))
    tones: tuple[str, str, str] = getattr(colours, box.material)
    towards, right = view.camera.towards_viewer, view.camera.matrix[0:3]
    fills: list[Fill] = []
    for face in box.faces:
        if dot(face.normal, towards) > 0:
            tone = tones[0] if face.axis == 2 else tones[1] if abs(dot(face.normal, right)) < 0.6 else tones[2]
            fills.append((QBrush(QColor(tone)), _polygon(view, face.corners)))
    whole = new_path()  # shows through the seams between faces
    Hull([(x, y, 0.0) for x, y, _ in view.points(box.corners)]).add_to(whole)
    return Fills([(QBrush(QColor(tones[1])), whole), *fills])


def _cushion(box: Box, view: View, colours: Palette) -> tuple[Fill, ...]:
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
    fills: list[Fill] = []
    for grow, colour in ((max(0.8, view.scale * 0.003), edge), (0.0, light)):
        path = new_path()
        Hull([(x, y, r + grow) for x, y, r in spots]).add_to(path)
        fills.append((QBrush(QColor(colour)) if grow else _lit(path, light, edge), path))
    if box.half[2] * 2 >= PLUMP:
        fills.append((QBrush(mix(light, edge, 0.6)), _creases(box, view)))
    return tuple(fills)


def _creases(box: Box, view: View) -> QPainterPath:
    """Short folds that run from the upper corners towards the middle: they make a cushion look filled, not cut."""
    folds, half = QPainterPath(), box.half
    for side_x, side_y in ((1, 1), (1, -1), (-1, -1), (-1, 1)):
        for inner_x, inner_y in ((0.40, 0.62), (0.62, 0.40)):
            ends = ((CREASE_OUT, CREASE_OUT, 0.72), (inner_x, inner_y, 0.91))
            places = [[x * side_x * half[0], y * side_y * half[1], z * half[2]] for x, y, z in ends]
            (x0, y0, _), (x1, y1, _) = view.points([add(box.centre, _combine(box, place)) for place in places])
            folds.moveTo(x0, y0)
            folds.lineTo(x1, y1)
    return stroke(folds, max(0.8, view.scale * CREASE_WIDTH))


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


@lru_cache(maxsize=KEPT)
def strap_layer(spots: tuple[Point, ...], s: float, colours: Palette) -> Layer:
    """One stretch of a strap, taut, with its edge."""
    path = QPainterPath(QPointF(*spots[0]))
    for x, y in spots[1:]:
        path.lineTo(x, y)
    widths = ((colours.outline, STRAP_WIDTH + STRAP_EDGE), (colours.strap, STRAP_WIDTH))
    return Fills((QBrush(QColor(colour)), stroke(path, max(1.0, s * width))) for colour, width in widths)
