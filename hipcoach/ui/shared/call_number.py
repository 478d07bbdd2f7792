"""The emergency number as the one large thing of a page, or a field to type it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.coach.stop_text import NO_NUMBER
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import Label

TYPE_NUMBER = "Type it here and press Enter; it then stands here the next time, too."
NUMBER_LENGTH = 30


class NumberField(QLineEdit):
    """Takes an emergency number. Keeps Enter to itself: on the page around it that key leads on.

    What is typed is kept as the field is left, too, but only Enter says that it is all of the number.
    """

    left = Signal(str)  # what is typed so far
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Emergency number")
        self.setMaxLength(NUMBER_LENGTH)
        self._kept = ""

    @property
    def number(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        super().keyPressEvent(event)
        if key_press(event).is_enter:
            event.accept()
            if self.number:
                self.entered.emit(self.number)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is typed; another window may take the focus in the midst of a number."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed on a page that is left."""
        super().hideEvent(event)
        self._leave()

    def _leave(self) -> None:
        if self.number and self.number != self._kept:
            self._kept = self.number
            self.left.emit(self.number)


class CallNumber(QWidget):
    """Stands on a page outside a session while an emergency sign of today does."""

    given = Signal(str)  # what is typed of a number, to be kept

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._number = Label(theme, number, role=Type.DISPLAY, colour="red", bold=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._number)
        self._correct = PlainButton(theme, "Correct this number")
        self._correct.clicked.connect(self._on_correct_clicked)
        column.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        self._asking = QWidget()
        asks = QVBoxLayout(self._asking)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(Space.XS)
        asks.addWidget(Label(theme, NO_NUMBER, bold=True))
        asks.addWidget(Label(theme, TYPE_NUMBER))
        self._field = NumberField()
        self._field.left.connect(self.given)
        self._field.entered.connect(self._on_field_entered)
        asks.addWidget(self._field)
        column.addWidget(self._asking)
        self._ask(not number)

    def _on_field_entered(self, number: str) -> None:
        """Show the number that was typed as the one large thing."""
        self._number.setText(number)
        self._ask(False)  # which keeps it

    def _on_correct_clicked(self) -> None:
        self._field.setText(self._number.text())
        self._ask(True)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, asks: bool) -> None:
        self._asking.setVisible(asks)
        for each in (self._number, self._correct):
            each.setVisible(not asks)
