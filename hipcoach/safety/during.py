"""During a session: what follows from a report that it hurts more, and from the score after the break.

The page of the rule, `docs/pain_rule.md`, has letters for the scores. Here they have names:

    D  `reported`         the score of the report
    R  `after_the_break`  the score after the break that an amber report asks for

Both are compared with the *base*: the score before the session, or what stands in for it. None means that no answer
was given. That is never taken as fine.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hipcoach.safety.comparison import comparison, red_limit
from hipcoach.safety.reason import NO_REASON, Reason
from hipcoach.safety.rule import PainRule, check_score, level
from hipcoach.safety.stored_keys import (
    BREAK_SCORE_AT_BASE,
    BREAK_SCORE_AT_BASE_ONLY,
    BREAK_SCORE_LOWER,
    BREAK_SCORE_LOWER_ONLY,
    BREAK_SCORE_NOT_GIVEN,
    BREAK_SCORE_RED,
    BREAK_SCORE_TOO_HIGH,
)
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainKind, PainRestKind, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswers:
    """The answers to one report of more pain."""

    base: int
    base_from: BaseFrom = BaseFrom.BEFORE
    exercise: str | None  # None: no exercise had begun
    reported: int | None
    kind: PainKind | None
    sharp_persists: bool | None  # is sharp pain still there after the wait? For any other kind it is not asked
    worse_count: int  # reports in this session, this one included
    left_open: str = ""  # the sentence for a question that was still open; empty where none was


def after_report(rule: PainRule, answers: ReportAnswers) -> Decision:
    """Return what follows from a report: every line is evaluated, and the strictest wins.

    Raises ValueError for a score outside 0-10.
    """
    decisions = (line(rule, answers) for line in LINES)
    return max((each for each in decisions if each is not None), key=_strictness)  # of equals the first


def _strictness(decision: Decision) -> tuple[int, int]:
    return decision.action.rank, decision.pain_rest.rank


# -- the lines about a report, with their labels on the page: each returns its decision, or None where it does not apply


def _for_the_same_day(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D7: burning, tingling or numbness, and weakness or giving way, end the session with a pain rest."""
    if answers.kind is None or not answers.kind.same_day:
        return None
    reason = Reason("during_same_day", values={"kind": answers.kind.value})
    return _decision(rule, answers, Action.END_SAME_DAY, PainRestKind.FULL, reason)


