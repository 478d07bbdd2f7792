"""The diagrams beside the code are drawn from the code's own tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.engine.table import diagram as session_diagram
from hipcoach.safety.standing import diagram as standing_diagram

ROOMS = Path(__file__).parents[2] / "hipcoach"


@pytest.mark.parametrize(
    ("file", "draw"), [("engine/states.md", session_diagram), ("safety/standing.md", standing_diagram)]
)
def test_a_diagram_is_what_the_table_draws(file: str, draw: Callable[[], str]) -> None:
    text = (ROOMS / file).read_text(encoding="utf-8")
    assert f"```mermaid\n{draw()}\n```" in text, f"{file}: expected the diagram that {draw.__module__}.diagram() draws"
