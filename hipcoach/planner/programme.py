"""The week: which plans on which days, from the user's aims and what is possible. Moves and drops keep the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.catalogue.types import SessionPlan, Thing
from hipcoach.safety.equipment import EVERYTHING
from hipcoach.safety.reason import HasReason, Reason
from hipcoach.safety.rule import PainRule

DAY = timedelta(days=1)
STRENGTH_APART = 2 * DAY


class Aim(StrEnum):
    """What the user wants."""

    STIFFNESS = "stiffness"
    STRENGTH = "strength"
    BALANCE = "balance"
    GENTLE = "gentle"  # only gentle work


class SessionKind(StrEnum):
    """What a session of the week is for."""

    MOBILITY = "mobility"
    STRENGTH = "strength"
    BALANCE = "balance"
    ACTIVITY = "activity"
    SHEET = "sheet"  # what a physiotherapist asked for, on the days that the sheet names


WALK = "go-for-a-walk"
ACTIVITY_PLANS: Mapping[str, Thing | None] = {
    WALK: None,
    "ride-a-bicycle": Thing.BICYCLE,
    "go-for-a-swim": Thing.POOL,
    "exercise-in-water": Thing.POOL,
}
"""What a day for low-impact activity may hold, each with what has to be at hand."""


@dataclass(frozen=True, slots=True)
class SheetDays:
    """When a plan from a sheet is due: its weekdays, and how often on each."""

    plan: str
    days: frozenset[int]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Programme:
    """What the user chose. `days` are weekdays, Monday 0."""

    aims: frozenset[Aim] = frozenset({Aim.STIFFNESS, Aim.STRENGTH})
    floor: bool = True
    minutes: int = 20  # that the user lets a session take; the rule's own limit applies too
    twice: bool = False  # on strength days mobility is a session of its own
    at_hand: frozenset[Thing] = EVERYTHING
    days: frozenset[int] = frozenset(range(7))
    strength_days: int = 3
    activity: bool = False
    activity_plan: str = WALK
    dropped: frozenset[tuple[date, SessionKind]] = frozenset()
    added: frozenset[tuple[date, SessionKind]] = frozenset()
    swapped: Mapping[tuple[date, SessionKind], str] = field(default_factory=dict)  # another plan on one day
    sheets: tuple[SheetDays, ...] = ()  # they stand in the plans' own files

    @property
    def on_floor(self) -> bool:
        """Return True if plans that lie on the floor come; without a mat, lying is for the bed."""
        return self.floor and Thing.MAT in self.at_hand


@dataclass(frozen=True, slots=True)
class Due:
    """One session of one day."""

    kind: SessionKind
    plan: str


@dataclass(frozen=True, slots=True)
class RuleConflict(HasReason):
    """A change that would break a rule, and which."""

    reason: Reason


MINUTES = (5, 10, 15, 20)  # to choose from


def day(rule: PainRule, programme: Programme, on: date) -> tuple[Due, ...]:
    """Return what one day holds, in the order in which it is done; empty for a day off.

    A day of a sheet holds nothing else.
    """
    if _holds(rule, programme, on, SessionKind.SHEET):
        due = [each for each in programme.sheets if on.weekday() in each.days]
        return tuple(Due(SessionKind.SHEET, each.plan) for each in due for _ in range(each.times))
    kinds = [kind for kind in SessionKind if _holds(rule, programme, on, kind)]
    if SessionKind.STRENGTH in kinds and SessionKind.MOBILITY in kinds and not programme.twice and programme.on_floor:
        kinds.remove(SessionKind.MOBILITY)  # one session that has both
    return tuple(Due(kind, _plan(programme, on, kind)) for kind in kinds)


def with_sheets(programme: Programme, plans: Mapping[str, SessionPlan]) -> Programme:
    """Return the programme with the plans that name their days."""
    sheets = tuple(SheetDays(each.id, each.days, each.times_a_day) for each in plans.values() if each.days)
    return replace(programme, sheets=sheets)


def week(rule: PainRule, programme: Programme, first: date) -> dict[date, tuple[Due, ...]]:
    """Return what each of the seven days from `first` holds."""
    return {on: day(rule, programme, on) for on in (first + n * DAY for n in range(7))}


def drop(programme: Programme, on: date, kind: SessionKind) -> Programme:
    """Leave one session of one day out; always possible."""
    return replace(programme, dropped=programme.dropped | {(on, kind)}, added=programme.added - {(on, kind)})


def move(rule: PainRule, programme: Programme, on: date, to: date, kind: SessionKind) -> Programme | RuleConflict:
    """Do one session of one day on another; declined where a rule would break."""
    if kind is SessionKind.SHEET:
        return RuleConflict(Reason(wording="sheet_days"))
    if not _holds(rule, programme, on, kind):
        return RuleConflict(Reason(wording="no_such_session", values={"kind": kind.value}))
    if _holds(rule, programme, to, kind):
        return RuleConflict(Reason(wording="such_session_there", values={"kind": kind.value}))
    without = drop(programme, on, kind)
    moved = replace(without, added=without.added | {(to, kind)}, dropped=without.dropped - {(to, kind)})
    problem = _problem(rule, moved, to, kind)
    return moved if problem is None else RuleConflict(problem)


def swap(
    programme: Programme, on: date, kind: SessionKind, plan: str, plan_kinds: frozenset[SessionKind]
) -> Programme | RuleConflict:
    """Do another plan of the same kind on one day. `plan_kinds` is what that plan works."""
    if kind is SessionKind.SHEET:
        return RuleConflict(Reason(wording="sheet_days"))
    if kind is not SessionKind.STRENGTH and SessionKind.STRENGTH in plan_kinds:
        return RuleConflict(Reason("strength_gap", "strength_own_days"))
    return replace(programme, swapped={**programme.swapped, (on, kind): plan})


def _holds(rule: PainRule, programme: Programme, on: date, kind: SessionKind) -> bool:
    """Return True if a day holds a session of a kind."""
    if (on, kind) in programme.dropped:
        return False
    return (on, kind) in programme.added or (
        _usual_day(rule, programme, on, kind) and not _displaced(programme, on, kind)
    )


def _displaced(programme: Programme, on: date, kind: SessionKind) -> bool:
    """Return True if a session of the usual week gives way, because one was moved too near to it."""
    return kind is SessionKind.STRENGTH and any(
        kept is kind and at != on and abs(at - on) < STRENGTH_APART for at, kept in programme.added
    )


def _usual_day(rule: PainRule, programme: Programme, on: date, kind: SessionKind) -> bool:
    """Return True if the usual week has a session of a kind on this weekday."""
    weekday = on.weekday()
    if kind is SessionKind.SHEET:
        return any(weekday in each.days for each in programme.sheets)
    if weekday not in programme.days:
        return False
    if kind is SessionKind.MOBILITY:
        return True
    if kind is SessionKind.ACTIVITY:
        return programme.activity and not _strength_day(rule, programme, weekday)
    if Aim.GENTLE in programme.aims:
        return False
    if kind is SessionKind.STRENGTH:
        return _strength_day(rule, programme, weekday)
    return Aim.BALANCE in programme.aims and weekday in _balance_weekdays(rule, programme)


def _strength_day(rule: PainRule, programme: Programme, weekday: int) -> bool:
    """Return True if strength falls on this weekday."""
    wanted = Aim.STRENGTH in programme.aims and Aim.GENTLE not in programme.aims
    return wanted and weekday in _strength_weekdays(rule, programme)


def _strength_weekdays(rule: PainRule, programme: Programme) -> tuple[int, ...]:
    """Return the weekdays for strength: the first that lie two days apart, round the week as well."""
    wanted = max(rule.strength_week_min, min(programme.strength_days, rule.strength_week_cap))
    chosen: list[int] = []
    for weekday in sorted(programme.days):
        if len(chosen) < wanted and all(2 <= abs(weekday - other) <= 5 for other in chosen):
            chosen.append(weekday)
    return tuple(chosen)


def _balance_weekdays(rule: PainRule, programme: Programme) -> tuple[int, ...]:
    """Return the weekdays for balance: those without strength first."""
    strength = _strength_weekdays(rule, programme) if Aim.STRENGTH in programme.aims else ()
    order = sorted(programme.days, key=lambda weekday: (weekday in strength, weekday))
    return tuple(order[: rule.balance_week_min])


def _problem(rule: PainRule, programme: Programme, on: date, kind: SessionKind) -> Reason | None:
    """Return which rule a moved session would break, or None."""
    near = [on + n * DAY for n in range(-6, 7)]
    held = [each for each in near if _holds(rule, programme, each, kind)]
    if kind is SessionKind.STRENGTH and any(abs(each - on) < STRENGTH_APART for each in held if each != on):
        return Reason("strength_gap", "strength_sessions_apart", {"strength_gap_h": rule.strength_gap_h})
    cap = {SessionKind.STRENGTH: rule.strength_week_cap, SessionKind.BALANCE: rule.balance_week_cap}.get(kind)
    for n in range(7):
        window = [each for each in held if timedelta(0) <= each - (on - n * DAY) < 7 * DAY]
        if cap is not None and len(window) > cap:
            return Reason("week_plan", "week_cap", {"kind": kind.value, "cap": cap})
    return None


def _plan(programme: Programme, on: date, kind: SessionKind) -> str:
    """Return the plan for a kind of session."""
    if (on, kind) in programme.swapped:
        return programme.swapped[on, kind]
    if kind is SessionKind.MOBILITY:
        if Aim.GENTLE in programme.aims:
            return "gentle-day" if programme.on_floor else "morning-in-bed"
        return "daily-mobility" if programme.on_floor else "morning-in-bed"
    if kind is SessionKind.STRENGTH:
        if not programme.on_floor:
            return "no-floor"
        return "strength" if programme.twice else "hip-essentials"
    return "steady" if kind is SessionKind.BALANCE else _activity_plan(programme)


def _activity_plan(programme: Programme) -> str:
    """Return the chosen activity; a walk while what it needs is not at hand."""
    needed = ACTIVITY_PLANS.get(programme.activity_plan)
    return programme.activity_plan if needed in programme.at_hand else WALK
