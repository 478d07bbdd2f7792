"""Before a session: the screening, what is usual, and what today's number allows.

On the page of the rule, `docs/pain_rule.md`, the number before a session is B. None: it was not given.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from hipcoach.safety.reason import HasReason, Reason
from hipcoach.safety.rule import PainRule, ScreenItem, Tier, check_score
from hipcoach.safety.types import BaseFrom
from hipcoach.zones import local_day


@dataclass(frozen=True, slots=True)
class ScreeningDecision(HasReason):
    """What the screening's answers lead to."""

    blocks: bool  # no session today
    tier: Tier | None  # whose page is shown; None where nothing was ticked
    ticked: tuple[ScreenItem, ...]  # the most pressing first
    reason: Reason


def screen(rule: PainRule, ticked: Collection[str] | None) -> ScreeningDecision:
    """Decide on the ids ticked; empty is "None of these", None is no answer. Raises KeyError on an unknown id."""
    if ticked is None:
        return ScreeningDecision(True, None, (), Reason("screen_unanswered"))
    known = {item.id: item for item in rule.screen}
    order = list(Tier)
    items = tuple(sorted((known[each] for each in ticked), key=lambda item: order.index(item.tier)))
    tier = items[0].tier if items else None
    if tier is None:
        return ScreeningDecision(False, None, items, Reason("screen_none"))
    signs = tuple(item.says for item in items if item.tier is tier)
    return ScreeningDecision(tier is not Tier.SOON, tier, items, Reason(f"screen_{tier}", values={"signs": signs}))


def still_count(rule: PainRule, answered_at: datetime, now: datetime, zone: tzinfo) -> bool:
    """Return True if signs and number still count for a session that begins now: they are of its day, and not old."""
    new = timedelta(0) <= now - answered_at < timedelta(minutes=rule.answers_minutes)
    return new and local_day(answered_at, zone) == local_day(now, zone)


NEWER_SIGN = "a sign that a newer version of hipcoach asks about"


def screen_on_record(rule: PainRule, ticked: Collection[str]) -> ScreeningDecision:
    """Decide on ids from the diary. One that only a newer version knows counts as marked, to be looked at today."""
    known = {item.id for item in rule.screen}
    newer = tuple(ScreenItem(each, Tier.SAME_DAY, NEWER_SIGN) for each in ticked if each not in known)
    return screen(replace(rule, screen=rule.screen + newer), ticked)


@dataclass(frozen=True, slots=True)
class DayNumber:
    """The first number of one day that was given before a session."""

    score: int
    counts: bool = True  # False: on that day a number refused a session, or made it a gentler one


def usual(rule: PainRule, days: Sequence[DayNumber], usual0: int | None) -> int | None:
    """Return the median of the last days' first numbers (oldest first), else what the first run said.

    Days with much more pain than usual are left out, so that a bad spell does not become what is usual. A median
    between two whole numbers is rounded down: that is the stricter of the two wherever it is used.
    """
    recent = sorted(check_score(day.score) for day in _that_count(rule, days))
    if len(recent) < rule.usual_needs:
        return usual0
    low, high = recent[(len(recent) - 1) // 2], recent[len(recent) // 2]
    return (low + high) // 2


def usual_is_told(rule: PainRule, days: Sequence[DayNumber]) -> bool:
    """Return True if too few days count, so that what is usual is what the user once said, until they change it."""
    return len(_that_count(rule, days)) < rule.usual_needs


def _that_count(rule: PainRule, days: Sequence[DayNumber]) -> list[DayNumber]:
    return [day for day in days[-rule.usual_of :] if day.counts]


def base(number: int | None, usual_score: int | None) -> tuple[int, BaseFrom]:
    """Return what the numbers of this session are compared with, and where it comes from."""
    if number is not None:
        return check_score(number), BaseFrom.BEFORE
    if usual_score is not None:
        return check_score(usual_score), BaseFrom.USUAL
    return 0, BaseFrom.NOTHING


class Gate(StrEnum):
    """What the number before a session allows, from the mildest to the strictest."""

    PLANNED = "planned"
    AS_USUAL = "as_usual"  # high but usual: as planned, and a step up needs more settled sessions
    HALF = "half"
    START = "start"  # not given: every exercise at its first ladder step
    GENTLE = "gentle"  # the gentler day, or rest
    NONE = "none"  # no session today


@dataclass(frozen=True, slots=True)
class BeforeDecision(HasReason):
    """The decision on the number before a session."""

    gate: Gate
    number: int | None
    usual: int | None
    reason: Reason

    @property
    def may_progress(self) -> bool:
        """Return True if anything may be stepped up in this session."""
        return self.gate in (Gate.PLANNED, Gate.AS_USUAL)


def before(rule: PainRule, number: int | None, usual_score: int | None) -> BeforeDecision:
    """Return what the number before a session allows: the first case that applies.

    `usual_score` is None where it is not known: the two cases that compare with it are then passed over.
    """

    def allows(gate: Gate, line: str, **values: int) -> BeforeDecision:
        return BeforeDecision(gate, number, usual_score, Reason(line, values=values))

    # Not given: every exercise at its first ladder step, and none goes up.
    if number is None:
        return allows(Gate.START, "before_not_given")

    # At or above the absolute stop: no session today.
    if check_score(number) >= rule.red_absolute:
        return allows(Gate.NONE, "before_none_today", now=number, red_absolute=rule.red_absolute)

    # High, and clearly above what is usual: the gentler day, or rest.
    if usual_score is not None and number >= rule.more_from and number >= usual_score + rule.more_rise:
        return allows(Gate.GENTLE, "before_more_than_usual", now=number, usual=usual_score)

    # High, but not very, and no higher than usual: as planned. A step up needs more settled sessions.
    if usual_score is not None and rule.half_from <= number < rule.half_always_from and number <= usual_score:
        return allows(Gate.AS_USUAL, "before_as_usual", now=number, usual=usual_score, sessions=rule.settled_as_usual)

    # Any other high number: half the dose, and nothing is stepped up.
    if number >= rule.half_from:
        return allows(Gate.HALF, "before_half", now=number)

    # A lower number: as planned.
    return allows(Gate.PLANNED, "before_planned", now=number)
