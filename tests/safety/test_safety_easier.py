"""What "the next exercise is easier" means: less than today's dose, whatever made today's dose what it is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Exercise, Form
from hipcoach.safety.dose import easier, effort, half
from hipcoach.safety.rule import PainRule

Exercises = Mapping[str, Exercise]


@pytest.fixture(scope="module")
def exercises() -> Exercises:
    return load(Path(__file__).parents[2] / "sessions").catalogue.exercises


def test_of_a_whole_ladder_step_it_is_the_one_below_and_of_the_first_half(rule: PainRule, exercises: Exercises) -> None:
    for exercise in exercises.values():
        assert easier(rule, exercise, exercise.ladder[0]) == half(rule, exercise, exercise.ladder[0])
        for below, today in zip(exercise.ladder, exercise.ladder[1:], strict=False):
            assert easier(rule, exercise, today) == below, exercise.id


def test_after_the_full_form_comes_the_gentle_one_though_more_is_done_of_it(
    rule: PainRule, exercises: Exercises
) -> None:
    rolls = exercises["knee_rolls"]
    first_full = next(step for step, dose in enumerate(rolls.ladder) if dose.form is Form.FULL)
    for halved in (False, True):
        today = half(rule, rolls, rolls.ladder[first_full]) if halved else rolls.ladder[first_full]
        assert easier(rule, rolls, today, halved=halved).form is Form.START


def test_it_is_less_than_a_dose_that_was_cut_already_where_anything_is(rule: PainRule, exercises: Exercises) -> None:
    for exercise in exercises.values():
        for step in exercise.ladder:
            for today in (replace(step, sets=1, rest_s=0.0), half(rule, exercise, step)):
                found = easier(rule, exercise, today)
                assert effort(found) < effort(today) or found == half(rule, exercise, found), exercise.id
                assert effort(found) <= effort(today)
