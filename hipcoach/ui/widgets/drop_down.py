"""A list that drops down, with an arrow that says so."""

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space


class DropDown(QComboBox):
    """Qt's own, whose arrow a style sheet takes away: here it is painted in the theme's colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the arrow at its end."""
        super().paintEvent(event)
        size = self._theme.scaled(tokens.ICON_PX)
        with QPainter(self) as painter:
            pixmap = self._theme.icon("down", "accent", size, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - size - Space.S, (self.height() - size) // 2, pixmap)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: nothing is chosen by a wheel that comes past."""
        event.ignore()
