"""After a session and on the next day: what the numbers mean for the next one.

On the page of the rule, `docs/pain_rule.md`, the number after a session is A, and the one of the next day N. Both are
compared with the base of that session. None: it was not given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hipcoach.safety.comparison import comparison, red_limit
from hipcoach.safety.past import late_enough
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.sentences import Value
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainRestKind, Question


class Soreness(StrEnum):
    """What the next-day answer is about; it changes the words, never the level."""

    MUSCLE = "muscle"
    JOINT = "joint"


def after(rule: PainRule, base: int, number: int | None, *, base_from: BaseFrom = BaseFrom.BEFORE) -> Decision:
    """Return what follows from the number after the session."""
    # Not given: nothing is stepped up.
    if number is None:
        return _decision(Question.AFTER, base, None, PainRestKind.NONE, Reason("after_missing"))
    compared = comparison(base, number, base_from)
    match level(rule, base, number):
        case Level.RED:  # a pain rest begins
            reason = Reason("after_red", values={**compared, **red_limit(rule, base, number)})
            return _decision(Question.AFTER, base, number, PainRestKind.FULL, reason, Level.RED)
        case Level.AMBER:  # a short rest, and nothing is stepped up
            reason = Reason("after_amber", values={**compared, "rise": number - base})
            return _decision(Question.AFTER, base, number, PainRestKind.SHORT, reason, Level.AMBER)
        case Level.OK:  # the next day decides whether the session counts as settled
            return _decision(
                Question.AFTER, base, number, PainRestKind.NONE, Reason("after_ok", values=compared), Level.OK
            )


@dataclass(frozen=True, slots=True)
class NextDay:
    """What the next-day answer leads to."""

    decision: Decision
    ends_short_rest: bool  # a short rest is over
    eases: bool  # a rest day, or only mobility at its first ladder step; the exercise that started it goes one lower


def next_day(
    rule: PainRule,
    base: int,
    number: int | None,
    *,
    since: timedelta,
    ambers_before: int = 0,
    soreness: Soreness | None = None,
    base_from: BaseFrom = BaseFrom.BEFORE,
    higher_before: bool = False,
) -> NextDay:
    """Return what follows from the number of the next day.

    `since`: the time from the end of the session to the answer.
    `ambers_before`: how many next days with a higher number come directly before this one.
    `higher_before`: an earlier answer about this session was higher, so that it has not settled.
    """
    # Not given: the session does not count as settled.
    if number is None:
        return _plain(_decision(Question.NEXT, base, None, PainRestKind.NONE, Reason("next_missing")))
    compared = comparison(base, number, base_from)
    early = not late_enough(rule, since)
    match level(rule, base, number):
        case Level.RED:  # a pain rest begins
            reason = Reason("next_red", values={**compared, **red_limit(rule, base, number)})
            return _plain(_decision(Question.NEXT, base, number, PainRestKind.FULL, reason, Level.RED))
        case Level.AMBER:  # an easier day; on several next days running a pain rest
            muscle = Soreness.MUSCLE.value if soreness is Soreness.MUSCLE else ""
            running = ambers_before if early else ambers_before + 1
            return _next_day_amber(rule, base, number, {"soreness": muscle, **compared}, running)
        case Level.OK if early:  # it settles nothing yet
            reason = Reason("next_early", values={**compared, "from_h": rule.from_h})
            return _plain(_decision(Question.NEXT, base, number, PainRestKind.NONE, reason, Level.OK))
        case Level.OK:  # a short rest is over; the session has settled, unless an earlier answer was higher
            reason = Reason("next_ok", "next_ok_after_higher" if higher_before else "", compared)
            decision = _decision(Question.NEXT, base, number, PainRestKind.NONE, reason, Level.OK)
            return NextDay(decision, ends_short_rest=True, eases=False)


def _next_day_amber(rule: PainRule, base: int, number: int, values: Mapping[str, Value], running: int) -> NextDay:
    """Return what a higher number on the next day leads to; `running`: on so many next days in a row."""
    if running >= rule.amber_running:
        reason = Reason("next_two_ambers", values={**values, "running": running})
        return _plain(_decision(Question.NEXT, base, number, PainRestKind.FULL, reason, Level.AMBER))
    reason = Reason("next_amber", values={**values, "rise": number - base})
    decision = _decision(Question.NEXT, base, number, PainRestKind.NONE, reason, Level.AMBER)
    return NextDay(decision, ends_short_rest=False, eases=True)


def _plain(decision: Decision) -> NextDay:
    """Return a decision that ends no short rest and makes no day easier."""
    return NextDay(decision, ends_short_rest=False, eases=False)


def _decision(
    question: Question,
    base: int,
    number: int | None,
    pain_rest: PainRestKind,
    reason: Reason,
    found: Level | None = None,
) -> Decision:
    return Decision(question, None, base, number, found, Action.NONE, pain_rest, reason)
