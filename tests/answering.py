"""Answers to questions about pain that hold whatever is asked before them: the table says what that is."""

from typing import Any

from hipcoach.engine.events import Event
from hipcoach.engine.questions import QUESTIONS, Answer, State


def give(session: Any, question: State, answer: Answer, *now: float) -> tuple[Event, ...]:
    """Answer a question of an engine or a player, and first what is asked before it, as its row rehearses it.

    Return the events; none of a player.
    """
    events: list[Event] = []
    while session.state is not question and QUESTIONS[session.state].rehearsed is not None:
        events += _events(session.answer_question(session.state, QUESTIONS[session.state].rehearsed, *now))
    return (*events, *_events(session.answer_question(question, answer, *now)))


def _events(answered: object) -> tuple[Event, ...]:
    """Return the events of an engine; a player only says whether it took the answer."""
    return answered if isinstance(answered, tuple) else ()
