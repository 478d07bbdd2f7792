"""The shipped rule and catalogue, for the planner's tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Catalogue
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule
from tests.planner.diary import Diary

SESSIONS = Path(__file__).parents[2] / "sessions"


@pytest.fixture(scope="session")
def rule() -> PainRule:
    """The tests are written for a stop at 6, whatever the file has."""
    return replace(load_rule(SESSIONS / "pain_rule.toml"), red_absolute=6)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(SESSIONS).catalogue


@pytest.fixture
def diary(tmp_path: Path, rule: PainRule, catalogue: Catalogue) -> Iterator[Diary]:
    clock = FakeClock(at_utc=datetime(2026, 3, 2, 9, tzinfo=UTC))
    with open_diary_in(tmp_path, clock.utc()) as store:
        yield Diary(rule, catalogue, store, clock)
