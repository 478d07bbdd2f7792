"""What several widgets paint: rounded grounds, the focus ring, the soft shadow."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme

RING_PX = tokens.RING_PX


def rounded(painter: QPainter, rect: QRectF, colour: QColor, radius: float = tokens.CORNER_PX) -> None:
    """Fill a rounded rectangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def outlined(painter: QPainter, rect: QRectF, colour: QColor, width: float, radius: float = tokens.CORNER_PX) -> None:
    """Draw a line just inside a rounded rectangle."""
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float = tokens.CORNER_PX) -> None:
    """Draw the focus ring at the edge of `rect`; the ground begins `RING_PX` inside it."""
    outlined(painter, rect, theme.colour("accent"), tokens.FOCUS_PX, radius + RING_PX)


def soft_shadow(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw a soft shadow around and a little below `rect`."""
    colour = theme.colour("shadow")
    colour.setAlpha(tokens.SHADOW_ALPHA)
    for spread in range(1, tokens.SHADOW_PX + 1):
        layer = rect.adjusted(1 - spread, 1 - spread, spread - 1, spread)
        rounded(painter, layer, colour, tokens.CORNER_PX + spread)
