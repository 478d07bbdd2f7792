"""A state that moves only as a table allows. A session has one, and so has each machine of `hipcoach.coach`.

Why take and move are two calls: a request is taken first, which may raise and then has changed nothing. Only after
that does the code work out where it leads, and calls `move`. So no request is half done when it turns out to be
impossible.

Every move is judged by the request that was taken last, whatever function makes it. "Worse" in a check opens a report
of pain: that move needs an entry under the answer to the check, not under the pain key. A second move within one
request needs an entry from the state that the first has reached, under the same request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)
R = TypeVar("R", bound=StrEnum)


class IllegalRequest(Exception):
    """A request that the present state does not allow; nothing has changed."""


class ForbiddenTransition(Exception):
    """A fault of this program: a request led to a state to which the table does not let it lead."""


@dataclass(frozen=True, slots=True)
class StateTable(Generic[S, R]):
    """Which request is possible in which state, and which states it may lead to; the code chooses one of these."""

    first: S
    transitions: Mapping[tuple[S, R], frozenset[S]]


class StateMachine(Generic[S, R]):
    """The state of one thing. It changes by `move` alone, and only as the table lets the request taken last."""

    def __init__(self, table: StateTable[S, R], state: S | None = None) -> None:
        self._table = table
        self._state = table.first if state is None else state
        self._request: R | None = None

    @property
    def state(self) -> S:
        """The present state."""
        return self._state

    def can(self, request: R) -> bool:
        """Return True if `request` is possible in the present state."""
        return (self._state, request) in self._table.transitions

    def take(self, request: R) -> None:
        """Take a request: what moves from now on follows from it. Raise IllegalRequest where the table has none."""
        if not self.can(request):
            raise IllegalRequest(f"{request} is not possible in the state {self._state}")
        self._request = request

    def move(self, target: S) -> bool:
        """Move on; return True if the state is another now. Raise ForbiddenTransition, and stay, where it may not."""
        request = self._request
        if request is None or target not in self._table.transitions.get((self._state, request), ()):
            raise ForbiddenTransition(f"{self._state} --{request}--> {target} is not in the table")
        changed = target is not self._state
        self._state = target
        return changed
