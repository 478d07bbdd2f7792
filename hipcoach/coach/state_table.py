"""Tables of states, as the machines of this room use them: which request is possible when, and where it may lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from hipcoach.engine.table import IllegalEvent

S = TypeVar("S", bound=StrEnum)
R = TypeVar("R", bound=StrEnum)
Q = TypeVar("Q")


@dataclass(frozen=True, slots=True)
class StateTable(Generic[S, R]):
    """Every transition of one machine. It permits; which of the permitted states comes next, the machine decides."""

    first: S
    transitions: Mapping[tuple[S, R], frozenset[S]]

    def diagram(self) -> str:
        """Draw the table as a Mermaid state diagram."""
        arrows: dict[tuple[S, S], list[str]] = {}
        for (state, request), targets in self.transitions.items():
            for target in sorted(targets):
                if target is not state:
                    arrows.setdefault((state, target), []).append(request.value)
        leads_on = {state for state, _ in self.transitions}
        ends = sorted({target for targets in self.transitions.values() for target in targets} - leads_on)
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        lines += [f"    {a} --> {b}: {', '.join(requests)}" for (a, b), requests in arrows.items()]
        return "\n".join([*lines, *(f"    {end} --> [*]" for end in ends)])


class MachineState(Generic[S, R, Q]):
    """Where a machine stands, and the question that it asks there."""

    def __init__(self, table: StateTable[S, R], question: Q) -> None:
        self._table = table
        self.state = table.first
        self.question = question

    def can(self, request: R) -> bool:
        """Return True if `request` is possible in the present state."""
        return (self.state, request) in self._table.transitions

    def require(self, request: R) -> None:
        """Raise IllegalEvent if `request` is not possible in the present state."""
        if not self.can(request):
            raise IllegalEvent(f"{request.value} in {self.state.value}")

    def move(self, request: R, state: S, question: Q) -> Q:
        """Go where `request` has led, and return the question that is asked there."""
        if state not in self._table.transitions[self.state, request]:
            raise AssertionError(f"{request.value} led from {self.state.value} to {state.value}, against the table")
        self.state, self.question = state, question
        return question
