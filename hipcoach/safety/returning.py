"""Coming back: when the plan is paused until advice, and the sessions of return after a pain rest."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hipcoach.safety.pain_rests import open_pain_rests
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRest, PainRestKind


def pause_reason(
    rule: PainRule, pain_rests: Iterable[PainRest], advice: Iterable[datetime], now: datetime
) -> Reason | None:
    """Return why the plan is paused, or None. `advice` holds the times at which the user noted "I have had advice".

    Advice ends only the pauses that were there when it was noted.
    """
    rests = sorted((rest for rest in pain_rests if rest.kind is PainRestKind.FULL), key=lambda rest: rest.started_at)
    starts = [rest.started_at for rest in rests]
    last_advice = max(advice, default=None)

    def stands(since: datetime) -> bool:
        return since <= now and (last_advice is None or last_advice < since)

    if any(
        stands(rest.started_at + timedelta(days=rule.pause_days)) for rest in open_pain_rests(rests, PainRestKind.FULL)
    ):
        return Reason("hold_pause", "paused_long", {"pause_days": rule.pause_days})
    for count, days in (
        (rule.pause_rests, rule.pause_window_days),
        (rule.pause_rests_long, rule.pause_window_long_days),
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


def returning(rule: PainRule, pain_rests: Iterable[PainRest], completed: Iterable[datetime]) -> Returning | None:
    """Return which session of return comes next; None if none does. `completed`: starts of sessions done since."""
    ends = [rest.released_at for rest in pain_rests if rest.kind is PainRestKind.FULL and rest.released_at is not None]
    if not ends:
        return None
    done = sum(start >= max(ends) for start in completed)
    return Returning(done + 1, rule.return_sessions) if done < rule.return_sessions else None


def switched_off(
    pain_rests: Iterable[PainRest], advice: Sequence[datetime], turned_on: Mapping[str, datetime]
) -> frozenset[str]:
    """Return the triggers that stay off: until advice is noted after the rest began, and the user turns them on."""
    off, noted = set(), sorted(advice)
    for rest in pain_rests:
        if rest.kind is not PainRestKind.FULL:
            continue
        first = bisect_left(noted, rest.started_at)
        for exercise in rest.triggers:
            on = turned_on.get(exercise)
            if first == len(noted) or on is None or on < noted[first]:
                off.add(exercise)
    return frozenset(off)


def no_steps_yet(rule: PainRule, pain_rests: Iterable[PainRest], settled: Iterable[tuple[datetime, bool]]) -> bool:
    """Return True if nothing may be stepped up yet. After a pain rest, so many sessions in a row must settle first.

    `settled` holds the start of every session, oldest first, and whether it settled.
    """
    ends = [rest.released_at for rest in pain_rests if rest.kind is PainRestKind.FULL]
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
