"""Every swap in every shipped plan: the plan stays what it is, and the body changes position no more than it must."""

from itertools import pairwise

import pytest

from hipcoach.catalogue.types import LYING, Category, Position
from hipcoach.planner.swap import replacements, swapped
from hipcoach.safety.before import before
from tests.engine.script_told import CATALOGUE, NOW, RULE
from tests.safety.made import facts_of

EVERY = CATALOGUE.exercises
SWAPS = [
    (plan.id, old, new.id)
    for plan in CATALOGUE.plans.values()
    for old in plan.exercises
    for new in replacements(RULE, CATALOGUE, plan, EVERY[old], facts_of(NOW), before(RULE, 2, 2))
]


def positions(exercises: tuple[str, ...]) -> list[Position]:
    return [EVERY[each].position for each in exercises]


def changes(exercises: tuple[str, ...]) -> int:
    return sum(one is not two for one, two in pairwise(positions(exercises)))


@pytest.mark.parametrize("plan", list(CATALOGUE.plans))
def test_a_swap_changes_position_as_few_times_as_can_be(plan: str) -> None:
    written = CATALOGUE.plans[plan]
    for old, new in ((old, new) for id, old, new in SWAPS if id == plan):
        found = swapped(written, old, new, EVERY).exercises
        kept = [each for each in written.exercises if each != old]
        assert [each for each in found if each != new] == kept, "the others keep their order"
        every = [(*kept[:at], new, *kept[at:]) for at in range(len(kept) + 1)]
        assert changes(found) == min(map(changes, every)), (old, new)
        on_floor = [each.on_floor for each in positions(found)]
        goes_down = sum(down and not before_it for before_it, down in pairwise((False, *on_floor)))
        assert goes_down <= 1, (old, new, "down to the floor once")


@pytest.mark.parametrize("plan", list(CATALOGUE.plans))
def test_what_a_plan_is_stays_true_of_every_swap(plan: str) -> None:
    written = [EVERY[each] for each in CATALOGUE.plans[plan].exercises]
    for new in (EVERY[new] for id, _, new in SWAPS if id == plan):
        if not any(each.position.on_floor for each in written):
            assert not new.position.on_floor, "nothing on the floor"
        if len(written) > 1 and {each.position for each in written} <= LYING:
            assert new.position in {each.position for each in written}, "lying all through"
        if all(Category.BALANCE in each.categories for each in written):
            assert Category.BALANCE in new.categories
        if not any(Category.STRENGTH in each.categories for each in written):
            assert Category.STRENGTH not in new.categories, "it may come every day"


def test_swaps_are_offered_and_the_nearest_position_comes_first() -> None:
    assert {plan for plan, _, _ in SWAPS} >= {"first-steps", "strength", "no-floor", "morning-in-bed", "steady"}
    sacroiliac = CATALOGUE.plans["sacroiliac"]
    assert swapped(sacroiliac, "bridge", "step_up", EVERY).exercises == (
        "figure_four",
        "prone_leg_lift",
        "step_up",
        "standing_quad_stretch",
    )
    first = CATALOGUE.plans["first-steps"]
    assert swapped(first, "bridge", "straight_leg_raise", EVERY).exercises.index("straight_leg_raise") == 2
