"""The emergency number as the one large thing of a page, or a field to type it in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.coach.stop_text import NO_NUMBER
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.key_press import key_press
from hipcoach.ui.widgets.label import Label

TYPE_NUMBER = "Type it here and press Enter; it then stands here the next time, too."
NUMBER_LENGTH = 30


class NumberField(QLineEdit):
    """Takes an emergency number. Keeps Enter to itself: on the page around it that key leads on."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Emergency number")
        self.setMaxLength(NUMBER_LENGTH)

    @property
    def number(self) -> str:
        """Return what is typed, without spaces around it."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key."""
        super().keyPressEvent(event)
        if key_press(event).is_enter:
            event.accept()


class CallNumber(QWidget):
    """Stands on a page outside a session while an emergency sign of today does."""

    given = Signal(str)  # a number was typed

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self._number = Label(theme, number, role=Type.DISPLAY, colour="red", bold=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._number)
        self._number.setVisible(bool(number))
        self._asking = QWidget()
        asks = QVBoxLayout(self._asking)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(Space.XS)
        asks.addWidget(Label(theme, NO_NUMBER, bold=True))
        asks.addWidget(Label(theme, TYPE_NUMBER))
        self._field = NumberField()
        self._field.editingFinished.connect(self._on_field_editing_finished)
        asks.addWidget(self._field)
        column.addWidget(self._asking)
        self._asking.setVisible(not number)

    def _on_field_editing_finished(self) -> None:
        """Show the number that was typed as the one large thing."""
        number = self._field.number
        if number and number != self._number.text():
            self._number.setText(number)
            self._number.show()
            self._asking.hide()
            self.given.emit(number)
