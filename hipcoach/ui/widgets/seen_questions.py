"""Questions on a page that scrolls: nobody goes past one that they have not seen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme.tokens import RING_PX
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.step_page import StepPage

MAY_BE_LEFT_OUT = "This may be left out."


class SeenQuestions(QObject):
    """Knows which of a page's questions have been wholly in view."""

    def __init__(self, page: StepPage) -> None:
        super().__init__(page)
        self._page = page
        self._rows: list[tuple[Heading, QWidget, Callable[[], bool]]] = []
        self._seen: set[QWidget] = set()
        page.frame.verticalScrollBar().valueChanged.connect(self._look)

    def add(self, heading: Heading, row: QWidget, is_open: Callable[[], bool]) -> None:
        """Add a question that may be left out; `is_open` says that it is not answered."""
        self._rows.append((heading, row, is_open))

    def ask_anew(self, row: QWidget) -> None:
        """Take a question as not seen, where it is out of sight: what was answered just now leads to it."""
        self._seen.discard(row)
        self._look()

    def show_next(self) -> bool:
        """Scroll to the first question that is open and was not seen, and name it; False: none. Once is enough."""
        self._look()
        for heading, row, is_open in self._rows:
            if row.isVisible() and is_open() and row not in self._seen:
                self._seen.update(other for _heading, other, _is_open in self._rows)
                self._page.say_above_bar(f"{heading.text()} {MAY_BE_LEFT_OUT}")  # what little scrolling may hide
                self._page.frame.ensureWidgetVisible(row, 0, RING_PX)
                self._page.frame.ensureWidgetVisible(heading, 0, RING_PX)
                return True
        return False

    def _look(self) -> None:
        view = self._page.frame.viewport()
        for _heading, row, _is_open in self._rows:
            if row.isVisible() and view.rect().contains(QRect(row.mapTo(view, QPoint(0, 0)), row.size())):
                self._seen.add(row)
