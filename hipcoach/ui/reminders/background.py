"""What runs behind the window while reminders are on: the tray's icon and the timers."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from hipcoach.settings import Settings
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.tray import Tray
from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.reminders.reminder_timer import Reminders
from hipcoach.ui.reminders.sitting_timer import SittingTimer

QUIT_AGAIN = "Choose Quit again to end hipcoach."


class Background(QObject):
    """Follows the settings. While a session, a question or a pain rest has the window, nothing is shown."""

    def __init__(
        self,
        app: QApplication,
        context: UiContext,
        window: MainWindow,
        raise_window: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self._raise_window = raise_window
        self.tray = Tray(app, context.theme, window, self)
        self.reminders = Reminders(
            context.clock,
            lambda: context.settings.current,
            context.paths.reminded,
            what=context.forecast.reminder,
            busy=lambda: window.taken_over_by is not None,
            notify=self.tray.notify,
            parent=self,
        )
        self.sitting = SittingTimer(
            context.clock,
            lambda: context.settings.current,
            what=context.forecast.sitting_reminder,
            busy=lambda: window.taken_over_by is not None,
            notify=self.tray.notify,
            parent=self,
        )
        self.tray.open_requested.connect(self._on_open_requested)
        self.tray.quit_requested.connect(self._on_quit_requested)
        context.settings.changed.connect(self.follow)
        self.follow(context.settings.current)

    def follow(self, settings: Settings) -> None:
        """Switch the icon and the timers on or off."""
        self.tray.set_on(settings.reminders or settings.sitting)
        self.reminders.set_on(settings.reminders)
        self.sitting.set_on(settings.sitting)

    def _on_open_requested(self) -> None:
        """Show today again: it may be another day than when the window was closed."""
        if self._window.taken_over_by is None:
            self._window.show_page("today")
        self._raise_window()

    def _on_quit_requested(self) -> None:
        """Close the window and quit. In a session it asks first, and what becomes final is said first: it is shown."""
        if not self._window.may_close(QUIT_AGAIN, self._on_quit_requested):
            self._raise_window()
        elif self._window.close():
            self._app.quit()
