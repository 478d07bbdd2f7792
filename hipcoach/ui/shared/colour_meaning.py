"""What the colour of a muscle in a picture means: in words, with a patch of that colour before them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from hipcoach.body.tones import tones

WORKS, STRETCHES = "Amber: this works", "Violet: this stretches"
CORNER, RIM = 0.28, 0.14  # of a patch's side


def meaning(*, stretched: bool) -> str:
    """Return what is said beside a patch."""
    return STRETCHES if stretched else WORKS


def paint_patch(painter: QPainter, square: QRectF, *, stretched: bool, dark: bool) -> None:
    """Paint a patch of the colour of what works, or of what is stretched."""
    look, side = tones(dark), square.width()
    within, rim = (look.stretches, look.stretches_rim) if stretched else (look.works, look.works_rim)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(*rim), RIM * side))
    painter.setBrush(QColor(*within))
    inset = RIM * side / 2
    painter.drawRoundedRect(square.adjusted(inset, inset, -inset, -inset), CORNER * side, CORNER * side)
