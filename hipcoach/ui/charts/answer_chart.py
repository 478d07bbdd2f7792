"""Charts of answers about pain and morning stiffness: the numbers as given, without interpretation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import TypeVar

from hipcoach.coach import words
from hipcoach.history import trends
from hipcoach.history.chart_steps import ChartStep, step_for
from hipcoach.history.later_numbers import next_day_words
from hipcoach.history.pain_rest_periods import PainRestPeriod
from hipcoach.history.trends import PainPoint
from hipcoach.store.rows import PainRow, StoredQuestion
from hipcoach.ui.charts.chart import ChartSpot, Point, Series, Shape, Stroke, Tick, TimeChart, levels_to, table_of
from hipcoach.ui.charts.chart_labels import REST, ChartPoint, bands_of, chart_points, day_label, score_label, span_of
from hipcoach.ui.widgets.desktop_habits import time_text

PAIN_TOP = 10.0
WEEKS_OF_A_MONTH = 2  # with fewer, nothing is said of "most weeks"
STIFFNESS = {"none": "none", "15": "15 min", "30": "30 min", "60": "1 hour", "more": "longer"}
LEVELS = tuple(STIFFNESS)

T = TypeVar("T")
Scores = tuple[float | None, float | None, float | None]


GIVEN_WHERE: dict[str, str] = {
    StoredQuestion.IN_REST: "in a rest",
    StoredQuestion.BEFORE: "before a session that did not begin",
    StoredQuestion.NEXT: "in the hours after a session",  # too soon to be a next-day answer
}
"""Where a number was given outside a session, by its question."""


LINES = (  # of the three numbers of a session, in the order of `SessionsPlace.scores`
    ("before", "edge", Shape.RING, Stroke.DOTTED),
    ("after", "accent", Shape.DISC, Stroke.SOLID),
    ("next day", "amber", Shape.TRIANGLE, Stroke.DASHED),
)
AFTER = 1  # stands in the middle of its place, "before" to its left, "next day" to its right
APART = 5  # by a place's days over this


@dataclass(frozen=True, slots=True)
class SessionsPlace:
    """The sessions at one place of the chart: the median of each of their numbers, and the highest reported."""

    place: ChartPoint[PainPoint]
    scores: Scores  # before, after, next day
    reported: int | None

    @property
    def text(self) -> str:
        """Return it in words."""
        label = _point_label(self.place, "session")
        return f"{label}: {_scores(self.scores, self.place)}{_reported(self.reported)}"


def pain_chart(
    points: Sequence[PainPoint],
    rests: Iterable[PainRestPeriod],
    since: date,
    until: date,
    outside: Sequence[PainRow] = (),
) -> TimeChart:
    """Return the chart of pain before, after and the next day: every session, or the median of each week or month.

    `outside` are the numbers that were given where no session was; of several in one place the highest is a point.
    What was given after a session too soon to be a next-day answer is one of them.
    """
    outside = (*outside, *trends.given_soon_after(points))
    step, span = step_for(since, until, len(points)), span_of(since, until)
    records: list[PainPoint | PainRow] = sorted((*points, *outside), key=trends.day_and_time)
    sessions, resting = _places(records, step, span)
    reports = _reports(sessions, resting)
    what = "Each session's numbers" if step is ChartStep.EACH else f"The middle (median) of each {step}'s numbers"
    return TimeChart(
        title="Pain you gave, 0 to 10",
        summary=f"{what}: before, after, next day.",
        span=span,
        top=PAIN_TOP,
        levels=levels_to(PAIN_TOP),
        table=table_of(
            ("When", "Before", "After", "Next day", *(("Reported",) if reports else ())),
            records,
            _row_with_reports if reports else _pain_row,
            _every("session", step),
        ),
        series=(*(_line(sessions, number) for number in range(len(LINES))), *reports),
        bands=bands_of(rests, since, until),
        band_name=REST,
        spots=_spots(sessions, resting),
        empty="No session in these days.",
        opening=" ".join(filter(None, (marked_by_month(points), _highest_report(points, outside)))),
    )


def _line(sessions: Sequence[SessionsPlace], number: int) -> Series:
    """Return one of the three lines: what was given before, after, or the next day."""
    name, colour, shape, stroke = LINES[number]
    given = (
        Point(each.place.at + (number - AFTER) * each.place.days / APART, score)
        for each in sessions
        if (score := each.scores[number]) is not None
    )
    return Series(name, colour, shape, stroke, tuple(given))


def _reports(sessions: Sequence[SessionsPlace], resting: Sequence[ChartPoint[PainRow]]) -> tuple[Series, ...]:
    """Return the highest numbers reported, in sessions and without one; nothing where none was."""
    reports = [Point(each.place.at, each.reported) for each in sessions if each.reported is not None]
    reports += [Point(place.at, _highest_of(place.values).score or 0) for place in resting]
    if not reports:
        return ()
    where = "reported in a session, or without one" if resting else "reported in a session"
    return (Series(where, "red", Shape.DIAMOND, Stroke.NONE, tuple(sorted(reports, key=lambda point: point.at))),)


def _spots(sessions: Sequence[SessionsPlace], resting: Sequence[ChartPoint[PainRow]]) -> tuple[ChartSpot, ...]:
    """Return the places in words, in order."""
    spots = [ChartSpot(each.place.at, each.text) for each in sessions]
    spots += [ChartSpot(place.at, f"{place.label}: {_outside_text(place.values)}") for place in resting]
    return tuple(sorted(spots, key=lambda spot: spot.at))


def marked_by_month(points: Sequence[PainPoint]) -> str:
    """Return the number before sessions of most weeks of the last two months, or of all where weeks are too few."""
    weeks: dict[date, list[int]] = {}
    for point in points:
        if point.before is not None:
            weeks.setdefault(point.day - timedelta(days=point.day.weekday()), []).append(point.before)
    months: dict[date, list[int]] = {}
    for week, scores in sorted(weeks.items()):
        months.setdefault(week.replace(day=1), []).append(median_low(scores))
    known = [(month, scores) for month, scores in months.items() if len(scores) >= WEEKS_OF_A_MONTH][-2:]
    if not known:
        given = [score for scores in weeks.values() for score in scores]
        return f"Before sessions you marked {_from_to(given)}." if given else ""
    parts = []
    for month, scores in known:
        usual, times = Counter(scores).most_common(1)[0]
        name = words.month(month).split()[0]
        most = times > len(scores) / 2
        parts.append(f"{usual} in most weeks of {name}" if most else f"{_from_to(scores)} in the weeks of {name}")
    return f"Before sessions you marked {', '.join(parts)}."


def _highest(points: Iterable[PainPoint]) -> int | None:
    return max((point.reported for point in points if point.reported is not None), default=None)


def _highest_of(rows: Iterable[PainRow]) -> PainRow:
    return max((row for row in rows if row.score is not None), key=lambda row: row.score or 0)


def _outside_text(rows: Iterable[PainRow]) -> str:
    highest = _highest_of(rows)
    return f"{highest.score} {_given_where(highest)}"


def _given_where(row: PainRow) -> str:
    """Return where a number outside a session was given; and when, where that tells several apart."""
    where = GIVEN_WHERE[row.question]
    return f"at {time_text(row.at)}, {where}" if row.question == StoredQuestion.NEXT else where


def _places(
    records: Sequence[PainPoint | PainRow], step: ChartStep, span: tuple[float, float]
) -> tuple[list[SessionsPlace], list[ChartPoint[PainRow]]]:
    """Return the places of sessions, and those of numbers in rests; those of one day share its width, in order."""
    places, resting = [], []
    for place in chart_points(records, lambda record: trends.day_and_time(record)[0], step, span):
        sessions = tuple(each for each in place.values if isinstance(each, PainPoint))
        numbers = tuple(each for each in place.values if isinstance(each, PainRow))
        if sessions:
            at = ChartPoint(place.at, place.days, place.label, sessions)
            places.append(SessionsPlace(at, trends.medians(sessions), _highest(sessions)))
        if numbers:
            resting.append(ChartPoint(place.at, place.days, place.label, numbers))
    return places, resting


def _highest_report(points: Sequence[PainPoint], outside: Sequence[PainRow]) -> str:
    """Return the highest number reported in a session or without one, and when that was last; empty where none was."""
    reports = [(point.reported, point.day, "in a session") for point in points if point.reported is not None]
    reports += [(row.score, row.at.date(), GIVEN_WHERE[row.question]) for row in outside if row.score is not None]
    if not reports:
        return ""
    score, day, where = max(reports)
    return f"The highest that you reported {where}: {score}, on {words.day_and_month(day)}."


def _reported(score: int | None) -> str:
    return "" if score is None else f", reported {score}"


def _from_to(scores: Sequence[int]) -> str:
    low, high = min(scores), max(scores)
    return str(low) if low == high else f"{low} to {high}"


def _pain_row(record: PainPoint | PainRow) -> tuple[str, ...]:
    if isinstance(record, PainRow):
        return (f"{day_label(record.at.date())}, {_given_where(record)}", "", "", "")
    return (day_label(record.day), *map(score_label, (record.before, record.after)), _next_day(record))


def _next_day(point: PainPoint) -> str:
    """Return all of a session's next-day answers, in words."""
    return next_day_words(point.later) or score_label(point.next)


