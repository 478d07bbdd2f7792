"""The icon in the tray: hipcoach stays behind it while its window is closed and reminders are on."""

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from hipcoach.ui.theme.theme import Theme

logger = logging.getLogger(__name__)

ICON_PX = 64
CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QObject):
    """A tray icon with its menu. While it is on, and there is a tray, closing the window does not end the program."""

    open_requested = Signal()
    quit_requested = Signal()

    def __init__(self, app: QApplication, theme: Theme, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self._icon = QSystemTrayIcon(QIcon(theme.icon("body", "accent", ICON_PX)), self)
        self._icon.setToolTip("hipcoach")
        self.menu = QMenu(window)
        self.menu.addAction("Open hipcoach").triggered.connect(self.open_requested)
        self.menu.addAction("Quit").triggered.connect(self.quit_requested)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_icon_activated)
        self._icon.messageClicked.connect(self.open_requested)

    @property
    def stays(self) -> bool:
        """Return True if the program goes on when its window is closed."""
        return not self._app.quitOnLastWindowClosed()

    def set_on(self, on: bool) -> None:
        """Show the icon, or remove it."""
        if on and not QSystemTrayIcon.isSystemTrayAvailable():
            logger.warning("the desktop has no tray: reminders come only while the window is open")
            on = False
        self._icon.setVisible(on)
        self._app.setQuitOnLastWindowClosed(not on)

    def notify(self, text: str) -> None:
        """Show a sentence as a desktop notification; without a tray, mark the window as asking for attention."""
        if self._icon.isVisible():
            self._icon.showMessage("hipcoach", text, self._icon.icon())
        else:
            self._app.alert(self._window)

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in CLICKS:
            self.open_requested.emit()
