"""The shipped exercises, for the tests of the reader of sheets."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import shipped_exercises
from hipcoach.catalogue.types import Exercise

SESSIONS = Path(__file__).parents[2] / "sessions"


@pytest.fixture(scope="session")
def known() -> Mapping[str, Exercise]:
    return shipped_exercises(SESSIONS)
