"""The table of what is asked in a session: whole, and in step with the transitions and the phrases."""

from dataclasses import replace

import pytest

from hipcoach.engine.events import QuestionAnswered
from hipcoach.engine.pain.pain_dialogue import PainDialogue, PainTurn, take_answer
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.pain.question_text import question_text
from hipcoach.engine.questions import (
    QUESTIONS,
    STEP_QUESTIONS,
    Answer,
    AnswerForm,
    Request,
    SessionQuestion,
    State,
    StepQuestion,
    question_in,
)
from hipcoach.engine.session_table import SESSION, question_entries
from hipcoach.engine.words.script import Script
from tests.engine.script_told import RULE
from tests.new_question import ABOUT_PAIN, KNOWN, ROW, NewQuestion

ASKED = {state: question for state, question in QUESTIONS.items() if question.form is not AnswerForm.WAIT}
EVERY = (*STEP_QUESTIONS.values(), *ASKED.values())


def without_phrases(script: Script) -> Script:
    """The script of a language that has no phrase for any question."""
    templates = {key: text for key, text in script.phrases.templates.items() if key not in set(QUESTIONS)}
    return replace(script, phrases=replace(script.phrases, templates=templates))


def test_an_answer_is_taken_in_every_state_that_asks_and_in_no_other() -> None:
    assert {state for state, request in SESSION.transitions if request is Request.ANSWER} == set(ASKED)


def test_a_question_takes_its_own_answers_and_none_and_nothing_else() -> None:
    every: list[Answer] = [each.value for question in EVERY for each in question.answers]
    for question in EVERY:
        own = [each.value for each in question.answers] or list(range(11))
        for answer in (*own, None):
            question.check(answer)
        for answer in (*every, -1, 11, "4", 1, True):
            if not any(answer == each and type(answer) is type(each) for each in own):
                with pytest.raises(ValueError, match=r"no answer|0 to 10"):
                    question.check(answer)


@pytest.mark.parametrize("question", [*STEP_QUESTIONS.values(), *QUESTIONS.values()])
def test_each_answer_has_a_key_of_its_own(question: SessionQuestion) -> None:
    keys = [answer.key for answer in question.answers]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"P", "Q", "W"}, "keys that mean the same at any time"


@pytest.mark.parametrize("state", list(ASKED))
def test_what_no_answer_means_is_said(state: State) -> None:
    assert "{left}" in ASKED[state].unanswered


def test_a_check_is_asked_only_while_its_step_runs() -> None:
    for asks, question in STEP_QUESTIONS.items():
        assert question_in(State.RUNNING, asks) is question
        assert question_in(State.PAUSED, asks) is None
    assert question_in(State.RUNNING, None) is None
    assert question_in(State.PAIN_KIND, StepQuestion.CHECK) is QUESTIONS[State.PAIN_KIND]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.PAIN_SCORE, "How much does it hurt now? Press its number."),
        (State.PAIN_CONFIRM, "You chose 7. Is that right? Press Y for yes, or N for no."),
        (
            State.PAIN_KIND,
            "What is it like? Press 1 for an ache, 2 for sharp or catching, 3 for burning, tingling or numb, "
            "4 for weak or giving way, or Backspace for a higher number.",
        ),
        (State.SHARP_WAIT, "Stay still and rest for a moment."),
    ],
)
def test_without_a_phrase_the_words_and_the_keys_are_said(state: State, said: str, script: Script) -> None:
    assert question_text(without_phrases(script), state, score=7) == said


@pytest.mark.parametrize("state", [state for state, question in QUESTIONS.items() if question.spoken])
def test_the_phrase_of_the_language_is_said_where_it_has_one(state: State, script: Script) -> None:
    asked = {"score": 7, "kind": "weak or giving way"}
    phrase = script.text(state.value, **asked) if state.value in script.phrases.templates else None
    assert question_text(script, state, **asked) == (phrase or question_text(without_phrases(script), state, **asked))


def test_the_shipped_language_has_phrases_of_its_own(script: Script) -> None:
    shipped = {
        State.PAIN_SCORE,
        State.PAIN_CONFIRM,
        State.PAIN_KIND,
        State.KIND_CONFIRM,
        State.SHARP_WAIT,
        State.SHARP_QUESTION,
        State.BREAK_SCORE,
    }
    assert shipped <= set(script.phrases.templates)


def test_where_nobody_is_asked_every_question_has_an_answer() -> None:
    """A new question needs no other file for that: numbers and kinds are prepared, the rest stands in the table."""
    prepared = {State.PAIN_SCORE, State.PAIN_KIND, State.BREAK_SCORE}
    for question in (ASKED[state] for state in ASKED.keys() - prepared):
        assert question.rehearsed is not None, question.words
        question.check(question.rehearsed)


def after_a_score(answer: Answer) -> PainTurn:
    """Return what follows where the question before the kind is answered so."""
    scored = take_answer(PainDialogue(PainMarks(("bridge",), 1), 3), 3, RULE, 60.0).dialogue
    assert scored is not None
    assert scored.state is KNOWN
    return take_answer(scored, answer, RULE, 61.0)


@pytest.mark.parametrize("answer", [True, False])
def test_a_question_about_pain_is_asked_before_another_as_its_row_says(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUESTIONS, KNOWN, ABOUT_PAIN)
    turn = after_a_score(answer)
    assert turn.dialogue is not None
    assert turn.dialogue.state is State.PAIN_KIND
    assert turn.events == (QuestionAnswered(61.0, KNOWN, answer),)


def test_silence_at_it_ends_the_session_but_where_its_row_leads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, KNOWN, ABOUT_PAIN)
    turn = after_a_score(None)
    assert turn.dialogue is None
    assert turn.decision is not None
    assert turn.decision.action.ends
    free = replace(ABOUT_PAIN, silence_leads_to=frozenset({State.PAIN_KIND}))
    monkeypatch.setitem(QUESTIONS, KNOWN, free)
    on = after_a_score(None).dialogue
    assert on is not None
    assert on.state is State.PAIN_KIND


def test_the_table_of_states_follows_what_is_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUESTIONS, KNOWN, ABOUT_PAIN)
    entries = dict(question_entries())
    assert KNOWN in entries[State.PAIN_SCORE, Request.ANSWER]
    assert entries[KNOWN, Request.ANSWER] == {State.PAIN_KIND, State.ENDED}
    assert entries[KNOWN, Request.TIME] == {KNOWN, State.ENDED}


@pytest.mark.parametrize(
    ("ways", "said", "how"),
    [
        (("switch",), {}, ""),
        (("words",), {"yes": "aye", "no": "nay"}, " Say aye, or nay."),
        (("words",), {"yes": "aye"}, " Press Y for yes, or N for no."),
    ],
)
def test_without_a_phrase_it_is_said_how_it_is_answered_by_a_switch_or_by_words(
    ways: tuple[str, ...], said: dict[str, str], how: str, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUESTIONS, KNOWN, ABOUT_PAIN)
    monkeypatch.setitem(STEP_QUESTIONS, NewQuestion.TIRED, ROW)  # type: ignore[arg-type]
    script = replace(script, ways=ways, said=said)
    assert question_text(script, KNOWN) == f"Do you know this pain?{how}"
    if "yes" in said:  # its answers have no taught words
        text = question_text(script, NewQuestion.TIRED)  # type: ignore[arg-type]
        assert text == "How tired are you? Say aye when you hear it."
