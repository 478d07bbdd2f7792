"""The window: the rail, the page beside it, and what takes all of it over (a session, the first run).

It is the first thing that is loaded and seen, so nothing is imported here that its first frame does not need.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

if TYPE_CHECKING:
    from hipcoach.ui.theme.theme import Theme
    from hipcoach.ui.widgets.rail import Rail

START_WIDTH, START_HEIGHT = 1200, 720
MIN_WIDTH, MIN_HEIGHT = 640, 480

PageFactory = Callable[[], QWidget]


@runtime_checkable
class Refreshing(Protocol):
    """A page that shows what may have changed since it was last seen."""

    def refresh(self) -> None:
        """Look again."""


@runtime_checkable
class Focusing(Protocol):
    """A page with one thing that it is there for."""

    def first_focus(self) -> QWidget | None:
        """Give what Enter should press when the page appears; None: nothing yet."""


class MainWindow(QWidget):
    """Builds each page when it is first shown. A widget that takes over hides the rail until `give_back`.

    Until `furnish` there is only `opening`; whatever leads to a page has to wait for it.
    """

    page_shown = Signal(str)
    close_requested = Signal()  # emitted instead of closing while `guard_close` is on

    rail: "Rail"

    def __init__(self, opening: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("hipcoach")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.resize(START_WIDTH, START_HEIGHT)
        self._pages: dict[str, QWidget] = {}
        self._guarded = False
        self._whole = QStackedWidget()
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        if opening is not None:
            self._whole.addWidget(opening)

    def furnish(self, theme: "Theme", factories: Mapping[str, PageFactory]) -> None:
        """Put up the rail and the room for its pages, each built by its factory."""
        from hipcoach.ui.widgets.rail import Rail

        self._factories = factories
        self._place = next(iter(factories))  # shown when something gives the window back before any page was
        self.rail = Rail(theme)
        self.rail.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        shell = QWidget()
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self._drop(self._whole.currentWidget())
        self._whole.addWidget(shell)

    @property
    def taken_over_by(self) -> QWidget | None:
        """What fills the window in place of rail and page."""
        return self._whole.currentWidget() if self._whole.currentIndex() > 0 else None

    def page(self, place: str) -> QWidget:
        """The page of a place, built now if it has not been."""
        if place not in self._pages:
            page = self._factories[place]()
            self._pages[place] = page
            self._stack.addWidget(page)
        return self._pages[place]

    def show_page(self, place: str) -> None:
        """Go to a place of the rail; a page that was built before looks again."""
        seen_before = place in self._pages
        page = self.page(place)
        if seen_before and isinstance(page, Refreshing):
            page.refresh()
        self._place = place
        self.rail.mark(place)
        self._stack.setCurrentWidget(page)
        self._focus_page()
        self.page_shown.emit(place)

    def take_over(self, widget: QWidget) -> None:
        """Fill the whole window with `widget`, in the place of what took over before."""
        self._drop_taken()
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        widget.setFocus()

    def give_back(self) -> None:
        """Show rail and page again; what took over is deleted, and the page looks again."""
        self._drop_taken()
        self._whole.setCurrentIndex(0)
        self.show_page(self._place)

    def guard_close(self, on: bool) -> None:
        """While on, closing the window asks first (`close_requested`)."""
        self._guarded = on

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, or hand the wish on."""
        if self._guarded:
            event.ignore()
            self.close_requested.emit()
        else:
            super().closeEvent(event)

    def _focus_page(self) -> None:
        page = self._stack.currentWidget()
        first = page.first_focus() if isinstance(page, Focusing) else None
        (first or self.rail.button(self._place)).setFocus()

    def _drop_taken(self) -> None:
        self._drop(self.taken_over_by)

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self._whole.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def furnished(theme: "Theme", factories: Mapping[str, PageFactory]) -> MainWindow:
    """Give a window that has all it needs at once, as where nobody waits for its first frame."""
    window = MainWindow()
    window.furnish(theme, factories)
    return window
