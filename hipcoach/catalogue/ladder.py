"""The rules of a dose ladder: from one ladder step to the next, one value rises by one place."""

from collections.abc import Sequence
from itertools import pairwise

from hipcoach.catalogue.types import Dose, Form, Work

HOLDS_S = (0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0)
REPS = (2, 3, 5, 6, 8, 10, 12, 15, 20)
BREATHS = (3, 5, 8, 10)
SETS = (1, 2, 3)
MINUTES = (5.0, 6.0, 8.0, 10.0, 12.0, 15.0)
REPS_BEFORE_FULL_FORM = 5

_ORDER = ("hold_s", "reps", "sets")  # holds first, then repetitions, then sets


def series(work: Work) -> dict[str, tuple[float, ...]]:
    """Return the values that each variable of a dose may take."""
    if work is Work.ACTIVITY:
        return {"minutes": MINUTES}
    if work is Work.BREATHS:
        return {"reps": BREATHS, "sets": SETS}
    return {"hold_s": HOLDS_S, "reps": REPS, "sets": SETS}


def ladder_problems(ladder: Sequence[Dose], work: Work, *, has_start_form: bool) -> list[tuple[int, str]]:
    """Yield (index, what was expected) for every breach of the rules."""
    problems = [(i, text) for i, dose in enumerate(ladder) for text in _value_problems(dose, work)]
    if problems:
        return problems
    for i, (before, after) in enumerate(pairwise(ladder), 1):
        text = _step_problem(before, after, work)
        if text:
            problems.append((i, text))
    return problems + _order_problems(ladder) + _form_problems(ladder, has_start_form=has_start_form)


def _value_problems(dose: Dose, work: Work) -> list[str]:
    """Return a problem for each value that does not stand in its series."""
    return [
        f"expected {name} to be one of {', '.join(f'{value:g}' for value in values)}, found {getattr(dose, name):g}"
        for name, values in series(work).items()
        if getattr(dose, name) not in values
    ]


def _step_problem(before: Dose, after: Dose, work: Work) -> str:
    """Return what is wrong with a step up; "" where one value rises by one place.

    A change to the full form may lower the other values, and raises none.
    """
    rises = {name: _rise(before, after, name, values) for name, values in series(work).items()}
    if before.form is not after.form:
        if after.form is Form.START:
            return "expected START forms before full forms"
        return "expected the first full form to raise nothing else" if any(r > 0 for r in rises.values()) else ""
    if sorted(rises.values()) != [0] * (len(rises) - 1) + [1]:
        return "expected one step of one variable more than the step before"
    return ""


def _rise(before: Dose, after: Dose, name: str, values: tuple[float, ...]) -> int:
    """Count the steps of its series by which a variable rose."""
    return values.index(getattr(after, name)) - values.index(getattr(before, name))


def _order_problems(ladder: Sequence[Dose]) -> list[tuple[int, str]]:
    """Within a form, holds rise before repetitions, and repetitions before sets."""
    problems = []
    reached = 0
    for i, (before, after) in enumerate(pairwise(ladder), 1):
        if before.form is not after.form:
            reached = 0
            continue
        for rank, name in enumerate(_ORDER):
            if getattr(after, name) > getattr(before, name):
                if rank < reached:
                    problems.append((i, "expected holds to rise first, then repetitions, then sets"))
                reached = max(reached, rank)
    return problems


def _form_problems(ladder: Sequence[Dose], *, has_start_form: bool) -> list[tuple[int, str]]:
    """Full forms begin only after the START form has been done at 5 per side."""
    starts = [dose for dose in ladder if dose.form is Form.START]
    last = len(ladder) - 1
    if bool(starts) != has_start_form:
        return [(0, 'expected steps with form = "start" exactly where there is a [start] form')]
    if starts and len(starts) == len(ladder):
        return [(last, "expected the ladder to end in the full form")]
    if starts and starts[-1].reps < REPS_BEFORE_FULL_FORM:
        return [(len(starts), f"expected {REPS_BEFORE_FULL_FORM} repetitions of the START form before the full form")]
    return []
