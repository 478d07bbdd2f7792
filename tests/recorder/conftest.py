"""What most tests of the recorder need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store
from tests.recorder.driving import MORNING
from tests.store.inside import faults_of


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(at_utc=MORNING)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path, MORNING) as opened:
        yield opened
        assert faults_of(opened) == ()
