"""Says a line to a screen reader, at once."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(page: QWidget, text: str, *, urgent: bool = False) -> None:
    """Announce a line; it describes the page too, for somebody who asks a screen reader about it again.

    An urgent line interrupts what is being said: pain, and stops.
    """
    page.setAccessibleDescription(text)
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(page, text)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
