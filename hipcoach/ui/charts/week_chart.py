"""Charts of sessions and minutes a week, beside the week's aim."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from hipcoach.coach import words
from hipcoach.history.chart_steps import ChartStep, weeks_step
from hipcoach.history.pain_rest_periods import PainRestPeriod
from hipcoach.history.trends import Week
from hipcoach.ui.charts.chart import (
    DAYS_BY_WEEK,
    Band,
    Bar,
    ChartSpot,
    Tick,
    TimeChart,
    day_tick,
    levels_to,
    round_top,
    table_of,
)
from hipcoach.ui.charts.chart_labels import REST, ChartPoint, bands_of, chart_points, day_label, span_of, step_label

_WEEK = timedelta(days=7)


def sessions_chart(weeks: Sequence[Week], rests: Iterable[PainRestPeriod], aim: int | None) -> TimeChart:
    """Return the chart of sessions a week, with the week's aim."""
    return _weeks_chart("Sessions a week", weeks, rests, lambda week: week.sessions, aim)


def minutes_chart(weeks: Sequence[Week], rests: Iterable[PainRestPeriod]) -> TimeChart:
    """Return the chart of minutes a week."""
    return _weeks_chart("Minutes a week", weeks, rests, lambda week: week.minutes, None)


def _weeks_chart(
    title: str, weeks: Sequence[Week], rests: Iterable[PainRestPeriod], value: Callable[[Week], int], aim: int | None
) -> TimeChart:
    since, until = weeks[0].start, weeks[-1].start + _WEEK - timedelta(days=1)
    step, span = weeks_step(since, until), span_of(since, until)
    bands = bands_of(rests, since, until)
    if step is ChartStep.WEEK:  # each for itself, on whichever day it begins
        places = [ChartPoint(w.start.toordinal() + 3.5, 7, step_label(w.start, step), (w,)) for w in weeks]
    else:
        places = chart_points(weeks, lambda week: week.start, step, span)
    means = [_mean(place, value) for place in places]
    top = round_top(max((*means, aim or 0, 1)))
    by_month = step is ChartStep.MONTH
    few = step is ChartStep.WEEK and (until - since).days <= DAYS_BY_WEEK  # each bar has the day of its week under it
    first_day = words.WEEKDAYS[since.weekday()]
    what = "Each bar is a month: the average of its weeks." if by_month else f"Each bar is a week, from {first_day}."
    return TimeChart(
        title=title,
        summary=what + ("" if aim is None else f" The aim is {aim} a week."),
        span=span,
        top=top,
        levels=levels_to(top),
        table=table_of(
            ("Week from", "Sessions", "Minutes", "Rest for pain"),
            weeks,
            lambda week: _row(week, bands),
            "Every week; the chart shows the average of each month's weeks." if by_month else "",
        ),
        bars=tuple(
            Bar(place.at - place.days / 2, place.at + place.days / 2, mean)
            for place, mean in zip(places, means, strict=True)
            if mean
        ),
        bands=bands,
        band_name=REST,
        aim=None if aim is None else Tick(aim, "the week's aim"),
        spots=tuple(ChartSpot(place.at, _week_label(place, step, bands, value)) for place in places)
        if any(map(value, weeks))
        else (),
        empty="No session in these weeks.",
        labels=tuple(Tick(place.at, day_tick(place.values[0].start)) for place in places) if few else (),
    )


def _row(week: Week, bands: Iterable[Band]) -> tuple[str, ...]:
    rested = "yes" if _touched(week.start.toordinal(), week.start.toordinal() + 7, bands) else ""
    return day_label(week.start), str(week.sessions), str(week.minutes), rested


def _mean(place: ChartPoint[Week], value: Callable[[Week], int]) -> float:
    return sum(map(value, place.values)) / len(place.values)


def _week_label(place: ChartPoint[Week], step: ChartStep, bands: Iterable[Band], value: Callable[[Week], int]) -> str:
    sessions, minutes = (sum(getattr(week, name) for week in place.values) for name in ("sessions", "minutes"))
    text = f"{place.label}: {words.count(sessions, 'session')}, {minutes} min"
    if step is ChartStep.MONTH:
        text = f"{text} in {words.count(len(place.values), 'week')}, {_mean(place, value):.1f} a week"
    rested = _touched(place.at - place.days / 2, place.at + place.days / 2, bands)
    return f"{text}; a rest for pain" if rested else text


def _touched(start: float, end: float, bands: Iterable[Band]) -> bool:
    return any(band.since < end and band.until > start for band in bands)
