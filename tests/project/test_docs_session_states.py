"""The example in docs/session_states.md: what the engine does, state by state."""

from typing import TYPE_CHECKING

from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import State
from hipcoach.engine.session_table import CONDITIONS
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import PainKind
from tests.answering import give
from tests.project.doc_pages import names, page, section, table
from tests.recorder.driving import engine_of, session_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipcoach.engine.events import Event

SPOKEN_S = 15.0  # by then a question has been said, and the answer cuts nothing off


def test_the_report_of_pain_goes_as_the_page_says() -> None:
    rows = table(section(page("session_states.md"), "One report of pain, step by step"), "state")
    engine = engine_of(session_of(base=2))
    now = _to_a_hold(engine)
    given: dict[State, Callable[[float], tuple[Event, ...]]] = {
        State.RUNNING: engine.report_pain,
        State.PAIN_SCORE: lambda at: engine.answer_question(State.PAIN_SCORE, 3, at),
        State.PAIN_KIND: lambda at: give(engine, State.PAIN_KIND, PainKind.ACHE, at),
        State.BREAK_SCORE: lambda at: engine.answer_question(State.BREAK_SCORE, 2, at),
    }
    for state, _, then, events in rows:
        assert engine.state.value == names(state)[0]
        do = given.get(engine.state)
        if do is None:
            now = engine.next_deadline() or now
            happened = engine.advance(now)
        else:
            engine.advance(now)
            happened = do(now)
            now += SPOKEN_S
        assert engine.state.value == names(then)[0]
        assert list(dict.fromkeys(type(event).__name__ for event in happened)) == names(events)


def test_the_conditions_of_requests_are_those_of_the_table() -> None:
    rows = table(section(page("session_states.md"), "What else has to hold"), "request")
    conditions: dict[tuple[str, str], list[str]] = {}
    for (state, request), condition in CONDITIONS.items():
        conditions.setdefault((request.value, condition.words), []).append(state.value)
    assert [(names(request), names(states), words) for request, states, words in rows] == [
        ([request], states, words) for (request, words), states in conditions.items()
    ]


def _to_a_hold(engine: Engine) -> float:
    now = 0.0
    engine.start(now)
    while (step := engine.status(now).step) is None or step.kind is not StepKind.HOLD:
        if answer(engine, PreparedAnswers(), now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    return now
