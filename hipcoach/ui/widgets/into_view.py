"""Scrolling to what is about to be read or watched."""

from PySide6.QtWidgets import QScrollArea, QWidget

from hipcoach.ui.theme.tokens import Space


def scroll_into_view(part: QWidget, margin: int = 0) -> None:
    """Scroll the page that holds a widget until it is in view, `margin` px from the sides, if it scrolls."""
    holder = part.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if holder is not None:
        holder.ensureWidgetVisible(part, margin, Space.L)
