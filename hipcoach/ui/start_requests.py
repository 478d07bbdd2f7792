"""What a start leads to besides today's page: a file to take in, an offer of the menu, a wait in the tray."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hipcoach.installation.start_command import is_checkout
from hipcoach.paths import Paths
from hipcoach.ui.main_window import MainWindow


class StartRequests(QObject):
    """Does each as soon as nothing has the whole window: a session and its questions come first."""

    def __init__(self, app: QApplication, window: MainWindow, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._paths = paths
        self._file: Path | None = None
        self._offers = paths.home is None and is_checkout()  # a folder that was named is for trying something out
        window.setWindowIcon(QIcon(str(paths.assets / "app" / "128.png")))  # where no desktop entry names one
        if not window.isVisible() and app.quitOnLastWindowClosed():  # no tray to wait in
            window.showMinimized()
        window.given_back.connect(self._on_given_back)

    def open_file(self, file: Path | None) -> None:
        """Take in a file, where one is named; else offer the menu, where that is due."""
        self._file = file
        self._offers = self._offers and self._window.taken_over_by is None  # after the first questions: next time
        self._on_given_back()

    @Slot()
    def _on_given_back(self) -> None:
        if self._window.taken_over_by is not None:
            return
        if self._file is not None:
            file, self._file = self._file, None
            self._window.take_file(file)
        elif self._offers:
            from hipcoach.ui.setup.menu_offer import offer_menu  # 4 ms, only where hipcoach runs from its source

            self._offers = False
            offer_menu(self._paths, self._window.tell)
