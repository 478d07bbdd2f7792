"""Says a line to a screen reader, at once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(page: QWidget, text: str) -> None:
    """Announce a line; it describes the page too, for whoever asks a screen reader about it again."""
    page.setAccessibleDescription(text)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, text))
