"""The focus ring round a page's title, while the page itself has the focus: a user of keys sees where they are."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.painting import RING_PX, focus_ring
from hipcoach.ui.widgets.spoken_as import SpokenAs

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.FontChange})


class TitleRing(QWidget):
    """Lies over the title, and takes no room and no click."""

    spoken_as = SpokenAs.DECORATION

    def __init__(self, theme: Theme, title: Heading) -> None:
        super().__init__(title.parentWidget())
        self._theme, self._title = theme, title
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        title.installEventFilter(self)

    def show_ring(self, shown: bool) -> None:
        """Show it, or not; a page without a title has none."""
        self._place()
        self.setVisible(shown and not self._title.isHidden())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the title."""
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()), self._theme, tokens.CORNER_SMALL_PX)

    def _place(self) -> None:
        title = self._title
        room = QRect(0, 0, max(title.width() - 2 * RING_PX, 1), title.height())
        words = title.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), title.text())
        self.setGeometry(title.x(), title.y(), min(words.width() + 3 * RING_PX, title.width()), title.height())
