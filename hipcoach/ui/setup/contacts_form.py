"""The emergency number, and whom the user would call: up to three names and numbers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hipcoach.coach.profile import Contact
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.kept_field import KeptField
from hipcoach.ui.widgets.label import Label, MutedLabel

CONTACTS = 3
NUMBER_LENGTH, NAME_LENGTH = 30, 80
LEAST_DIGITS = 2  # of a telephone number


class ContactsForm(QWidget):
    """The fields; every one starts empty, because nothing is guessed."""

    changed = Signal()  # by typing, which may go on

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(Label(theme, "Emergency number where you are", bold=True))
        self.emergency = self._field(theme, "Emergency number", NUMBER_LENGTH)
        column.addWidget(self.emergency)
        column.addSpacing(Space.S)
        column.addWidget(Label(theme, "Doctor, physiotherapist, or somebody near you", bold=True))
        column.addWidget(MutedLabel(theme, "They are shown when you are told to rest and call somebody."))
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._rows: list[tuple[KeptField, KeptField]] = []
        for number in range(1, CONTACTS + 1):
            name = self._field(theme, f"Contact {number}: name", NAME_LENGTH, "Name")
            phone = self._field(theme, f"Contact {number}: number", NUMBER_LENGTH, "Number")
            grid.addWidget(name, number, 0)
            grid.addWidget(phone, number, 1)
            self._rows.append((name, phone))
        column.addLayout(grid)
        self._doubt = Label(theme, colour="amber", bold=True)  # beside the fields, and in no one's way
        column.addWidget(self._doubt)

    @property
    def emergency_number(self) -> str:
        """Return the number as typed, without spaces around it."""
        return self.emergency.text().strip()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts that have at least a name or a number."""
        pairs = ((name.text().strip(), phone.text().strip()) for name, phone in self._rows)
        return tuple(Contact(name, phone) for name, phone in pairs if name or phone)

    def set_values(self, emergency_number: str, contacts: tuple[Contact, ...]) -> None:
        """Show these, without a signal."""
        self.emergency.show_text(emergency_number)
        for index, (name, phone) in enumerate(self._rows):
            contact = contacts[index] if index < len(contacts) else Contact("", "")
            name.show_text(contact.name)
            phone.show_text(contact.number)
        self._look_at_numbers()

    def say_kept(self) -> None:
        """Say in each field that was typed in that it is kept."""
        for field in (self.emergency, *(each for row in self._rows for each in row)):
            field.say_kept()

    def _look_at_numbers(self) -> None:
        """Ask about what is no telephone number: one that cannot be called is missed when it matters."""
        typed = [self.emergency_number, *(contact.number for contact in self.contacts)]
        odd = [number for number in typed if number and sum(each.isdigit() for each in number) < LEAST_DIGITS]
        self._doubt.setText(f"Is this a telephone number? {', '.join(odd)}" if odd else "")

    def _field(self, theme: Theme, name: str, length: int, placeholder: str = "") -> KeptField:
        field = KeptField(theme, name)
        field.setPlaceholderText(placeholder)
        field.setMaxLength(length)
        field.keep_wanted.connect(self._on_keep_wanted)
        return field

    def _on_keep_wanted(self, ended: bool) -> None:
        if ended:
            self._look_at_numbers()
        self.changed.emit()
