"""Two diaries, for out of one and into the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.store import Store, open_store
from hipcoach.store.record_check import faults
from tests.recorder.driving import MORNING


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "one", MORNING) as opened:
        yield opened
        assert faults(opened.connection) == ()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "two", MORNING) as opened:
        yield opened
        assert faults(opened.connection) == ()
