"""What was done: a calendar, the chosen day beside it, and each session in full."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.history.sessions import by_day, detail, sessions
from hipcoach.history.text import FINISHES, pain_text
from hipcoach.store.queries import Line
from hipcoach.ui import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.parts.day_marks import mark_of, said_of
from hipcoach.ui.parts.session_detail import fill_session
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import PrimaryButton, QuietButton
from hipcoach.ui.widgets.card import Card, CardButton
from hipcoach.ui.widgets.empty_state import EmptyState
from hipcoach.ui.widgets.flow import GridFlow
from hipcoach.ui.widgets.label import Heading, Label, Muted
from hipcoach.ui.widgets.legend import MarkLegend
from hipcoach.ui.widgets.list_and_detail import ListAndDetail
from hipcoach.ui.widgets.month import Mark, Month
from hipcoach.ui.widgets.page_frame import PageFrame, clear_layout

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMN_PX = 400


class HistoryPage(ListAndDetail):
    """Opens on the newest day that has something on it."""

    place_requested = Signal(str)

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        self._frame = PageFrame(context.theme, "History")
        super().__init__(context.theme, self._frame, parent=parent)
        self._context = context
        self._days: Mapping[date, tuple[Line, ...]] = {}
        self._shown_month = date(2000, 1, 1)
        self._chosen: date | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        self._days = by_day(sessions(self._context.store))
        self._frame.clear_body()
        if not self._days:
            self._frame.body.addWidget(self._empty())
            return
        newest = max(self._days)
        self._chosen = self._chosen if self._chosen in self._days else newest
        self._shown_month = (self._chosen or newest).replace(day=1)
        holder = QWidget()
        grid = GridFlow(holder, column_px=COLUMN_PX, gap=Space.XXS)
        grid.addWidget(self._calendar())
        grid.addWidget(self._day())
        self._frame.body.addWidget(holder)
        self._show_month()
        self._show_day()

    def open_session(self, session_id: str) -> None:
        """Show one session in full."""
        found = detail(self._context.store, session_id)
        frame = self.detail_frame(found.title, "History")
        fill_session(frame, self.theme, found, self._context.catalogue)
        self.open_detail(frame)

    def _empty(self) -> QWidget:
        plans = PrimaryButton(self.theme, "See the plans", icon="plans")
        plans.clicked.connect(lambda: self.place_requested.emit("plans"))
        text = "After your first session, what you did, how it ended and your pain before and after are listed here."
        return EmptyState(self.theme, "history", "Nothing here yet", text, button=plans)

    def _calendar(self) -> QWidget:
        card = Card(self.theme, pad=Space.M)
        row = QHBoxLayout()
        self._earlier = QuietButton(self.theme, "", icon="left")
        self._earlier.setAccessibleName("Earlier month")
        self._earlier.clicked.connect(lambda: self._go(-1))
        self._later = QuietButton(self.theme, "", icon="right")
        self._later.setAccessibleName("Later month")
        self._later.clicked.connect(lambda: self._go(1))
        self._month_name = Heading(self.theme)
        self._month_name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget, stretch in ((self._earlier, 0), (self._month_name, 1), (self._later, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        self._month = Month(self.theme)
        self._month.chosen.connect(self._on_month_chosen)
        card.body.addWidget(self._month)
        card.body.addWidget(
            MarkLegend(
                self.theme,
                {Mark.DONE: "done", Mark.SHORT: "stopped early", Mark.PAIN: "stopped for pain"},
            )
        )
        card.body.addStretch(1)
        return card

    def _day(self) -> QWidget:
        holder = QWidget()
        self._day_column = QVBoxLayout(holder)
        self._day_column.setContentsMargins(Space.S, Space.XXS, 0, 0)
        self._day_column.setSpacing(Space.XS)
        return holder

    def _go(self, months: int) -> None:
        there = self._shown_month.replace(day=15) + timedelta(days=30 * months)
        self._shown_month = there.replace(day=1)
        self._show_month()

    def _show_month(self) -> None:
        today = self._context.clock.utc().astimezone(self._context.clock.zone()).date()
        marks = {day: (mark_of(lines), said_of(lines)) for day, lines in self._days.items()}
        self._month_name.setText(words.month(self._shown_month))
        self._month.show_month(self._shown_month, today, marks, self._chosen)
        self._earlier.setEnabled(min(self._days) < self._shown_month)
        self._later.setEnabled(max(max(self._days), today) >= (self._shown_month + timedelta(days=31)).replace(day=1))

    def _show_day(self) -> None:
        clear_layout(self._day_column)
        if self._chosen is None:
            return
        self._day_column.addWidget(Heading(self.theme, words.long_date(self._chosen)))
        for line in reversed(self._days[self._chosen]):
            self._day_column.addWidget(self._session_card(line))
        self._day_column.addStretch(1)

    def _session_card(self, line: Line) -> CardButton:
        finish = words.sentence(FINISHES[line.finish])
        card = CardButton(self.theme, f"{line.started:%H:%M} {line.title}: {finish}. {pain_text(line)}")
        card.body.addWidget(Muted(self.theme, f"{line.started:%H:%M}", role=Type.SMALL, tabular=True))
        card.body.addWidget(Label(self.theme, line.title, bold=True))
        card.body.addWidget(Label(self.theme, f"{finish}, {words.minutes(line.duration_s)}"))
        card.body.addWidget(Muted(self.theme, pain_text(line)))
        card.clicked.connect(lambda: self.open_session(line.id))
        return card

    def _on_month_chosen(self, day: date) -> None:
        self._chosen = day
        if day.replace(day=1) != self._shown_month:
            self._shown_month = day.replace(day=1)
            self._show_month()
        self._show_day()
