"""When the window exchanges with the user's other computers, and what it then says and shows anew."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from hipcoach.ui.main_window import MainWindow
from hipcoach.ui.sharing import Sharing


class ShareMoments(QObject):
    """On start, on return to the window and to its pages; a session asks for it itself, before and in its midst."""

    def __init__(self, app: QApplication, window: MainWindow, sharing: Sharing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._sharing = sharing
        sharing.taken_in.connect(self._on_taken_in)
        sharing.failed.connect(window.tell)
        sharing.worked.connect(window.take_back_problem)
        app.applicationStateChanged.connect(self._on_state_changed)
        window.given_back.connect(self._on_given_back)

    def begin(self) -> None:
        """Exchange before there is a page: a pain rest may have come."""
        self._sharing.exchange()

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._on_given_back()

    @Slot()
    def _on_given_back(self) -> None:
        if self._window.taken_over_by is None:  # never in a session, nor among its questions
            self._sharing.exchange()

    def _on_taken_in(self, what: str) -> None:
        self._window.tell(what)
        self._window.refresh_page()
