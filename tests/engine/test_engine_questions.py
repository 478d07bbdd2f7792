"""The table of what is asked in a session: whole, and in step with the transitions and the phrases."""

from dataclasses import replace

import pytest

from hipcoach.engine.script import Script
from hipcoach.engine.table import (
    CHECK,
    QUESTIONS,
    SESSION,
    AnswerForm,
    Request,
    SessionQuestion,
    State,
    question_in,
)
from hipcoach.engine.texts import question_text

ASKED = {state: question for state, question in QUESTIONS.items() if question.form is not AnswerForm.WAIT}


def without_phrases(script: Script) -> Script:
    """The script of a language that has no phrase for any question."""
    templates = {key: text for key, text in script.phrases.templates.items() if key not in set(QUESTIONS)}
    return replace(script, phrases=replace(script.phrases, templates=templates))


@pytest.mark.parametrize("state", list(ASKED))
def test_an_answer_goes_to_a_request_that_its_state_takes_and_no_other_does(state: State) -> None:
    request = ASKED[state].request
    assert request is not None
    assert [each for each, taken in SESSION.transitions if taken is request] == [state]


def test_every_request_that_answers_belongs_to_a_question() -> None:
    answers = {request for request in Request if request.startswith(("answer", "confirm"))}
    assert answers == {CHECK.request} | {question.request for question in ASKED.values()}


@pytest.mark.parametrize("question", [CHECK, *QUESTIONS.values()])
def test_each_answer_has_a_key_of_its_own(question: SessionQuestion) -> None:
    keys = [answer.key for answer in question.answers]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"P", "Q", "W"}, "keys that mean the same at any time"


@pytest.mark.parametrize("state", list(ASKED))
def test_what_no_answer_means_is_said(state: State) -> None:
    assert "{left}" in ASKED[state].unanswered


def test_a_check_is_asked_only_while_its_step_runs() -> None:
    assert question_in(State.RUNNING, checking=True) is CHECK
    assert question_in(State.RUNNING, checking=False) is None
    assert question_in(State.PAUSED, checking=True) is None
    assert question_in(State.PAIN_KIND, checking=True) is QUESTIONS[State.PAIN_KIND]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.PAIN_SCORE, "How much does it hurt now? Press its number."),
        (State.PAIN_CONFIRM, "You chose 7. Is that right? Press Y for yes, N for no."),
        (
            State.PAIN_KIND,
            "What is it like? Press 1 for an ache, 2 for sharp or catching, 3 for burning, tingling or numb, "
            "4 for weak or giving way.",
        ),
        (State.SHARP_WAIT, "Stay still and rest for a moment."),
    ],
)
def test_without_a_phrase_the_words_and_the_keys_are_said(state: State, said: str, script: Script) -> None:
    assert question_text(without_phrases(script), state, score=7) == said


@pytest.mark.parametrize("state", [state for state, question in QUESTIONS.items() if question.spoken])
def test_the_shipped_language_has_a_phrase_for_each(state: State, script: Script) -> None:
    assert question_text(script, state, score=7) == script.text(state.value, score=7)
