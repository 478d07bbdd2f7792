"""What "it hurts more" leads to: every line of "During", alone and together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.rule import PainRule, level, stricter
from hipcoach.safety.types import Action, BaseFrom, Decision, Level, PainKind, PainRestKind

scores = st.integers(0, 10)
maybe_scores = st.none() | scores
kinds = st.none() | st.sampled_from(PainKind)
answers = st.sampled_from([None, True, False])
counts = st.integers(1, 4)


def report(
    rule: PainRule,
    base: int,
    score: int | None,
    kind: PainKind | None = PainKind.ACHE,
    sharp_persists: bool | None = None,
    worse_count: int = 1,
) -> Decision:
    return after_report(
        rule,
        ReportAnswers(
            base=base,
            exercise="bridge",
            reported=score,
            kind=kind,
            sharp_persists=sharp_persists,
            worse_count=worse_count,
        ),
    )


def strictness(decision: Decision) -> tuple[int, int]:
    return decision.action.rank, decision.pain_rest.rank


@pytest.mark.parametrize(
    ("base", "score", "kind", "persists", "count", "action", "pain_rest", "line"),
    [
        (3, 3, "ache", None, 1, "go_on", "none", "during_ok"),
        (3, 4, "ache", None, 1, "break", "none", "during_amber"),
        (3, 5, "ache", None, 1, "end", "full", "during_red"),
        (0, 6, "ache", None, 1, "end", "full", "during_red"),
        (3, 3, "neuro", None, 1, "end_same_day", "full", "during_same_day"),
        (3, 3, "weak", None, 1, "end_same_day", "full", "during_same_day"),
        (3, 9, "weak", None, 2, "end_same_day", "full", "during_same_day"),
        (3, None, "neuro", None, 1, "end_same_day", "full", "during_same_day"),
        (3, 3, "sharp", True, 1, "end", "full", "during_sharp"),
        (3, 3, "sharp", None, 1, "end", "full", "during_sharp"),
        (3, None, "sharp", None, 1, "end", "full", "during_sharp"),
        (3, 3, "sharp", False, 1, "go_on", "none", "during_ok"),
        (3, 4, "sharp", False, 1, "break", "none", "during_amber"),
        (3, 3, "ache", None, 2, "end", "short", "during_second_worse"),
        (3, 4, "ache", None, 2, "end", "short", "during_second_worse"),
        (3, 5, "ache", None, 2, "end", "full", "during_red"),
        (3, 3, "ache", None, 3, "end", "short", "during_second_worse"),
        (3, None, "ache", None, 1, "end", "short", "during_not_given"),
        (3, 3, None, None, 1, "end", "short", "during_not_given"),
        (3, None, None, None, 1, "end", "short", "during_not_given"),
        (3, 7, None, None, 1, "end", "full", "during_red"),
        (3, None, None, None, 2, "end", "short", "during_second_worse"),
    ],
)
def test_the_strictest_line_wins(
    rule: PainRule,
    base: int,
    score: int | None,
    kind: str | None,
    persists: bool | None,
    count: int,
    action: str,
    pain_rest: str,
    line: str,
) -> None:
    decision = report(rule, base, score, PainKind(kind) if kind else None, persists, count)
    assert (decision.action.value, decision.pain_rest.value, decision.line) == (action, pain_rest, line)
    assert decision.why.endswith(".")
    assert decision.exercise == "bridge"
    assert rule.line(decision.line).says


@pytest.mark.parametrize(
    ("base", "d", "r", "action", "pain_rest"),
    [
        (3, 4, 3, "go_on_easier", "none"),  # back where it was
        (3, 4, 0, "go_on_easier", "none"),
        (0, 3, 2, "go_on_easier", "none"),  # lower than before the rest, and three or less
        (0, 3, 3, "end", "short"),  # not lower
        (2, 3, 3, "end", "short"),
        (4, 5, 4, "go_on_easier", "none"),
        (4, 5, 5, "end", "short"),
        (3, 4, 5, "end", "full"),  # red
        (0, 1, 4, "end", "full"),
        (5, 5, 6, "end", "full"),
        (3, 4, None, "end", "short"),
    ],
)
def test_after_the_break(rule: PainRule, base: int, d: int, r: int | None, action: str, pain_rest: str) -> None:
    decision = after_break(rule, base, exercise="bridge", reported=d, after_the_break=r)
    assert (decision.action.value, decision.pain_rest.value) == (action, pain_rest)
    assert rule.line(decision.line).says


@given(scores, maybe_scores, kinds, answers, counts)
def test_never_on_after_red(
    rule: PainRule, base: int, score: int | None, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    decision = report(rule, base, score, kind, persists, count)
    red = score is not None and level(rule, base, score) is Level.RED
    if red or (kind is PainKind.SHARP and persists is not False) or kind in (PainKind.NEURO, PainKind.WEAK):
        assert decision.action in (Action.END, Action.END_SAME_DAY)
        assert decision.pain_rest is PainRestKind.FULL


@given(scores, scores, maybe_scores)
def test_never_on_after_a_red_score_after_the_rest(rule: PainRule, base: int, d: int, r: int | None) -> None:
    decision = after_break(rule, base, exercise=None, reported=d, after_the_break=r)
    if r is not None and level(rule, base, r) is Level.RED:
        assert (decision.action, decision.pain_rest) == (Action.END, PainRestKind.FULL)
    if decision.action is Action.GO_ON_EASIER:
        assert r is not None
        assert r <= max(base, 3)
    else:
        assert decision.action is Action.END


@given(scores, maybe_scores, kinds, answers, counts)
def test_a_missing_answer_always_ends(
    rule: PainRule, base: int, score: int | None, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    """Never milder than the mildest of the ends, whatever the other answer says."""
    for decision in (report(rule, base, None, kind, persists, count), report(rule, base, score, None, persists, count)):
        assert decision.action.rank >= Action.END.rank
        assert decision.pain_rest.rank >= PainRestKind.SHORT.rank
    assert after_break(rule, base, exercise=None, reported=5, after_the_break=None).pain_rest is PainRestKind.SHORT


@given(scores, scores, kinds, answers, counts)
def test_no_score_is_never_milder_than_a_score_that_is_not_red(
    rule: PainRule, base: int, score: int, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    if level(rule, base, score) is not Level.RED:
        missing = strictness(report(rule, base, None, kind, persists, count))
        assert missing >= strictness(report(rule, base, score, kind, persists, count))


@given(scores, maybe_scores, kinds, answers, counts)
def test_no_sharp_answer_counts_as_still_there(
    rule: PainRule, base: int, score: int | None, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    silent = strictness(report(rule, base, score, kind, None, count))
    assert silent >= strictness(report(rule, base, score, kind, persists, count))


@given(scores, maybe_scores, kinds, answers, counts)
def test_each_further_worse_is_never_milder(
    rule: PainRule, base: int, score: int | None, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    more = strictness(report(rule, base, score, kind, persists, count + 1))
    assert more >= strictness(report(rule, base, score, kind, persists, count))


@given(scores, scores, kinds, answers, counts)
def test_a_higher_score_is_never_milder(
    rule: PainRule, base: int, score: int, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    higher = strictness(report(rule, base, min(10, score + 1), kind, persists, count))
    assert higher >= strictness(report(rule, base, score, kind, persists, count))


@given(scores, maybe_scores, kinds, answers, counts)
def test_the_stricter_setting_is_never_milder(
    rule: PainRule, base: int, score: int | None, kind: PainKind | None, persists: bool | None, count: int
) -> None:
    strict = strictness(report(stricter(rule), base, score, kind, persists, count))
    assert strict >= strictness(report(rule, base, score, kind, persists, count))
    if score is not None:
        for d in range(11):
            strict = strictness(after_break(stricter(rule), base, exercise=None, reported=d, after_the_break=score))
            assert strict >= strictness(after_break(rule, base, exercise=None, reported=d, after_the_break=score))


@pytest.mark.parametrize(
    ("base", "score", "source", "words"),
    [
        (3, 5, BaseFrom.BEFORE, "You reported 3 before and 5 now: that is a rise of two, to four or more."),
        (3, 7, BaseFrom.BEFORE, "You reported 3 before and 7 now: six or more ends a session."),
        (3, 4, BaseFrom.BEFORE, "You reported 3 before and 4 now: that is one more."),
        (3, 4, BaseFrom.USUAL, "You reported 4 now, and your usual number is 3: that is one more."),
        (0, 2, BaseFrom.NOTHING, "You reported 2 now, counted from 0 as no number was given before: that is two more."),
    ],
)
def test_the_sentence_says_what_was_reported(
    rule: PainRule, base: int, score: int, source: BaseFrom, words: str
) -> None:
    decision = after_report(
        rule,
        ReportAnswers(
            base=base,
            exercise="bridge",
            reported=score,
            kind=PainKind.ACHE,
            sharp_persists=None,
            worse_count=1,
            base_from=source,
        ),
    )
    assert decision.why.startswith(words)
