"""The window: the rail, the page beside it, and a widget that may take over all of it (a session, the first run).

It is the first thing that is loaded and seen, so nothing is imported here that its first frame does not need.
It knows no page by name: `page_table` lists them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hipcoach.ui import page_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hipcoach.coach.keys import KeyTable
    from hipcoach.ui.theme.theme import Theme
    from hipcoach.ui.widgets.key_press import KeyPress
    from hipcoach.ui.widgets.problem_bar import ProblemBar
    from hipcoach.ui.widgets.rail import Rail, RailPage

    Ways = Mapping[str, Callable[[], object]]  # what buttons do, by their words
START_WIDTH, START_HEIGHT = 1200, 720
MIN_WIDTH, MIN_HEIGHT = 640, 480
CLOSE_AGAIN = "Close the window again to end hipcoach."


class MainWindow(QWidget):
    """Builds each page when it is first shown. A widget that takes over hides the rail until `give_back`.

    Before `add_pages` the window holds only `opening`, and no page can be shown.
    """

    page_shown = Signal(str)
    given_back = Signal()  # the pages are shown again
    close_requested = Signal()  # emitted instead of closing while `guard_close` is on

    rail: "Rail"

    def __init__(self, opening: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("hipcoach")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.resize(START_WIDTH, START_HEIGHT)
        self.keys: KeyTable | None = None  # None: the letters that the buttons have by themselves
        self._pages: dict[str, QWidget] = {}
        self._guarded, self.told_final = False, ""  # what becomes final, while that is said at the foot
        self._to_say = QTimer(self)  # words that were just put on a page are seen a moment later
        self._to_say.setSingleShot(True)
        self._to_say.timeout.connect(self._on_to_say_timeout)
        self._problem: ProblemBar | None = None  # what is told at the foot of the window
        self._rail_pages: dict[str, RailPage] = {}
        self._builders: dict[str, Callable[[], QWidget]] = {}
        self._whole = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._whole, 1)
        if opening is not None:
            self._whole.addWidget(opening)

    def add_pages(self, theme: "Theme", pages: "Mapping[RailPage, Callable[[], QWidget]]") -> None:
        """Add the rail and the space for its pages, each with what builds it."""
        from hipcoach.ui.widgets.file_drops import FileDrops
        from hipcoach.ui.widgets.rail import Rail  # 20 ms that the first frame does not wait for
        from hipcoach.ui.widgets.scroll_keys import KeylessArea
        from hipcoach.ui.widgets.second_press import SecondPresses

        self._theme = theme
        drops = FileDrops(self, lambda: self.taken_over_by is None)  # not over a session and its questions
        drops.dropped.connect(self.take_file)
        SecondPresses(self)
        self._rail_pages = {page.id: page for page in pages}
        self._builders = {page.id: build for page, build in pages.items()}
        self._open_id = next(iter(self._rail_pages))  # shown if something gives back before any page was open
        self.rail = Rail(theme, pages)
        self.rail.chosen.connect(self._on_rail_chosen)
        self.rail.setObjectName("page")  # with no ground of its own
        self._rail_holder = KeylessArea()  # on a low window with large text its buttons keep their size
        self._rail_holder.setWidget(self.rail)
        theme.changed.connect(self._fit_rail)
        self._fit_rail()
        self._stack, shell = QStackedWidget(), QWidget()
        row = QHBoxLayout(shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail_holder)
        row.addWidget(self._stack, 1)
        self._drop(self._whole.currentWidget())
        self._whole.addWidget(shell)

    @property
    def letters(self) -> "Mapping[str, str]":
        """Return the letters that the user has chosen for buttons, by name (`widgets.letter_keys`)."""
        return self.keys.page_letters() if self.keys is not None else {}

    @property
    def taken_over_by(self) -> QWidget | None:
        """Return the widget that fills the window in place of rail and page, if any."""
        return self._whole.currentWidget() if self._whole.currentIndex() > 0 else None

    def page(self, id: str) -> QWidget:
        """Return a page of the rail; the first call builds it."""
        if id not in self._pages:
            page = self._builders[id]()
            self._pages[id] = page
            self._stack.addWidget(page)
        return self._pages[id]

    def show_page(self, id: str) -> None:
        """Open a page of the rail. A page that was built before is refreshed."""
        built_before, page = id in self._pages, self.page(id)
        if built_before and isinstance(page, page_kinds.Refreshing):
            page.refresh()
        if id != self._open_id and isinstance(page, page_kinds.Scrollable):
            page.to_top()
        self._open_id = id
        self._end_offer()
        self.rail.mark(id)
        self._stack.setCurrentWidget(page)
        self._focus_page()
        self.say_page()
        self.page_shown.emit(id)

    def _on_rail_chosen(self, id: str) -> None:
        """Open a page; the button of the open one closes what is open on it."""
        page = self._pages.get(id)
        if id == self._open_id and isinstance(page, page_kinds.HasDetails):
            page.close_all()
        self.show_page(id)

    def refresh_page(self) -> None:
        """Show the open page anew, where nothing has taken over: the diary has other content."""
        if self.taken_over_by is None and self._pages:
            self.show_page(self._open_id)

    def take_over(self, widget: QWidget) -> None:
        """Fill the whole window with `widget`; a widget that took over before is deleted, an offer gives way."""
        self._end_offer()
        self._drop(self.taken_over_by)
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        if isinstance(widget, page_kinds.TakingFocus):
            widget.take_focus()
        else:
            widget.setFocus()
        self.say_page()

    def say_page(self) -> None:
        """Say to a screen reader, where one runs, which page has just been reached, once its words are on it."""
        if QAccessible.isActive() and not self._to_say.isActive():
            self._to_say.start()

    def _on_to_say_timeout(self) -> None:
        from hipcoach.ui.widgets.arrival import say_arrival  # for screen readers alone

        page = self.taken_over_by or self._stack.currentWidget()
        if page is not None:
            say_arrival(page)

    def give_back(self) -> None:
        """Delete the widget that took over, show rail and page again, and refresh the page."""
        self._drop(self.taken_over_by)
        self._whole.setCurrentIndex(0)
        self.show_page(self._open_id)
        self.given_back.emit()

    def take_file(self, path: "Path") -> None:
        """Show the page that takes files of this kind, and hand it this one."""
        for id in (each.id for each in self._rail_pages.values() if path.name.lower().endswith(each.takes_files)):
            self.show_page(id)
            page = self.page(id)
            if isinstance(page, page_kinds.TakingFiles):
                page.take_file(path)
            return

    def tell(
        self, problem: str, *, buttons: "Ways | None" = None, close: str = "Close", gives_way: bool = False
    ) -> None:
        """Show a problem at the foot, with buttons of these names, until it is closed or taken back.

        `gives_way`: it is an offer rather than a problem, and any other page ends it, too.
        """
        from hipcoach.ui.widgets.problem_bar import ProblemBar  # 1 ms, and only where something fails

        self.take_back_problem()
        bar = ProblemBar(self._theme, problem, buttons or {}, close=close, gives_way=gives_way)
        bar.closed.connect(self.take_back_problem)
        self._column.addWidget(bar)
        self._problem = bar
        bar.say()

    def show_alone(self, widget: QWidget) -> None:
        """Show a widget in place of everything: hipcoach could not open."""
        self._drop(self._whole.currentWidget())
        self._whole.addWidget(widget)
        self._whole.setCurrentWidget(widget)
        self.show()
        widget.setFocus()

    def take_back_problem(self) -> None:
        """Show no problem any more."""
        self.told_final = ""
        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
            self._problem = None

    def _end_offer(self) -> None:
        """Take back what is told at the foot, where it is an offer on a page that is left now."""
        if self._problem is not None and self._problem.gives_way:
            self.take_back_problem()

    def guard_close(self, on: bool) -> None:
        """Turn on or off that closing the window only emits `close_requested`."""
        self._guarded = on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page as much room as it needs."""
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        if self._rail_pages:
            self.rail.fit(self.width())
            self._rail_holder.setFixedWidth(self.rail.minimumSizeHint().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, or emit `close_requested` instead, or first say what becomes final by that."""
        event.setAccepted(self.may_close(CLOSE_AGAIN if QApplication.quitOnLastWindowClosed() else "", self.close))

    def may_close(self, again: str, end: "Callable[[], object]") -> bool:
        """Return whether it may close; else ask. `again` says how to `end` hipcoach all the same; empty: it stays."""
        if self._guarded:
            self.close_requested.emit()
            return False
        final = page_kinds.becomes_final((*self._pages.values(), self.taken_over_by)) if again else ""
        if final in ("", self.told_final):
            return True
        ways = page_kinds.ways_to_end(self._pages.values(), self.take_back_problem, end)
        self.tell(f"{final} {again}", buttons=ways, close=page_kinds.GO_BACK)
        self.told_final = final
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that count on every page: what has the focus comes first, so a field keeps what is typed."""
        from hipcoach.ui.widgets.key_press import key_press  # loaded with the first button

        press = key_press(event)
        if (press.repeated or not self._take_key(press)) and not self._scroll(press):
            super().keyPressEvent(event)

    def _scroll(self, press: "KeyPress") -> bool:
        from hipcoach.ui.widgets.scroll_keys import scroll_by_key  # the first key that nothing else takes waits for it

        page = self._whole.currentWidget()
        return page is not None and not press.combined and scroll_by_key(page, press.key)

    def _take_key(self, press: "KeyPress") -> bool:
        if press.control and press.letter == "Q":
            self.close()
            return True
        if not self._rail_pages or (press.control and press.letter == "Z"):  # before its pages there is nothing to undo
            return self._undo()
        wanted = next((page for page in self._rail_pages.values() if page.opened_by(press)), None)
        number, over = press.digit if press.control else None, self.taken_over_by
        if over is not None and wanted is not None and wanted.keys:
            return self._show_keys()
        if isinstance(over, page_kinds.GivingWay) and (wanted is not None or self.rail.has_number(number)):
            over.give_way()
        if self.taken_over_by is not None:
            return (wanted is not None or self.rail.has_number(number)) and page_kinds.says_to_answer(over)
        if wanted is not None:
            self.show_page(wanted.id)
        elif number is None or not self.rail.choose_number(number):
            from hipcoach.ui.widgets.press_letter import press_letter  # loaded with the first page

            return press_letter(self.page(self._open_id), press)  # the focus may be in the rail
        if self.rail.button(self._open_id).hasFocus():  # who opens a page by a key goes on there, not in the rail
            from hipcoach.ui.widgets.tab_order import focus_first

            focus_first(self.page(self._open_id))
        return True

    def _show_keys(self) -> bool:
        """Show the keys over what has taken over: its page stays as it is."""
        from hipcoach.ui.shared.keys_dialog import KeysDialog  # 3 ms

        if self.keys is None:
            return False
        KeysDialog(self._theme, self.keys.outside_rows(page.label for page in self._rail_pages.values()), self).open()
        return True

    def _undo(self) -> bool:
        """Take back what was done last on what has taken over; else bring back what was deleted last, and show it."""
        if self.taken_over_by is not None:
            return isinstance(self.taken_over_by, page_kinds.Undoing) and self.taken_over_by.undo_last()
        for id, page in self._pages.items():
            if isinstance(page, page_kinds.Undoing) and page.undo_last():
                self.show_page(id)
                return True
        return False

    def _focus_page(self) -> None:
        page = self._stack.currentWidget()
        first = page.first_focus() if isinstance(page, page_kinds.Focusing) else None
        (first or self.rail.button(self._open_id)).setFocus()

    def _drop(self, widget: QWidget | None) -> None:
        if self.told_final:  # it was about what is dropped, or is told again
            self.take_back_problem()
        if widget is not None:
            self._whole.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
