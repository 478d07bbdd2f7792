"""A number or a kind of pain that was a slip: what corrects it, and what it never lifts; pain before all exercise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Decided, Event, PainReported, PainRestBegun, PainRestCorrected, PainScored
from hipcoach.engine.pain.pain_dialogue import PainDialogue, take_answer
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import NUMBER_WRONG, Answer, State
from hipcoach.engine.types import StepKind
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import Action, PainKind, PainRestKind
from tests.engine.driving import begin, to_kind

RULE = load_rule(Path(__file__).parents[3] / "sessions" / "pain_rule.toml")
AT_S = 60.0


@pytest.mark.parametrize(
    ("first", "then", "counts", "rest"),
    [
        (2, 7, 7, PainRestKind.FULL),  # the slip that let a session go on
        (2, 3, 3, PainRestKind.NONE),
        (5, 2, 5, PainRestKind.FULL),  # a lower one lifts nothing
        (4, 2, 4, PainRestKind.NONE),
        (5, 9, 9, PainRestKind.FULL),
        (2, None, 2, PainRestKind.NONE),  # silence keeps what was given
        (7, None, 7, PainRestKind.FULL),
    ],
)
def test_a_number_that_was_wrong_is_given_again_and_the_higher_counts(
    first: int, then: int | None, counts: int, rest: PainRestKind
) -> None:
    pain: PainDialogue | None = PainDialogue(PainMarks(("bridge",), 1), 3)
    events: list[Event] = []
    for answer in (first, NUMBER_WRONG, then, PainKind.ACHE):
        assert pain is not None
        if pain.state is State.PAIN_CONFIRM:
            pain = take_answer(pain, True, RULE, AT_S).dialogue
            assert pain is not None
        turn = take_answer(pain, answer, RULE, AT_S)
        events += turn.events
        pain = turn.dialogue
        assert pain is None or not pain.may_withdraw, "after a number the report stands"
        if pain is not None and pain.state is State.PAIN_CONFIRM:
            confirmed = take_answer(pain, True, RULE, AT_S)
            events, pain = [*events, *confirmed.events], confirmed.dialogue
    assert isinstance(events[-1], Decided)
    assert (events[-1].decision.pain, events[-1].decision.pain_rest) == (counts, rest)
    assert len([each for each in events if isinstance(each, PainRestBegun)]) == (rest is PainRestKind.FULL)
    assert PainRestCorrected not in [type(each) for each in events]
    scored = [each for each in events if isinstance(each, PainScored)]
    said = [each.score if each.given is None else each.given for each in scored]
    assert said == ([first] if then is None else [first, then]), "each number is on record"


SAME_DAY = (PainKind.NEURO, PainKind.WEAK)


@pytest.mark.parametrize("kind", SAME_DAY)
@pytest.mark.parametrize(
    ("then", "action", "rest"),
    [
        ((True,), Action.END_SAME_DAY, PainRestKind.FULL),
        ((None,), Action.END_SAME_DAY, PainRestKind.FULL),  # silence
        ((False, None), Action.END_SAME_DAY, PainRestKind.FULL),  # no by itself corrects nothing
        ((False, PainKind.NEURO, True), Action.END_SAME_DAY, PainRestKind.FULL),
        ((False, NUMBER_WRONG, 1, None), Action.END_SAME_DAY, PainRestKind.FULL),
        ((False, PainKind.ACHE), Action.BREAK, PainRestKind.NONE),
        ((False, NUMBER_WRONG, 9, True, PainKind.ACHE), Action.END, PainRestKind.FULL),
    ],
)
def test_a_kind_for_the_same_day_is_a_hold_before_it_is_confirmed_and_falls_only_by_another(
    kind: PainKind, then: tuple[Answer, ...], action: Action, rest: PainRestKind
) -> None:
    pain: PainDialogue | None = PainDialogue(PainMarks(("bridge",), 1), 3)
    events: list[Event] = []
    for answer in (4, kind, *then):
        assert pain is not None
        turn = take_answer(pain, answer, RULE, AT_S)
        events += turn.events
        pain = turn.dialogue
        if answer is kind and then[0] is not False:
            assert pain is not None
            assert (pain.state, pain.pain_rest) == (State.KIND_CONFIRM, PainRestKind.FULL)
    decided = events[-1]
    assert isinstance(decided, Decided)
    assert (decided.decision.action, decided.decision.pain_rest) == (action, rest)
    standing = sum(isinstance(each, PainRestBegun) for each in events) - sum(
        isinstance(each, PainRestCorrected) for each in events
    )
    assert standing == (rest is PainRestKind.FULL)


def test_a_kind_that_is_corrected_lifts_no_rest_of_a_number() -> None:
    pain: PainDialogue | None = PainDialogue(PainMarks(("bridge",), 1), 3)
    for answer in (7, True, PainKind.WEAK, False, PainKind.ACHE):
        assert pain is not None
        turn = take_answer(pain, answer, RULE, AT_S)
        assert PainRestCorrected not in [type(each) for each in turn.events]
        pain = turn.dialogue
    assert turn.decision is not None
    assert turn.decision.pain_rest is PainRestKind.FULL


def test_no_to_a_higher_number_comes_back_to_the_one_before_it_and_never_below() -> None:
    pain: PainDialogue | None = PainDialogue(PainMarks(("bridge",), 1), 3)
    for answer in (4, NUMBER_WRONG, 8, False, 1):
        assert pain is not None
        turn = take_answer(pain, answer, RULE, AT_S)
        pain = turn.dialogue
    assert pain is not None
    assert (pain.score, pain.pain_rest) == (4, PainRestKind.NONE)
    assert [type(each) for each in turn.events] == [PainRestCorrected, PainScored]


def test_pain_in_the_greeting_is_before_the_first_exercise(engine_of: Callable[..., Engine]) -> None:
    for begun in (False, True):
        engine = engine_of("first-steps")
        begin(engine)
        now = to_kind(engine, StepKind.HOLD) if begun else 1.5
        reported = next(each for each in engine.report_pain(now) if isinstance(each, PainReported))
        assert (reported.exercise is not None) is begun
