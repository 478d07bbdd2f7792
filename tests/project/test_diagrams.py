"""The diagrams of states are drawn from the code's own tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.coach.pain_rest_table import PAIN_REST_TABLE
from hipcoach.coach.way_in_table import WAY_IN
from hipcoach.coach.way_out_table import WAY_OUT
from hipcoach.engine.session_table import SESSION
from hipcoach.safety.standing import diagram as standing_diagram

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "draw"),
    [
        ("docs/session_states.md", SESSION.diagram),
        ("docs/standing.md", standing_diagram),
        ("docs/way_in.md", WAY_IN.diagram),
        ("docs/way_out.md", WAY_OUT.diagram),
        ("docs/pain_rest.md", PAIN_REST_TABLE.diagram),
    ],
)
def test_a_diagram_is_what_the_table_draws(file: str, draw: Callable[[], str]) -> None:
    text = (CHECKOUT / file).read_text(encoding="utf-8")
    assert f"```mermaid\n{draw()}\n```" in text, f"{file}: expected the diagram that {draw.__module__} draws"
