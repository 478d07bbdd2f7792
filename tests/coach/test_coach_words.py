"""Plain words for things, lengths and days; those for doses and positions are the catalogue's."""

from datetime import date

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.wording import to_fetch
from hipcoach.coach import words
from hipcoach.paths import find_paths

CATALOGUE = load(find_paths().sessions).catalogue


def test_equipment_is_named_once_and_in_short_without_how_it_stands() -> None:
    plan = [CATALOGUE.exercises[name] for name in ("bridge", "knees_to_chest", "chair_stand")]
    assert words.equipment(to_fetch(plan)) == "A mat, a sturdy chair and a wall"
    assert words.equipment_in_short(to_fetch(plan)) == "A mat, a sturdy chair, a wall"
    assert words.equipment([]) == words.equipment_in_short([]) == "Nothing needed"


@pytest.mark.parametrize(("seconds", "said"), [(5, "1 min"), (89, "1 min"), (91, "2 min"), (1200, "20 min")])
def test_lengths_are_whole_minutes(seconds: float, said: str) -> None:
    assert words.minutes(seconds) == said


def test_it_is_said_how_much_of_a_length_is_exercise_where_what_is_said_takes_long() -> None:
    assert words.length(1160.0, 540.0) == "19 min with instructions, 9 min of exercise"
    assert words.length(1160.0, 1090.0) == "19 min"


def test_days_are_written_out() -> None:
    assert words.long_date(date(2026, 3, 2)) == "Monday 2 March 2026"
    assert words.month(date(2026, 12, 1)) == "December 2026"


def test_lists_end_in_and() -> None:
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.joined([]) == ""
