"""The state machine of the way in, the way out and a pain rest: the engine's, with the question that is asked."""

from enum import StrEnum
from typing import Generic, TypeVar

from hipcoach.engine.state_machine import StateMachine, StateTable

S = TypeVar("S", bound=StrEnum)
R = TypeVar("R", bound=StrEnum)
Q = TypeVar("Q")
T = TypeVar("T")


class QuestionMachine(StateMachine[S, R], Generic[S, R, Q]):
    """A state machine that asks one question in each state."""

    def __init__(self, table: StateTable[S, R], question: Q) -> None:
        super().__init__(table)
        self.question = question

    def ask(self, state: S, question: Q) -> Q:
        """Move to `state`, and return the question that is asked there."""
        self.move(state)
        self.question = question
        return question


def there(value: T | None) -> T:
    """Return a value that is never None in a state that the table allows where it is used."""
    if value is None:
        raise AssertionError("a state that needs it was reached without it")
    return value
