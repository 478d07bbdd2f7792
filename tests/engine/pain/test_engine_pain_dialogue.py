"""The dialogue about pain by itself: any answers in any order, with the shipped rule."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.engine.events import (
    Decided,
    Event,
    Finished,
    PainKindGiven,
    PainReported,
    PainRestBegun,
    PainRestCorrected,
    PainScored,
    QuestionAnswered,
    ReportWithdrawn,
    VitalEvent,
)
from hipcoach.engine.pain import pain_dialogue
from hipcoach.engine.pain.pain_dialogue import PainDialogue, PainTurn, give_up, take_answer, time_out
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import QUESTIONS, Answer, Request, SessionQuestion, State
from hipcoach.engine.session_table import SESSION
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.load import load_rule
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import level
from hipcoach.safety.types import Action, Level, PainKind, PainRestKind, Question

RULE = load_rule(Path(__file__).parents[3] / "sessions" / "pain_rule.toml")
AT_S = 60.0

SCORES = st.one_of(st.none(), st.integers(0, 10))
ANSWERS: dict[State, st.SearchStrategy[Answer]] = {
    state: st.sampled_from((*(each.value for each in asked.answers), None)) if asked.answers else SCORES
    for state, asked in QUESTIONS.items()
    if asked.takes_answer
}
NO_ANSWERS = (-1, 11, 3.5, "4", True, PainKind.ACHE)
LONGEST = 12
LAST = (State.PAIN_KIND, State.SHARP_WAIT, State.SHARP_QUESTION)  # left open, the rule knows it by itself


@dataclass
class Story:
    """One report told to its end: what was open, what was answered, and what came of it."""

    turns: list[PainTurn] = field(default_factory=list)
    answers: list[tuple[PainDialogue, object]] = field(default_factory=list)

    @property
    def events(self) -> list[Event]:
        return [event for turn in self.turns for event in turn.events]

    def last(self, state: State) -> object:
        """The last answer in a state; a question that timed out, or was never asked, has None."""
        return next((answer for pain, answer in reversed(self.answers) if pain.state is state), None)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Any report: each question is answered or times out, and the user may end the session at any time."""
    marks = PainMarks(("bridge",), draw(st.integers(1, 2)))
    pain: PainDialogue | None = PainDialogue(marks, draw(st.integers(0, 7)))
    story = Story()
    while pain is not None:
        way = draw(st.sampled_from(("answer", "answer", "answer", "time", "leave")))
        if way == "leave" or len(story.turns) > LONGEST:
            turn, answer = give_up(pain, RULE, AT_S), None
        elif way == "time" or pain.state not in ANSWERS:
            turn, answer = time_out(pain, RULE, AT_S), None
        else:
            answer = draw(ANSWERS[pain.state])
            turn = take_answer(pain, answer, RULE, AT_S)
        story.answers.append((pain, answer))
        story.turns.append(turn)
        pain = turn.dialogue
    return story


@given(stories())
def test_every_report_comes_to_a_decision(story: Story) -> None:
    assert story.turns[-1].decision is not None
    assert isinstance(story.events[-1], Decided)
    for turn in story.turns:
        assert (turn.decision is None) == (turn.dialogue is not None and turn.dialogue.state is not State.PAIN_BREAK)
        assert [event.decision for event in turn.events if isinstance(event, Decided)] == (
            [turn.decision] if turn.decision else []
        )


@given(stories())
def test_it_moves_only_as_the_table_allows(story: Story) -> None:
    for (pain, _), turn in zip(story.answers, story.turns, strict=True):
        goes_on = turn.decision is not None and turn.decision.action in (Action.GO_ON, Action.GO_ON_EASIER)
        then = turn.dialogue.state if turn.dialogue else State.RESUMING if goes_on else State.ENDED
        requests = {Request.ANSWER, Request.TIME, Request.STOP}
        allowed = {target for request in requests for target in SESSION.transitions.get((pain.state, request), ())}
        assert then in allowed


@given(stories())
def test_the_rule_decides_what_it_would_decide_of_the_same_answers(story: Story) -> None:
    for (pain, answer), turn in zip(story.answers, story.turns, strict=True):
        decision = turn.decision
        if decision is None:
            continue
        if decision.question is Question.AFTER_BREAK:
            rest = answer if pain.state is State.BREAK_SCORE and isinstance(answer, int) else pain.break_score
            assert pain.score is not None
            assert decision == after_break(
                RULE, pain.base, exercise="bridge", reported=pain.score, after_the_break=rest
            )
            continue
        kind = answer if pain.state is State.PAIN_KIND and isinstance(answer, PainKind) else pain.kind
        new = answer is None and pain.state not in (State.PAIN_SCORE, State.PAIN_CONFIRM, *LAST)
        assert decision == after_report(
            RULE,
            ReportAnswers(
                base=pain.base,
                exercise="bridge",
                reported=pain.score,
                kind=kind,
                sharp_persists=answer if pain.state is State.SHARP_QUESTION and isinstance(answer, bool) else None,
                worse_count=pain.marks.reports,
                left_open=QUESTIONS[pain.state].not_given if new else "",
            ),
        )


@given(stories())
def test_a_missing_answer_never_lets_the_session_go_on(story: Story) -> None:
    decision = story.turns[-1].decision
    assert decision is not None
    asked = {pain.state for pain, _ in story.answers}
    missing = [
        s for s in (State.PAIN_SCORE, State.PAIN_KIND, State.BREAK_SCORE) if s in asked and story.last(s) is None
    ]
    if missing or story.answers[-1][0].state not in ANSWERS:
        assert decision.action in (Action.END, Action.END_SAME_DAY)


