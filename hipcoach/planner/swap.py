"""Another exercise for one that hurt or cannot be done today: same category, if possible the same position."""

from collections.abc import Collection
from dataclasses import replace

from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan, Side
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

    None of them is locked, in the plan, or one that hurt.
    """
    limits = limits_of(facts, today)
    wanted = set(exercise.categories)
    found = [
        each
        for each in catalogue.exercises.values()
        if wanted.intersection(each.categories)
        and not each.own
        and each.id not in plan.exercises
        and each.id not in hurt
        and left_out_reason(rule, each, plan, facts, limits, sore_side) is None
    ]
    return tuple(sorted(found, key=lambda each: (each.position is not exercise.position, -_shared(wanted, each))))


def _shared(wanted: Collection[object], exercise: Exercise) -> int:
    """Return how many categories an exercise has in common with what is wanted."""
    return len(set(wanted) & set(exercise.categories))


def swapped(plan: SessionPlan, old: str, new: str) -> SessionPlan:
    """Return the plan with one exercise in the place of another. Raises ValueError where the old one is not in it."""
    if old not in plan.exercises:
        raise ValueError(f"{old} is not in {plan.id}")
    return replace(plan, exercises=tuple(new if each == old else each for each in plan.exercises))
