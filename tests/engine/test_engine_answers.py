"""An answer names its question, and every question of the table can be answered beforehand or left open."""

from collections.abc import Callable

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Decided, Finished, PainKindGiven, QuestionAnswered
from hipcoach.engine.questions import QUESTIONS, Request, State
from hipcoach.engine.session_table import SESSION
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.texts import texts_of
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Finish
from tests.engine.driving import in_state

ASKED = [state for state, question in QUESTIONS.items() if question.takes_answer]
LATEST_S = 124.0


@pytest.mark.parametrize("state", ASKED)
def test_an_answer_to_another_question_raises_and_changes_nothing(
    state: State, engine_of: Callable[..., Engine]
) -> None:
    engine = in_state(engine_of("no-floor"), state)
    for other in QUESTIONS:
        if other is not state:
            with pytest.raises((IllegalRequest, ValueError)):
                engine.answer_question(other, None, LATEST_S)
    assert engine.state is state


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_question(engine_of: Callable[..., Engine]) -> None:
    engine = in_state(engine_of("no-floor"), State.PAIN_CONFIRM)
    events = engine.answer_question(State.PAIN_CONFIRM, False, 3.0 + 31.0)
    assert engine.state is State.PAIN_KIND
    assert [event.answer for event in events if isinstance(event, QuestionAnswered)] == [None]
    assert not any(isinstance(event, PainKindGiven) for event in events)


@pytest.mark.parametrize("state", list(QUESTIONS))
def test_stopping_while_anything_is_asked_ends_the_session(state: State, engine_of: Callable[..., Engine]) -> None:
    assert SESSION.transitions[state, Request.STOP] == {State.ENDED}
    events = in_state(engine_of("no-floor"), state).stop(LATEST_S)
    assert isinstance(events[-1], Finished)
    assert events[-1].finish is Finish.PAIN_STOP
    assert any(isinstance(event, Decided) for event in events)


@pytest.mark.parametrize("state", list(QUESTIONS))
def test_time_alone_never_lets_a_session_go_on_after_a_report(state: State) -> None:
    by_time = SESSION.transitions[state, Request.TIME] - {state}
    assert not by_time & {State.RUNNING, State.WAITING, State.RESUMING, State.PAIN_BREAK}


@pytest.mark.parametrize("state", ASKED)
def test_a_simulated_user_answers_whatever_is_asked(state: State, engine_of: Callable[..., Engine]) -> None:
    engine = in_state(engine_of("no-floor"), state)
    assert answer(engine, PreparedAnswers(), LATEST_S)
    assert engine.state is not state


@pytest.mark.parametrize("state", list(QUESTIONS))
def test_what_leaving_says_is_made_ahead(
    state: State, engine_of: Callable[..., Engine], script: Script, rule: PainRule
) -> None:
    engine = in_state(engine_of("no-floor"), state)
    known = texts_of(engine.session, script, Timing(), rule)
    said = [event.cue.text for event in engine.stop(LATEST_S) if isinstance(event, CueStarted)]
    assert said
    assert set(said) <= set(known)
