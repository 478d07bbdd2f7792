"""The calendar: a month in detail, and its year at a glance; a day chosen in one is shown in both."""

from datetime import date, tzinfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from hipcoach.coach import words
from hipcoach.history.calendar import Day, calendar
from hipcoach.history.pain_rest_periods import first_and_last_day
from hipcoach.store import Store
from hipcoach.ui.history.year import YearView
from hipcoach.ui.shared.day_marks import MARK_NAMES, calendar_marks
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.legend import MarkLegend
from hipcoach.ui.widgets.month import Month


class DayCalendar(QObject):
    """Two cards for the page, `month_card` and `year_card`. `chosen` carries the day and what was on it."""

    chosen = Signal(object, object)  # date, Day | None

    def __init__(self, theme: Theme, store: Store, here: tzinfo, today: date, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store, self._here = store, here
        self._today = today
        self._days: dict[date, Day] = {}
        self._year_read: int | None = None
        self._first, self._last = first_and_last_day(store, here) or (today, today)
        self._last = max(self._last, today)
        self.day = self._last
        self._shown = self.day.replace(day=1)
        self._month, self._year = Month(theme), YearView(theme)
        self._month.chosen.connect(self.choose)
        self._year.chosen.connect(self.choose)
        self._month_name, self._year_name = Heading(theme), Heading(theme)
        self.month_card, self.year_card = Card(theme, pad=Space.M), Card(theme, pad=Space.M)
        self._earlier, self._later = self._arrows("month", 1)
        self._year_before, self._year_after = self._arrows("year", 12)
        for card, row, body in (
            (self.month_card, (self._earlier, self._month_name, self._later), self._month),
            (self.year_card, (self._year_before, self._year_name, self._year_after), self._year),
        ):
            row[1].setAlignment(Qt.AlignmentFlag.AlignCenter)
            across = QHBoxLayout()
            for widget in row:
                stretch = 1 if isinstance(widget, Heading) else 0
                across.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
            card.body.addLayout(across)
            card.body.addWidget(body)
        self.month_card.body.addWidget(MarkLegend(theme, MARK_NAMES))
        self.month_card.body.addStretch(1)

    def choose(self, day: date) -> None:
        """Show a day."""
        self.day = day
        self._shown = day.replace(day=1)
        self._show()
        self.chosen.emit(day, self._days.get(day))

    def _arrows(self, name: str, months: int) -> tuple[QuietButton, QuietButton]:
        made = []
        for icon, title, step in (("left", f"Earlier {name}", -months), ("right", f"Later {name}", months)):
            button = QuietButton(self._theme, "", icon=icon)
            button.setAccessibleName(title)
            button.clicked.connect(lambda _checked=False, step=step: self._go(step))
            made.append(button)
        return made[0], made[1]

    def _go(self, months: int) -> None:
        number = self._shown.year * 12 + self._shown.month - 1 + months
        there = date(number // 12, number % 12 + 1, 1)
        self._shown = min(max(there, self._first.replace(day=1)), self._last.replace(day=1))
        self._show()

    def _show(self) -> None:
        self._read_year(self._shown.year)
        marks = calendar_marks(self._days)
        self._month_name.setText(words.month(self._shown))
        self._month.show_month(self._shown, self._today, marks, self.day)
        self._year_name.setText(str(self._shown.year))
        in_year = {day: mark for day, mark in marks.items() if day.year == self._shown.year}
        self._year.show_year(self._shown.year, in_year, self.day)
        first, last = self._first.replace(day=1), self._last.replace(day=1)
        self._earlier.setEnabled(self._shown > first)
        self._later.setEnabled(self._shown < last)
        self._year_before.setEnabled(self._shown.year > first.year)
        self._year_after.setEnabled(self._shown.year < last.year)

    def _read_year(self, year: int) -> None:
        """Read the days of one year, because ten years take too long for one of them."""
        if self._year_read != year:
            until = min(date(year, 12, 31), self._last)
            self._days = dict(calendar(self._store, self._here, date(year, 1, 1), max(until, date(year, 1, 1))))
            self._year_read = year

    def newest(self) -> None:
        """Choose the newest day that has something on it."""
        known = first_and_last_day(self._store, self._here)
        self._read_year(self._last.year)
        self.choose(max(self._days, default=known[1] if known else self._today))
