"""What of a plan may be done now, and at which dose; or why there is no session."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import LYING, Category, Dose, Exercise, Lock, SessionPlan, Side
from hipcoach.catalogue.uses import Surface
from hipcoach.safety.before import BeforeDecision, Gate, ScreeningDecision, base
from hipcoach.safety.dose import (
    FIRST_STEP,
    LadderPlace,
    chose_less,
    easier,
    half,
    half_is_least,
    reduced_by_choice,
    works_strength,
)
from hipcoach.safety.equipment import missing_reason
from hipcoach.safety.facts import Facts
from hipcoach.safety.less_kinds import AT_FIRST_STEP, HALF, STEP_UP, LessKind, said_beside
from hipcoach.safety.locks import (
    bed_reason,
    lock_reason,
    needs_both_hands,
    sides_left,
    stays_in_bed,
    surface_today,
)
from hipcoach.safety.progression import too_soon
from hipcoach.safety.reason import HasReason, Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.sheet import PlanPlace, in_rounds, plan_place
from hipcoach.safety.stored_keys import PAIN_REST_IN_FORCE, SHORT_REST_SET_TODAY, SHORT_REST_WAITS
from hipcoach.safety.types import Assignment, LeftOut, PainRestKind, Session

STEP_UP_TODAY = Reason("progress_step", STEP_UP)
NO_SESSION_IN_PAIN_REST = Reason(PAIN_REST_IN_FORCE, "rest_in_force")


@dataclass(frozen=True, slots=True)
class Refusal(HasReason):
    """No session now, and why."""

    reason: Reason
    pain_rest: PainRestKind = PainRestKind.NONE
    left_out: tuple[LeftOut, ...] = ()  # where nothing of the plan is left
    also: tuple[Reason, ...] = ()  # what goes with the reason, where nothing of the plan is left

    @property
    def why(self) -> str:
        """The sentences that say why, each once."""
        return " ".join(dict.fromkeys(each.sentence for each in (self.reason, *self.also)))


def compose(
    rule: PainRule,
    plan: SessionPlan,
    exercises: Mapping[str, Exercise],
    facts: Facts,
    screened: ScreeningDecision,
    today: BeforeDecision,
    *,
    sore_side: Side | None = None,
) -> Session | Refusal:
    """Return today's session of a plan, or why there is none: a pain rest, a sign, today's number, or nothing left.

    `sore_side` is the side marked sore with today's number. Raises KeyError for an exercise that is not in `exercises`.
    """
    refusal = refuse(facts, screened, today)
    if refusal is not None:
        return refusal
    limits = limits_of(facts, today, gentle=plan.gentle)
    found, left_out = list[PlanPlace](), list[LeftOut]()
    for entry in plan.entries_of():
        exercise = exercises[entry.exercise]
        reason = left_out_reason(rule, exercise, plan, facts, limits, sore_side)
        if reason is None and entry.only_side not in (None, *sides_left(exercise, sore_side)):
            reason = Reason("sore_side", "no_lying", {"side": sore_side.value if sore_side else ""})
        if reason is None:
            made = _assignment(rule, exercise, facts, limits, sore_side)
            found.append(plan_place(rule, entry, made, _half_of_sheet(exercise, facts, limits)))
        elif all(each.exercise != entry.exercise for each in left_out):  # said once, however often it stands there
            left_out.append(LeftOut(entry.exercise, reason, exercise.name))
    if not found:
        also = tuple(each.reason for each in left_out)
        return Refusal(Reason("nothing_left"), facts.pain.pain_rest, tuple(left_out), also)
    number, source = base(today.number, today.usual)
    lies = not plan.in_bed and any(each.assignment.exercise.position in LYING for each in found)
    to_bed = bed_reason(facts.user.declared, facts.user.at_hand) if lies else None
    return Session(
        plan=plan if to_bed is None else replace(plan, surface=Surface.BED),
        assignments=in_rounds(found, plan.rounds),
        left_out=tuple(left_out),
        base=number,
        base_from=source,
        sore_side=sore_side,
        declared=facts.user.declared,
        on_bed=to_bed,
        sessions_done=facts.done.sessions_done,
        at_hand=facts.user.at_hand,
    )


def refuse(facts: Facts, screened: ScreeningDecision, today: BeforeDecision) -> Refusal | None:
    """Return why there is no session at all, the strictest reason first; None where there may be one."""
    if facts.pain.paused is not None:
        return Refusal(facts.pain.paused, facts.pain.pain_rest)
    if facts.pain.pain_rest is PainRestKind.FULL:
        return Refusal(facts.pain.pain_rest_reason or NO_SESSION_IN_PAIN_REST, facts.pain.pain_rest)
    if facts.pain.refused is not None:
        return Refusal(facts.pain.refused, facts.pain.pain_rest)
    if screened.blocks:
        return Refusal(screened.reason, facts.pain.pain_rest)
    if facts.pain.short_rest_today:
        return Refusal(Reason(SHORT_REST_SET_TODAY, "no_second_session"), facts.pain.pain_rest)
    if today.gate is Gate.NONE:
        return Refusal(today.reason, facts.pain.pain_rest)
    return None


@dataclass(frozen=True, slots=True)
class DayLimits:
    """What today allows, all its reasons taken together."""

    categories: tuple[tuple[frozenset[Category], Reason], ...] = ()  # allowed ones, and why no others
    at_start: str = ""  # the line by which everything is at its first step
    gentle: bool = False  # everything is at its first step, since the plan is one for that
    halved: bool = False  # by today's number
    returning: bool = False  # half, but for what was turned on again
    planned: bool = False  # nothing is less today, so that a step up may come

    def halves(self, exercise: Exercise, facts: Facts) -> bool:
        """Return True if one exercise is done at half."""
        return self.halved or (self.returning and exercise.id not in facts.doses.turned_on_again)


def limits_of(facts: Facts, today: BeforeDecision, *, gentle: bool = False) -> DayLimits:
    """Return what all reasons together leave possible: each can only take away. `gentle`: the plan is a gentle one."""
    mobility = frozenset({Category.MOBILITY})
    easy = mobility | {Category.BREATHING}
    allowed: list[tuple[frozenset[Category], Reason]] = []
    if facts.pain.pain_rest is PainRestKind.SHORT:
        allowed.append((mobility, Reason(SHORT_REST_WAITS, "only_mobility_waiting")))
    if facts.pain.next_day_higher:
        allowed.append((mobility, Reason("next_amber", "only_mobility_next_day")))
    if facts.pain.returning is not None and facts.pain.returning.mobility_only:
        allowed.append((mobility, Reason("return_mode", "only_mobility_return")))
    if today.gate is Gate.GENTLE:
        allowed.append((easy, Reason(today.line, "only_gentle")))
    firsts = (
        (today.gate is Gate.GENTLE, today.line),  # first: by it a day is left out of what is usual
        (facts.pain.pain_rest is PainRestKind.SHORT, SHORT_REST_WAITS),
        (facts.pain.next_day_higher, "next_amber"),
        (today.gate is Gate.START, today.line),
    )
    at_start = next((line for first, line in firsts if first), "")
    planned = today.may_progress and not at_start and not gentle and facts.pain.returning is None
    return DayLimits(
        categories=tuple(allowed),
        at_start=at_start,
        gentle=gentle,
        halved=today.gate is Gate.HALF,
        returning=facts.pain.returning is not None,
        planned=planned,
    )


def left_out_reason(
    rule: PainRule, exercise: Exercise, plan: SessionPlan, facts: Facts, limits: DayLimits, sore_side: Side | None
) -> Reason | None:
    """Return why one exercise is not done today, or None; also what a swap is checked with."""
    locked = lock_reason(exercise, facts.user.declared, facts.user.cleared, sore_buttock=facts.user.sore_buttock)
    locked = locked or stays_in_bed(plan, exercise)
    if locked is not None:
        return locked
    if exercise.id in facts.pain.over_today:
        return Reason("during_ok", "over_today")
    if exercise.id in facts.pain.switched_off:
        return Reason("return_mode", "off_since_rest")
    for allowed, reason in limits.categories:
        if exercise.own or not allowed.intersection(exercise.categories):
            return reason
    often = _stands_on_sheet(plan, exercise)  # as often as the sheet asks
    if (
        not often
        and works_strength(exercise)
        and too_soon(rule.strength_gap_h, rule.strength_week_cap, facts.done.strength_at, facts.now)
    ):
        numbers = {"strength_gap_h": rule.strength_gap_h, "strength_week_cap": rule.strength_week_cap}
        return Reason("strength_gap", values=numbers)
    if Category.BALANCE in exercise.categories and too_soon(0, rule.balance_week_cap, facts.done.balance_at, facts.now):
        return Reason("balance_week", values={"balance_week_cap": rule.balance_week_cap})
    if not sides_left(exercise, sore_side):
        return Reason("sore_side", "both_sides_sore")
    surface = surface_today(plan, facts.user.declared, facts.user.at_hand)
    return missing_reason(exercise, facts.user.at_hand, declared=facts.user.declared, surface=surface)


def less_today(exercise: Exercise, facts: Facts, limits: DayLimits) -> Mapping[LessKind, str]:
    """Return all ways in which less of an exercise is done today, the first reason first, each with its line."""
    cases = (
        (bool(limits.at_start), LessKind.FIRST_STEP, limits.at_start),
        (limits.gentle and not limits.at_start, LessKind.GENTLE_PLAN, ""),  # the plan says so, no decision
        (limits.halves(exercise, facts), LessKind.HALF, "before_half" if limits.halved else "return_mode"),
        (exercise.id in facts.doses.turned_on_again, LessKind.TURNED_ON_AGAIN, "return_mode"),
        (exercise.id in facts.doses.lower_on_sheet, LessKind.LOWER, "progress_back"),
        (chose_less(exercise.id, facts.doses.steps_less), LessKind.CHOSEN, ""),
    )
    return {kind: line for applies, kind, line in cases if applies}


def _half_of_sheet(exercise: Exercise, facts: Facts, limits: DayLimits) -> Reason | None:
    """Return why only half of what stands on a sheet is done today, or None."""
    less = less_today(exercise, facts, limits)
    lines = (line for kind, line in less.items() if kind is not LessKind.GENTLE_PLAN)
    return next((Reason(line, HALF) for line in lines), None)


def _stands_on_sheet(plan: SessionPlan, exercise: Exercise) -> bool:
    """Return True if every time that a plan has this exercise its dose stands on a sheet."""
    if not plan.on_sheet:
        return False
    doses = [each.dose for each in plan.entries_of() if each.exercise == exercise.id]
    return bool(doses) and None not in doses


def place_today(exercise: Exercise, facts: Facts, limits: DayLimits) -> LadderPlace:
    """Return the steps that today's dose comes from, the user's own choice of less included."""
    less = less_today(exercise, facts, limits)
    if AT_FIRST_STEP & less.keys():
        return FIRST_STEP
    place = facts.doses.places.get(exercise.id, FIRST_STEP)
    if limits.planned and LessKind.CHOSEN not in less:
        place = facts.doses.steps_up.get(exercise.id, place)
    return reduced_by_choice(place.capped(exercise.ladder), exercise.id, facts.doses.steps_less)


def _assignment(
    rule: PainRule, exercise: Exercise, facts: Facts, limits: DayLimits, sore_side: Side | None
) -> Assignment:
    """Return one exercise with today's dose."""
    halved = LessKind.HALF in less_today(exercise, facts, limits)
    place = place_today(exercise, facts, limits)
    shaped = _shaper(rule, exercise, halved)
    differs = place.left != place.right and exercise.has_sides
    left = place.left if differs else min(place.left, place.right)
    sides = sides_left(exercise, sore_side)
    only = next(iter(sides)) if len(sides) == 1 else None
    return Assignment(
        exercise=exercise,
        dose=shaped(left),
        easier=easier(rule, exercise, shaped(left), halved=halved),
        dose_right=shaped(place.right) if differs else None,
        easier_right=easier(rule, exercise, shaped(place.right), halved=halved) if differs else None,
        spoken_in_full=facts.done.times_done.get(exercise.id, 0) < facts.done.full_times,
        notes=tuple(_notes(rule, exercise, facts, limits, only)),
        only_side=only,
        times_done=facts.done.times_done.get(exercise.id, 0),
        marked_worse=exercise.id in facts.done.marked_worse,
        cautions=tuple(dict.fromkeys(exercise.cautions_for(facts.user.declared))),
    )


def _notes(rule: PainRule, exercise: Exercise, facts: Facts, limits: DayLimits, only: Side | None) -> list[Reason]:
    """Return what is said beside an exercise: why it is less today, and what to mind."""
    less = less_today(exercise, facts, limits)
    least = half_is_least(rule, exercise, place_today(exercise, facts, limits))
    notes = [Reason(line, said) for kind, line in less.items() if (said := said_beside(kind, least=least))]
    if limits.planned and exercise.id in facts.doses.steps_up and LessKind.CHOSEN not in less:
        notes.append(STEP_UP_TODAY)
    if needs_both_hands(exercise, facts.user.declared) and not exercise.cautions_for({Lock.BALANCE}):
        notes.append(Reason(wording="both_hands"))  # a word of care, no decision
    if only is not None:
        sore = only.other if exercise.lies_on_worked_side else only
        notes.append(Reason("sore_side", "no_lying", {"side": sore.value}))
    return notes


def _shaper(rule: PainRule, exercise: Exercise, halved: bool) -> Callable[[int], Dose]:
    """Return a function from a ladder step to the dose that today allows for it."""

    def shaped(step: int) -> Dose:
        dose = exercise.ladder[step]
        return half(rule, exercise, dose) if halved else dose

    return shaped
