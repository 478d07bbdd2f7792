"""A full disk takes away neither the advice nor the RED: what an answer leads to is said before what was not kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.coach.stop_text import CALL_TODAY
from tests.faults.commands import EMERGENCY, SESSION
from tests.faults.disks import SmallDisk, small_disk
from tests.faults.runs import Answer, run_alone

RED_AT_BRIDGE = f"{SESSION} --worse bridge=7"
SAME_DAY = EMERGENCY.replace("saddle_bladder_bowel", "eye")
TOO_MUCH = SESSION.replace("--before 2", "--before 8")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


@pytest.fixture
def home(disk: SmallDisk) -> Path:
    """A home that was made when there was room."""
    made = disk.path / "home"
    assert run("today", made).status == 0
    return made


def run(line: str, home: Path) -> Answer:
    return run_alone([*line.split(), "--home", str(home)])


def due(home: Path) -> object:
    """Return what is due today, as a word."""
    answer = run("today --json", home)
    assert answer.status == 0, answer.err
    return json.loads(answer.out)["kind"]


def test_with_room_a_red_blocks_today(home: Path) -> None:
    assert run(RED_AT_BRIDGE, home).status == 0
    assert due(home) == "blocked"


@pytest.mark.parametrize("reserve", [True, False], ids=["with the reserve", "without the reserve"])
@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(EMERGENCY, "call your emergency number now", id="emergency"),
        pytest.param(SAME_DAY, f"have this looked at today. {CALL_TODAY}", id="same day"),
        pytest.param(TOO_MUCH, "Today is for rest", id="eight before"),
    ],
)
def test_the_advice_comes_first_on_a_full_disk(
    line: str, says: str, *, reserve: bool, home: Path, disk: SmallDisk
) -> None:
    with_room = run(line, home)
    assert (with_room.status, says in with_room.err) == (1, True), with_room
    if not reserve:
        (home / "data" / "reserve").unlink()
    disk.fill()
    answer = run(line, home)
    assert answer.status == 1, answer
    assert says in answer.err.splitlines()[0]
    assert len(answer.err.splitlines()) <= 4


def test_the_emergency_is_said_where_no_diary_could_ever_be_made(disk: SmallDisk) -> None:
    disk.fill()
    answer = run(EMERGENCY, disk.path / "home")
    assert answer.status == 1
    assert "call your emergency number now" in answer.err.splitlines()[0]


@pytest.mark.parametrize("left", [64, 128, 192, 256, 384, 512, -192, -384], ids="{} KB left".format)
def test_a_red_outlives_a_disk_that_fills_in_mid_session(left: int, home: Path, disk: SmallDisk) -> None:
    """Below 0: and there is no reserve."""
    if left < 0:
        (home / "data" / "reserve").unlink()
    disk.fill(leaving=abs(left) * 1024)
    answer = run(RED_AT_BRIDGE, home)
    disk.make_room()
    assert answer.status in (0, 1), answer.err
    if "You chose seven" in answer.out:
        assert "Stop and rest" in answer.out
        assert due(home) == "blocked"
    else:
        assert (answer.status, "Exercise two of" in answer.out) == (1, False), "it has begun, and lost the RED"


def test_a_file_where_the_backups_go_does_not_end_a_session(home: Path) -> None:
    backups = home / "data" / "backups"
    backups.touch()
    answer = run(SESSION, home)
    assert answer.status == 0, answer.err
    assert answer.out.splitlines()[-3:-1] == [
        "First steps: completed.",
        "You reported 2 before and 2 now: you rated no increase.",
    ]
    assert answer.out.count("No backup of the diary could be made") == 1
    assert backups.is_file()