def _row_with_reports(record: PainPoint | PainRow) -> tuple[str, ...]:
    reported = record.score if isinstance(record, PainRow) else record.reported
    return (*_pain_row(record), "" if reported is None else str(reported))


def stiffness_chart(answers: Sequence[PainRow], since: date, until: date) -> TimeChart:
    """Return the chart of morning stiffness: every answer, or the median of each week or month."""
    given = [(row.at.date(), LEVELS.index(row.stiffness)) for row in answers if row.stiffness in LEVELS]
    step, span = step_for(since, until, len(given)), span_of(since, until)
    places = chart_points(given, lambda answer: answer[0], step, span)
    levels = [median_low(level for _, level in place.values) for place in places]
    points = tuple(Point(place.at, level) for place, level in zip(places, levels, strict=True))
    name = "each answer" if step is ChartStep.EACH else f"the middle answer of each {step}"
    return TimeChart(
        title="Morning stiffness you gave",
        summary="How long, by your own answers after a session.",
        span=span,
        top=len(LEVELS) - 1,
        levels=tuple(Tick(number, text) for number, text in enumerate(STIFFNESS.values())),
        table=table_of(
            ("When", "Stiff for"),
            given,
            lambda answer: (day_label(answer[0]), STIFFNESS[LEVELS[answer[1]]]),
            _every("answer", step),
        ),
        series=(Series(name, "accent", Shape.DISC, Stroke.DOTTED, points),),
        spots=tuple(
            ChartSpot(place.at, f"{_point_label(place, 'answer')}: {STIFFNESS[LEVELS[level]]}")
            for place, level in zip(places, levels, strict=True)
        ),
        empty="You gave no answer about morning stiffness in these days.",
    )


def _point_label(place: ChartPoint[T], what: str) -> str:
    """Return the label of a point, and how many values it stands for."""
    count = len(place.values)
    return place.label if count == 1 else f"{place.label}, {words.count(count, what)}"


def _every(what: str, step: ChartStep) -> str:
    return "" if step is ChartStep.EACH else f"Every {what}; the chart shows the middle (median) of each {step}."


def _scores(scores: Scores, place: ChartPoint[PainPoint]) -> str:
    before, after, next_day = map(score_label, scores)
    if len(place.values) == 1:
        next_day = _next_day(place.values[0])
    return f"before {before}, after {after}, next day {next_day}"
