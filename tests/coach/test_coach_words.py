"""Plain words for doses, things and days."""

from datetime import date

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Category, Dose, Lock, Position
from hipcoach.coach import words
from tests.ui.pages_world import shipped

CATALOGUE = load(shipped().sessions).catalogue


def test_every_position_category_and_lock_has_its_words() -> None:
    assert set(words.POSITIONS) == set(Position)
    assert set(words.CATEGORIES) == set(Category)
    assert set(words.LOCKS) == set(Lock)


@pytest.mark.parametrize(
    ("exercise", "step", "said"),
    [
        ("bridge", 0, "5 times, 3 seconds each"),
        ("knee_rolls", 0, "3 times, 5 seconds each, on each side, in turn"),
        ("belly_breathing", 0, "5 breaths"),
    ],
)
def test_a_dose_is_said_with_its_sides(exercise: str, step: int, said: str) -> None:
    found = CATALOGUE.exercises[exercise]
    assert words.dose(found, found.ladder[step]) == said


def test_an_activity_is_said_in_minutes() -> None:
    assert words.dose(CATALOGUE.exercises["walking"], Dose(1, 1, minutes=5)) == "5 minutes"


def test_equipment_is_named_once_and_in_short_without_how_it_stands() -> None:
    plan = [CATALOGUE.exercises[name] for name in ("bridge", "knees_to_chest", "chair_stand")]
    assert words.equipment(plan) == "A mat and a firm chair with its back against a wall"
    assert words.equipment_in_short(plan) == "A mat, a firm chair"
    assert words.equipment([]) == words.equipment_in_short([]) == "Nothing needed"


@pytest.mark.parametrize(("seconds", "said"), [(5, "1 min"), (89, "1 min"), (91, "2 min"), (1200, "20 min")])
def test_lengths_are_whole_minutes(seconds: float, said: str) -> None:
    assert words.minutes(seconds) == said


def test_days_are_written_out() -> None:
    assert words.long_date(date(2026, 3, 2)) == "Monday 2 March 2026"
    assert words.month(date(2026, 12, 1)) == "December 2026"


def test_lists_end_in_and() -> None:
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.joined([]) == ""
