"""Days and moments: turned into words in English, and into dates in one place."""

import re
from pathlib import Path

import pytest

SOURCES = sorted(path for path in (Path(__file__).parents[2] / "hipcoach").rglob("*.py"))
BY_THE_SYSTEM = re.compile(r"[:%\"' ]%[aAcpxX]|%B")
OWN_DAY = re.compile(r"astimezone\([^)]*zone\(\)\)\.date\(\)|utc\(\)\.date\(\)|isoformat\(\)\[")


@pytest.mark.parametrize("pattern", [BY_THE_SYSTEM, OWN_DAY], ids=["names in the system's language", "days by hand"])
def test_no_source_asks_the_system_for_a_day_s_name_or_makes_a_day_by_hand(pattern: re.Pattern[str]) -> None:
    """Qt sets the system's language, and "%A" would be "Montag" then. `zones` makes days, `words` names them."""
    found = {path.name for path in SOURCES for line in path.read_text("utf-8").splitlines() if pattern.search(line)}
    assert found - {"session_states.py"} == set()  # the gallery's pictures are made in UTC
