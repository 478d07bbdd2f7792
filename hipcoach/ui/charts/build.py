"""Charts from the diary: the numbers as they were given, in words that say nothing about what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from hipcoach.history import trends
from hipcoach.history.trends import PainPoint, Rest, Week
from hipcoach.store.rows import PainRow
from hipcoach.ui import words
from hipcoach.ui.charts.chart import (
    Band,
    Bar,
    Point,
    Series,
    Shape,
    Spot,
    Stroke,
    Table,
    Tick,
    TimeChart,
    levels_to,
    round_top,
)

NOT_GIVEN = "not given"
MONTHS_FROM = 200  # days: with more, the middle of each month is shown
PAIN_TOP = 10.0
STIFFNESS = {"none": "none", "15": "15 min", "30": "30 min", "60": "1 hour", "more": "longer"}
_WEEK = timedelta(days=7)

Scores = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Given:
    """Three scores at one place on the time line, and how wide that place is."""

    at: float
    width: float
    when: str
    scores: Scores


def pain_chart(points: Sequence[PainPoint], rests: Iterable[Rest], since: date, until: date) -> TimeChart:
    """Pain before, after and the next day: each session, or over long times the middle of each month."""
    by_month = (until - since).days > MONTHS_FROM
    given = _months(points) if by_month else _sessions(points)
    names = (
        ("before", "edge", Shape.RING, Stroke.DOTTED),
        ("after", "accent", Shape.DISC, Stroke.SOLID),
        ("next day", "amber", Shape.TRIANGLE, Stroke.DASHED),
    )
    series = []
    for number, (name, colour, shape, stroke) in enumerate(names):
        places = tuple(
            Point(each.at + (number - 1) * each.width / 4, score)
            for each in given
            if (score := each.scores[number]) is not None
        )
        series.append(Series(name, colour, shape, stroke, places))
    what = "The middle (median) of each month's numbers" if by_month else "Each session's numbers"
    return TimeChart(
        title="Pain you gave, 0 to 10",
        summary=f"{what}: before, after, next day.",
        span=span_of(since, until),
        top=PAIN_TOP,
        levels=levels_to(PAIN_TOP),
        table=Table(
            ("When", "Before", "After", "Next day"),
            tuple((each.when, *(score_said(score) for score in each.scores)) for each in given),
        ),
        series=tuple(series),
        bands=_bands(rests, since, until),
        band_name="rest for pain",
        spots=tuple(Spot(each.at, f"{each.when}: {_scores(each.scores)}") for each in given),
        empty="No session in these days.",
    )


def _sessions(points: Iterable[PainPoint]) -> list[_Given]:
    by_day: dict[date, list[PainPoint]] = {}
    for point in points:
        by_day.setdefault(point.day, []).append(point)
    return [
        _Given(
            day.toordinal() + (n + 0.5) / len(group),
            1 / len(group),
            day_said(day),
            (each.before, each.after, each.next),
        )
        for day, group in by_day.items()
        for n, each in enumerate(group)
    ]


def _months(points: Sequence[PainPoint]) -> list[_Given]:
    return [
        _Given(month.toordinal() + 15, 20, words.month(month), scores)
        for month, scores in trends.by_month(points).items()
    ]


def sessions_chart(weeks: Sequence[Week], rests: Iterable[Rest], aim: int | None) -> TimeChart:
    """Sessions a week, with the week's aim."""
    return _weeks_chart("Sessions a week", weeks, rests, [week.sessions for week in weeks], aim)


def minutes_chart(weeks: Sequence[Week], rests: Iterable[Rest]) -> TimeChart:
    """Minutes a week."""
    return _weeks_chart("Minutes a week", weeks, rests, [week.minutes for week in weeks], None)


