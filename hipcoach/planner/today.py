"""What today is for, in the order: paused, blocked, check first, rest, session; each with its sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from hipcoach.catalogue.types import Catalogue
from hipcoach.planner.equip import can_do
from hipcoach.planner.facts import gather
from hipcoach.planner.known import Known
from hipcoach.planner.nextday import due
from hipcoach.planner.programme import Aim, Due, Kind, Programme, day
from hipcoach.safety.compose import Facts
from hipcoach.safety.holds import ask_to_contact
from hipcoach.safety.progression import too_soon
from hipcoach.safety.rule import PainRule
from hipcoach.safety.standing import Standing, standing
from hipcoach.safety.types import HoldKind

MOBILITY = "daily-mobility"
MOBILITY_IN_BED = "morning-in-bed"
GENTLE = "gentle-day"
NO_FLOOR = "no-floor"
FIRST = "first-steps"
LESS = (GENTLE, MOBILITY_IN_BED, NO_FLOOR)  # more pain today, bed only, nothing on the floor
NO_SESSION = frozenset({"before_soft_today", "before_none_today", "screen_emergency", "screen_same_day"})
"""The lines by which a day is a rest for what was reported, on which no session starts."""
DONE = "week_done"  # the line of a day on which all that was planned is done
FIRST_SESSIONS = 3  # so many before the programme's own plans begin


WHY = {
    Kind.MOBILITY: "Mobility is for every day.",
    Kind.STRENGTH: "It is a strength day; they keep a day without strength between them.",
    Kind.BALANCE: "It is one of your balance days.",
    Kind.ACTIVITY: "It is a day for moving as you like.",
}


class Kinds(StrEnum):
    """What today is; the order is the order in which they are looked for."""

    PAUSED = "paused"
    BLOCKED = "blocked"
    CHECK_FIRST = "check_first"
    REST = "rest"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Today:
    """What the Today page says."""

    date: date
    kind: Kinds
    plan: str | None
    why: str
    hold: HoldKind
    line: str  # of the rule, for "why?"
    standing: Standing
    contact: bool = False  # ask more strongly to contact a health professional
    others: tuple[str, ...] = ()  # plans that may be done instead, or although it is a rest day


class _Said(NamedTuple):
    """The part of `Today` that is decided."""

    kind: Kinds
    why: str
    line: str
    plan: str | None = None
    others: tuple[str, ...] = ()


def today(rule: PainRule, known: Known, programme: Programme, catalogue: Catalogue) -> Today:
    """Decide what today is for."""
    facts = gather(rule, known, catalogue.exercises)
    mobility = MOBILITY if programme.on_floor else MOBILITY_IN_BED
    said = (
        _held_back(rule, known, facts)
        or _rest(facts, mobility)
        or _less(facts, mobility)
        or _of_the_week(rule, known, programme, catalogue, facts)
    )
    return Today(
        date=known.today,
        kind=said.kind,
        plan=said.plan,
        why=said.why,
        hold=facts.hold,
        line=said.line,
        standing=standing(facts),
        contact=ask_to_contact(rule, known.holds, known.now),
        others=tuple(each for each in said.others if each in catalogue.plans and each != said.plan),
    )


def _held_back(rule: PainRule, known: Known, facts: Facts) -> _Said | None:
    """Paused, blocked, or a question first."""
    if facts.paused is not None:
        return _Said(Kinds.PAUSED, facts.paused, "hold_pause")
    if facts.hold is HoldKind.HOLD:
        return _Said(Kinds.BLOCKED, facts.hold_why, "before_hold")
    if due(rule, known):
        why = "First, how is it compared with before your last session?"
        return _Said(Kinds.CHECK_FIRST, why, "next_ok", others=LESS)  # each of them asks it first, too
    return None


def _rest(facts: Facts, mobility: str) -> _Said | None:
    """A rest day because of what was reported."""
    if facts.refused is not None:
        return _Said(Kinds.REST, facts.refused, facts.refused_line)
    if facts.soft_today:
        why = "You reported more pain than before today, so the rest of today is for resting."
        return _Said(Kinds.REST, why, "before_soft_today")
    if facts.eased and facts.hold is HoldKind.NONE:
        why = "You reported more pain the day after: a rest day, or gentle mobility if you like."
        return _Said(Kinds.REST, why, "next_amber", others=(mobility, GENTLE))
    return None


def _less(facts: Facts, mobility: str) -> _Said | None:
    """A session with less in it: a short rest still open, or the first one after a rest."""
    if facts.hold is HoldKind.SOFT:
        why = "The short rest waits for your next-day answer: only mobility at its first step until then."
        return _Said(Kinds.SESSION, why, "before_soft_open", mobility, (GENTLE,))
    if facts.returning is not None and facts.returning.mobility_only:
        why = f"Coming back after a rest, session 1 of {facts.returning.of}: mobility only, at half."
        return _Said(Kinds.SESSION, why, "return_mode", mobility, (GENTLE,))
    return None


def _of_the_week(rule: PainRule, known: Known, programme: Programme, catalogue: Catalogue, facts: Facts) -> _Said:
    """What the programme has for today, without what was done already."""
    planned = day(rule, programme, known.today)
    done = {past.plan for past in known.past if known.date_of(past.started_at) == known.today}
    others, mobility = LESS, MOBILITY if programme.on_floor else MOBILITY_IN_BED
    if not planned:
        return _Said(
            Kinds.REST, "No session is planned today. Everyday movement is fine.", "week_day_off", others=others
        )
    for due_now in planned:
        plan = plan_today(known, due_now, programme)
        if plan in done or plan not in catalogue.plans:
            continue
        if due_now.kind is Kind.STRENGTH and too_soon(
            rule.strength_gap_h, rule.strength_week_cap, facts.strength_at, known.now
        ):
            if mobility in done:
                continue
            why = f"Strength comes at least {rule.strength_gap_h} hours apart, so today is for mobility."
            return _Said(Kinds.SESSION, why, "strength_gap", mobility, others)
        if not can_do(catalogue.plans[plan], catalogue, known.at_hand, known.declared, known.cleared):
            if mobility in done:
                continue
            title = catalogue.plans[plan].title
            why = f"Nothing of {title} can be done with what is at hand and possible, so today is for mobility."
            return _Said(Kinds.SESSION, why, "equipment", mobility, others)
        why = _why(due_now.kind, facts) if known.times_done else "The gentlest start: try it, and see how it feels."
        return _Said(Kinds.SESSION, why, "week_plan", plan, others)
    why = "You have done what was planned for today. Everyday movement is fine."
    return _Said(Kinds.REST, why, DONE, others=others)


def plan_today(known: Known, due_now: Due, programme: Programme) -> str:
    """The plan of one of today's sessions; whoever is new, and chose no other, begins with the gentlest one."""
    if (known.today, due_now.kind) in programme.swapped:
        return due_now.plan
    if not programme.on_floor or Aim.GENTLE in programme.aims:
        return due_now.plan
    today = [past.plan for past in known.past if known.date_of(past.started_at) == known.today]
    begins = not known.times_done or (FIRST in today and len(today) == len(known.past))  # on the whole first day
    new = due_now.kind is Kind.STRENGTH and len(known.past) < FIRST_SESSIONS
    return FIRST if begins or new else due_now.plan


def _why(kind: Kind, facts: Facts) -> str:
    """Why a session of this kind is due."""
    words = WHY[kind]
    if facts.returning is not None:
        words += f" Coming back after a rest, session {facts.returning.number} of {facts.returning.of}: at half."
    return words
