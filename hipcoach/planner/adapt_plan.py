"""A plan with what is at hand: exercises that need something else are replaced, where another one fits."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Catalogue, Lock, SessionPlan, Side, Thing
from hipcoach.planner.swap import replacements, suits, swapped
from hipcoach.safety.before import BeforeDecision
from hipcoach.safety.compose import left_out_reason, limits_of
from hipcoach.safety.equipment import EQUIPMENT, missing
from hipcoach.safety.facts import Facts
from hipcoach.safety.locks import lock_reason, stays_in_bed, surface_today
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import LeftOut


@dataclass(frozen=True, slots=True)
class AdaptedPlan:
    """The plan as it can be done, and what was taken out of it for something else."""

    plan: SessionPlan
    instead: tuple[LeftOut, ...] = ()


def adapt_plan(
    rule: PainRule,
    catalogue: Catalogue,
    plan: SessionPlan,
    facts: Facts,
    today: BeforeDecision,
    *,
    hurt: Collection[str] = (),
    sore_side: Side | None = None,
) -> AdaptedPlan:
    """Return the plan with the nearest other exercise in the place of each that only lacks a thing.

    The other one is of the same category. It is never a locked one, nor one that hurt. The plan stays what it is: its
    positions, what all of it has in common, and no strength where there was none. Where no exercise is like that, the
    plan's own stays, and is left out later with its reason.
    """
    exercises, limits = catalogue.exercises, limits_of(facts, today)
    surface = surface_today(plan, facts.user.declared, facts.user.at_hand)
    if not any(missing(exercises[each], facts.user.at_hand, surface=surface) for each in plan.exercises):
        return AdaptedPlan(plan)
    reasons = {each: left_out_reason(rule, exercises[each], plan, facts, limits, sore_side) for each in plan.exercises}
    done = [exercises[each] for each, reason in reasons.items() if reason is None]
    positions = {each.position for each in done} or {exercises[each].position for each in plan.exercises}
    written = [exercises[each] for each in plan.exercises]
    planned = {
        each for every in catalogue.plans.values() for each in every.exercises
    }  # the rest is only for the library
    now, instead = plan, []
    for each, reason in reasons.items():
        if reason is None or reason.line != EQUIPMENT:
            continue
        old, asked = exercises[each], replace(now, exercises=(*plan.exercises, *now.exercises))
        found = replacements(rule, catalogue, asked, old, facts, today, hurt=hurt, sore_side=sore_side)
        fits = (
            one
            for one in found
            if one.id in planned and one.position in (*positions, old.position) and suits(written, one)
        )
        new = next(fits, None)
        if new is not None:
            now = swapped(now, old.id, new.id, exercises)
            values = {**reason.values, "instead": new.name}
            instead.append(LeftOut(each, Reason(EQUIPMENT, "equipment_instead", values), old.name))
    return AdaptedPlan(now, tuple(instead))


def can_do(
    plan: SessionPlan,
    catalogue: Catalogue,
    at_hand: Collection[Thing],
    declared: Collection[Lock],
    cleared: Collection[str],
) -> bool:
    """Return True if anything of a plan is neither locked nor wants what is not at hand."""
    surface = surface_today(plan, declared, at_hand)
    return any(
        not missing(exercise, at_hand, surface=surface)
        and lock_reason(exercise, declared, cleared) is None
        and stays_in_bed(plan, exercise) is None
        for exercise in (catalogue.exercises[each] for each in plan.exercises)
    )