@given(stories())
def test_a_red_number_is_a_hold_at_once_and_stays_one_unless_it_is_corrected(story: Story) -> None:
    pain_rests: list[PainRestKind] = []
    base = story.answers[0][0].base
    for turn in story.turns:
        for event in turn.events:
            if isinstance(event, PainRestBegun):
                pain_rests.append(event.kind)
            elif isinstance(event, PainRestCorrected):
                assert pain_rests.pop() is PainRestKind.FULL
        scored = next((event for event in turn.events if isinstance(event, PainScored)), None)
        if scored is not None and scored.score is not None and level(RULE, base, scored.score) is Level.RED:
            assert pain_rests[-1] is PainRestKind.FULL
            assert turn.dialogue is not None
            stood = scored.score == turn.dialogue.at_least  # it was confirmed before; a higher one is a new number
            assert turn.dialogue.state is (State.PAIN_KIND if stood else State.PAIN_CONFIRM)
            assert turn.dialogue.pending == (None if stood else scored.score)
    decision = story.turns[-1].decision
    assert decision is not None
    assert len(pain_rests) <= 1
    assert (pain_rests[0] if pain_rests else PainRestKind.NONE) is decision.pain_rest
    if pain_rests:
        assert decision.action in (Action.END, Action.END_SAME_DAY)


@given(stories(), st.sampled_from(NO_ANSWERS))
def test_what_is_no_answer_raises_and_a_value_never_changes(story: Story, no_answer: object) -> None:
    for pain, _ in story.answers:
        before = replace(pain)
        if no_answer not in [each.value for each in QUESTIONS[pain.state].answers]:
            with pytest.raises(ValueError, match=r"answer|0 to 10"):
                take_answer(pain, no_answer, RULE, AT_S)  # type: ignore[arg-type]
        assert pain == before


@pytest.mark.parametrize(
    ("state", "time_s"),
    [
        (State.PAIN_SCORE, RULE.score_timeout_s),
        (State.PAIN_CONFIRM, RULE.confirm_timeout_s),
        (State.PAIN_KIND, RULE.kind_timeout_s),
        (State.KIND_CONFIRM, RULE.confirm_timeout_s),
        (State.SHARP_WAIT, RULE.sharp_wait_s),
        (State.SHARP_QUESTION, RULE.sharp_timeout_s),
        (State.PAIN_BREAK, RULE.break_s),
        (State.BREAK_SCORE, RULE.score_timeout_s),
    ],
)
def test_every_question_and_wait_has_its_time_from_the_rule(state: State, time_s: float) -> None:
    assert QUESTIONS[state].wait_s(RULE) == time_s


FINE = PainDialogue(PainMarks(("bridge",), 1), 3, score=3, kind=PainKind.ACHE)
"""A report whose answers so far would let the session go on."""
SETTLED = replace(FINE, score=4, break_score=3, part=Question.AFTER_BREAK)
UNHEARD = State.PAUSED
"""A state that the dialogue has no case for: any question that is new."""


@pytest.fixture
def _new_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, UNHEARD, SessionQuestion("Left or right?"))  # type: ignore[arg-type]


@pytest.mark.usefixtures("_new_question")
@pytest.mark.parametrize("pain", [FINE, SETTLED, replace(FINE, score=4)])
@pytest.mark.parametrize("state", [*QUESTIONS, UNHEARD])
def test_leaving_ends_the_session_whatever_is_open_and_whatever_was_answered(pain: PainDialogue, state: State) -> None:
    decision = give_up(replace(pain, state=state), RULE, AT_S).decision
    assert decision is not None
    assert (decision.action, decision.pain_rest) == (Action.END, PainRestKind.SHORT)
    assert decision.reason == Reason("during_not_given", QUESTIONS[state].not_given)


LEAVES = [give_up, time_out, lambda pain, rule, at_s: take_answer(pain, None, rule, at_s)]


@pytest.mark.usefixtures("_new_question")
@pytest.mark.parametrize("pain", [FINE, SETTLED, replace(FINE, kind=None)])
@pytest.mark.parametrize("leave", LEAVES)
def test_a_new_question_without_an_answer_ends_the_session(pain: PainDialogue, leave: Callable[..., PainTurn]) -> None:
    decision = leave(replace(pain, state=UNHEARD), RULE, AT_S).decision
    assert decision is not None
    assert (decision.action, decision.pain_rest) == (Action.END, PainRestKind.SHORT)
    assert "was left unanswered" in decision.why, "also where it came before the kind"


@pytest.mark.usefixtures("_new_question")
def test_leaving_never_softens_what_is_already_red() -> None:
    red = give_up(replace(FINE, score=9, state=UNHEARD, pain_rest=PainRestKind.FULL), RULE, AT_S).decision
    after = give_up(replace(SETTLED, break_score=9, state=UNHEARD, pain_rest=PainRestKind.FULL), RULE, AT_S).decision
    assert red is not None
    assert after is not None
    assert red.pain_rest is after.pain_rest is PainRestKind.FULL


@given(stories())
def test_every_answer_is_an_event_that_holds_it(story: Story) -> None:
    for (pain, answer), turn in zip(story.answers, story.turns, strict=True):
        for event in turn.events:
            if isinstance(event, QuestionAnswered):
                assert (event.question, event.answer) == (pain.state, answer)
        if answer is not None:
            assert isinstance(turn.events[0], QuestionAnswered | PainScored | PainKindGiven | PainRestCorrected)


def test_what_a_report_of_pain_says_is_the_last_to_be_lost_on_a_full_disk() -> None:
    said = {each for each in vars(pain_dialogue).values() if isinstance(each, type) and issubclass(each, Event)}
    assert {each.__name__ for each in said if not issubclass(each, VitalEvent)} == {"Event", "Silenced"}
    assert all(issubclass(each, VitalEvent) for each in (PainReported, ReportWithdrawn, Finished))
