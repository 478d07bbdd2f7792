"""What the window does for a screen reader: answers for its widgets, asks once who speaks, says the open page."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from hipcoach.settings import WhoSpeaks
from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.widgets.accessible import SpokenWidgets


class ScreenReader:
    """Made at the start where a screen reader runs already, else once the window is there: one may come later."""

    def __init__(self, context: UiContext, window: MainWindow, first_run: Callable[[], None]) -> None:
        """`first_run` shows the first questions."""
        self._context = context
        self._window = window
        self._first_run = first_run
        heard_all = QAccessible.isActive()
        self._spoken = SpokenWidgets((lambda: None) if heard_all else self._on_found)
        self._spoken.install()

    def ask_who_speaks(self) -> bool:
        """Ask once who speaks in a session; not over a question that is open. Return False where it is not asked."""
        first_run = not self._context.profile.read().first_run_done
        covered = self._window.taken_over_by is not None and not first_run
        if self._context.settings.current.who_speaks is not WhoSpeaks.ASK or covered:
            return False
        from hipcoach.ui.setup.who_speaks_page import WhoSpeaksPage  # where it is asked

        page = WhoSpeaksPage(self._context.theme)
        go_on = self._first_run if first_run else self._window.give_back
        page.answered.connect(lambda who: self._context.settings.change(who_speaks=who))
        page.answered.connect(go_on)
        page.left.connect(go_on)
        self._window.take_over(page)
        return True

    def _on_found(self) -> None:
        """Ask who speaks, or say the open page: this reader has heard nothing yet. A closed window does neither."""
        if isValid(self._window) and self._window.isVisible() and not self.ask_who_speaks():
            self._window.say_page()
