"""Draws a table of states as a Mermaid diagram, for the pages of `docs/`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
H = TypeVar("H", bound=StrEnum)


def state_diagram(first: S, transitions: Mapping[tuple[S, H], frozenset[S]]) -> str:
    """Return the diagram, an arrow from state to state with all that leads there. What changes no state has none."""
    arrows: dict[tuple[S, S], list[str]] = {}
    for (state, happening), targets in transitions.items():
        for target in sorted(targets - {state}, key=list(type(first)).index):
            arrows.setdefault((state, target), []).append(happening.value)
    starts = {state for state, _ in arrows}
    ends = sorted({target.name.lower() for _, target in arrows if target not in starts})
    lines = ["stateDiagram-v2", f"    [*] --> {first.name.lower()}"]
    lines += [f"    {a.name.lower()} --> {b.name.lower()}: {', '.join(how)}" for (a, b), how in arrows.items()]
    return "\n".join([*lines, *(f"    {end} --> [*]" for end in ends)])
