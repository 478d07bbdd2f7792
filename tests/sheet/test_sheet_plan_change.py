"""A plan that is put together: every change and its way back, and a file that says the same when it is read."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.catalogue.loader import shipped_exercises
from hipcoach.catalogue.types import Catalogue, Dose, Exercise, PlanEntry, Side, Sides
from hipcoach.sheet.keep import made
from hipcoach.sheet.plan_change import PlanDraft, first_dose, in_sets
from tests.sheet.conftest import SESSIONS

KINDS = ["add", "remove", "move", "dose", "right", "side", "rounds"]
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99)), max_size=9)


SHIPPED = shipped_exercises(SESSIONS)


def draft(*exercises: str) -> PlanDraft:
    made_up = PlanDraft.empty().named("Mine")
    for exercise in exercises:
        made_up = made_up.added(exercise)
    return made_up


def ids(made_up: PlanDraft) -> tuple[str, ...]:
    return made_up.plan.exercises


def step(made_up: PlanDraft, what: str, n: int, known: Mapping[str, Exercise]) -> PlanDraft:
    names, count = list(known), len(made_up.entries)
    if what == "add" or not count:
        return made_up.added(names[n % len(names)])
    place = n % count
    entry = made_up.entries[place]
    exercise = known[entry.exercise]
    dose = entry.dose or first_dose(exercise)
    sided = Sides.EACH in {text.sides for text in exercise.forms.values()} and not dose.minutes
    match what:
        case "remove":
            return made_up.without(place)
        case "move":
            return made_up.moved(place, (n // count) % count)
        case "rounds":
            return made_up.in_rounds(1 + n % 6)
        case "right" if sided and entry.only_side is None:
            return made_up.changed(place, replace(entry, dose=dose, right=in_sets(dose, 1 + n % 10, 45)))
        case "side" if sided:
            return made_up.changed(place, replace(entry, dose=dose, right=None, only_side=Side.RIGHT))
    sets = 1 if dose.minutes else 1 + n % 10
    return made_up.changed(place, PlanEntry(entry.exercise, in_sets(dose, sets, 45), word="slowly", repeats=False))


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_what_is_kept_reads_back_the_same(steps: list[tuple[str, int]]) -> None:
    known = SHIPPED
    made_up = draft("bridge", "figure_four")
    for what, n in steps:
        made_up = step(made_up, what, n, known)
    catalogue = Catalogue(known, {})
    if problem := made_up.check(catalogue, known):
        assert problem.startswith(("Put ", "Choose ", "Add ")) or len(made_up.entries) > 16
        return
    plan, _ = made(made_up.files(known), known)
    alike = (replace(each, right=None) if each.right == each.dose else each for each in made_up.entries)
    assert replace(plan, path="", own=False, id="") == replace(made_up.plan, entries=tuple(alike))


def test_exercises_move_go_and_come(known: Mapping[str, Exercise]) -> None:
    three = draft("bridge", "walking", "bridge")
    assert ids(three.moved(0, 1)) == ("walking", "bridge", "bridge")
    assert ids(three.moved(2, 0).without(2)) == ("bridge", "bridge")
    rounds = three.in_rounds(3).added("chair_stand")
    assert [each.repeats for each in rounds.entries] == [True] * 4
    assert not any(each.repeats for each in rounds.in_rounds(1).entries)


@pytest.mark.parametrize(
    ("made_up", "said"),
    [
        (draft(), "Add at least one exercise."),
        (draft(*["bridge"] * 17), "A plan holds at most 16 exercises: this one has 17."),
        (draft("bridge").named(" "), "Give the plan a name."),
        (draft("bridge").named("First Steps"), "There is a plan of this name already: give it another name."),
        (
            draft("bridge", "walking", "bridge").in_rounds(2).changed(1, PlanEntry("walking")),
            "Put the exercises that are done in each round one after the other.",
        ),
        (
            draft("bridge").changed(0, PlanEntry("bridge", Dose(1, 99))),
            'Expected "exercise.reps": a whole number from 1 to 50, found 99.',
        ),
        (draft("bridge"), ""),
    ],
)
def test_what_has_to_be_mended_is_one_sentence(made_up: PlanDraft, said: str, known: Mapping[str, Exercise]) -> None:
    plan, _ = made(draft("bridge").named("First steps").files(known), known)
    assert made_up.check(Catalogue(known, {"first-steps": plan}), known) == said
