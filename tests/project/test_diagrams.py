"""The diagrams of states are drawn from the code's own tables."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from hipcoach.coach.pain_rest_table import PAIN_REST_TABLE
from hipcoach.coach.way_in_table import WAY_IN
from hipcoach.coach.way_out_table import WAY_OUT
from hipcoach.engine.session_table import SESSION
from hipcoach.safety.standing import Standing
from tests.planner.standing_table import TRANSITIONS
from tests.project.state_diagram import state_diagram

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "first", "transitions"),
    [
        ("docs/session_states.md", SESSION.first, SESSION.transitions),
        ("docs/standing.md", Standing.READY, TRANSITIONS),
        ("docs/way_in.md", WAY_IN.first, WAY_IN.transitions),
        ("docs/way_out.md", WAY_OUT.first, WAY_OUT.transitions),
        ("docs/pain_rest.md", PAIN_REST_TABLE.first, PAIN_REST_TABLE.transitions),
    ],
)
def test_a_diagram_is_drawn_from_the_table(
    file: str, first: StrEnum, transitions: Mapping[tuple[StrEnum, StrEnum], frozenset[StrEnum]]
) -> None:
    drawn, text = state_diagram(first, transitions), (CHECKOUT / file).read_text(encoding="utf-8")
    assert f"```mermaid\n{drawn}\n```" in text, f"{file}: expected this diagram\n{drawn}"
    for (state, happening), targets in transitions.items():
        for target in targets - {state}:
            arrow = f"    {state.name.lower()} --> {target.name.lower()}: "
            assert any(line.startswith(arrow) and happening in line for line in drawn.splitlines()), (state, happening)
