"""A session now, from what is known and what was just answered; and the places that it puts on record."""

from collections.abc import Iterable
from dataclasses import replace

from hipcoach.catalogue.types import Catalogue, Dose, SessionPlan, Side
from hipcoach.planner import nextday
from hipcoach.planner.adapt_plan import AdaptedPlan, adapt_plan
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.rule_facts import gather_facts, hurt_lately, usual_now
from hipcoach.planner.steps import Move, chosen_less, gap_moves, steps_up
from hipcoach.safety.before import BeforeDecision, ScreeningDecision, before, screen
from hipcoach.safety.compose import Refusal, compose
from hipcoach.safety.dose import chose_less
from hipcoach.safety.facts import Facts
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, PainRestKind, Session


def before_now(rule: PainRule, snapshot: DiarySnapshot, b: int | None) -> BeforeDecision:
    """Return the decision on the number before a session."""
    return before(rule, b, usual_now(rule, snapshot))


def with_number(rule: PainRule, snapshot: DiarySnapshot, b: int | None) -> DiarySnapshot:
    """Return the snapshot with today's number added as the last session's next-day answer, where one is due."""
    if b is None or not nextday.pending(rule, snapshot):
        return snapshot
    found = nextday.answer(rule, snapshot, b)
    snapshot = nextday.answered(snapshot, b)
    if found is not None and found.ends_short_rest:
        kept = tuple(rest for rest in snapshot.pain_rests if rest.kind is not PainRestKind.SHORT)
        return replace(snapshot, pain_rests=kept)
    return snapshot


def prepare(
    rule: PainRule,
    snapshot: DiarySnapshot,
    catalogue: Catalogue,
    plan: SessionPlan,
    *,
    ticked: tuple[str, ...] | None,
    b: int | None,
    sore_side: Side | None = None,
) -> Session | Refusal:
    """Return a session of `plan` for now, or why there is none.

    `ticked` are the signs marked (None: not answered). `b` is today's number. It is also the next-day answer of the
    last session: a red one, or the second higher one in a row, sets a pain rest.
    """
    found = nextday.answer(rule, snapshot, b) if b is not None else None
    if found is not None and found.decision.pain_rest is PainRestKind.FULL:
        return Refusal(found.decision.reason, PainRestKind.FULL)
    known_now, today = with_number(rule, snapshot, b), before_now(rule, snapshot, b)
    facts = gather_facts(rule, known_now, catalogue.exercises, today.gate)
    return compose_with(rule, known_now, catalogue, plan, facts, screen(rule, ticked), today, sore_side)


def look_ahead(
    rule: PainRule, snapshot: DiarySnapshot, catalogue: Catalogue, plan: SessionPlan, sore_side: Side | None = None
) -> Session | Refusal:
    """Return a plan as it would be done now, if no sign is marked and the number is the usual one (0 if unknown).

    This is for showing it beforehand; nothing is started from it. A guess is nobody's answer: it settles nothing and
    sets nothing.
    """
    return look_ahead_all(rule, snapshot, catalogue, (plan,), sore_side)[plan.id]


def look_ahead_all(
    rule: PainRule,
    snapshot: DiarySnapshot,
    catalogue: Catalogue,
    plans: Iterable[SessionPlan],
    sore_side: Side | None = None,
) -> dict[str, Session | Refusal]:
    """Return what `look_ahead` returns for several plans, by id."""
    highest = max(rule.half_from, rule.half_always_from) - 1  # with which a session may be as planned
    guess = before_now(rule, snapshot, min(usual_now(rule, snapshot) or 0, highest))
    facts, nothing_marked = gather_facts(rule, snapshot, catalogue.exercises, guess.gate), screen(rule, ())
    return {
        plan.id: compose_with(rule, snapshot, catalogue, plan, facts, nothing_marked, guess, sore_side)
        for plan in plans
    }


def once_allowed(
    rule: PainRule, snapshot: DiarySnapshot, catalogue: Catalogue, plans: Iterable[SessionPlan]
) -> dict[str, Session | Refusal]:
    """Return what each plan holds for this user on a day when nothing of late stands in its way, by id.

    It is for showing the positions and things of a plan that is refused now. What was declared and what is at hand
    count there, too.
    """
    guess = before_now(rule, snapshot, 0)
    known = gather_facts(rule, snapshot, catalogue.exercises, guess.gate)
    pain = replace(
        known.pain,
        pain_rest=PainRestKind.NONE,
        paused=None,
        refused=None,
        short_rest_today=False,
        next_day_higher=False,
        returning=None,
        over_today=frozenset(),
    )
    facts = replace(known, pain=pain, done=replace(known.done, strength_at=(), balance_at=()))
    nothing_marked = screen(rule, ())
    return {plan.id: compose_with(rule, snapshot, catalogue, plan, facts, nothing_marked, guess) for plan in plans}


def plan_at_hand(
    rule: PainRule,
    snapshot: DiarySnapshot,
    catalogue: Catalogue,
    plan: SessionPlan,
    b: int | None,
    sore_side: Side | None = None,
) -> AdaptedPlan:
    """Return the plan that `prepare` would make a session of, so that its user may change it further."""
    known_now, today = with_number(rule, snapshot, b), before_now(rule, snapshot, b)
    facts = gather_facts(rule, known_now, catalogue.exercises, today.gate)
    return adapt_plan(rule, catalogue, plan, facts, today, hurt=hurt_lately(known_now), sore_side=sore_side)


def compose_with(
    rule: PainRule,
    snapshot: DiarySnapshot,
    catalogue: Catalogue,
    plan: SessionPlan,
    facts: Facts,
    screened: ScreeningDecision,
    today: BeforeDecision,
    sore_side: Side | None = None,
) -> Session | Refusal:
    """Return today's session with what is at hand."""
    found = adapt_plan(rule, catalogue, plan, facts, today, hurt=hurt_lately(snapshot), sore_side=sore_side)
    made = compose(rule, found.plan, catalogue.exercises, facts, screened, today, sore_side=sore_side)
    return replace(made, left_out=(*found.instead, *made.left_out))


def limit_s(rule: PainRule, snapshot: DiarySnapshot) -> float:
    """Return how long a session may take: the user's own minutes, and never more than the rule's."""
    return min(snapshot.minutes, rule.session_cap_min) * 60.0


def moves_at_start(rule: PainRule, snapshot: DiarySnapshot, catalogue: Catalogue, session: Session) -> list[Move]:
    """Return the changes of place that a session puts on record when it begins."""
    exercises = {each.exercise.id: each.exercise for each in session.assignments}
    assigned = {each.exercise.id: each for each in session.assignments if not each.on_sheet}
    gaps = {move.exercise: move for move in gap_moves(rule, snapshot, exercises.values())}
    ups = {
        move.exercise: move
        for move in steps_up(rule, snapshot, catalogue.exercises)
        if move.exercise in assigned and _done_at(assigned[move.exercise], move)
    }
    less = {
        name: chosen_less(snapshot, each.exercise)
        for name, each in assigned.items()
        if chose_less(name, snapshot.steps_less)
    }
    return list({**gaps, **ups, **less}.values())


def _done_at(assignment: Assignment, move: Move) -> bool:
    """Return True if an exercise will be done at the place it moves to."""
    ladder = assignment.exercise.ladder
    right: Dose = assignment.dose_right or assignment.dose
    return assignment.dose == ladder[move.place.left] and right == ladder[move.place.right]
