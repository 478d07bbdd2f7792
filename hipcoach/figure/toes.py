"""The lines between the toes, so that it is plain which way a foot faces."""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath

from hipcoach.figure.camera import View
from hipcoach.figure.layer import Fills, Layer, stroke
from hipcoach.figure.skeleton import Frame
from hipcoach.figure.vectors import Vec, add, apply, column, dot

# Between great toe and second, second and third, and so on: towards the little toe, from where to where along the foot.
GAPS = ((-0.0010, 0.097, 0.1190), (0.0052, 0.098, 0.1170), (0.0110, 0.097, 0.1135), (0.0162, 0.095, 0.1085))
ABOVE, TIP = -0.0180, -0.0265  # heights of the toes' skin in the foot
SEEN, CLEAR = 0.10, 0.40  # how far the back of the foot must face the viewer to show them at all, and fully
WIDTH = 0.0021
KEPT = 32


@lru_cache(maxsize=KEPT)
def toes_layer(foot: Frame, side: int, view: View, colour: str) -> Layer | None:
    """The gaps of one foot; they fade as its back turns away, until there are none."""
    m, origin = foot
    facing = dot(column(m, 2), view.camera.towards_viewer)
    if facing < SEEN:
        return None
    ink = QColor(colour)
    ink.setAlphaF(min(1.0, (facing - SEEN) / (CLEAR - SEEN)))

    def at(x: float, y: float, z: float) -> QPointF:
        place: Vec = (x, side * y, z)
        px, py, _ = view.point(add(origin, apply(m, place)))
        return QPointF(px, py)

    path = QPainterPath()
    for y, back, front in GAPS:
        path.moveTo(at(back, y, ABOVE))
        path.quadTo(at(front - 0.003, y, ABOVE), at(front, y, TIP))
    return Fills([(QBrush(ink), stroke(path, max(0.5, view.scale * WIDTH)))])
