"""A field to search in."""

from PySide6.QtWidgets import QLineEdit, QToolButton


def search_field(hint: str, name: str) -> QLineEdit:
    """Return a field with a button that empties it; `hint` stands in it, and a screen reader says `name`."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    for clear in field.findChildren(QToolButton):
        clear.setAccessibleName("Clear the search")
    return field
