"""During a session: what follows from "it hurts more". Every line is evaluated and the strictest wins."""

from collections.abc import Iterator
from dataclasses import replace

from hipcoach.safety.rule import PainRule, check_score, level
from hipcoach.safety.sentence_parts import amber_reason, compared, number, red_reason, span
from hipcoach.safety.types import Action, BaseFrom, Decision, HoldKind, Level, PainKind, Question

_KIND_WORDS = {
    PainKind.NEURO: "burning, tingling or numbness",
    PainKind.WEAK: "weakness or giving way",
}


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
) -> Decision:
    """Decide on D and its kind; None is "not given".

    `sharp_persists` matters for sharp pain only: whether it is still there after the wait (None = no answer = still
    there). `worse_count` counts this report. Raises ValueError on a score outside 0-10.
    """
    at = None if score is None else level(rule, base, score)
    blank = Decision(Question.DURING, exercise, base, score, at, Action.NONE, HoldKind.NONE, "")
    lines = _report_lines(rule, blank, kind, sharp_persists, worse_count, base_from)
    return _strictest(lines)


def after_rest(
    rule: PainRule,
    base: int,
    *,
    exercise: str | None,
    d: int,
    r: int | None,
    base_from: BaseFrom = BaseFrom.BEFORE,
) -> Decision:
    """Decide on R, the score after the rest that an AMBER asks; `d` is the score before that rest."""
    check_score(d)
    at = None if r is None else level(rule, base, r)
    blank = Decision(Question.REST, exercise, base, r, at, Action.END, HoldKind.SOFT, "", "rest_not_settled")
    if r is None:
        why = "No number was given after the rest, and a missing answer never counts as fine: the session ends here."
        return replace(blank, why=why, line="during_not_given")
    if at is Level.RED:
        why = f"{compared(base, r, base_from)} after the rest: {red_reason(rule, base, r)}. The session ends here."
        return replace(blank, hold=HoldKind.HOLD, why=why, line="during_red")
    if r <= base:
        why = f"{compared(base, r, base_from)} after the rest: it is back where it was. The next exercise is easier."
        return replace(blank, action=Action.GO_ON_EASIER, hold=HoldKind.NONE, why=why, line="rest_settled")
    if r < d and r <= rule.rest_settles_at:
        why = (
            f"You reported {d} before the rest and {r} after it: it has come down, to "
            f"{number(rule.rest_settles_at)} or less. The next exercise is easier."
        )
        return replace(blank, action=Action.GO_ON_EASIER, hold=HoldKind.NONE, why=why, line="rest_settled")
    why = f"You reported {d} before the rest and {r} after it: it has not come down enough. The session ends here."
    return replace(blank, why=why)


def _strictest(lines: Iterator[Decision]) -> Decision:
    """The strictest of the decisions; of equals the first."""
    return max(lines, key=lambda one: (one.action.rank, one.hold.rank))


def _report_lines(
    rule: PainRule,
    blank: Decision,
    kind: PainKind | None,
    sharp_persists: bool | None,
    worse_count: int,
    base_from: BaseFrom,
) -> Iterator[Decision]:
    """One decision for each line of "During" that applies; the strictest first, so that its words win a tie."""
    if kind in _KIND_WORDS:
        why = f"You reported {_KIND_WORDS[kind]}: the session ends here, and this wants somebody to look at it today."
        yield replace(blank, action=Action.END_SAME_DAY, hold=HoldKind.HOLD, why=why, line="during_same_day")
    yield from _score_lines(rule, blank, base_from)
    if kind is PainKind.SHARP and sharp_persists is not False:
        yield replace(
            blank,
            level=Level.RED,
            action=Action.END,
            hold=HoldKind.HOLD,
            why=_sharp_words(rule, sharp_persists),
            line="during_sharp",
        )
    if worse_count >= rule.worse_ends:
        why = f"Something hurt more {_times(worse_count)} in this session: that is enough for today."
        yield replace(blank, action=Action.END, hold=HoldKind.SOFT, why=why, line="during_second_worse")
    if blank.pain is None or kind is None:
        missing = "number" if blank.pain is None else "answer about what it is like"
        why = f"No {missing} was given, and a missing answer never counts as fine: the session ends here."
        yield replace(blank, action=Action.END, hold=HoldKind.SOFT, why=why, line="during_not_given")


def _score_lines(rule: PainRule, blank: Decision, base_from: BaseFrom) -> Iterator[Decision]:
    """The line that the score itself gives."""
    base, score = blank.base, blank.pain
    if base is None or score is None:
        return
    told = compared(base, score, base_from)
    if blank.level is Level.RED:
        why = f"{told}: {red_reason(rule, base, score)}. The session ends here."
        yield replace(blank, action=Action.END, hold=HoldKind.HOLD, why=why, line="during_red")
    elif blank.level is Level.AMBER:
        why = f"{told}: {amber_reason(base, score)}. This exercise is over for today; rest {span(rule.rest_s)}."
        yield replace(blank, action=Action.REST, why=why, line="during_amber")
    else:
        why = f"{told}: the number is not higher. This exercise is over for today; the next one may start."
        yield replace(blank, action=Action.GO_ON, why=why, line="during_ok")


def _sharp_words(rule: PainRule, sharp_persists: bool | None) -> str:
    """Why sharp pain ends the session."""
    if sharp_persists is None:
        return "You reported sharp or catching pain and gave no answer after the wait: the session ends here."
    waited = span(rule.sharp_wait_s)
    return f"You reported sharp or catching pain that was still there after {waited}: the session ends here."


def _times(count: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")
