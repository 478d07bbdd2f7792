"""Cards in two columns where a window is wide, and one under the other elsewhere; the order is the same."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space

COLUMN_PX = 620  # less is too narrow for a row of choices


class TwoColumns(QWidget):
    """Add cards to `first`, then to `second`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(Space.M)
        self.first, self.second = self._column(), self._column()
        theme.changed.connect(self._break)

    @property
    def least_px(self) -> int:
        """Return the width from which on they stand side by side."""
        return 2 * self._theme.scaled(COLUMN_PX) + Space.M

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them side by side, or one under the other."""
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        wide = self.width() >= self.least_px
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)

    def _column(self) -> QVBoxLayout:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._columns.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)
        return column
