"""After a session and the day after: what the numbers mean for the next one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hipcoach.safety.comparison import comparison, red_limit
from hipcoach.safety.past import late_enough
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainRestKind, Question


class Soreness(StrEnum):
    """What the next-day answer is about; it changes the words, never the level."""

    MUSCLE = "muscle"
    JOINT = "joint"


def after(rule: PainRule, base: int, a: int | None, *, base_from: BaseFrom = BaseFrom.BEFORE) -> Decision:
    """Decide on A, the number after the session; None is "not given"."""
    at = None if a is None else level(rule, base, a)
    if a is None:
        reason, rest = Reason("after_missing"), PainRestKind.NONE
    elif at is Level.RED:
        reason = Reason("after_red", values={**comparison(base, a, base_from), **red_limit(rule, base, a)})
        rest = PainRestKind.FULL
    elif at is Level.AMBER:
        reason = Reason("after_amber", values={**comparison(base, a, base_from), "rise": a - base})
        rest = PainRestKind.SHORT
    else:
        reason, rest = Reason("after_ok", values=comparison(base, a, base_from)), PainRestKind.NONE
    return Decision(Question.AFTER, None, base, a, at, Action.NONE, rest, reason)


@dataclass(frozen=True, slots=True)
class NextDay:
    """What the next-day answer leads to."""

    decision: Decision
    ends_short_rest: bool  # a short rest is over
    eases: bool  # rest day or mobility at the first ladder step without the trigger, which goes one lower


def next_day(
    rule: PainRule,
    base: int,
    n: int | None,
    *,
    since: timedelta,
    ambers_before: int = 0,
    soreness: Soreness | None = None,
    base_from: BaseFrom = BaseFrom.BEFORE,
    higher_before: bool = False,
) -> NextDay:
    """Decide on N. `base` is the earlier session's, `since` the time from its end to the answer.

    `higher_before`: an answer about that session was higher, so that it has not settled.
    `ambers_before` counts the next days with a higher number that directly precede this one.
    """
    early = not late_enough(rule, since)
    if n is None:
        return _plain(_decision(base, n, None, PainRestKind.NONE, Reason("next_missing")))
    at, numbers = level(rule, base, n), comparison(base, n, base_from)
    if at is Level.RED:
        reason = Reason("next_red", values={**numbers, **red_limit(rule, base, n)})
        return _plain(_decision(base, n, at, PainRestKind.FULL, reason))
    if at is Level.AMBER:
        return _amber(rule, base, n, soreness, ambers_before + (0 if early else 1), base_from)
    if early:
        reason = Reason("next_early", values={**numbers, "from_h": rule.from_h})
        return _plain(_decision(base, n, at, PainRestKind.NONE, reason))
    reason = Reason("next_ok", "next_ok_after_higher" if higher_before else "", numbers)
    decision = _decision(base, n, at, PainRestKind.NONE, reason)
    return NextDay(decision, ends_short_rest=True, eases=False)


def _decision(base: int, n: int | None, at: Level | None, rest: PainRestKind, reason: Reason) -> Decision:
    return Decision(Question.NEXT, None, base, n, at, Action.NONE, rest, reason)


def _plain(decision: Decision) -> NextDay:
    return NextDay(decision, ends_short_rest=False, eases=False)


def _amber(rule: PainRule, base: int, n: int, soreness: Soreness | None, running: int, base_from: BaseFrom) -> NextDay:
    """Return what a higher number leads to: an easier day, or a pain rest when it is not the first in a row."""
    muscle = Soreness.MUSCLE.value if soreness is Soreness.MUSCLE else ""
    values = {"soreness": muscle, **comparison(base, n, base_from)}
    if running >= rule.amber_running:
        rest, reason = PainRestKind.FULL, Reason("next_two_ambers", values={**values, "running": running})
    else:
        rest, reason = PainRestKind.NONE, Reason("next_amber", values={**values, "rise": n - base})
    decision = _decision(base, n, Level.AMBER, rest, reason)
    return NextDay(decision, ends_short_rest=False, eases=rest is PainRestKind.NONE)
