"""A window that has all its pages at once."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.rail import RailPage


def window_of(theme: Theme, pages: Mapping[RailPage, Callable[[], QWidget]]) -> MainWindow:
    """Return a window that has its rail and pages from the start: pictures and tests need no first frame."""
    window = MainWindow()
    window.add_pages(theme, pages)
    return window
