"""The chart of one exercise's dose over time: what was planned, by side where sides differ, and how it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hipcoach.catalogue.types import Catalogue, Dose
from hipcoach.catalogue.words import dose_without_sides
from hipcoach.coach import words
from hipcoach.history.chart_steps import ChartStep, step_for
from hipcoach.history.trends import Amount, Practice
from hipcoach.ui.charts.chart import (
    ChartSpot,
    Point,
    Series,
    Shape,
    Stroke,
    TimeChart,
    ValueTableData,
    levels_to,
    round_top,
    table_of,
)
from hipcoach.ui.charts.chart_labels import ChartPoint, chart_points, day_label, span_of

IN_FULL, IN_PART, MOSTLY_IN_PART = "done in full", "done in part", "more often in part than in full"

Measure = Callable[[Dose], float]


@dataclass(frozen=True, slots=True)
class _PracticeDoses:
    """One time that the exercise was done, with both sides' doses."""

    done: Practice
    left: Dose
    right: Dose


@dataclass(frozen=True, slots=True)
class _DosePoint:
    """One point: the median of each side's doses there."""

    at: float
    text: str
    left: Dose
    right: Dose
    in_part: bool


def dose_chart(
    exercise: str, name: str, done: Sequence[Practice], catalogue: Catalogue, since: date, until: date
) -> TimeChart:
    """Return the chart of the planned doses: every time, or the median of each week or month."""
    planned = [_PracticeDoses(each, left, each.right_dose or left) for each in done if (left := each.dose) is not None]
    step, span = step_for(since, until, len(planned)), span_of(since, until)
    sides = any(each.left != each.right for each in planned)
    unit, measure = _measure([dose for each in planned for dose in (each.left, each.right)])
    dose_words = _DoseWords(exercise, catalogue, sides=sides)
    places = [
        _dose_point(place, measure, dose_words)
        for place in chart_points(planned, lambda each: each.done.day, step, span)
    ]
    top = round_top(max((*(measure(dose) for place in places for dose in (place.left, place.right)), 1)))
    what = "Planned each time" if step is ChartStep.EACH else f"The middle (median) of what was planned in each {step}"
    return TimeChart(
        title=f"{name}: dose over time",
        summary=f"{what}: {unit}.",
        span=span,
        top=top,
        levels=levels_to(top),
        table=_table(planned, dose_words, step),
        series=_series(places, measure, sides=sides),
        open_name=(IN_PART if step is ChartStep.EACH else MOSTLY_IN_PART)
        if any(place.in_part for place in places)
        else "",
        spots=tuple(ChartSpot(place.at, place.text) for place in places),
        empty="Not done in these days.",
    )


@dataclass(frozen=True, slots=True)
class _DoseWords:
    """Puts the doses of one exercise into words."""

    exercise: str
    catalogue: Catalogue
    sides: bool

    def dose(self, left: Dose, right: Dose) -> str:
        """Return the doses of both sides, as one where they are the same."""
        if left == right:
            return dose_label(self.exercise, left, self.catalogue)
        return sides_label(self.exercise, left, right, self.catalogue)


def _dose_point(place: ChartPoint[_PracticeDoses], measure: Measure, dose_words: _DoseWords) -> _DosePoint:
    left = _middle([each.left for each in place.values], measure)
    right = _middle([each.right for each in place.values], measure)
    times, full = len(place.values), sum(each.done.outcome == "done" for each in place.values)
    went = _went(place.values[0].done) if times == 1 else f"{times} times, {full} of them in full"
    return _DosePoint(place.at, f"{place.label}: {dose_words.dose(left, right)}; {went}", left, right, full < times / 2)


def _middle(doses: Sequence[Dose], measure: Measure) -> Dose:
    return sorted(doses, key=measure)[(len(doses) - 1) // 2]


def _series(places: Sequence[_DosePoint], measure: Measure, *, sides: bool) -> tuple[Series, ...]:
    left = tuple(Point(place.at, measure(place.left), open=place.in_part) for place in places)
    if not sides:
        return (Series("planned", "accent", Shape.DISC, Stroke.SOLID, left, stepped=True),)
    right = tuple(Point(place.at, measure(place.right), open=place.in_part) for place in places)
    return (
        Series("left", "accent", Shape.DISC, Stroke.SOLID, left, stepped=True),
        Series("right", "rest", Shape.TRIANGLE, Stroke.DASHED, right, stepped=True),
    )


def _table(planned: Sequence[_PracticeDoses], dose_words: _DoseWords, step: ChartStep) -> ValueTableData:
    def row(each: _PracticeDoses) -> tuple[str, ...]:
        done = each.done
        doses = (each.left, each.right) if dose_words.sides else (each.left,)
        labels = (dose_label(dose_words.exercise, dose, dose_words.catalogue) for dose in doses)
        return (day_label(done.day), *labels, _amounts(done), _went(done))

    names = ("Planned left", "Planned right") if dose_words.sides else ("Planned",)
    note = "" if step is ChartStep.EACH else f"Every time; the chart shows the middle (median) of each {step}."
    return table_of(("Day", *names, "Done", "How it went"), planned, row, note)


def _amounts(done: Practice) -> str:
    """Return what was done: "left 10, right 8 times", or "10 times" for an exercise without sides."""
    sides = [(name, amount) for name, amount in (("left", done.left), ("right", done.right)) if amount != Amount()]
    shown = sides or [("", done.both)]
    if any(amount.reps for _, amount in shown):
        return ", ".join(f"{name} {amount.reps}".strip() for name, amount in shown) + " times"
    if any(amount.hold_s for _, amount in shown):
        return ", ".join(f"{name} {amount.hold_s:.0f}".strip() for name, amount in shown) + " seconds"
    return ""


def _went(done: Practice) -> str:
    return IN_FULL if done.outcome == "done" else IN_PART


def dose_label(exercise: str, dose: Dose, catalogue: Catalogue) -> str:
    """Return a dose in words, or as sets × repetitions if the exercise is no longer in the catalogue."""
    known = catalogue.exercises.get(exercise)
    return f"{dose.sets} × {dose.reps}" if known is None else words.dose(known, dose)


def sides_label(exercise: str, left: Dose, right: Dose, catalogue: Catalogue) -> str:
    """Return the doses of the two sides in words."""
    known = catalogue.exercises.get(exercise)
    if known is None:
        return f"left {left.sets} × {left.reps}, right {right.sets} × {right.reps}"
    return f"left {dose_without_sides(known, left)}, right {dose_without_sides(known, right)}"


def _measure(doses: Sequence[Dose]) -> tuple[str, Measure]:
    """Return the unit that fits all doses, and the function that measures a dose in it."""
    if any(dose.minutes for dose in doses):
        return "minutes", lambda dose: dose.minutes
    if all(dose.hold_s for dose in doses) and len({dose.hold_s for dose in doses}) > 1:
        return "seconds held on a side", lambda dose: dose.sets * dose.reps * dose.hold_s
    return "repetitions on a side, all sets together", lambda dose: float(dose.sets * dose.reps)
