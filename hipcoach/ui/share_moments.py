"""When the window exchanges with the user's other computers, and what it then says and shows anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from hipcoach.ui.context import UiContext
from hipcoach.ui.main_window import MainWindow

if TYPE_CHECKING:
    from hipcoach.ui.widgets.work_strip import WorkStrip


class ShareMoments(QObject):
    """On start, on return to the window and to its pages; a session asks for it itself, before and in its midst."""

    def __init__(
        self, app: QApplication, window: MainWindow, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._theme = context.theme
        self._sharing = sharing = context.sharing
        self._strip: WorkStrip | None = None
        sharing.taken_in.connect(self._on_taken_in)
        sharing.failed.connect(window.tell)
        sharing.worked.connect(window.take_back_problem)
        sharing.came_over.connect(self._show_progress)
        sharing.ended.connect(self._on_ended)
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

    def _show_progress(self, done: int, of: int) -> None:
        """Show how many sessions have come over: ten years take a quarter of a minute."""
        from hipcoach.ui.widgets.work_strip import WorkStrip  # only where many come

        if self._strip is None:
            self._strip = WorkStrip(self._theme, "Sessions that have come over", self._window)
        self._strip.show_share(f"{done:,} of {of:,} sessions have come over from your other computer.", done / of)

    def _on_ended(self) -> None:
        if self._strip is not None:
            self._strip.deleteLater()
            self._strip = None

    def _on_taken_in(self, what: str) -> None:
        self._window.tell(what)
        self._window.refresh_page()