def _weeks_chart(
    title: str, weeks: Sequence[Week], rests: Iterable[Rest], values: Sequence[int], aim: int | None
) -> TimeChart:
    since = weeks[0].monday
    until = weeks[-1].monday + _WEEK - timedelta(days=1)
    bands = _bands(rests, since, until)
    resting = [_touched(week, bands) for week in weeks]
    top = round_top(max((*values, aim or 0, 1)))
    return TimeChart(
        title=title,
        summary="Each bar is a week, from Monday." + ("" if aim is None else f" The aim is {aim} a week."),
        span=span_of(since, until),
        top=top,
        levels=levels_to(top),
        table=Table(
            ("Week from", "Sessions", "Minutes", "Rest for pain"),
            tuple(
                (day_said(week.monday), str(week.sessions), str(week.minutes), "yes" if rested else "")
                for week, rested in zip(weeks, resting, strict=True)
            ),
        ),
        bars=tuple(
            Bar(week.monday.toordinal(), week.monday.toordinal() + 7, value)
            for week, value in zip(weeks, values, strict=True)
            if value
        ),
        bands=bands,
        band_name="rest for pain",
        aim=None if aim is None else Tick(aim, "the week's aim"),
        spots=tuple(
            Spot(week.monday.toordinal() + 3.5, _week_said(week, rested=rested))
            for week, rested in zip(weeks, resting, strict=True)
        )
        if any(values)
        else (),
        empty="No session in these weeks.",
    )


def _touched(week: Week, bands: Iterable[Band]) -> bool:
    start = week.monday.toordinal()
    return any(band.since < start + 7 and band.until > start for band in bands)


def _week_said(week: Week, *, rested: bool) -> str:
    said = f"Week from {day_said(week.monday)}: {words.count(week.sessions, 'session')}, {week.minutes} min"
    return f"{said}; a rest for pain" if rested else said


def stiffness_chart(answers: Sequence[PainRow], since: date, until: date) -> TimeChart:
    """How long you said mornings were stiff: each answer, or over long times the middle one of each month."""
    levels = list(STIFFNESS)
    given = [(row.at.date(), levels.index(row.stiffness)) for row in answers if row.stiffness in levels]
    by_month = (until - since).days > MONTHS_FROM
    if by_month:
        months: dict[date, list[int]] = {}
        for day, level in given:
            months.setdefault(day.replace(day=1), []).append(level)
        places = [(month.toordinal() + 15.0, words.month(month), median_low(of)) for month, of in months.items()]
    else:
        places = [(day.toordinal() + 0.5, day_said(day), level) for day, level in given]
    said = [STIFFNESS[levels[level]] for _, _, level in places]
    name = "the middle answer of each month" if by_month else "the morning after"
    points = tuple(Point(at, level) for at, _, level in places)
    return TimeChart(
        title="Morning stiffness you gave",
        summary="How long, by your own answers on the next day.",
        span=span_of(since, until),
        top=len(levels) - 1,
        levels=tuple(Tick(number, text) for number, text in enumerate(STIFFNESS.values())),
        table=Table(
            ("When", "Stiff for"), tuple((when, text) for (_, when, _), text in zip(places, said, strict=True))
        ),
        series=(Series(name, "accent", Shape.DISC, Stroke.DOTTED, points),),
        spots=tuple(Spot(at, f"{when}: {text}") for (at, when, _), text in zip(places, said, strict=True)),
        empty="You gave no answer about morning stiffness in these days.",
    )


def _bands(rests: Iterable[Rest], since: date, until: date) -> tuple[Band, ...]:
    low, high = span_of(since, until)
    found = []
    for rest in rests:
        start = rest.since.toordinal() + 0.5
        end = high if rest.until is None else rest.until.toordinal() + 0.5
        if start < high and end > low:
            found.append(Band(max(start, low), max(min(end, high), start + 0.5)))
    return tuple(found)


def span_of(since: date, until: date) -> tuple[float, float]:
    """From the first moment of one day to the last of another."""
    return since.toordinal(), until.toordinal() + 1.0


def day_said(day: date) -> str:
    """A day with its year."""
    return f"{day.day} {words.month(day)}"


def score_said(score: float | None) -> str:
    """A score, or that it was not given."""
    return NOT_GIVEN if score is None else f"{score:g}"


def _scores(scores: Scores) -> str:
    return ", ".join(
        f"{name} {score_said(score)}" for name, score in zip(("before", "after", "next day"), scores, strict=True)
    )
