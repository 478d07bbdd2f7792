"""What cannot be painted is given up and tried again later; nothing is asked of a helper thirty times a second."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.body.picture import PictureKey
from hipcoach.clock import FakeClock
from hipcoach.figure.renderer import AGAIN_AFTER_S, FigureRenderer, Still

FAILS = """
import json, pathlib, sys
for line in sys.stdin:
    with pathlib.Path(sys.argv[1]).open("a") as log:
        log.write("asked\\n")
    print(json.dumps({"id": json.loads(line)["id"], "event": "failed", "message": "no room"}), flush=True)
"""
JOB = Still(PictureKey("bridge", 0, "woman", "light", False, 64, 48), 0.0)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def renderer(tmp_path: Path, log: Path, clock: FakeClock) -> Iterator[FigureRenderer]:
    made = FigureRenderer([sys.executable, "-c", FAILS, str(log)], tmp_path, lambda job: None, clock)
    yield made
    made.close()


def test_what_failed_is_tried_again_only_after_a_while(
    renderer: FigureRenderer, log: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(30):
        assert not renderer.wait_for(JOB, 20)
    assert log.read_text().count("asked") == 1
    assert caplog.messages == ["a picture could not be painted: no room"]
    clock.jump(AGAIN_AFTER_S + 1)
    assert not renderer.wait_for(JOB, 20)
    assert log.read_text().count("asked") == 2


def test_a_helper_that_cannot_be_started_is_in_the_log(
    tmp_path: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    made = FigureRenderer([str(tmp_path / "nothing")], tmp_path, lambda job: None, clock)
    try:
        assert not made.wait_for(JOB, 20)
    finally:
        made.close()
    assert caplog.messages[0].startswith("the figures' helper could not be started: ")


def test_a_folder_that_cannot_be_looked_into_ends_nothing(
    tmp_path: Path, log: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = tmp_path / ("x" * 300)  # asking for it is refused, as in a folder without rights, which root has
    made = FigureRenderer([sys.executable, "-c", FAILS, str(log)], nowhere, lambda job: None, clock)
    try:
        assert not made.wait_for(JOB, 20)
    finally:
        made.close()
    assert caplog.messages == ["a picture could not be painted: no room"]
