"""During a session: what follows from "it hurts more". Every line is evaluated and the strictest wins."""

from collections.abc import Iterator
from dataclasses import replace

from hipcoach.safety.comparison import comparison, red_limit
from hipcoach.safety.reason import NO_REASON, Reason
from hipcoach.safety.rule import PainRule, check_score, level
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainKind, PainRestKind, Question

ONLY = {"during_ok": "during_ok_only", "rest_settled": "rest_settled_only", "rest_lower": "rest_lower_only"}
"""Wordings that say nothing of the next exercise."""


def after_report(
    rule: PainRule,
    base: int,
    *,
    exercise: str | None,
    score: int | None,
    kind: PainKind | None,
    sharp_persists: bool | None,
    worse_count: int,
    base_from: BaseFrom = BaseFrom.BEFORE,
    left_open: str = "",
) -> Decision:
    """Decide on D and its kind; None is "not given".

    `left_open`: the sentence where a question was still open, whichever it was. That ends the session, whatever the
    answers so far. Most questions do that by themselves, since each that is open leaves a score, the kind or
    `sharp_persists` None. It is for one that is added to the dialogue: leaving it open is never taken as fine.

    `sharp_persists` matters for sharp pain only: whether it is still there after the wait (None = no answer = still
    there). `worse_count` counts this report. Raises ValueError on a score outside 0-10.
    """
    at = None if score is None else level(rule, base, score)
    blank = Decision(Question.DURING, exercise, base, score, at, Action.NONE, PainRestKind.NONE, NO_REASON)
    lines = _report_lines(rule, blank, kind, sharp_persists, worse_count, base_from, left_open)
    return _strictest(lines)


def after_break(
    rule: PainRule,
    base: int,
    *,
    exercise: str | None,
    d: int,
    r: int | None,
    base_from: BaseFrom = BaseFrom.BEFORE,
    left_open: str = "",
) -> Decision:
    """Decide on R, the score after the break that an AMBER asks; `d` is the score before that break.

    `left_open` as in `after_report`.
    """
    check_score(d)
    at = None if r is None else level(rule, base, r)
    # The break is called "rest" in the names of lines and values: diaries keep them.
    ends = Decision(Question.AFTER_BREAK, exercise, base, r, at, Action.END, PainRestKind.SHORT, NO_REASON)
    if r is None:
        return replace(ends, reason=Reason("during_not_given", "rest_not_given"))
    numbers = comparison(base, r, base_from)
    if at is Level.RED:
        reason = Reason("during_red", "rest_red", {**numbers, **red_limit(rule, base, r)})
        return replace(ends, pain_rest=PainRestKind.FULL, reason=reason)
    if left_open:
        return replace(ends, reason=Reason("during_not_given", left_open))
    if r <= base:
        reason = Reason("rest_settled", values=numbers)
        return replace(ends, action=Action.GO_ON_EASIER, pain_rest=PainRestKind.NONE, reason=reason)
    if r < d and r <= rule.break_settles_at:
        values = {"reported": d, "now": r, "rest_settles_at": rule.break_settles_at}
        reason = Reason("rest_settled", "rest_lower", values)
        return replace(ends, action=Action.GO_ON_EASIER, pain_rest=PainRestKind.NONE, reason=reason)
    return replace(ends, reason=Reason("rest_not_settled", values={"reported": d, "now": r}))


def without_what_follows(decision: Decision) -> str:
    """Return why a session goes on after a rest, where no exercise follows, or none that is easier."""
    reason = decision.reason
    return replace(reason, wording=ONLY.get(reason.wording or reason.line, reason.wording)).sentence


def _strictest(lines: Iterator[Decision]) -> Decision:
    """Return the strictest of the decisions; of equals the first."""
    return max(lines, key=lambda one: (one.action.rank, one.pain_rest.rank))


def _report_lines(
    rule: PainRule,
    blank: Decision,
    kind: PainKind | None,
    sharp_persists: bool | None,
    worse_count: int,
    base_from: BaseFrom,
    left_open: str,
) -> Iterator[Decision]:
    """Return one decision for each line of "During" that applies; of equally strict ones the first gives the words."""
    if kind is not None and kind.same_day:
        reason = Reason("during_same_day", values={"kind": kind.value})
        yield replace(blank, action=Action.END_SAME_DAY, pain_rest=PainRestKind.FULL, reason=reason)
    yield from _score_lines(rule, blank, base_from)
    if kind is PainKind.SHARP and sharp_persists is not False:
        reason = Reason("during_sharp", values={"sharp_wait_s": rule.sharp_wait_s})
        if sharp_persists is None:
            reason = Reason("during_sharp", "sharp_not_answered")
        yield replace(blank, level=Level.RED, action=Action.END, pain_rest=PainRestKind.FULL, reason=reason)
    if worse_count >= rule.worse_ends:
        reason = Reason("during_second_worse", values={"count": worse_count})
        yield replace(blank, action=Action.END, pain_rest=PainRestKind.SHORT, reason=reason)
    if blank.pain is None or kind is None or left_open:
        missing = "number_not_given" if blank.pain is None else left_open or "kind_not_given"
        yield replace(
            blank, action=Action.END, pain_rest=PainRestKind.SHORT, reason=Reason("during_not_given", missing)
        )


def _score_lines(rule: PainRule, blank: Decision, base_from: BaseFrom) -> Iterator[Decision]:
    """Return the line that the score itself gives."""
    base, score = blank.base, blank.pain
    if base is None or score is None:
        return
    numbers = comparison(base, score, base_from)
    if blank.level is Level.RED:
        reason = Reason("during_red", values={**numbers, **red_limit(rule, base, score)})
        yield replace(blank, action=Action.END, pain_rest=PainRestKind.FULL, reason=reason)
    elif blank.level is Level.AMBER:
        values = {**numbers, "rise": score - base, "rest_s": rule.break_s}
        reason = Reason("during_amber", "" if blank.exercise is not None else "during_amber_none_begun", values)
        yield replace(blank, action=Action.BREAK, reason=reason)
    else:
        reason = Reason("during_ok", "" if blank.exercise is not None else "during_ok_none_begun", numbers)
        yield replace(blank, action=Action.GO_ON, reason=reason)
