"""What the user may choose: another day or plan for a session of the week; before a session, more or less of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hipcoach.catalogue.types import Catalogue, Category, Exercise, Lock, SessionPlan, Side
from hipcoach.planner.adapt_plan import can_do
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import before_now, with_number
from hipcoach.planner.programme import DAY, Programme, RuleConflict, SessionKind, move, swap
from hipcoach.planner.rule_facts import gather_facts
from hipcoach.planner.steps import gap_moves, steps_up
from hipcoach.planner.today import GENTLE
from hipcoach.safety.compose import STEP_UP_TODAY, DayLimits, limits_of, place_today
from hipcoach.safety.dose import FIRST_STEP, LadderPlace, chose_less, steps_less_key
from hipcoach.safety.facts import Facts
from hipcoach.safety.less_kinds import HALF
from hipcoach.safety.reason import NO_REASON, HasReason, Reason, reason_from
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Session
from hipcoach.store import Store

DAYS_AHEAD = 7
ONE_SIDE = (Side.LEFT, Side.RIGHT)

_KINDS = {
    Category.MOBILITY: SessionKind.MOBILITY,
    Category.STRETCH: SessionKind.MOBILITY,
    Category.BREATHING: SessionKind.MOBILITY,
    Category.STRENGTH: SessionKind.STRENGTH,
    Category.BALANCE: SessionKind.BALANCE,
    Category.ACTIVITY: SessionKind.ACTIVITY,
    Category.OWN: SessionKind.STRENGTH,
}


def kinds_of(plan: SessionPlan, exercises: Mapping[str, Exercise]) -> frozenset[SessionKind]:
    """Return the kinds of session that a plan counts as."""
    return frozenset(_KINDS[category] for each in plan.exercises for category in exercises[each].categories)


def days_for(rule: PainRule, programme: Programme, on: date, kind: SessionKind, today: date) -> tuple[date, ...]:
    """Return the days of the next week to which one session may be moved."""
    days = (today + n * DAY for n in range(DAYS_AHEAD))
    return tuple(to for to in days if to != on and not isinstance(move(rule, programme, on, to, kind), RuleConflict))


def plans_for(
    programme: Programme,
    on: date,
    kind: SessionKind,
    plan_id: str,
    catalogue: Catalogue,
    declared: frozenset[Lock],
    cleared: Collection[str],
) -> tuple[SessionPlan, ...]:
    """Return the plans that may be done in place of `plan_id`: those of its kind, and the gentler day.

    Each can be done with what is at hand and possible.
    """
    return tuple(
        plan
        for plan in catalogue.plans.values()
        if plan.id != plan_id
        and (kind in (kinds := kinds_of(plan, catalogue.exercises)) or plan.id == GENTLE)
        and not isinstance(swap(programme, on, kind, plan.id, kinds), RuleConflict)
        and can_do(plan, catalogue, programme.at_hand, declared, cleared)
    )


@dataclass(frozen=True, slots=True)
class DoseChoice(HasReason):
    """What may be changed of one exercise before a session.

    Where its sides differ, each side has a choice of its own.
    """

    place: LadderPlace = FIRST_STEP  # today's, on its ladder
    less: frozenset[Side] = frozenset()  # where one step less is possible
    more: frozenset[Side] = frozenset()  # where less was chosen, so that it can be taken back
    up: bool = False  # a step up is due, and may be declined
    reason: Reason = NO_REASON  # where its place has moved


def dose_choices(
    rule: PainRule,
    snapshot: DiarySnapshot,
    catalogue: Catalogue,
    session: Session,
    b: int | None,
    reasons: Mapping[str, Reason],
) -> dict[str, DoseChoice]:
    """Return what may be changed of each exercise of a session.

    `reasons` are those kept since the exercise was last done.
    """
    today = before_now(rule, snapshot, b)
    facts = gather_facts(rule, with_number(rule, snapshot, b), catalogue.exercises, today.gate)
    limits = limits_of(facts, today, gentle=session.plan.gentle)
    due = steps_up(rule, snapshot, catalogue.exercises, today.gate) if limits.planned else []
    ups = {each.exercise: each for each in due}
    gaps = {each.exercise: each for each in gap_moves(rule, snapshot, (each.exercise for each in session.assignments))}
    found = {}
    for assignment in session.assignments:
        exercise = assignment.exercise
        if assignment.on_sheet:
            found[exercise.id] = _of_sheet(assignment, facts)
            continue
        up = exercise.id in ups and STEP_UP_TODAY in assignment.notes  # unless it would take too long
        move = ups[exercise.id] if up else gaps.get(exercise.id)
        apart = assignment.dose_right is not None or any(
            facts.doses.steps_less.get(steps_less_key(exercise.id, s)) for s in ONE_SIDE
        )
        found[exercise.id] = DoseChoice(
            place=place_today(exercise, facts, limits),
            less=frozenset(s for s in (ONE_SIDE if apart else (Side.BOTH,)) if _can(exercise, facts, limits, s, +1)),
            more=frozenset(s for s in (Side.BOTH, *ONE_SIDE) if _can(exercise, facts, limits, s, -1)),
            up=up,
            reason=reasons.get(exercise.id, NO_REASON) if move is None else move.reason,
        )
    return found


def _of_sheet(assignment: Assignment, facts: Facts) -> DoseChoice:
    """Return what may be changed of a sheet's dose: half of it may be done, and the whole again."""
    both = frozenset({Side.BOTH})
    halved = chose_less(assignment.exercise.id, facts.doses.steps_less)
    is_half = any(each.wording == HALF for each in assignment.notes)
    return DoseChoice(less=frozenset() if is_half else both, more=both if halved else frozenset())


def _can(exercise: Exercise, facts: Facts, limits: DayLimits, side: Side, steps: int) -> bool:
    """Return True if another choice of less would change today's place."""
    key = steps_less_key(exercise.id, side)
    lower = facts.doses.steps_less.get(key, 0) + steps
    if lower < 0:
        return False
    other = replace(facts, doses=replace(facts.doses, steps_less={**facts.doses.steps_less, key: lower}))
    return _of(place_today(exercise, other, limits), side) != _of(place_today(exercise, facts, limits), side)


def _of(place: LadderPlace, side: Side) -> tuple[int, ...]:
    return (place.left, place.right) if side is Side.BOTH else (place.of(side),)


def reasons_since_done(store: Store, snapshot: DiarySnapshot) -> dict[str, Reason]:
    """Return the reason of each change of place since the exercise was last done, by exercise."""
    rows = sorted(store.doses.current().values(), key=lambda row: row.at)
    return {
        row.exercise: reason_from(row.reason)
        for row in rows
        if row.at > snapshot.last_done.get(row.exercise, row.at - DAY)
    }
