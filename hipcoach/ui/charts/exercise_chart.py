"""Charts of exercises: which were marked as hurting more, and what was done on each side."""

from collections.abc import Sequence

from hipcoach.catalogue.types import Catalogue
from hipcoach.coach import words
from hipcoach.history.trends import Balance, MarkedExercise
from hipcoach.ui.charts.chart import Row, RowChart, table_of
from hipcoach.ui.charts.chart_labels import day_label, score_label
from hipcoach.ui.charts.dose_chart import dose_label


def marked_chart(marked: Sequence[MarkedExercise], catalogue: Catalogue) -> RowChart:
    """Return the chart of how often each exercise was marked as hurting more, by side."""
    rows = tuple(
        Row(label(each.name, each.side), each.times, f"{each.times}×", _marked_text(each, catalogue)) for each in marked
    )
    return RowChart(
        title="Exercises you marked as hurting more",
        summary="How often, by side, with the dose at which you marked it.",
        rows=rows,
        table=table_of(
            ("Exercise", "Side", "Times", "Highest", "Last", "At these doses"),
            marked,
            lambda each: (
                each.name,
                each.side or "",
                str(each.times),
                score_label(each.highest),
                day_label(each.last),
                "; ".join(_doses(each, catalogue)),
            ),
        ),
        empty="You marked no exercise as hurting more in these days.",
    )


def label(name: str, side: str | None) -> str:
    """Return the name of an exercise with its side, if it has one."""
    return f"{name}, {side}" if side in ("left", "right") else name


def _marked_text(each: MarkedExercise, catalogue: Catalogue) -> str:
    highest = "" if each.highest is None else f", highest {each.highest}"
    times, last = words.count(each.times, "time"), day_label(each.last)
    if not each.exercise:  # nothing was marked: none had begun
        return f"{each.name}: you reported more pain {times}{highest}, last on {last}"
    doses = "; ".join(_doses(each, catalogue))
    return f"{label(each.name, each.side)}: you marked it {times}{highest}, last on {last}; at {doses}"


def _doses(each: MarkedExercise, catalogue: Catalogue) -> list[str]:
    return [dose_label(each.exercise, dose, catalogue) for dose in each.doses]


def sides_chart(balances: Sequence[Balance]) -> RowChart:
    """Return the chart of what was done of each exercise on the left and on the right."""
    return RowChart(
        title="Left and right, as done",
        summary="Repetitions on each side, all sessions together; seconds held where an exercise counts none.",
        rows=tuple(_sides_row(each) for each in balances),
        table=table_of(
            ("Exercise", "Left, times", "Right, times", "Left, seconds held", "Right, seconds held"),
            balances,
            lambda each: (
                each.name,
                *(str(side.reps) for side in (each.left, each.right)),
                *(f"{side.hold_s:.0f}" for side in (each.left, each.right)),
            ),
        ),
        empty="No exercise with sides in these days.",
    )


def _sides_row(each: Balance) -> Row:
    left, right = each.amounts
    unit = "" if each.unit == "times" else " s"
    return Row(
        each.name,
        left,
        f"left {left:.0f}{unit}",
        f"{each.name}: left {left:.0f}, right {right:.0f} {each.unit}",
        right,
        f"right {right:.0f}{unit}",
    )
