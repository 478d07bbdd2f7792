"""Coming back: when the plan is paused until advice, and the sessions of return after a rest."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hipcoach.safety.holds import open_holds
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Hold, HoldKind


def pause_reason(rule: PainRule, holds: Iterable[Hold], advice: Iterable[datetime], now: datetime) -> Reason | None:
    """Return why the plan is paused, or None. `advice` holds the times at which the user noted "I have had advice".

    Advice ends only the pauses that were there when it was noted.
    """
    rests = sorted((hold for hold in holds if hold.kind is HoldKind.HOLD), key=lambda hold: hold.started_at)
    starts = [hold.started_at for hold in rests]
    last_advice = max(advice, default=None)

    def stands(since: datetime) -> bool:
        return since <= now and (last_advice is None or last_advice < since)

    if any(stands(hold.started_at + timedelta(days=rule.pause_days)) for hold in open_holds(rests, HoldKind.HOLD)):
        return Reason("hold_pause", "paused_long", {"pause_days": rule.pause_days})
    for count, days in (
        (rule.pause_holds, rule.pause_window_days),
        (rule.pause_holds_long, rule.pause_window_long_days),
    ):
        for first, last in zip(starts, starts[count - 1 :], strict=False):
            if last - first <= timedelta(days=days) and stands(last):
                return Reason("hold_pause", "paused_often", {"count": count, "days": days})
    return None


@dataclass(frozen=True, slots=True)
class Returning:
    """Which of the sessions of return comes next."""

    number: int  # 1, 2, 3
    of: int

    @property
    def mobility_only(self) -> bool:
        """The first one."""
        return self.number == 1


def returning(rule: PainRule, holds: Iterable[Hold], completed: Iterable[datetime]) -> Returning | None:
    """Return which session of return comes next; None if none does. `completed`: starts of sessions done since."""
    ends = [hold.released_at for hold in holds if hold.kind is HoldKind.HOLD and hold.released_at is not None]
    if not ends:
        return None
    done = sum(start >= max(ends) for start in completed)
    return Returning(done + 1, rule.return_sessions) if done < rule.return_sessions else None


def switched_off(
    holds: Iterable[Hold], advice: Sequence[datetime], turned_on: Mapping[str, datetime]
) -> frozenset[str]:
    """Return the triggers that stay off: until advice is noted after the rest began, and the user then turns it on."""
    off, noted = set(), sorted(advice)
    for hold in holds:
        if hold.kind is not HoldKind.HOLD:
            continue
        first = bisect_left(noted, hold.started_at)
        for exercise in hold.triggers:
            on = turned_on.get(exercise)
            if first == len(noted) or on is None or on < noted[first]:
                off.add(exercise)
    return frozenset(off)


def no_steps_yet(rule: PainRule, holds: Iterable[Hold], settled: Iterable[tuple[datetime, bool]]) -> bool:
    """Return True if nothing may be stepped up yet: not before so many sessions in a row since a rest have settled.

    `settled` holds the start of every session, oldest first, and whether it settled.
    """
    ends = [hold.released_at for hold in holds if hold.kind is HoldKind.HOLD]
    if not ends:
        return False
    released = [end for end in ends if end is not None]
    if len(released) < len(ends):
        return True
    run = 0
    for start, ok in settled:
        if start >= max(released):
            run = run + 1 if ok else 0
            if run >= rule.return_settled:
                return False
    return True
