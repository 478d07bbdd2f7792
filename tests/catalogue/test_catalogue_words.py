"""Doses and the catalogue in words, and as plain data."""

import json

import pytest

from hipcoach.catalogue.furniture_words import SUPPORTS
from hipcoach.catalogue.jsonable import exercise_data, plan_data
from hipcoach.catalogue.listing import WIDTH, exercise_text, list_text, plan_text
from hipcoach.catalogue.things_and_locks import LOCKS, THINGS
from hipcoach.catalogue.types import Catalogue, Category, Lock, Position, Thing
from hipcoach.catalogue.words import CATEGORIES, POSITIONS, dose, place_of, positions


@pytest.mark.parametrize(
    ("exercise", "step", "words"),
    [
        ("bridge", 0, "5 times, 3 seconds each"),
        ("bridge", -1, "3 sets of 10, 5 seconds each"),
        ("standing_side_leg_lift", 0, "5 times, 1 second each, on each side, in turn"),
        ("knees_to_chest", 0, "2 times, 5 seconds each, on each side"),
        ("knees_to_chest", -1, "3 times, 20 seconds each"),
        ("lying_twist", 0, "3 breaths, on each side"),
        ("walking", 0, "6 minutes"),
        ("chair_stand", -2, "2 sets of 10"),
    ],
)
def test_a_dose_is_said_as_a_person_would(catalogue: Catalogue, exercise: str, step: int, words: str) -> None:
    found = catalogue.exercises[exercise]
    assert dose(found, found.ladder[step]) == words


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("first-steps", "On your back, on a chair"),
        ("go-for-a-walk", "Standing"),
        ("ride-a-bicycle", "On a bicycle"),
        ("go-for-a-swim", "In water"),
    ],
)
def test_positions_are_said_in_their_order(catalogue: Catalogue, plan: str, said: str) -> None:
    assert positions(catalogue.exercises[each] for each in catalogue.plans[plan].exercises) == said


def test_who_swims_or_cycles_is_not_said_to_stand_in_a_list_either(catalogue: Catalogue) -> None:
    found = catalogue.exercises
    said = [place_of(found[each]) for each in ("swimming", "water_aerobics", "stationary_cycling", "walking")]
    assert said == ["in water", "in water", "on a bicycle", "standing"]
    assert any(line.endswith("Swimming, in water") for line in list_text(catalogue))


def test_every_value_has_its_word() -> None:
    assert set(POSITIONS) == set(Position)
    assert set(CATEGORIES) == set(Category)
    assert list(LOCKS) == list(Lock)
    assert list(THINGS) == list(Thing)
    assert {thing for thing, called in THINGS.items() if called.to_hold and called.held} == set(SUPPORTS)


def test_everything_can_be_shown_and_written_as_data(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        lines = list(exercise_text(exercise, catalogue))
        assert lines[0].startswith(exercise.name)
        assert max(map(len, lines)) <= WIDTH
        data = json.loads(json.dumps(exercise_data(exercise, catalogue)))
        assert [dose["reps"] for dose in data["ladder"]] == [dose.reps for dose in exercise.ladder]
        assert all(data["sources"].values())
    for plan in catalogue.plans.values():
        text = "\n".join(plan_text(plan, catalogue))
        assert all(catalogue.exercises[key].name in text for key in plan.exercises)
        assert list(json.loads(json.dumps(plan_data(plan, catalogue)))["start_doses"]) == list(plan.exercises)
    listed = "\n".join(list_text(catalogue))
    assert all(key in listed for key in (*catalogue.plans, *catalogue.exercises))
