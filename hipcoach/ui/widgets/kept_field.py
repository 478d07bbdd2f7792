"""A field whose text is kept while it is typed: as typing pauses, on Enter, and when the field or window is left."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.label import Label

PAUSE_MS = 900  # longer than between two letters
KEPT, NOT_KEPT = "Kept", "Not kept"
KEEPS_FOCUS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # it comes back to the field


class KeptField(QLineEdit):
    """Asks its owner to keep what is typed. The owner says by `say_kept` that it is kept."""

    keep_wanted = Signal(bool)  # True: the typing is over, and what does not fit is to be told

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._typed = False  # something that nobody has said is kept
        self._mark = Label(theme, KEPT, role=Type.SMALL, colour="muted", measured=False, parent=self)
        self._mark.setWordWrap(False)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.keep_wanted.emit(False))
        self.textEdited.connect(self._on_text_edited)
        self.editingFinished.connect(self._on_editing_finished)
        self._chars = 0
        theme.changed.connect(self._make_room)

    def hold(self, chars: int) -> None:
        """Be wide enough for so many letters beside either mark; where room is short, beside the shorter one."""
        self._chars = chars
        self._make_room()

    def show_text(self, text: str) -> None:
        """Show what is on record, from its beginning. A field that has the cursor in it stays where it is."""
        if text != self.text():
            self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def say_kept(self) -> None:
        """Say in the field, and to a screen reader, that what was typed is kept."""
        if self._typed:
            self._typed = False
            self._show_mark(KEPT)
            announce(self, f"{KEPT}: {self.text()}")

    def say_not_kept(self) -> None:
        """Mark the field, for as long as its text is not kept; what stands beside it says why."""
        self._show_mark(NOT_KEPT)

    def _show_mark(self, words: str) -> None:
        self._mark.setText(words)
        self._place_mark()
        self._mark.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the end of the field."""
        super().resizeEvent(event)
        self._place_mark()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the mark away: what is typed now is not kept yet."""
        super().focusInEvent(event)
        self._mark.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of what is longer than the field."""
        super().focusOutEvent(event)
        if event.reason() not in KEEPS_FOCUS:
            self.setCursorPosition(0)

    def _on_text_edited(self) -> None:
        self._typed = True
        self._mark.hide()
        self._pause.start()

    def _on_editing_finished(self) -> None:
        self._pause.stop()
        self.keep_wanted.emit(True)

    def _make_room(self) -> None:
        self._place_mark()
        if self._chars:
            self.setMinimumWidth(self._room_px(KEPT))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size with room for its letters beside the longer mark."""
        hint = super().sizeHint()
        return QSize(self._room_px(NOT_KEPT), hint.height()) if self._chars else hint

    def _room_px(self, mark: str) -> int:
        letters, metrics = self.fontMetrics().averageCharWidth() * self._chars, self._mark.fontMetrics()
        longer = metrics.horizontalAdvance(mark) - metrics.horizontalAdvance(self._mark.text())
        return letters + self._mark.width() + longer + Space.XXS + 2 * (RING_PX + Space.S)

    def _place_mark(self) -> None:
        """Keep room for the mark whether it is shown or not: the words do not move."""
        self._mark.adjustSize()
        width, height = self._mark.width(), self._mark.height()
        self._mark.move(self.width() - width - RING_PX - Space.S, (self.height() - height) // 2)
        self.setTextMargins(0, 0, width + Space.XXS, 0)
