"""Labels of days, weeks, months and scores, and other parts that several charts share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from hipcoach.coach import words
from hipcoach.history.chart_steps import ChartStep, end_of, group_by_step
from hipcoach.history.pain_rest_periods import PainRestPeriod
from hipcoach.ui.charts.chart import Band

LEAST_BAND = 1 / 24  # of a day: it can be seen, and stays within its chart
NOT_GIVEN = "not given"
REST = "rest for pain"

T = TypeVar("T")


def span_of(since: date, until: date) -> tuple[float, float]:
    """Return the span from the start of one day to the end of another."""
    return since.toordinal(), until.toordinal() + 1.0


def day_label(day: date) -> str:
    """Return a day with its year."""
    return f"{day.day} {words.month(day)}"


def step_label(start: date, step: ChartStep) -> str:
    """Return the name of a day, a week or a month."""
    if step is ChartStep.MONTH:
        return words.month(start)
    return f"Week from {day_label(start)}" if step is ChartStep.WEEK else day_label(start)


@dataclass(frozen=True, slots=True)
class ChartPoint(Generic[T]):
    """One point of a time chart: one value, or those of a day, a week or a month."""

    at: float
    days: float  # how wide the place is
    label: str
    values: tuple[T, ...]


def chart_points(
    values: Iterable[T], day: Callable[[T], date], step: ChartStep, span: tuple[float, float]
) -> list[ChartPoint[T]]:
    """Group values into points, oldest first; several of one day stand side by side."""
    if step is not ChartStep.EACH:
        return [
            ChartPoint(*_middle_of(start, step, span), step_label(start, step), group)
            for start, group in group_by_step(values, day, step).items()
        ]
    return [
        ChartPoint(start.toordinal() + (n + 0.5) / len(group), 1 / len(group), day_label(start), (each,))
        for start, group in group_by_step(values, day, ChartStep.DAY).items()
        for n, each in enumerate(group)
    ]


def _middle_of(start: date, step: ChartStep, span: tuple[float, float]) -> tuple[float, float]:
    """Return the middle of the part of a step that lies in the span, and its number of days."""
    first, end = max(start.toordinal(), span[0]), min(end_of(start, step).toordinal(), span[1])
    return (first + end) / 2, end - first


def score_label(score: float | None) -> str:
    """Return a score, or "not given"."""
    return NOT_GIVEN if score is None else f"{score:g}"


def _at(moment: datetime) -> float:
    """Return a moment as a day with its fraction, as the axis counts."""
    return moment.toordinal() + moment.hour / 24 + moment.minute / (24 * 60)


def bands_of(rests: Iterable[PainRestPeriod], since: date, until: date) -> tuple[Band, ...]:
    """Return the parts of the pain rests that lie in a period."""
    low, high = span_of(since, until)
    found = []
    for rest in rests:
        start, end = _at(rest.since), high if rest.until is None else _at(rest.until)
        if start < high and end > low:
            start = min(max(start, low), high - LEAST_BAND)
            found.append(Band(start, min(max(end, start + LEAST_BAND), high)))
    return tuple(found)
