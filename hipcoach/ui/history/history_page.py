"""The history page: a calendar, the chosen day beside it, numbers over time below, and each session in full."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.clock import day_by
from hipcoach.coach import words
from hipcoach.history.calendar import Day, DayMark
from hipcoach.history.deletions import EVERYTHING, Deletions
from hipcoach.history.pain_rest_periods import first_and_last_day
from hipcoach.history.session_detail import SessionDetail, session_detail
from hipcoach.store.rows import StoredQuestion
from hipcoach.sync.shared_deletions import SharedDeletions
from hipcoach.ui.charts.chart import Chart
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser, FileDialogs
from hipcoach.ui.history.day_calendar import DayCalendar
from hipcoach.ui.history.search import HistorySearch
from hipcoach.ui.history.session_card import session_card, signs_text
from hipcoach.ui.history.trends_view import TrendsView
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import ButtonRow, DangerButton, PrimaryButton, QuietButton
from hipcoach.ui.widgets.desktop_habits import time_text
from hipcoach.ui.widgets.empty_state import EmptyState
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.label import BodyText, Heading
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.page_frame import PageFrame, clear_layout
from hipcoach.ui.widgets.tab_order import focus_first

if TYPE_CHECKING:
    from hipcoach.ui.history.data_view import DataView
    from hipcoach.ui.history.notes_card import NotesCard
    from hipcoach.ui.history.report_form import ReportForm

COLUMN_PX = 400
SEARCH = "Find a session"


class HistoryPage(ListAndDetail):
    """The page; it opens on the newest day that has something on it."""

    place_requested = Signal(str)

    def __init__(self, context: UiContext, ask: FileChooser | None = None, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "History")
        super().__init__(context.theme, self._frame, parent=parent)
        self._context = context
        self._ask = ask or FileDialogs()
        self._deletions = Deletions(context.store, context.clock, SharedDeletions(context.store.folder))
        self._calendar: DayCalendar | None = None
        self._open_session: SessionDetail | None = None
        self._notes: NotesCard | None = None  # of the session that is open
        self._search: HistorySearch | None = None  # the search that is open
        self._undo_button: QWidget | None = None
        self._report: ReportForm | None = None  # while it is open
        self._returned = ""  # what was brought back, in words
        self.trends: TrendsView | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the diary again; the chosen day stays chosen."""
        chosen = None if self._calendar is None else self._calendar.day
        self._frame.clear_body()
        if self._calendar is not None:
            self._calendar.deleteLater()
        self._calendar, self.trends, self._undo_button = None, None, None
        if self._report is not None:  # it is open, and shows what was true as it was opened
            self._report.refresh()
        self._show_session_anew()
        body = self._frame.body
        if self._deletions.last is not None:
            body.addWidget(self._undo_notice(self._deletions.last))
        elif self._returned:
            body.addWidget(Notice(self.theme, NoticeKind.INFO, self._returned))
        kept = first_and_last_day(self._context.store, self._context.clock.zone())
        if kept is None:
            body.addWidget(self._empty())
            return
        body.addWidget(self._buttons())
        self._add_calendar(chosen if chosen and kept[0] <= chosen else None)
        body.addWidget(Heading(self.theme, "Over time"))
        self.trends = TrendsView(self._context, self._ask, self._today())
        self.trends.table_requested.connect(self.open_table)
        body.addWidget(self.trends)

    def open_session(self, session_id: str, *, just_kept: bool = False) -> None:
        """Show one session in full; opened from a search, it leads back to the search.

        `just_kept`: its note was, and stays in view with the field for the next one.
        """
        from hipcoach.ui.history.notes_card import KEPT, NotesCard  # 8 ms, before a session is opened
        from hipcoach.ui.history.session_view import fill_session

        self._returned = ""  # it was seen
        found = session_detail(self._context.store, session_id)
        frame = self.detail_frame(found.title, "History" if self._search is None else SEARCH)
        notes = NotesCard(self._context, found, just_kept=just_kept)
        rule = self._context.forecast.rule
        fill_session(frame, self.theme, found, self._context.catalogue, rule, notes.write)
        notes.changed.connect(partial(self.open_session, session_id, just_kept=True))
        frame.body.addWidget(notes)
        delete = DangerButton(self.theme, "Delete this session")
        delete.clicked.connect(lambda: self._context.changes.make(frame, self.delete_open_session))
        frame.body.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeft)
        focus = notes.text if just_kept else None
        self.open_detail(frame, focus, over=self._search is not None and self._open_session is None)
        self._open_session, self._notes = found, notes
        if just_kept:
            QTimer.singleShot(0, notes, lambda: frame.ensureWidgetVisible(notes, 0, Space.L))  # once it is laid out
            announce(self, KEPT)

    def _show_session_anew(self) -> None:
        """Show the session that is open as it is by now: it was settled, or deleted on another computer."""
        shown, notes = self._open_session, self._notes
        if shown is None or (notes is not None and notes.is_writing):  # what is being typed comes first
            return
        store = self._context.store
        if shown.id not in store.sessions.ids(ended=True):
            self.close_detail()
        elif session_detail(store, shown.id) != shown:
            self.open_session(shown.id)

    def delete_open_session(self) -> None:
        """Delete the session that is open; the page then offers Undo."""
        found = self._open_session
        if found is None:
            return
        name = f"{found.title} of {words.long_date(found.started_at.date())}"
        self._deletions.delete_session(found.id, name)
        self.close_detail()
        self.refresh()
        self._search_again()
        if self._undo_button is not None:
            self._undo_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.to_top()  # where it is said

    def close_detail(self) -> None:
        """Go back to the search if the session was opened from there, else to the page."""
        if self._open_session is None:
            self._search = None
        self._open_session = self._notes = None
        super().close_detail()

    def _search_again(self) -> None:
        """Search again after a change of the diary, and offer Undo there too."""
        if self._search is not None:
            self._search.search_again()
            clear_layout(self._search.above)
            if self._deletions.last is not None:
                self._search.above.addWidget(self._undo_notice(self._deletions.last))

    def open_search(self) -> None:
        """Show the search."""
        frame = self.detail_frame(SEARCH, "History")
        self._search = finding = HistorySearch(self._context)
        finding.opened.connect(self.open_session)
        frame.body.addWidget(finding)
        self.open_detail(frame, finding.text)

    def open_report(self) -> None:
        """Show the page for the physiotherapist."""
        from hipcoach.ui.history.report_form import ReportForm  # 15 ms of opening the page
        from hipcoach.ui.report.printing import PrintPreview

        frame = self.detail_frame("A page for your physiotherapist", "History")
        self._report = form = ReportForm(self._context, self._today(), self._ask, PrintPreview())
        form.destroyed.connect(lambda: self._forget_report(form))
        frame.body.addWidget(form)
        self.open_detail(frame)

    def _forget_report(self, form: "ReportForm") -> None:
        if self._report is form:
            self._report = None

    def take_file(self, path: Path) -> None:
        """Ask whether the diary in a file is taken in."""
        self.open_data().ask_to_take_in(path)

    def open_data(self) -> "DataView":
        """Show export, import, backups and deletion."""
        from hipcoach.ui.history.data_view import DataView  # 26 ms of opening the page

        frame = self.detail_frame("Take it with you", "History")
        view = DataView(self._context, self._deletions, self._ask)
        view.changed.connect(self.refresh)
        frame.body.addWidget(view)
        self.open_detail(frame)
        return view

    def open_table(self, chart: Chart) -> None:
        """Show a chart's values as a table."""
        from hipcoach.ui.history.value_table import value_table  # 2 ms of opening the page

        frame = self.detail_frame(chart.title, "History")
        frame.body.addWidget(BodyText(self.theme, chart.table.note or chart.summary))
        if chart.table.count:
            frame.body.addWidget(value_table(self.theme, chart))
        else:
            frame.body.addWidget(BodyText(self.theme, chart.empty))
        self.open_detail(frame)

    def undo_last(self) -> bool:
        """Bring back the last deletion, if there was one. Return False where there was none."""
        if self._deletions.last is None:
            return False
        self._context.changes.make(self, self.undo)
        return True

    def becomes_final(self) -> str:
        """Return what is deleted for good when the program ends."""
        name = self._deletions.last
        return "" if name is None else f"{_deleted(name)} It is gone for good once hipcoach closes."

    def undo(self) -> None:
        """Bring back the last deletion."""
        name = self._deletions.last
        self._deletions.undo()
        self._returned = "Everything is back." if name == EVERYTHING else f"{name} is back."
        self.refresh()
        self._search_again()
        announce(self, self._returned)
        if self.detail is None:
            QTimer.singleShot(0, self._frame, lambda: focus_first(self._frame))  # once its buttons are shown

    def _today(self) -> date:
        return day_by(self._context.clock)

    def _buttons(self) -> QWidget:
        row = ButtonRow()
        for text, icon, go in (
            ("Find a session", "search", self.open_search),
            ("Report", "plans", self.open_report),
            ("Take it with you", "right", self.open_data),
        ):
            button = QuietButton(self.theme, text, icon=icon)
            button.clicked.connect(go)
            row.add(button)
        return row

    def _empty(self) -> QWidget:
        plans = PrimaryButton(self.theme, "See the plans", icon="plans")
        plans.clicked.connect(lambda: self.place_requested.emit("plans"))
        text = "After your first session, what you did, how it ended and your pain before and after are listed here."
        state = EmptyState(self.theme, "history", "Nothing here yet", text, button=plans)
        import_button = QuietButton(self.theme, "Take in a diary or a backup")
        import_button.clicked.connect(self.open_data)
        state.body.addWidget(import_button, 0, Qt.AlignmentFlag.AlignLeft)
        return state

    def _undo_notice(self, name: str) -> QWidget:
        notice = Notice(self.theme, NoticeKind.INFO, _deleted(name), "It can be brought back until hipcoach closes.")
        undo = QuietButton(self.theme, "Undo")
        undo.clicked.connect(self.undo_last)
        notice.add_button(undo)
        self._undo_button = undo
        return notice

    def _add_calendar(self, chosen: date | None) -> None:
        self._calendar = DayCalendar(
            self.theme, self._context.store, self._context.clock.zone(), self._today(), parent=self
        )
        day = QWidget()
        self._day_column = QVBoxLayout(day)
        self._day_column.setContentsMargins(Space.S, Space.XXS, 0, 0)
        self._day_column.setSpacing(Space.XS)
        holder = QWidget()
        grid = GridFlow(holder, column_px=COLUMN_PX, gap=Space.XXS)
        grid.addWidget(self._calendar.month_card)
        grid.addWidget(day)
        self._frame.body.addWidget(holder)
        self._frame.body.addWidget(self._calendar.year_card)
        self._calendar.chosen.connect(self._show_day)
        if chosen is None:
            self._calendar.newest()
        else:
            self._calendar.choose(chosen)

    def _show_day(self, day: date, found: Day | None) -> None:
        clear_layout(self._day_column)
        self._day_column.addWidget(Heading(self.theme, words.long_date(day)))
        for line in found.sessions if found else ():
            card = session_card(self.theme, line, self._context.forecast.rule)
            card.clicked.connect(partial(self.open_session, line.id))
            self._day_column.addWidget(card)
        for row in found.numbers if found else ():
            where = (
                "during a rest for pain"
                if row.question == StoredQuestion.IN_REST
                else "before a session that did not begin"
            )
            said = f"{time_text(row.at)}, {where}: {row.score} of 10."
            self._day_column.addWidget(BodyText(self.theme, said))
        for signs in found.signs if found else ():
            said = f"{time_text(signs.at)}, {signs_text(self._context.forecast.rule, signs.items)}"
            self._day_column.addWidget(BodyText(self.theme, said))
        if found is None or found.mark is DayMark.REST:
            text = "A rest for pain." if found else "Nothing on this day."
            self._day_column.addWidget(BodyText(self.theme, text))
        self._day_column.addStretch(1)


def _deleted(name: str) -> str:
    return "Everything is deleted." if name == EVERYTHING else f"{name} is deleted."
