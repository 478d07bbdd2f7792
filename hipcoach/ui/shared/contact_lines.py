"""The user's contacts with their numbers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.coach.profile import Contact
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.fact_list import Fact
from hipcoach.ui.widgets.label import MutedLabel


def contact_lines(theme: Theme, contacts: Sequence[Contact]) -> QWidget:
    """Return one line for each contact, or where to add one if there is none."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XXS)
    for contact in contacts:
        number = contact.number.replace(" ", "\N{NO-BREAK SPACE}")  # on one line: it is read out into a telephone
        text = "  ".join(part for part in (contact.name, number) if part)
        column.addWidget(Fact(theme, "phone", text, colour="ink"))
    if not contacts:
        column.addWidget(MutedLabel(theme, "Settings has a place for the numbers of those you would call."))
    return holder
