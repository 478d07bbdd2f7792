"""After a session and the day after: what the numbers mean for the next one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.sentence_parts import amber_reason, compared, number, red_reason
from hipcoach.safety.types import Action, BaseFrom, Decision, HoldKind, Level, Question


class Soreness(StrEnum):
    """What the next-day answer is about; it changes the words, never the level."""

    MUSCLE = "muscle"
    JOINT = "joint"


def after(rule: PainRule, base: int, a: int | None, *, base_from: BaseFrom = BaseFrom.BEFORE) -> Decision:
    """Decide on A, the number after the session; None is "not given"."""
    at = None if a is None else level(rule, base, a)
    told = "" if a is None else compared(base, a, base_from)
    if a is None:
        why, line, hold = "You gave no number after the session: nothing is stepped up.", "after_missing", HoldKind.NONE
    elif at is Level.RED:
        why = f"{told}: {red_reason(rule, base, a)}. Rest until it has settled."
        line, hold = "after_red", HoldKind.HOLD
    elif at is Level.AMBER:
        why = f"{told}: {amber_reason(base, a)}. A short rest until tomorrow's answer, and nothing is stepped up."
        line, hold = "after_amber", HoldKind.SOFT
    else:
        why, line, hold = f"{told}: you rated no increase.", "after_ok", HoldKind.NONE
    return Decision(Question.AFTER, None, base, a, at, Action.NONE, hold, why, line)


@dataclass(frozen=True, slots=True)
class NextDay:
    """What the next-day answer leads to."""

    decision: Decision
    settled: bool  # the session counts toward progression
    clears_soft: bool  # a short rest is over
    eases: bool  # rest day or mobility at START without the trigger, which goes one step lower


def next_day(
    rule: PainRule,
    base: int,
    n: int | None,
    *,
    since: timedelta,
    ambers_before: int = 0,
    soreness: Soreness | None = None,
) -> NextDay:
    """Decide on N. `base` is the earlier session's, `since` the time from its end to the answer.

    `ambers_before` counts the next days with a higher number that directly precede this one.
    """
    early = since < timedelta(hours=rule.from_h)
    if n is None:
        why = "You gave no next-day answer: the session does not count as settled."
        return _plain(Decision(Question.NEXT, None, base, n, None, Action.NONE, HoldKind.NONE, why, "next_missing"))
    at = level(rule, base, n)
    told = f"You reported {base} before your last session and {n} now"
    if at is Level.RED:
        why = f"{told}: {red_reason(rule, base, n)}. Rest until it has settled."
        return _plain(Decision(Question.NEXT, None, base, n, at, Action.NONE, HoldKind.HOLD, why, "next_red"))
    if at is Level.AMBER:
        return _amber(rule, base, n, told, soreness, ambers_before + (0 if early else 1))
    if early:
        why = f"{told}. It is less than {rule.from_h} hours since the session, so the answer settles nothing yet."
        return _plain(Decision(Question.NEXT, None, base, n, at, Action.NONE, HoldKind.NONE, why, "next_early"))
    why = f"{told}: you rated no increase, so the session counts as settled."
    decision = Decision(Question.NEXT, None, base, n, at, Action.NONE, HoldKind.NONE, why, "next_ok")
    return NextDay(decision, settled=True, clears_soft=True, eases=False)


def _plain(decision: Decision) -> NextDay:
    return NextDay(decision, settled=False, clears_soft=False, eases=False)


def _amber(rule: PainRule, base: int, n: int, told: str, soreness: Soreness | None, running: int) -> NextDay:
    """A higher number: an easier day, or a rest when it is not the first in a row."""
    words = "You marked muscle soreness, which usually passes in a few days. " if soreness is Soreness.MUSCLE else ""
    if running >= rule.amber_running:
        why = f"{words}{told}: {number(running)} next days running with a higher number. Rest until it has settled."
        hold, line = HoldKind.HOLD, "next_two_ambers"
    else:
        why = f"{words}{told}: {amber_reason(base, n)}. A rest day, or gentle mobility, and one step lower next time."
        hold, line = HoldKind.NONE, "next_amber"
    decision = Decision(Question.NEXT, None, base, n, Level.AMBER, Action.NONE, hold, why, line)
    return NextDay(decision, settled=False, clears_soft=False, eases=hold is HoldKind.NONE)
