"""Numbers over time: one chart at a time over a period, as a picture or as a table."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.history import trends
from hipcoach.history.pain_rest_periods import (
    PainRestPeriod,
    first_and_last_day,
    numbers_outside_sessions,
    pain_rest_periods,
)
from hipcoach.planner.aim import weekly_aim
from hipcoach.ui.charts import answer_chart, dose_chart, exercise_chart, week_chart
from hipcoach.ui.charts.chart import Chart, TimeChart
from hipcoach.ui.charts.chart_files import save_chart
from hipcoach.ui.charts.chart_view import ChartView
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.shared.times import file_name
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.desktop_habits import first_weekday
from hipcoach.ui.widgets.drop_down import DropDown
from hipcoach.ui.widgets.label import Heading, MutedLabel
from hipcoach.ui.widgets.own_menu import offer, offer_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHARTS = (
    Choice("pain", "Pain"),
    Choice("sessions", "Sessions"),
    Choice("minutes", "Minutes"),
    Choice("marked", "Marked worse"),
    Choice("stiffness", "Stiffness"),
    Choice("dose", "Dose"),
    Choice("sides", "Sides"),
)
PERIODS = (Choice("91", "3 months"), Choice("365", "1 year"), Choice("all", "All"))
PICTURES = "Pictures (*.png *.svg)"

EXERCISE_CHARS = 14  # that are always seen of the chosen name


class TrendsView(Card):
    """The choices and the chart; `table_requested` asks for its values as a table."""

    table_requested = Signal(object)  # Chart

    def __init__(self, context: UiContext, ask: FileChooser, today: date, *, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, pad=Space.M, parent=parent)
        self._context = context
        self._ask = ask
        self._today = today
        self.what = ChoiceRow(context.theme, "Which numbers", CHARTS)
        self.period = ChoiceRow(context.theme, "Over what time", PERIODS)
        self.what.set_values(("pain",))
        self.period.set_values(("91",))
        self._exercise = DropDown(context.theme)
        self._exercise.setAccessibleName("Exercise")
        self._exercise.setMinimumContentsLength(EXERCISE_CHARS)
        for exercise in sorted(context.catalogue.exercises.values(), key=lambda each: each.name):
            self._exercise.addItem(exercise.name, exercise.id)
        self._sentence, self._title = Heading(context.theme), MutedLabel(context.theme)
        self.view = ChartView(context.theme)
        self._aim = MutedLabel(context.theme)
        self._message = MutedLabel(context.theme)
        self._message.hide()
        as_table = QuietButton(context.theme, "As a table")
        as_table.clicked.connect(lambda: self.table_requested.emit(self.view.chart))
        save = QuietButton(context.theme, "Save this chart")
        save.clicked.connect(self._save)
        offer(self.view, "As a table", as_table.click)
        offer(self.view, "Save this chart", save.click)
        offer_copy(self.view, lambda: f"{self._sentence.text()} {self.view.text}")
        for choice in (self.what, self.period, self._exercise):
            self.body.addWidget(choice)
        for shown in (self._sentence, self._title, self._aim, self.view, self._message):
            self.body.addWidget(shown)
        self.body.addWidget(ButtonRow(as_table, save))
        self.what.changed.connect(self.refresh)
        self.period.changed.connect(self.refresh)
        self._exercise.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the numbers again."""
        what = self.what.value or "pain"
        self._exercise.setVisible(what == "dose")
        makers: Mapping[str, Callable[[date, date], Chart]] = {
            "pain": self._pain,
            "sessions": self._sessions,
            "minutes": self._minutes,
            "marked": self._marked,
            "stiffness": self._stiffness,
            "dose": self._dose,
            "sides": self._sides,
        }
        chart = makers[what](*self._days())
        if isinstance(chart, TimeChart):
            chart = replace(chart, first_weekday=first_weekday())
        self._sentence.setText(chart.sentence)
        self._title.setText(chart.title)
        self._aim.setText(self._context.forecast.today_and_aim()[1].sentence() if what == "sessions" else "")
        self._aim.setVisible(bool(self._aim.text()))
        self._message.hide()
        self.view.show_chart(chart)

    def _days(self) -> tuple[date, date]:
        """Return the period chosen, within the diary, but at least a week: one bar would fill the chart."""
        kept = first_and_last_day(self._context.store, self._context.clock.zone())
        first = self._today if kept is None else min(kept[0], self._today)
        period = self.period.value
        since = first if period in (None, "all") else max(first, self._today - timedelta(days=int(period or 0)))
        return min(since, self._today - timedelta(days=6)), self._today

    def _pain(self, since: date, until: date) -> Chart:
        store = self._context.store
        return answer_chart.pain_chart(
            trends.pain_points(store, self._context.forecast.rule, since, until),
            self._rests(),
            since,
            until,
            numbers_outside_sessions(store, self._context.clock.zone(), since, until),
        )

    def _sessions(self, since: date, until: date) -> Chart:
        store = self._context.store
        monday = until - timedelta(days=until.weekday())
        aim = weekly_aim(self._context.forecast.rule, store, self._context.catalogue.plans, monday)
        return week_chart.sessions_chart(self._weeks(since, until), self._rests(), aim or None)

    def _minutes(self, since: date, until: date) -> Chart:
        return week_chart.minutes_chart(self._weeks(since, until), self._rests())

    def _weeks(self, since: date, until: date) -> tuple[trends.Week, ...]:
        return trends.weeks(self._context.store, since, until, first_weekday=first_weekday())

    def _rests(self) -> tuple[PainRestPeriod, ...]:
        return pain_rest_periods(self._context.store, self._context.clock.zone())

    def _marked(self, since: date, until: date) -> Chart:
        return exercise_chart.marked_chart(
            trends.marked_exercises(self._context.store, since, until), self._context.catalogue
        )

    def _stiffness(self, since: date, until: date) -> Chart:
        answers = trends.stiffness(self._context.store, self._context.clock.zone(), since, until)
        return answer_chart.stiffness_chart(answers, since, until)

    def _dose(self, since: date, until: date) -> Chart:
        exercise, name = self._exercise.currentData(), self._exercise.currentText()
        done = trends.practice(self._context.store, exercise, since, until)
        return dose_chart.dose_chart(exercise, name, done, self._context.catalogue, since, until)

    def _sides(self, since: date, until: date) -> Chart:
        return exercise_chart.sides_chart(trends.balance(self._context.store.queries.side_totals(since, until)))

    def _save(self) -> None:
        chart = self.view.chart
        if chart is None:
            return
        path = self._ask.save(self, "Save this chart", file_name("chart", self._today, ".png"), PICTURES)
        if path is not None:
            self._message.setText(self._save_to(chart, path))
            self._message.show()

    def _save_to(self, chart: Chart, path: Path) -> str:
        try:
            save_chart(chart, self.theme.font(), path)
        except OSError as error:
            return f"{path} could not be written ({error.strerror})."
        return f"Written: {path}"
