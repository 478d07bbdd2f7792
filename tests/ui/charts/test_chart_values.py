"""Charts as values: what is a point, a band, a bar, and what is said of it; and saved as a picture."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hipcoach.history.pain_rest_periods import PainRestPeriod
from hipcoach.history.trends import PainPoint, Week
from hipcoach.safety.types import PainRestKind
from hipcoach.store.rows import PainRow
from hipcoach.ui.charts import answer_chart as answers
from hipcoach.ui.charts import week_chart as weeks_chart
from hipcoach.ui.charts.chart import TimeChart, date_ticks, round_top
from hipcoach.ui.charts.chart_files import save_chart
from tests.ui.history.history_world import DAY, TODAY


def pain(
    *points: PainPoint, days: int = 30, rests: tuple[PainRestPeriod, ...] = (), outside: tuple[PainRow, ...] = ()
) -> TimeChart:
    return answers.pain_chart(points, rests, TODAY - days * DAY, TODAY, outside)


class TestCharts:
    def test_what_was_not_given_is_no_point_and_is_said(self) -> None:
        chart = pain(PainPoint("a", TODAY, 3, None, 2))
        assert [len(series.points) for series in chart.series] == [1, 0, 1]
        assert chart.spots[0].text == "20 March 2026: before 3, after not given, next day 2"
        assert chart.table.rows == (("20 March 2026", "3", "not given", "2"),)

    def test_what_was_reported_in_a_session_is_in_the_chart_its_sentence_and_its_table(self) -> None:
        points = (PainPoint("a", TODAY - DAY, 2, None, None, 4), PainPoint("b", TODAY, 2, 2, None))
        chart = pain(*points)
        assert chart.series[-1].name == "reported in a session"
        assert [point.value for point in chart.series[-1].points] == [4]
        assert chart.sentence.endswith("The highest that you reported in a session: 4, on Thursday 19 March.")
        assert chart.spots[0].text.endswith("next day not given, reported 4")
        assert [row[-1] for row in chart.table.rows] == ["4", ""]

    def test_what_was_given_in_a_rest_is_there_as_well(self) -> None:
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC) - DAY
        chart = pain(PainPoint("a", TODAY - DAY, 2, None, None, 4), outside=(PainRow("n", "now", at, 8),))
        assert [point.value for point in chart.series[-1].points] == [4, 8]
        assert chart.sentence.endswith("The highest that you reported in a rest: 8, on Thursday 19 March.")
        assert chart.spots[-1].text == "19 March 2026: 8 in a rest"
        assert chart.table.rows[-1] == ("19 March 2026, in a rest", "", "", "", "8")

    def test_what_was_given_before_a_session_that_did_not_begin_is_there_as_well(self) -> None:
        at = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
        chart = pain(outside=(PainRow("b", "before", at, 8), PainRow("n", "now", at + timedelta(minutes=9), 2)))
        assert chart.sentence.endswith(
            "The highest that you reported before a session that did not begin: 8, on Friday 20 March."
        )
        assert [row[0] for row in chart.table.rows] == [
            "20 March 2026, before a session that did not begin",
            "20 March 2026, in a rest",
        ]

    def test_what_was_given_in_a_rest_stands_where_it_came_on_its_day(self) -> None:
        nine = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
        session = PainPoint("a", TODAY, 3, None, None, 6, "2026-03-20T09:00:00.000Z")
        early, late = (PainRow(f"n{n}", "now", nine + n * timedelta(minutes=5), 8 - n) for n in (-1, 1))
        chart = pain(session, outside=(early, late))
        numbers = {point.value: point.at for point in chart.series[-1].points}
        assert numbers[9] < chart.series[0].points[0].at < numbers[6] < numbers[7]
        assert [row[-1] for row in chart.table.rows] == ["9", "6", "7"]

    def test_weeks_begin_where_they_do(self) -> None:
        sunday = date(2026, 3, 8)
        chart = weeks_chart.sessions_chart((Week(sunday, 2, 35), Week(sunday + 7 * DAY, 1, 20)), (), None)
        assert chart.summary == "Each bar is a week, from Sunday."
        assert [spot.text for spot in chart.spots] == [
            "Week from 8 March 2026: 2 sessions, 35 min",
            "Week from 15 March 2026: 1 session, 20 min",
        ]
        assert [(bar.since, bar.until) for bar in chart.bars] == [
            (day.toordinal(), day.toordinal() + 7) for day in (sunday, sunday + 7 * DAY)
        ]

    @pytest.mark.parametrize(
        ("by_week", "sentence"),
        [
            (
                {(2, 2): 4, (2, 9): 4, (2, 16): 5, (3, 2): 3, (3, 9): 3},
                "4 in most weeks of February, 3 in most weeks of March",
            ),
            ({(3, 2): 2, (3, 9): 5}, "2 to 5 in the weeks of March"),
            ({(2, 16): 1, (3, 2): 3}, "1 to 3"),
            ({(3, 2): 3}, "3"),
        ],
    )
    def test_it_begins_with_the_sentence_that_it_shows(
        self, by_week: dict[tuple[int, int], int], sentence: str
    ) -> None:
        days = [(date(2026, month, day), score) for (month, day), score in by_week.items()]
        points = [PainPoint(str(n), day, score, None, None) for n, (day, score) in enumerate(days)]
        assert pain(*points, days=60).sentence == f"Before sessions you marked {sentence}."
        assert pain(days=60).sentence == "No session in these days."

    def test_over_long_times_the_middle_of_each_week_or_month_is_shown(self) -> None:
        points = [PainPoint("a", TODAY - n * DAY, score, None, None) for n, score in enumerate((1, 1, 5))]
        chart = pain(*points, days=400)
        said = "Week from 16 March 2026, 3 sessions: before 1, after not given, next day not given"
        assert chart.spots[0].text == said
        assert "median" in chart.summary

    def test_a_rest_is_a_band_and_one_in_force_goes_on_to_the_end(self) -> None:
        since = datetime(2026, 3, 10, 21, tzinfo=UTC)
        chart = pain(
            PainPoint("a", TODAY, 3, 3, None),
            rests=(PainRestPeriod(PainRestKind.FULL, since, None), PainRestPeriod(PainRestKind.SHORT, since, since)),
        )
        assert chart.bands[0].until == chart.span[1]
        assert chart.bands[0].since == since.toordinal() + 0.875, "in the evening, and not over the morning before it"
        assert chart.bands[1].until > chart.bands[1].since
        tonight = datetime(TODAY.year, TODAY.month, TODAY.day, 23, 30, tzinfo=UTC)
        (band,) = pain(rests=(PainRestPeriod(PainRestKind.FULL, tonight, None),)).bands
        assert TODAY.toordinal() + 0.9 < band.since < band.until == chart.span[1], "no wider than the chart"

    def test_weeks_are_shown_against_the_aim_and_a_rest_is_named(self) -> None:
        monday = date(2026, 3, 9)
        weeks = (Week(monday, 2, 35), Week(monday + 7 * DAY, 0, 0))
        rest = PainRestPeriod(PainRestKind.FULL, datetime(2026, 3, 17, tzinfo=UTC), None)
        chart = weeks_chart.sessions_chart(weeks, (rest,), 4)
        assert [bar.value for bar in chart.bars] == [2]
        assert chart.aim is not None
        assert chart.aim.at == 4 <= chart.top
        assert chart.spots[0].text == "Week from 9 March 2026: 2 sessions, 35 min"
        assert chart.spots[1].text == "Week from 16 March 2026: 0 sessions, 0 min; a rest for pain"

    @pytest.mark.parametrize("count", [1, 2, 8])
    def test_under_each_week_stands_the_day_that_it_begins_on(self, count: int) -> None:
        sunday = date(2026, 3, 8)
        chart = weeks_chart.sessions_chart([Week(sunday + n * 7 * DAY, 1, 9) for n in range(count)], (), 4)
        assert [(bar.since + bar.until) / 2 for bar in chart.bars] == [tick.at for tick in chart.ticks]
        assert chart.ticks[0].label == "8 Mar"

    def test_stiffness_is_as_it_was_answered(self) -> None:
        at = datetime(2026, 3, 12, 8, tzinfo=UTC)
        rows = (PainRow("a", "next", at, stiffness="30"), PainRow("b", "next", at + DAY, stiffness="more"))
        chart = answers.stiffness_chart(rows, TODAY - 30 * DAY, TODAY)
        assert chart.table.rows == (("12 March 2026", "30 min"), ("13 March 2026", "longer"))
        assert [point.value for point in chart.series[0].points] == [2, 4]

    @pytest.mark.parametrize("days", [0, 2, 20, 90, 400, 1100, 3650])
    def test_dates_along_the_bottom_lie_in_the_span(self, days: int) -> None:
        since, until = (TODAY - days * DAY).toordinal(), TODAY.toordinal() + 1
        ticks = date_ticks(since, until)
        assert ticks
        assert all(since <= tick.at <= until for tick in ticks)
        assert len(ticks) <= 25

    def test_the_dates_of_weeks_are_those_on_which_a_week_begins(self) -> None:
        since, until = (TODAY - 60 * DAY).toordinal(), TODAY.toordinal()
        for first in (0, 6):
            days = {date.fromordinal(int(tick.at)).weekday() for tick in date_ticks(since, until, first)}
            assert days == {first}

    @pytest.mark.parametrize(
        ("value", "top"), [(0, 1), (1, 1), (3, 4), (7, 8), (9, 10), (11, 20), (22, 30), (130, 200)]
    )
    def test_the_top_of_an_axis_is_round(self, value: float, top: float) -> None:
        assert round_top(value) == top

    @pytest.mark.parametrize("kind", ["png", "svg"])
    def test_a_chart_is_saved_with_its_words(self, qapp: QApplication, tmp_path: Path, kind: str) -> None:
        path = tmp_path / f"chart.{kind}"
        save_chart(pain(PainPoint("a", TODAY, 3, 1, 2)), qapp.font(), path)
        if kind == "png":
            image = QImage(str(path))
            assert (image.width(), image.height()) == (1920, 840)
            assert len({image.pixel(x, y) for x in range(0, 1920, 3) for y in range(0, 840, 3)}) > 3
        else:
            assert "Pain you gave, 0 to 10" in path.read_text()
            assert ">before<" in path.read_text().replace(" <", "<").replace("> ", ">")
