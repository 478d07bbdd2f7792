"""What today is for, in the order: paused, blocked, check first, rest, session; each with its sentence."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from hipcoach.catalogue.types import Catalogue
from hipcoach.planner.adapt_plan import can_do
from hipcoach.planner.diary_snapshot import DiarySnapshot, pain_rest_ahead
from hipcoach.planner.nextday import due
from hipcoach.planner.prepare import before_now, look_ahead
from hipcoach.planner.programme import Aim, Due, Programme, SessionKind, day
from hipcoach.planner.rule_facts import gather_facts
from hipcoach.safety.compose import NO_SESSION_IN_PAIN_REST, left_out_reason, limits_of
from hipcoach.safety.facts import Facts
from hipcoach.safety.pain_rests import ask_to_contact, earliest_end, open_pain_rests, red_in_rest
from hipcoach.safety.progression import too_soon
from hipcoach.safety.reason import NO_REASON, HasReason, Reason
from hipcoach.safety.returning import switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.standing import Standing, standing
from hipcoach.safety.stored_keys import SHORT_REST_SET_TODAY, SHORT_REST_WAITS
from hipcoach.safety.types import PainKind, PainRestKind, Session

MOBILITY = "daily-mobility"
MOBILITY_IN_BED = "morning-in-bed"
GENTLE = "gentle-day"
NO_FLOOR = "no-floor"
FIRST = "first-steps"
LESS = (GENTLE, MOBILITY_IN_BED, NO_FLOOR)  # more pain today, bed only, nothing on the floor
EMERGENCY, SAME_DAY = "screen_emergency", "screen_same_day"
SIGNS = (EMERGENCY, SAME_DAY)  # the lines of signs that refuse a session
NO_SESSION = frozenset({SHORT_REST_SET_TODAY, "before_none_today", *SIGNS})
"""The lines by which a day is a rest day for what was reported, on which no session starts."""
DONE = "week_done"  # the line of a day on which all that was planned is done
FIRST_SESSIONS = 3  # so many before the programme's own plans begin


_Date = date  # by which it is called where a field of that name hides it


class DayKind(StrEnum):
    """What today is for; the first that applies counts."""

    PAUSED = "paused"
    BLOCKED = "blocked"
    CHECK_FIRST = "check_first"
    REST = "rest"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Today(HasReason):
    """What the Today page says."""

    date: date
    kind: DayKind
    plan: str | None
    reason: Reason
    pain_rest: PainRestKind
    standing: Standing
    contact: bool = False  # ask more strongly to contact a health professional
    reported: Reason = NO_REASON  # what the pain rest in force is for
    red_since: int | None = None  # a red score that was given since, in that rest
    pain_kind: PainKind | None = None  # the most pressing that was reported with a pain rest in force
    marked: tuple[str, ...] = ()  # names of the exercises that the pain rests in force came with
    others: tuple[str, ...] = ()  # plans that may be done instead, or although it is a rest day
    sign: Reason = NO_REASON  # of today that somebody has to look at, whatever the day is for besides
    off: tuple[str, ...] = ()  # exercises that started a pain rest, until advice and until they are turned on again
    ahead: _Date | None = None  # of a pain rest in force that lies in the future: a clock was ahead when it began
    earliest: datetime | None = None  # when the pain rest in force can end, by the user's clock, while that is to come
    asked_from: datetime | None = None  # in a short rest: from when the next-day question can end it, likewise


class _Purpose(NamedTuple):
    """The part of `Today` that is decided."""

    kind: DayKind
    reason: Reason
    plan: str | None = None
    others: tuple[str, ...] = ()


def today(rule: PainRule, snapshot: DiarySnapshot, programme: Programme, catalogue: Catalogue) -> Today:
    """Decide what today is for."""
    facts = gather_facts(rule, snapshot, catalogue.exercises)
    mobility = MOBILITY if programme.on_floor else MOBILITY_IN_BED
    found = (
        _held_back(rule, snapshot, facts)
        or _rest(facts, mobility)
        or _less(facts, mobility)
        or _of_the_week(rule, snapshot, programme, catalogue, facts)
    )
    found = _only_what_can_be_done(rule, snapshot, catalogue, facts, found)
    return Today(
        date=snapshot.today,
        kind=found.kind,
        plan=found.plan,
        reason=found.reason,
        pain_rest=facts.pain.pain_rest,
        standing=standing(facts),
        contact=ask_to_contact(rule, snapshot.pain_rests, snapshot.now),
        reported=facts.pain.pain_rest_reason or NO_REASON,
        red_since=_red_since(rule, snapshot),
        pain_kind=facts.pain.pain_kind,
        marked=_marked(snapshot, catalogue),
        others=found.others,
        sign=facts.pain.refused if facts.pain.refused is not None and facts.pain.refused.line in SIGNS else NO_REASON,
        off=tuple(sorted(switched_off(snapshot.pain_rests, snapshot.advice, snapshot.turned_on))),
        ahead=pain_rest_ahead(snapshot),
        earliest=_earliest(rule, snapshot),
        asked_from=_asked_from(rule, snapshot) if facts.pain.short_rest_today else None,
    )


def _marked(snapshot: DiarySnapshot, catalogue: Catalogue) -> tuple[str, ...]:
    rests, exercises = open_pain_rests(snapshot.pain_rests, PainRestKind.FULL), catalogue.exercises
    marked = dict.fromkeys(each for rest in rests for each in rest.triggers if each in exercises)
    return tuple(exercises[each].name for each in marked)


def _earliest(rule: PainRule, snapshot: DiarySnapshot) -> datetime | None:
    at = earliest_end(rule, snapshot.pain_rests, snapshot.now, snapshot.rested)
    to_come = at is not None and at > snapshot.now and pain_rest_ahead(snapshot) is None
    return at.astimezone(snapshot.zone) if at is not None and to_come else None


def _asked_from(rule: PainRule, snapshot: DiarySnapshot) -> datetime | None:
    if snapshot.last is None:
        return None
    at = snapshot.last.ended_at + timedelta(hours=rule.from_h)
    return at.astimezone(snapshot.zone) if at > snapshot.now else None


def _red_since(rule: PainRule, snapshot: DiarySnapshot) -> int | None:
    rests, now = snapshot.pain_rests, snapshot.now
    red = [each.score for each in snapshot.last_in_rest if red_in_rest(rule, rests, each.at, each.score, now)]
    return max(red, default=None)


def _only_what_can_be_done(
    rule: PainRule, snapshot: DiarySnapshot, catalogue: Catalogue, facts: Facts, found: _Purpose
) -> _Purpose:
    """Return the purpose with only those plans of which something is left today: none is offered and then refused."""
    limits = limits_of(facts, before_now(rule, snapshot, None))

    def left(plan_id: str) -> bool:
        plan, exercises = catalogue.plans.get(plan_id), catalogue.exercises
        if plan is None:
            return False
        if any(left_out_reason(rule, exercises[each], plan, facts, limits, None) is None for each in plan.exercises):
            return True  # at once, as for almost every plan
        return isinstance(look_ahead(rule, snapshot, catalogue, plan), Session)

    others = tuple(each for each in found.others if each != found.plan and left(each))
    if found.plan is None or left(found.plan):
        return found._replace(others=others)
    title = catalogue.plans[found.plan].title if found.plan in catalogue.plans else found.plan
    if not others:
        return _Purpose(DayKind.REST, Reason(found.reason.line, "nothing_so_rest", {"title": title}))
    reason = Reason(found.reason.line, "nothing_can_be_done", {"title": title})
    return _Purpose(found.kind, reason, others[0], others[1:])


def _held_back(rule: PainRule, snapshot: DiarySnapshot, facts: Facts) -> _Purpose | None:
    """Return why nothing starts yet: paused, blocked, or a question that comes first; else None."""
    if facts.pain.paused is not None:
        return _Purpose(DayKind.PAUSED, facts.pain.paused)
    if facts.pain.pain_rest is PainRestKind.FULL:
        return _Purpose(DayKind.BLOCKED, facts.pain.pain_rest_reason or NO_SESSION_IN_PAIN_REST)
    if due(rule, snapshot):
        reason = Reason("next_ok", "check_first")
        return _Purpose(DayKind.CHECK_FIRST, reason, others=LESS)  # each of them asks it first, too
    return None


def _rest(facts: Facts, mobility: str) -> _Purpose | None:
    """Return a day of rest because of what was reported, None where there is no reason for one."""
    if facts.pain.refused is not None:
        return _Purpose(DayKind.REST, facts.pain.refused)
    if facts.pain.short_rest_today:
        return _Purpose(DayKind.REST, _of_kind(facts, SHORT_REST_SET_TODAY, "rest_of_today"))
    if facts.pain.next_day_higher and facts.pain.pain_rest is PainRestKind.NONE:
        return _Purpose(DayKind.REST, Reason("next_amber", "rest_day_next"), others=(mobility, GENTLE))
    return None


def _of_kind(facts: Facts, line: str, wording: str) -> Reason:
    """Return a reason that names the kind of pain, where it was given."""
    if facts.pain.pain_kind is None:
        return Reason(line, wording)
    return Reason(line, f"{wording}_kind", {"kind": facts.pain.pain_kind.value})


def _less(facts: Facts, mobility: str) -> _Purpose | None:
    """Return a gentler session while a short rest is open, or as the first after a pain rest; else None."""
    if facts.pain.pain_rest is PainRestKind.SHORT:
        reason = _of_kind(facts, SHORT_REST_WAITS, "only_mobility_today")
        return _Purpose(DayKind.SESSION, reason, mobility, (GENTLE,))
    if facts.pain.returning is not None and facts.pain.returning.mobility_only:
        reason = Reason("return_mode", "return_mobility", {"of": facts.pain.returning.of})
        return _Purpose(DayKind.SESSION, reason, mobility, (GENTLE,))
    return None


def _of_the_week(
    rule: PainRule, snapshot: DiarySnapshot, programme: Programme, catalogue: Catalogue, facts: Facts
) -> _Purpose:
    """Return what the programme has for today, without what was done already."""
    planned = day(rule, programme, snapshot.today)
    done = Counter(past.plan for past in snapshot.past if past.worked and snapshot.day_of(past) == snapshot.today)
    others, mobility = LESS, MOBILITY if programme.on_floor else MOBILITY_IN_BED
    if not planned:
        return _Purpose(DayKind.REST, Reason("week_day_off", "no_session_planned"), others=others)
    for due_now in planned:
        plan = plan_today(snapshot, due_now, programme)
        if done[plan] or plan not in catalogue.plans:
            done[plan] -= due_now.kind is SessionKind.SHEET  # which may ask for it more than once
            continue
        if due_now.kind is SessionKind.STRENGTH and too_soon(
            rule.strength_gap_h, rule.strength_week_cap, facts.done.strength_at, snapshot.now
        ):
            if mobility in done:
                continue
            reason = Reason("strength_gap", "strength_apart", {"strength_gap_h": rule.strength_gap_h})
            return _Purpose(DayKind.SESSION, reason, mobility, others)
        if not can_do(catalogue.plans[plan], catalogue, snapshot.at_hand, snapshot.declared, snapshot.cleared):
            if mobility in done:
                continue
            reason = Reason("equipment", "nothing_can_be_done", {"title": catalogue.plans[plan].title})
            return _Purpose(DayKind.SESSION, reason, mobility, others)
        first = not snapshot.times_done and due_now.kind is not SessionKind.SHEET
        reason = Reason("week_plan", "gentlest_start") if first else _kind_reason(due_now.kind, facts)
        return _Purpose(DayKind.SESSION, reason, plan, others)
    return _Purpose(DayKind.REST, Reason(DONE), others=others)


def plan_today(snapshot: DiarySnapshot, due_now: Due, programme: Programme) -> str:
    """Return the plan of one of today's sessions. A new user who chose no other one begins with the gentlest."""
    if due_now.kind is SessionKind.SHEET or (snapshot.today, due_now.kind) in programme.swapped:
        return due_now.plan
    if not programme.on_floor or Aim.GENTLE in programme.aims:
        return due_now.plan
    today = [past.plan for past in snapshot.past if snapshot.day_of(past) == snapshot.today]
    begins = not snapshot.times_done or (FIRST in today and len(today) == len(snapshot.past))  # on the whole first day
    new = due_now.kind is SessionKind.STRENGTH and len(snapshot.past) < FIRST_SESSIONS
    return FIRST if begins or new else due_now.plan


def kind_reason(kind: SessionKind) -> Reason:
    """Return why the week has a session of this kind."""
    return Reason("week_plan", "week_day", {"kind": kind.value})


def _kind_reason(kind: SessionKind, facts: Facts) -> Reason:
    """Return why a session of this kind is due now."""
    if facts.pain.returning is None:
        return kind_reason(kind)
    values = {"kind": kind.value, "number": facts.pain.returning.number, "of": facts.pain.returning.of}
    return Reason("week_plan", "week_return", values)
