"""What a session is done at: one thing each to hold on to, told where it stands, and a chair carried at most once."""

from dataclasses import replace
from itertools import combinations

import pytest

from hipcoach.catalogue.furniture import Setup, furnish
from hipcoach.catalogue.furniture_words import CHAIR_AT_THE_COUNTER, SECOND_CHAIR, SUPPORTS, YOUR_SUPPORT
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.types import Catalogue, Exercise, Form, Position, Side, Thing
from hipcoach.catalogue.wording import said_steps, to_fetch

MISSING = [frozenset(some) for count in range(3) for some in combinations(SUPPORTS, count)]


def setups(catalogue: Catalogue, *ids: str, without: frozenset[Thing] = frozenset()) -> tuple[Setup, ...]:
    return furnish([catalogue.exercises[each] for each in ids], set(Thing) - without)


def places(exercise: Exercise, setup: Setup) -> list[str]:
    return [setup.named(words) for words, _ in said_steps(exercise.text(Form.FULL).place, Side.LEFT)]


@pytest.mark.parametrize("bed", [False, True], ids=["floor", "bed"])
def test_every_plan_names_one_thing_and_carries_the_chair_once_at_most(catalogue: Catalogue, bed: bool) -> None:
    for plan in catalogue.plans.values():
        exercises = [catalogue.exercises[each] for each in plan.exercises]
        for without in MISSING:
            found = furnish(exercises, set(Thing) - without, bed=bed)
            assert sum(each.carries or bool(each.after) for each in found) <= 1, plan.id
            for exercise, setup in zip(exercises, found, strict=True):
                assert all(len(each.things) <= 1 for each in setup.equipment), exercise.id
                assert not any(YOUR_SUPPORT in each for each in places(exercise, setup)), exercise.id
                assert not any(YOUR_SUPPORT in each.put for each in setup.equipment), exercise.id
                assert not setup.before or exercise.position is Position.STANDING, "nobody carries who sits or lies"


def test_the_counter_is_held_where_it_is_there_and_the_chair_stays_to_sit_on(catalogue: Catalogue) -> None:
    stand, one_leg, quad, squat = setups(
        catalogue, "chair_stand", "single_leg_stand", "standing_quad_stretch", "mini_squat"
    )
    assert [each.support for each in (one_leg, quad)] == ["the counter", "the counter"]
    assert ("counter" in squat.before[0].say, squat.carries) == (True, False)
    assert "the first chair" in squat.without[0].say, "nobody is left standing without the second one"
    assert "go back to the first chair" in squat.before[2].say, "nor with one that slides"
    assert not any(each.before or each.after for each in (stand, one_leg, quad))
    assert stand.equipment[0].put == "Put the chair with its back against a wall, near the counter."
    assert quad.named("Stand facing your support.") == "Stand facing the counter."


def test_a_chair_that_is_held_on_to_cannot_slide_and_a_second_one_is_there_to_sit_on(catalogue: Catalogue) -> None:
    stand, one_leg, _ = found = setups(catalogue, "chair_stand", "single_leg_stand", "standing_quad_stretch")
    assert (one_leg.before[-1].say, one_leg.carries) == ("Push it until the front of its seat touches the wall.", False)
    assert [SECOND_CHAIR in each.equipment for each in found] == [False, True, False]
    assert stand.equipment[0].put == "Put the chair with its back against a wall."


@pytest.mark.parametrize(
    ("ids", "without", "support"),
    [
        (("bridge", "standing_quad_stretch"), (), "the wall"),  # the chair stands at it, to get up by
        (("standing_quad_stretch",), (), "the back of the chair"),
        (("standing_quad_stretch",), (Thing.CHAIR, Thing.TABLE), "the wall"),
        (("standing_hip_extension",), (Thing.CHAIR,), "the counter"),
        (("standing_side_leg_lift", "mini_squat"), (), "the counter"),  # which is there in any case
        (("hip_hike",), (), "the rail"),
        (("hip_hike",), (Thing.RAIL,), "the wall"),
    ],
)
def test_what_is_held_on_to(
    catalogue: Catalogue, ids: tuple[str, ...], without: tuple[Thing, ...], support: str
) -> None:
    assert next(each.support for each in setups(catalogue, *ids, without=frozenset(without)) if each.support) == support


def test_a_chair_that_stands_elsewhere_at_first_is_not_put_beside_the_mat(catalogue: Catalogue) -> None:
    """In a plan of one's own that begins standing and then gets down."""
    exercises = [catalogue.exercises[each] for each in ("single_leg_stand", "bridge")]
    found = furnish(exercises)
    done = [replace(each, equipment=setup.equipment) for each, setup in zip(exercises, found, strict=True)]
    (chair,) = (each for each in to_fetch(done, floor=True) if Thing.CHAIR in each.things)
    wall = "Put the chair with the front of its seat against a wall, so that it cannot slide."
    assert chair.put == f"{wall} Lean down on it, never pull."


def test_whoever_stands_knows_where_to_sit_down(catalogue: Catalogue) -> None:
    plain = setups(catalogue, "chair_stand", "single_leg_stand", "mini_squat")
    assert [each.seat for each in plain] == ["on the first chair"] * 3
    assert CHAIR_AT_THE_COUNTER in plain[2].equipment, "then nobody carries the only one"
    turned = setups(catalogue, "single_leg_stand", "standing_hip_extension")
    assert [each.seat for each in turned] == ["on the second chair"] * 2
    assert [each.seat for each in setups(catalogue, "hip_hike")] == [""]


def test_one_walks_to_the_step_in_ones_own_time(catalogue: Catalogue) -> None:
    _, hike = setups(catalogue, "standing_hip_extension", "hip_hike")
    assert (hike.before[0].say.startswith("Walk to the step"), hike.carries) == (True, True)


def test_the_chair_is_back_before_anybody_gets_down(catalogue: Catalogue) -> None:
    one_leg, bridge = setups(catalogue, "single_leg_stand", "bridge")
    assert one_leg.after[0].say == "Keep your eyes open, and carry the chair to the middle of the mat's long side."
    assert (bridge.before, bridge.after, bridge.seat) == ((), (), "on the chair")
    no_mat, _ = setups(catalogue, "single_leg_stand", "wall_backbend")
    assert no_mat.after[0].say == "Keep your eyes open, and carry the chair to a wall."
    assert all(isinstance(each, Instruction) and each.time_s <= 15 for each in one_leg.after), "no silence over 15 s"
