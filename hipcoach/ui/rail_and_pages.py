"""The rail and, beside it, the page that is open: what the window shows while nothing has taken it over."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hipcoach.ui import page_kinds
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.rail import Rail, RailPage
from hipcoach.ui.widgets.scroll_keys import KeylessArea


class RailAndPages(QWidget):
    """Builds each page when it is first shown."""

    chosen = Signal(str)  # a page of the rail was: its id

    def __init__(
        self, theme: Theme, pages: Mapping[RailPage, Callable[[], QWidget]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.entries = tuple(pages)
        self.open_id = self.entries[0].id  # before any page was shown: the one to show
        self.built: dict[str, QWidget] = {}  # pages by id
        self._builders = {page.id: build for page, build in pages.items()}
        self.rail = Rail(theme, pages)
        self.rail.chosen.connect(self._on_rail_chosen)
        self.rail.setObjectName("page")  # with no ground of its own
        self._rail_holder = KeylessArea()  # on a low window with large text its buttons keep their size
        self._rail_holder.setWidget(self.rail)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail_holder)
        row.addWidget(self._stack, 1)

    @property
    def open_page(self) -> QWidget | None:
        """Return the page that is shown; None before the first one is."""
        return self._stack.currentWidget()

    def page(self, id: str) -> QWidget:
        """Return a page; the first call builds it."""
        if id not in self.built:
            self.built[id] = self._builders[id]()
            self._stack.addWidget(self.built[id])
        return self.built[id]

    def show_page(self, id: str) -> None:
        """Open a page. One that was built before is refreshed."""
        built_before, page = id in self.built, self.page(id)
        if built_before and isinstance(page, page_kinds.Refreshing):
            page.refresh()
        if id != self.open_id and isinstance(page, page_kinds.Scrollable):
            page.to_top()
        self.open_id = id
        self.rail.mark(id)
        self._stack.setCurrentWidget(page)

    def focus_page(self) -> None:
        """Focus what the open page wants to have the focus first, else its button in the rail."""
        page = self.open_page
        first = page.first_focus() if isinstance(page, page_kinds.Focusing) else None
        (first or self.rail.button(self.open_id)).setFocus()

    def opened_by(self, press: KeyPress) -> RailPage | None:
        """Return the page that a press asks for by a key of its own, if any."""
        return next((page for page in self.entries if page.opened_by(press)), None)

    def for_file(self, path: Path) -> str | None:
        """Return the id of the page that takes files of this kind, if any."""
        return next((page.id for page in self.entries if path.name.lower().endswith(page.takes_files)), None)

    def fit_rail(self, window_px: int) -> None:
        """Show the rail with labels, or with icons only where the window is narrow."""
        self.rail.fit(window_px)
        self._rail_holder.setFixedWidth(self.rail.minimumSizeHint().width())

    def _on_rail_chosen(self, id: str) -> None:
        """Ask for a page; the button of the open one closes what is open on it."""
        page = self.built.get(id)
        if id == self.open_id and isinstance(page, page_kinds.HasDetails):
            page.close_all()
        self.chosen.emit(id)
