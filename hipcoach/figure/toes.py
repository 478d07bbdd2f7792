"""The lines between the toes, so that it is plain which way a foot faces."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from hipcoach.figure.camera import View
from hipcoach.figure.pose import Body
from hipcoach.figure.vectors import apply, column

# Between great toe and second, second and third, and so on: towards the little toe, from where to where along the foot.
GAPS = ((-0.0010, 0.097, 0.1190), (0.0052, 0.098, 0.1170), (0.0110, 0.097, 0.1135), (0.0162, 0.095, 0.1085))
ABOVE, TIP = -0.0180, -0.0265  # heights of the toes' skin in the foot
SEEN, CLEAR = 0.10, 0.40  # how far the back of the foot must face the viewer to show them at all, and fully
WIDTH = 0.0021


def paint_toes(painter: QPainter, body: Body, view: View, key: str, side: int, colour: str) -> None:
    """Draw the gaps of one foot; they fade as its back turns away."""
    m, origin = body.frames[f"foot_{key}"]
    forward, left, up = (apply(view.camera.matrix, column(m, i)) for i in range(3))
    if up[2] < SEEN:
        return
    ink = QColor(colour)
    ink.setAlphaF(min(1.0, (up[2] - SEEN) / (CLEAR - SEEN)))
    ankle_x, ankle_y, _ = view.point(origin)
    s = view.scale

    def at(x: float, y: float, z: float) -> QPointF:
        y *= side
        return QPointF(
            ankle_x + s * (forward[0] * x + left[0] * y + up[0] * z),
            ankle_y + s * (forward[1] * x + left[1] * y + up[1] * z),
        )

    path = QPainterPath()
    for y, back, front in GAPS:
        path.moveTo(at(back, y, ABOVE))
        path.quadTo(at(front - 0.003, y, ABOVE), at(front, y, TIP))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, max(0.5, s * WIDTH), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
