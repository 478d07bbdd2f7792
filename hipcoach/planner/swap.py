"""Another exercise for one that hurt or cannot be done today: same category, if possible the same position."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hipcoach.catalogue.types import LYING, Catalogue, Category, Exercise, Position, SessionPlan, Side
from hipcoach.safety.before import BeforeDecision
from hipcoach.safety.compose import left_out_reason, limits_of
from hipcoach.safety.facts import Facts
from hipcoach.safety.rule import PainRule


def replacements(
    rule: PainRule,
    catalogue: Catalogue,
    plan: SessionPlan,
    exercise: Exercise,
    facts: Facts,
    today: BeforeDecision,
    *,
    hurt: Collection[str] = (),
    sore_side: Side | None = None,
) -> tuple[Exercise, ...]:
    """Return the exercises that may replace one, the nearest first.

    None of them is locked, in the plan, or one that hurt, and each leaves the plan what it is: see `suits`.
    """
    limits = limits_of(facts, today)
    wanted = set(exercise.categories)
    written = [catalogue.exercises[each] for each in plan.exercises]
    found = [
        each
        for each in catalogue.exercises.values()
        if wanted.intersection(each.categories)
        and not each.own
        and each.id not in plan.exercises
        and each.id not in hurt
        and suits(written, each)
        and left_out_reason(rule, each, plan, facts, limits, sore_side) is None
    ]
    taken_up = {each.position for each in written}

    def distance(each: Exercise) -> tuple[bool, bool, int]:
        return (
            each.position is not exercise.position,
            each.position not in taken_up,
            -len(wanted.intersection(each.categories)),
        )

    return tuple(sorted(found, key=distance))


def suits(written: Sequence[Exercise], new: Exercise) -> bool:
    """Return True if an exercise leaves a plan what it is.

    What all have in common stays common, and there is no strength where there was none. A plan of several that is off
    the floor stays off it, and one that lies keeps to its positions.
    """
    positions = {each.position for each in written}
    off_the_floor = not any(each.on_floor for each in positions)
    leaves_it = new.position not in positions if positions <= LYING else off_the_floor and new.position.on_floor
    if leaves_it and len(written) > 1:
        return False
    worked = [frozenset(each.categories) for each in written]
    strength = Category.STRENGTH in frozenset.union(*worked)
    return frozenset.intersection(*worked).issubset(new.categories) and (
        strength or Category.STRENGTH not in new.categories
    )


def swapped(plan: SessionPlan, old: str, new: str, exercises: Mapping[str, Exercise]) -> SessionPlan:
    """Return the plan with one exercise for another, where the body changes position as few times as possible.

    That is its place, or the nearest to it that is as good; what comes more than once stays in its places. Raises
    ValueError where the old one is not in the plan.
    """
    if old not in plan.exercises:
        raise ValueError(f"{old} is not in {plan.id}")
    if plan.exercises.count(old) > 1:
        return replace(plan, exercises=tuple(new if each == old else each for each in plan.exercises))
    at = plan.exercises.index(old)
    kept = [each for each in plan.exercises if each != old]
    orders = [(*kept[:place], new, *kept[place:]) for place in range(len(plan.exercises))]

    def cost(place: int) -> tuple[int, int, int]:
        positions = [exercises[each].position for each in orders[place]]
        return (*_moves(positions), abs(place - at))

    return replace(plan, exercises=orders[min(range(len(orders)), key=cost)])


def _moves(positions: Sequence[Position]) -> tuple[int, int]:
    """Return how often the body changes position, and how often it turns from the way up to the way down, or back."""
    heights = [list(Position).index(each) for each in positions]
    changes = [after - before for before, after in pairwise(heights) if after != before]
    return len(changes), sum((one > 0) != (two > 0) for one, two in pairwise(changes))
