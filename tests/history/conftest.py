"""Two diaries, for out of one and into the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.store import Store
from tests.recorder.driving import MORNING
from tests.store.inside import faults_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path / "one", MORNING) as opened:
        yield opened
        assert faults_of(opened) == ()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_diary_in(tmp_path / "two", MORNING) as opened:
        yield opened
        assert faults_of(opened) == ()
