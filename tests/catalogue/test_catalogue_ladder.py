"""The rules of a ladder: one step on one variable, holds before repetitions before sets, START form first."""

import pytest

from hipcoach.catalogue.ladder import ladder_problems
from hipcoach.catalogue.types import Dose, Form, Work

START, FULL = Form.START, Form.FULL


def doses(*values: tuple[int, int, float] | tuple[int, int, float, Form]) -> list[Dose]:
    return [Dose(sets, reps, hold_s, form=(form or [FULL])[0]) for sets, reps, hold_s, *form in values]


@pytest.mark.parametrize(
    "steps",
    [
        doses((1, 5, 0)),
        doses((1, 5, 1), (1, 5, 2), (1, 6, 2), (1, 8, 2), (1, 10, 2), (2, 10, 2), (3, 10, 2)),
        doses((1, 2, 10), (1, 2, 15), (1, 2, 20), (1, 2, 30), (1, 3, 30)),
    ],
)
def test_a_ladder_that_climbs_by_the_rules_is_accepted(steps: list[Dose]) -> None:
    assert ladder_problems(steps, Work.REPETITIONS, has_start_form=False) == []


@pytest.mark.parametrize(
    ("steps", "where", "why"),
    [
        (doses((1, 5, 0), (1, 8, 0)), 1, "one step"),
        (doses((1, 5, 3), (1, 6, 5)), 1, "one step"),
        (doses((1, 5, 0), (1, 5, 0)), 1, "one step"),
        (doses((1, 6, 0), (1, 5, 0)), 1, "one step"),
        (doses((1, 10, 0), (2, 8, 0)), 1, "one step"),
        (doses((1, 5, 5), (1, 6, 5), (1, 6, 10)), 2, "holds to rise first"),
        (doses((1, 8, 0), (2, 8, 0), (2, 10, 0)), 2, "holds to rise first"),
        (doses((1, 7, 0)), 0, "reps to be one of"),
        (doses((1, 5, 4)), 0, "hold_s to be one of"),
        (doses((4, 10, 0)), 0, "sets to be one of"),
        (doses((1, 5, 0, START)), 0, "exactly where there is a [start] form"),
    ],
)
def test_a_ladder_that_breaks_a_rule_is_refused(steps: list[Dose], where: int, why: str) -> None:
    found = ladder_problems(steps, Work.REPETITIONS, has_start_form=False)
    assert [(index, why in text) for index, text in found] == [(where, True)]


@pytest.mark.parametrize(
    ("steps", "where", "why"),
    [
        (doses((1, 3, 5, START), (1, 3, 5)), 1, "5 repetitions of the START form"),
        (doses((1, 5, 5), (1, 5, 5, START)), 1, "START forms before full forms"),
        (doses((1, 5, 5, START), (1, 5, 10)), 1, "raise nothing else"),
        (doses((1, 3, 5, START), (1, 5, 5, START)), 1, "end in the full form"),
        (doses((1, 5, 5)), 0, "exactly where there is a [start] form"),
    ],
)
def test_the_full_form_waits_for_the_start_form(steps: list[Dose], where: int, why: str) -> None:
    found = ladder_problems(steps, Work.REPETITIONS, has_start_form=True)
    assert [(index, why in text) for index, text in found][:1] == [(where, True)]


def test_breaths_and_minutes_have_series_of_their_own() -> None:
    assert ladder_problems([Dose(1, 3), Dose(1, 5), Dose(1, 8)], Work.BREATHS, has_start_form=False) == []
    assert ladder_problems([Dose(1, 6)], Work.BREATHS, has_start_form=False)
    minutes = [Dose(1, 1, minutes=length) for length in (5.0, 6.0, 8.0)]
    assert ladder_problems(minutes, Work.ACTIVITY, has_start_form=False) == []
    assert ladder_problems([minutes[0], minutes[2]], Work.ACTIVITY, has_start_form=False)
