"""Charts over long times and by side: readable, exact as a table, and said in words."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Catalogue, Dose
from hipcoach.history.chart_steps import ChartStep, end_of, start_of, step_for
from hipcoach.history.trends import Amount, Balance, PainPoint, Practice, Week
from hipcoach.store.rows import PainRow
from hipcoach.ui.charts.answer_chart import pain_chart, stiffness_chart
from hipcoach.ui.charts.chart import Chart, TimeChart
from hipcoach.ui.charts.chart_painter import frame_of, nearest_spot, paint_chart, ticks_shown
from hipcoach.ui.charts.dose_chart import dose_chart
from hipcoach.ui.charts.exercise_chart import sides_chart
from hipcoach.ui.charts.ink import Ink
from hipcoach.ui.charts.week_chart import minutes_chart, sessions_chart
from hipcoach.ui.theme import tokens
from tests.ui.pages_world import shipped

UNTIL = date(2026, 3, 20)
DAY = timedelta(days=1)
MOST_PLACES = 160  # at the width of a page their points do not touch
LIFT = "side_lying_leg_raise"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(shipped().sessions).catalogue


def days(count: int, a_day: int = 1) -> list[date]:
    return [UNTIL - (count - 1 - n // a_day) * DAY for n in range(count * a_day)]


def points(count: int, a_day: int = 1) -> list[PainPoint]:
    return [PainPoint(str(n), day, n % 5, n % 4, None) for n, day in enumerate(days(count, a_day))]


def weeks(count: int) -> list[Week]:
    monday = UNTIL - timedelta(days=UNTIL.weekday())
    return [Week(monday - timedelta(weeks=count - 1 - n), n % 6, 20 * (n % 6)) for n in range(count)]


def practised(day: date, left: int, right: int | None = None, outcome: str = "done") -> Practice:
    return Practice(
        day, dose(left), None if right is None else dose(right), outcome, Amount(left), Amount(left), Amount()
    )


def dose(reps: int) -> Dose:
    return Dose(sets=2, reps=reps)


class TestLongTimes:
    @pytest.mark.parametrize(("count", "a_day"), [(3, 2), (91, 1), (91, 2), (365, 2), (1095, 2), (3650, 2)])
    def test_no_chart_has_more_places_than_can_be_told_apart(
        self, catalogue: Catalogue, count: int, a_day: int
    ) -> None:
        since, found = UNTIL - (count - 1) * DAY, points(count, a_day)
        done = [practised(day, 5 + n % 7, 5) for n, day in enumerate(days(count, a_day))]
        charts: list[TimeChart] = [
            pain_chart(found, (), since, UNTIL),
            dose_chart(LIFT, "Leg raise", done, catalogue, since, UNTIL),
            sessions_chart(weeks(count // 7 + 1), (), 4),
            minutes_chart(weeks(count // 7 + 1), ()),
        ]
        for chart in charts:
            assert len(chart.spots) <= MOST_PLACES
            assert all(len(series.points) <= MOST_PLACES for series in chart.series)
            assert all(chart.span[0] <= spot.at <= chart.span[1] for spot in chart.spots)
        assert charts[0].table.count == charts[1].table.count == count * a_day
        assert charts[2].table.count == count // 7 + 1

    def test_the_table_stays_exact_and_says_what_the_chart_puts_together(self) -> None:
        chart = pain_chart(points(3650), (), UNTIL - 3649 * DAY, UNTIL)
        assert chart.summary == "The middle (median) of each month's numbers: before, after, next day."
        assert chart.table.note == "Every session; the chart shows the middle (median) of each month."
        assert chart.spots[-1].text == "March 2026, 20 sessions: before 2, after 1.5, next day not given"
        assert chart.table.row(3649) == ("20 March 2026", "4", "1", "not given")
        assert pain_chart(points(30), (), UNTIL - 29 * DAY, UNTIL).table.note == ""

    def test_a_month_of_weeks_is_their_average_and_its_sums_are_said(self) -> None:
        chart = sessions_chart(weeks(522), (), 4)
        assert "average of its weeks" in chart.summary
        assert chart.table.note == "Every week; the chart shows the average of each month's weeks."
        last = [week for week in weeks(522) if week.start >= date(2026, 3, 1)]
        sessions, minutes = sum(week.sessions for week in last), sum(week.minutes for week in last)
        said = f"March 2026: {sessions} sessions, {minutes} min in 3 weeks, {sessions / 3:.1f} a week"
        assert chart.spots[-1].text == said
        assert chart.bars[-1].value == pytest.approx(sessions / 3)

    def test_stiffness_too(self) -> None:
        at = [date(2024, 1, 1) + n * DAY for n in range(700)]
        rows = [PainRow(str(n), "next", _noon(day), stiffness=("15", "30", "60")[n % 3]) for n, day in enumerate(at)]
        chart = stiffness_chart(rows, at[0], at[-1])
        assert chart.spots[0].text == "January 2024, 31 answers: 30 min"
        assert chart.table.note.startswith("Every answer")
        assert chart.table.count == 700

    @pytest.mark.parametrize("step", ChartStep)
    def test_steps_follow_each_other_without_a_gap(self, step: ChartStep) -> None:
        day = date(2023, 12, 25)
        for _ in range(900):
            start = start_of(day, step)
            assert start <= day < end_of(start, step)
            assert start_of(end_of(start, step), step) == end_of(start, step)
            day += DAY

    def test_few_values_stand_each_for_itself(self) -> None:
        assert step_for(UNTIL - 200 * DAY, UNTIL, 60) is ChartStep.EACH
        assert step_for(UNTIL - 91 * DAY, UNTIL, 182) is ChartStep.DAY
        assert step_for(UNTIL - 150 * DAY, UNTIL, 182) is ChartStep.WEEK
        assert step_for(UNTIL - 600 * DAY, UNTIL, 10) is ChartStep.MONTH


class TestSides:
    def test_the_dose_has_a_line_for_each_side_where_they_differ(self, catalogue: Catalogue) -> None:
        done = [practised(UNTIL - DAY, 8), practised(UNTIL, 8, 5, "shortened")]
        chart = dose_chart(LIFT, "Leg raise", done, catalogue, UNTIL - 6 * DAY, UNTIL)
        assert [(each.name, [point.value for point in each.points]) for each in chart.series] == [
            ("left", [16, 16]),
            ("right", [16, 10]),
        ]
        assert len({(each.shape, each.stroke, each.colour) for each in chart.series}) == 2
        assert [point.open for point in chart.series[0].points] == [False, True]
        assert chart.open_name == "done in part"
        assert chart.spots[1].text == "20 March 2026: left 2 sets of 8, right 2 sets of 5; done in part"
        assert chart.table.columns == ("Day", "Planned left", "Planned right", "Done", "How it went")
        assert chart.table.row(1) == (
            *("20 March 2026", "2 sets of 8, on each side", "2 sets of 5, on each side"),
            *("left 8, right 8 times", "done in part"),
        )

    def test_where_sides_are_the_same_there_is_one_line(self, catalogue: Catalogue) -> None:
        chart = dose_chart(LIFT, "Leg raise", [practised(UNTIL, 8)], catalogue, UNTIL - 6 * DAY, UNTIL)
        assert [each.name for each in chart.series] == ["planned"]
        assert chart.open_name == ""
        assert chart.table.columns == ("Day", "Planned", "Done", "How it went")

    def test_left_and_right_stand_beside_each_other(self) -> None:
        held = Balance("b", "Figure four", Amount(0, 60), Amount(0, 45))
        chart = sides_chart([Balance("a", "Bridge", Amount(25, 5), Amount(20, 5)), held])
        assert [(row.value, row.other) for row in chart.rows] == [(25, 20), (60, 45)]
        assert [spot.text for spot in chart.spots] == [
            "Bridge: left 25, right 20 times",
            "Figure four: left 60, right 45 seconds",
        ]
        assert chart.table.rows[0] == ("Bridge", "25", "20", "5", "5")


class TestPainting:
    RECT = QRectF(0, 0, 700, 260)

    def ink(self, colours: tokens.Colours = tokens.LIGHT) -> Ink:
        return Ink(colours, QFont())

    def picture(self, chart: Chart, colours: tokens.Colours) -> QImage:
        image = QImage(700, 260, QImage.Format.Format_RGB32)
        image.fill(QColor(colours.raised))
        with QPainter(image) as painter:
            paint_chart(painter, self.RECT, chart, self.ink(colours))
        return image

    def test_every_second_or_third_date_is_left_out_never_one_here_and_there(self, qapp: QApplication) -> None:
        for count in (5, 30, 91, 200, 400, 1100, 3650):
            chart = pain_chart(points(count), (), UNTIL - (count - 1) * DAY, UNTIL)
            frame = frame_of(chart, self.RECT, self.ink())
            shown = ticks_shown(chart.ticks, frame, self.RECT, self.ink())
            assert len(shown) >= 2
            every = {chart.ticks.index(b) - chart.ticks.index(a) for a, b in pairwise(shown)}
            assert len(every) == 1

    @pytest.mark.parametrize("colours", [tokens.LIGHT, tokens.DARK, tokens.PAPER], ids=["light", "dark", "paper"])
    def test_a_dose_done_in_part_is_drawn_hollow(
        self, qapp: QApplication, catalogue: Catalogue, colours: tokens.Colours
    ) -> None:
        done = [practised(UNTIL - 4 * DAY, 8), practised(UNTIL - DAY, 8, outcome="shortened")]
        chart = dose_chart(LIFT, "Leg raise", done, catalogue, UNTIL - 6 * DAY, UNTIL)
        image = self.picture(chart, colours)
        frame = frame_of(chart, self.RECT, self.ink(colours))
        at = [QPointF(frame.x(point.at), frame.y(point.value)).toPoint() for point in chart.series[0].points]
        assert [image.pixelColor(place).name().upper() for place in at] == [colours.accent, colours.raised]

    def test_a_place_is_found_by_pointing(self, qapp: QApplication) -> None:
        chart = pain_chart(points(3650), (), UNTIL - 3649 * DAY, UNTIL)
        frame = frame_of(chart, self.RECT, self.ink())
        for number in (0, 50, len(chart.spots) - 1):
            at = QPointF(frame.x(chart.spots[number].at), 100)
            assert nearest_spot(chart, self.RECT, self.ink(), at) == number
        rows = sides_chart([Balance(str(n), str(n), Amount(n), Amount(n)) for n in range(4)])
        line = self.ink().line
        assert nearest_spot(rows, self.RECT, self.ink(), QPointF(10, 2.6 * line * 2 + 1)) == 2
        assert nearest_spot(rows, self.RECT, self.ink(), QPointF(10, 2.6 * line * 4 + 1)) is None


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