def _red(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D5: red ends the session with a pain rest. There is no way to go on."""
    base, reported = answers.base, answers.reported
    if reported is None or level(rule, base, reported) is not Level.RED:
        return None
    values = {**comparison(base, reported, answers.base_from), **red_limit(rule, base, reported)}
    return _decision(rule, answers, Action.END, PainRestKind.FULL, Reason("during_red", values=values))


def _amber(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D4: amber ends this exercise for today. After a break the score is asked again."""
    base, reported = answers.base, answers.reported
    if reported is None or level(rule, base, reported) is not Level.AMBER:
        return None
    wording = "" if answers.exercise is not None else "during_amber_none_begun"
    values = {**comparison(base, reported, answers.base_from), "rise": reported - base, "rest_s": rule.break_s}
    return _decision(rule, answers, Action.BREAK, PainRestKind.NONE, Reason("during_amber", wording, values))


def _ok(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D6: where the score is not higher, this exercise is over for today, and the next one may start."""
    base, reported = answers.base, answers.reported
    if reported is None or level(rule, base, reported) is not Level.OK:
        return None
    wording = "" if answers.exercise is not None else "during_ok_none_begun"
    reason = Reason("during_ok", wording, comparison(base, reported, answers.base_from))
    return _decision(rule, answers, Action.GO_ON, PainRestKind.NONE, reason)


def _sharp_pain_stays(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D8: sharp or catching pain that is still there after the wait counts as red.

    No answer counts as still there.
    """
    if answers.kind is not PainKind.SHARP or answers.sharp_persists is False:
        return None
    reason = Reason("during_sharp", values={"sharp_wait_s": rule.sharp_wait_s})
    if answers.sharp_persists is None:
        reason = Reason("during_sharp", "sharp_not_answered")
    return replace(_decision(rule, answers, Action.END, PainRestKind.FULL, reason), level=Level.RED)


def _reported_too_often(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D12: a second report in one session (or as many as the rule says) ends it with a short rest."""
    if answers.worse_count < rule.worse_ends:
        return None
    reason = Reason("during_second_worse", values={"count": answers.worse_count})
    return _decision(rule, answers, Action.END, PainRestKind.SHORT, reason)


def _not_given(rule: PainRule, answers: ReportAnswers) -> Decision | None:
    """Decide D13: the score, the kind of pain or another answer not given ends the session with a short rest."""
    if answers.reported is None:
        missing = "number_not_given"
    elif answers.left_open:
        missing = answers.left_open
    elif answers.kind is None:
        missing = "kind_not_given"
    else:
        return None
    return _decision(rule, answers, Action.END, PainRestKind.SHORT, Reason("during_not_given", missing))


LINES: tuple[Callable[[PainRule, ReportAnswers], Decision | None], ...] = (
    _for_the_same_day,
    _red,
    _amber,
    _ok,
    _sharp_pain_stays,
    _reported_too_often,
    _not_given,
)
"""Every line about a report. Of two that are equally strict the first gives the sentence."""


def _decision(
    rule: PainRule, answers: ReportAnswers, action: Action, pain_rest: PainRestKind, reason: Reason
) -> Decision:
    """Return a decision on a report, with the level of its score."""
    base, reported = answers.base, answers.reported
    found = None if reported is None else level(rule, base, reported)
    return Decision(Question.DURING, answers.exercise, base, reported, found, action, pain_rest, reason)


# -- after the break


def after_break(
    rule: PainRule,
    base: int,
    *,
    exercise: str | None,
    reported: int,
    after_the_break: int | None,
    base_from: BaseFrom = BaseFrom.BEFORE,
    left_open: str = "",
) -> Decision:
    """Return what follows from the score after the break. `left_open` as in `ReportAnswers`.

    Raises ValueError for a score outside 0-10.
    """
    check_score(reported)
    found = None if after_the_break is None else level(rule, base, after_the_break)
    about = Decision(
        Question.AFTER_BREAK, exercise, base, after_the_break, found, Action.NONE, PainRestKind.NONE, NO_REASON
    )
    pain_rest = replace(about, action=Action.END, pain_rest=PainRestKind.FULL)
    short_rest = replace(about, action=Action.END, pain_rest=PainRestKind.SHORT)
    goes_on = replace(about, action=Action.GO_ON_EASIER)

    # No score is given: the session ends with a short rest.
    if after_the_break is None:
        return replace(short_rest, reason=Reason("during_not_given", BREAK_SCORE_NOT_GIVEN))

    # The score is red: the session ends with a pain rest.
    numbers = comparison(base, after_the_break, base_from)
    if found is Level.RED:
        values = {**numbers, **red_limit(rule, base, after_the_break)}
        return replace(pain_rest, reason=Reason("during_red", BREAK_SCORE_RED, values))

    # Another question is left open: the session ends with a short rest.
    if left_open:
        return replace(short_rest, reason=Reason("during_not_given", left_open))

    # The score is at or below the base: the next exercise comes, one ladder step lower.
    if after_the_break <= base:
        return replace(goes_on, reason=Reason(BREAK_SCORE_AT_BASE, values=numbers))

    # It is lower than the one reported, and low by itself: the same.
    values = {"reported": reported, "now": after_the_break}
    if after_the_break < reported and after_the_break <= rule.break_settles_at:
        values |= {"rest_settles_at": rule.break_settles_at}
        return replace(goes_on, reason=Reason(BREAK_SCORE_AT_BASE, BREAK_SCORE_LOWER, values))

    # Any other score: the session ends with a short rest.
    return replace(short_rest, reason=Reason(BREAK_SCORE_TOO_HIGH, values=values))


WITHOUT_NEXT_EXERCISE = {
    "during_ok": "during_ok_only",
    BREAK_SCORE_AT_BASE: BREAK_SCORE_AT_BASE_ONLY,
    BREAK_SCORE_LOWER: BREAK_SCORE_LOWER_ONLY,
}
"""Sentences that speak of the next exercise, each with the same one without it."""


def without_what_follows(decision: Decision) -> str:
    """Return why a session goes on, where no exercise follows that could be easier."""
    reason = decision.reason
    shorter = WITHOUT_NEXT_EXERCISE.get(reason.wording or reason.line, reason.wording)
    return replace(reason, wording=shorter).sentence
