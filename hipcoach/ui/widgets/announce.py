"""Says a line to a screen reader, at once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(page: QWidget, text: str, *, urgent: bool = False) -> None:
    """Announce a line. It describes the page, too, for a user who asks a screen reader about it again."""
    page.setAccessibleDescription(text)
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(page, text)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
