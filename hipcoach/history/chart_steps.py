"""Days grouped into weeks or months, so that a chart over years has no more points than the eye can separate."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

# With more than these, points would touch at the width of a page.
EACH_UP_TO, EACH_DAYS_UP_TO = 120, 200  # values, and days that they lie in
DAYS_UP_TO = 120
WEEKS_UP_TO = 550  # days


class ChartStep(StrEnum):
    """What one place on the chart's axis stands for."""

    EACH = "time"  # every value for itself
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def step_for(since: date, until: date, values: int) -> ChartStep:
    """Return the shortest step at which so many values over a period stay apart."""
    days = (until - since).days
    if values <= EACH_UP_TO and days <= EACH_DAYS_UP_TO:
        return ChartStep.EACH
    if days <= DAYS_UP_TO:
        return ChartStep.DAY
    return weeks_step(since, until)


def weeks_step(since: date, until: date) -> ChartStep:
    """Return the shortest step for values that stand for weeks."""
    return ChartStep.WEEK if (until - since).days <= WEEKS_UP_TO else ChartStep.MONTH


def start_of(day: date, step: ChartStep) -> date:
    """Return the first day of the step that contains a day; weeks begin on Monday."""
    if step is ChartStep.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is ChartStep.MONTH else day


def end_of(start: date, step: ChartStep) -> date:
    """Return the first day after the step that begins on `start`."""
    if step is ChartStep.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step is ChartStep.WEEK else 1)


def group_by_step(values: Iterable[T], day: Callable[[T], date], step: ChartStep) -> Mapping[date, tuple[T, ...]]:
    """Return the values by the first day of their step, oldest first; within a step they keep their order."""
    groups: dict[date, list[T]] = {}
    for value in values:
        groups.setdefault(start_of(day(value), step), []).append(value)
    return {start: tuple(groups[start]) for start in sorted(groups)}
