"""The window: the rail, the page beside it, and a widget that may take over all of it (a session, the first run).

It is the first thing that is loaded and seen, so nothing is imported here that its first frame does not need.
It knows no page by name: `page_table` lists them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from hipcoach.ui import page_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hipcoach.coach.keys import KeyTable
    from hipcoach.ui.rail_and_pages import RailAndPages
    from hipcoach.ui.theme.theme import Theme
    from hipcoach.ui.widgets.key_press import KeyPress
    from hipcoach.ui.widgets.problem_bar import ProblemBar
    from hipcoach.ui.widgets.rail import Rail, RailPage

    Ways = Mapping[str, Callable[[], object]]  # what buttons do, by their words
START_WIDTH, START_HEIGHT = 1200, 720
MIN_WIDTH, MIN_HEIGHT = 640, 480
CLOSE_AGAIN = "Close the window again to end hipcoach."


class MainWindow(QWidget):
    """Shows the rail and the open page; a widget that takes over hides both until `give_back`.

    Before `add_pages` it holds only `opening`: no page can be shown, and no problem told.
    """

    page_shown = Signal(str)
    given_back = Signal()  # the pages are shown again
    close_requested = Signal()  # emitted instead of closing while `guard_close` is on

    def __init__(self, opening: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("hipcoach")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.resize(START_WIDTH, START_HEIGHT)
        self.keys: KeyTable | None = None  # None: the letters that the buttons have by themselves
        self._pages: RailAndPages | None = None  # until `add_pages`
        self._guarded, self.told_final = False, ""  # what becomes final, while that is said at the foot
        self._to_say = QTimer(self)  # words that were just put on a page are seen a moment later
        self._to_say.setSingleShot(True)
        self._to_say.timeout.connect(self._on_to_say_timeout)
        self._problem: ProblemBar | None = None  # what is told at the foot of the window
        self._whole = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._whole, 1)
        if opening is not None:
            self._whole.addWidget(opening)

    def add_pages(self, theme: "Theme", pages: "Mapping[RailPage, Callable[[], QWidget]]") -> None:
        """Add the rail and its pages, each with what builds it."""
        from hipcoach.ui.rail_and_pages import RailAndPages  # 20 ms that the first frame does not wait for
        from hipcoach.ui.widgets.file_drops import FileDrops
        from hipcoach.ui.widgets.second_press import SecondPresses

        drops = FileDrops(self, lambda: self.taken_over_by is None)  # not over a session and its questions
        drops.dropped.connect(self.take_file)
        SecondPresses(self)
        self._pages = RailAndPages(theme, pages)
        self._pages.chosen.connect(self.show_page)
        theme.changed.connect(self._fit_rail)
        self._fit_rail()
        self._drop(self._whole.currentWidget())
        self._whole.addWidget(self._pages)

    @property
    def _added(self) -> "RailAndPages":
        """Return the rail and its pages. Raises RuntimeError before `add_pages`."""
        if self._pages is None:
            raise RuntimeError("the window has no pages yet: add_pages comes first")
        return self._pages

    @property
    def _built(self) -> "Mapping[str, QWidget]":
        """Return the pages that have been built, by id."""
        return self._pages.built if self._pages is not None else {}

    @property
    def rail(self) -> "Rail":
        """Return the rail."""
        return self._added.rail

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
        return self._added.page(id)

    def show_page(self, id: str) -> None:
        """Open a page of the rail. A page that was built before is refreshed."""
        pages = self._added
        pages.show_page(id)
        self._end_offer()
        pages.focus_page()
        self.say_page()
        self.page_shown.emit(id)

    def refresh_page(self) -> None:
        """Show the open page anew, where nothing has taken over: the diary has other content."""
        if self.taken_over_by is None and self._pages is not None and self._pages.built:
            self.show_page(self._pages.open_id)

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

        page = self.taken_over_by or (self._pages.open_page if self._pages is not None else None)
        if page is not None:
            say_arrival(page)

    def give_back(self) -> None:
        """Delete the widget that took over, show rail and page again, and refresh the page."""
        self._drop(self.taken_over_by)
        self._whole.setCurrentIndex(0)
        if self._pages is not None:
            self.show_page(self._pages.open_id)
        self.given_back.emit()

    def take_file(self, path: "Path") -> None:
        """Show the page that takes files of this kind, and hand it this one."""
        id = self._added.for_file(path)
        if id is None:
            return
        self.show_page(id)
        page = self.page(id)
        if isinstance(page, page_kinds.TakingFiles):
            page.take_file(path)

    def tell(
        self, problem: str, *, buttons: "Ways | None" = None, close: str = "Close", gives_way: bool = False
    ) -> None:
        """Show a problem at the foot, with buttons of these names, until it is closed or taken back.

        `gives_way`: it is an offer rather than a problem, and any other page ends it, too.
        """
        from hipcoach.ui.widgets.problem_bar import ProblemBar  # 1 ms, and only where something fails

        self.take_back_problem()
        bar = ProblemBar(self._added.theme, problem, buttons or {}, close=close, gives_way=gives_way)
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
        if self._pages is not None:
            self._pages.fit_rail(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, or emit `close_requested` instead, or first say what becomes final by that."""
        event.setAccepted(self.may_close(CLOSE_AGAIN if QApplication.quitOnLastWindowClosed() else "", self.close))

    def may_close(self, again: str, end: "Callable[[], object]") -> bool:
        """Return whether it may close; else ask. `again` says how to `end` hipcoach all the same; empty: it stays."""
        if self._guarded:
            self.close_requested.emit()
            return False
        final = page_kinds.becomes_final((*self._built.values(), self.taken_over_by)) if again else ""
        if final in ("", self.told_final):
            return True
        ways = page_kinds.ways_to_end(self._built.values(), self.take_back_problem, end)
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
        pages = self._pages
        if pages is None or (press.control and press.letter == "Z"):  # before its pages there is nothing to undo
            return self._undo()
        wanted = pages.opened_by(press)
        number, over = press.digit if press.control else None, self.taken_over_by
        if over is not None and wanted is not None and wanted.keys:
            return self._show_keys()
        if isinstance(over, page_kinds.GivingWay) and (wanted is not None or pages.rail.has_number(number)):
            over.give_way()
        if self.taken_over_by is not None:
            return (wanted is not None or pages.rail.has_number(number)) and page_kinds.says_to_answer(over)
        if wanted is not None:
            self.show_page(wanted.id)
        elif number is None or not pages.rail.choose_number(number):
            from hipcoach.ui.widgets.press_letter import press_letter  # loaded with the first page

            return press_letter(pages.page(pages.open_id), press)  # the focus may be in the rail
        if pages.rail.button(pages.open_id).hasFocus():  # who opens a page by a key goes on there, not in the rail
            from hipcoach.ui.widgets.tab_order import focus_first

            focus_first(pages.page(pages.open_id))
        return True

    def _show_keys(self) -> bool:
        """Show the keys over what has taken over: its page stays as it is."""
        from hipcoach.ui.shared.keys_dialog import KeysDialog  # 3 ms

        if self.keys is None or self._pages is None:
            return False
        rows = self.keys.outside_rows(page.label for page in self._pages.entries)
        KeysDialog(self._pages.theme, rows, self).open()
        return True

    def _undo(self) -> bool:
        """Take back what was done last on what has taken over; else bring back what was deleted last, and show it."""
        if self.taken_over_by is not None:
            return isinstance(self.taken_over_by, page_kinds.Undoing) and self.taken_over_by.undo_last()
        for id, page in self._built.items():
            if isinstance(page, page_kinds.Undoing) and page.undo_last():
                self.show_page(id)
                return True
        return False

    def _drop(self, widget: QWidget | None) -> None:
        if self.told_final:  # it was about what is dropped, or is told again
            self.take_back_problem()
        if widget is not None:
            self._whole.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
