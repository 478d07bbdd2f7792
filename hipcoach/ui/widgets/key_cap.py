"""The name of a key, drawn as on a keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import CORNER_SMALL_PX, RING_PX, Space
from hipcoach.ui.widgets.painting import outlined
from hipcoach.ui.widgets.spoken_as import SpokenAs


class KeyCap(QWidget):
    """A small cap as wide as its name, and never narrower than high."""

    spoken_as = SpokenAs.TEXT

    def __init__(self, theme: Theme, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setAccessibleName(f"Key: {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the size of the name with its padding."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        height = metrics.height() + Space.XS
        return QSize(RING_PX + max(metrics.horizontalAdvance(self._key) + 2 * Space.XS, height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint outline and name."""
        rect = QRectF(self.rect()).adjusted(RING_PX, 0, 0, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outlined(painter, rect, self._theme.colour("accent"), 2, CORNER_SMALL_PX)
            painter.setFont(self._theme.font(bold=True))
            painter.setPen(self._theme.colour("accent"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
