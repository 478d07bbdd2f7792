"""Charts of exercises: which were marked as hurting more, and how a dose went over time."""

from collections.abc import Mapping, Sequence
from datetime import date

from hipcoach.catalogue.types import Catalogue, Dose
from hipcoach.history.trends import MarkedExercise, Practice
from hipcoach.ui import words
from hipcoach.ui.charts.build import day_said, score_said, span_of
from hipcoach.ui.charts.chart import (
    Point,
    Row,
    RowChart,
    Series,
    Shape,
    Spot,
    Stroke,
    Table,
    TimeChart,
    levels_to,
    round_top,
)


def marked_chart(marked: Sequence[MarkedExercise], catalogue: Catalogue) -> RowChart:
    """How often each exercise was marked as hurting more, by side."""
    rows = tuple(
        Row(label(each.name, each.side), each.times, f"{each.times}×", _marked_said(each, catalogue)) for each in marked
    )
    return RowChart(
        title="Exercises you marked as hurting more",
        summary="How often, by side, with the dose at which you marked it.",
        rows=rows,
        table=Table(
            ("Exercise", "Side", "Times", "Highest", "Last", "At these doses"),
            tuple(
                (
                    each.name,
                    each.side or "",
                    str(each.times),
                    score_said(each.highest),
                    day_said(each.last),
                    "; ".join(_doses(each, catalogue)),
                )
                for each in marked
            ),
        ),
        empty="You marked no exercise as hurting more in these days.",
    )


def label(name: str, side: str | None) -> str:
    """An exercise with its side, where there is one."""
    return f"{name}, {side}" if side in ("left", "right") else name


def _marked_said(each: MarkedExercise, catalogue: Catalogue) -> str:
    highest = "" if each.highest is None else f", highest {each.highest}"
    doses = "; ".join(_doses(each, catalogue))
    times = words.count(each.times, "time")
    return f"{label(each.name, each.side)}: you marked it {times}{highest}, last on {day_said(each.last)}; at {doses}"


def _doses(each: MarkedExercise, catalogue: Catalogue) -> list[str]:
    return [dose_said(each.exercise, dose, catalogue) for dose in each.doses]


def dose_said(exercise: str, dose: Dose, catalogue: Catalogue) -> str:
    """A dose in words; in bare numbers where the exercise is no longer in the catalogue."""
    known = catalogue.exercises.get(exercise)
    return f"{dose.sets} × {dose.reps}" if known is None else words.dose(known, dose)


def dose_chart(
    exercise: str, name: str, done: Sequence[Practice], catalogue: Catalogue, since: date, until: date
) -> TimeChart:
    """What was planned of one exercise each time it was done, and whether it was done in full."""
    planned = [(each, each.dose) for each in done if each.dose is not None]
    unit, amounts = _amounts([dose for _, dose in planned])
    top = round_top(max((*amounts, 1)))
    places = [
        (each, Point(each.day.toordinal() + 0.5, amount), dose_said(exercise, dose, catalogue))
        for (each, dose), amount in zip(planned, amounts, strict=True)
    ]
    outcomes: Mapping[bool, str] = {True: "done in full", False: "done in part"}
    shapes = {True: Shape.DISC, False: Shape.RING}
    return TimeChart(
        title=f"{name}: dose over time",
        summary=f"Planned each time: {unit}.",
        span=span_of(since, until),
        top=top,
        levels=levels_to(top),
        table=Table(
            ("Day", "Planned", "How it went"),
            tuple((day_said(each.day), said, outcomes[each.outcome == "done"]) for each, _, said in places),
        ),
        series=tuple(
            Series(
                outcomes[full],
                "accent",
                shapes[full],
                Stroke.NONE,
                tuple(point for each, point, _ in places if (each.outcome == "done") is full),
            )
            for full in (True, False)
        ),
        spots=tuple(
            Spot(point.at, f"{day_said(each.day)}: {said}, {outcomes[each.outcome == 'done']}")
            for each, point, said in places
        ),
        empty="Not done in these days.",
    )


def _amounts(doses: Sequence[Dose]) -> tuple[str, list[float]]:
    """One number for each dose, in one unit for all."""
    if any(dose.minutes for dose in doses):
        return "minutes", [dose.minutes for dose in doses]
    if all(dose.hold_s for dose in doses) and len({dose.hold_s for dose in doses}) > 1:
        return "seconds held on a side", [dose.sets * dose.reps * dose.hold_s for dose in doses]
    return "repetitions on a side, all sets together", [float(dose.sets * dose.reps) for dose in doses]
