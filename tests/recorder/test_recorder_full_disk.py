"""A full disk: the session goes on, the user is told, nothing is damaged, and what waited is written later."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import ExerciseFinished, SetFinished
from hipcoach.engine.questions import State
from hipcoach.safety.types import PainKind
from hipcoach.store import Store
from hipcoach.store.diary import LONG_JOURNAL_BYTES
from hipcoach.store.diary_files import Places
from tests.answering import give
from tests.recorder.driving import MORNING, Drive, drive, session_of


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2M,mode=700", "tmpfs", str(disk)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs leave to mount a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that is left."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
    return filler


def warnings_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "hipcoach.recorder.recorder"]


def assert_done(store: Store, going: Drive, exercises: int | None = None) -> None:
    """Hold the first exercises, or all, to having been done."""
    rows = [row for row in store.sessions.exercises(going.recorder.session_id) if row.ord >= 0]
    assert {row.outcome for row in rows[:exercises]} == {"done"}


def test_steps_wait_for_room_and_leave_the_reserve_to_pain(small_disk: Path, caplog: pytest.LogCaptureFixture) -> None:
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(small_disk, MORNING) as store:
        going = drive(store, clock)
        going.until(SetFinished)
        filler = fill(small_disk)
        while going.recorder.problem is None:
            assert going.on()
        assert "disk is full" in going.recorder.problem
        going.until(SetFinished)  # the session goes on
        assert Places(small_disk).reserve.exists()
        assert not store.may_lack
        assert warnings_of(caplog) == ["the diary cannot be written: the session's events wait in memory"]
        filler.unlink()
        going.to_the_end()
        assert going.recorder.problem is None
        assert [row.finish for row in store.sessions.all()] == ["completed"]
        assert_done(store, going)
    with open_diary_in(small_disk, MORNING) as store:
        assert store.notices == ()


@pytest.mark.parametrize("room_again", [True, False])
def test_a_red_on_a_full_disk_takes_the_reserve(
    small_disk: Path, caplog: pytest.LogCaptureFixture, *, room_again: bool
) -> None:
    with open_diary_in(small_disk, MORNING) as store:
        going = drive(store, FakeClock(at_utc=MORNING))
        going.until(SetFinished)
        filler = fill(small_disk)
        while going.recorder.problem is None:
            assert going.on()
        going.until(ExerciseFinished)
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
        assert [(row.kind, row.peak) for row in store.pain_rests.in_force()] == [("hold", 7)]
        fill(small_disk)
        going.do(lambda now: going.engine.answer_question(State.PAIN_CONFIRM, True, now))
        going.do(lambda now: give(going.engine, State.PAIN_KIND, PainKind.ACHE, now))
        assert [row.finish for row in store.sessions.all()] == ["pain_stop"]
        assert not store.may_lack
        assert "the diary could not be written: some of its reserve of room has been given up" in warnings_of(caplog)
        if room_again:
            filler.unlink()
            going.recorder.commit(())
            assert not going.recorder.waits
            assert_done(store, going, exercises=1)
    filler.unlink(missing_ok=True)
    with open_diary_in(small_disk, MORNING) as store:
        assert store.notices == ()
        assert [(row.kind, row.peak) for row in store.pain_rests.in_force()] == [("hold", 7)]


def test_the_journal_stays_short_in_a_long_session(tmp_path: Path) -> None:
    longest = 0
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, FakeClock(at_utc=MORNING), session_of("strength"))
        while going.on():
            longest = max(longest, Places(tmp_path).journal.stat().st_size)
    assert longest < 2 * LONG_JOURNAL_BYTES


def test_a_limit_on_file_size_is_survived_too(tmp_path: Path) -> None:
    """For users who may not mount: the diary's own file may grow no further."""
    clock = FakeClock(at_utc=MORNING)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock)
        going.until(SetFinished)
        resource.setrlimit(resource.RLIMIT_FSIZE, (Places(tmp_path).journal.stat().st_size, before[1]))
        try:
            while going.recorder.problem is None:
                assert going.on()
            assert going.on()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        going.to_the_end()
        assert going.recorder.problem is None
        assert [row.finish for row in store.sessions.all()] == ["completed"]
    with open_diary_in(tmp_path, MORNING) as store:
        assert store.notices == ()


def test_a_diary_that_was_cut_off_is_read_though_the_disk_is_full(small_disk: Path, tmp_path: Path) -> None:
    with open_diary_in(tmp_path / "data", MORNING) as store:
        going = drive(store, FakeClock(at_utc=MORNING))
        going.until(SetFinished)
        shutil.copytree(tmp_path / "data", small_disk / "data")  # as a kill leaves it: all in the journal
    fill(small_disk)
    with open_diary_in(small_disk / "data", MORNING) as store:
        assert store.notices == ()
        assert [row.id for row in store.sessions.not_ended()] == [going.recorder.session_id]


def test_a_session_in_the_terminal_ends_with_its_sentence(
    small_disk: Path, hipcoach: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    hipcoach("history", home=small_disk)
    filler = fill(small_disk)
    os.truncate(filler, filler.stat().st_size - 280_000)  # enough to begin, too little to finish
    answers = ("--screen", "none", "--before", "3", "--answer", "same", "--after", "3")
    done = hipcoach("play", "first-steps", "--text", "--speed", "1000", *answers, home=small_disk)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("could not be kept: the disk is full") == 1, "said once, not at every step"
    said, due = [line for line in done.stdout.splitlines() if "backup" not in line][-2:]
    assert said == "You reported 3 before and 3 now: you rated no increase."
    assert due.startswith("Tomorrow you are asked one question")
    assert hipcoach("history", home=small_disk).returncode == 0
