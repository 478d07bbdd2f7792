"""`kill -9` at every commit of a session: nothing that was acknowledged is lost, and what comes back is right."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.recorder import find_unfinished
from hipcoach.recorder.entry import NOT_JOURNALLED
from hipcoach.safety.types import PainRestKind
from tests.recorder.driving import MORNING, ROOT, drive
from tests.recorder.dying import do_session, short_session


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The kinds of the events that the session commits when nobody kills it."""
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path_factory.mktemp("whole"), MORNING) as store:
        going = drive(store, clock, short_session())
        do_session(going)
    return [type(event).__name__ for event in going.heard if not isinstance(event, NOT_JOURNALLED)]


@pytest.fixture(scope="module")
def forker() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.recorder.dying"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def kill_after(forker: subprocess.Popen[bytes], folder: Path, commits: int) -> tuple[int, int | None]:
    """Let a session run, kill it when it has said `commits` commits.

    Return how many it said, and how many events; None: it had ended, perhaps before the signal came.
    """
    assert forker.stdin
    assert forker.stdout
    forker.stdin.write(f"{folder}\n".encode())
    forker.stdin.flush()
    pid = int(forker.stdout.readline())
    said = 0
    heard = 0
    while (line := forker.stdout.readline()) not in (b"gone\n", b"end\n"):
        said = int(line)
        heard += 1
        if heard == commits:
            with suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(pid, signal.SIGKILL)
    if line == b"end\n":
        forker.stdout.readline()
        return heard, None
    return heard, said


@pytest.mark.slow
def test_killed_at_every_commit_nothing_acknowledged_is_lost(
    forker: subprocess.Popen[bytes], whole: list[str], tmp_path: Path
) -> None:
    commits = heard = 0
    while heard >= commits:
        commits += 1
        heard, said = kill_after(forker, tmp_path / str(commits), commits)
        check_what_is_there(tmp_path / str(commits), whole, said)
    assert heard > 40


def check_what_is_there(folder: Path, whole: list[str], said: int | None) -> None:
    with open_diary_in(folder, MORNING) as store:
        assert store.notices == ()
        cut_off = find_unfinished(store)
        if cut_off is None:
            assert [row.finish for row in store.sessions.all()] == ["completed"]
            return
        assert said is not None
        kept = [event.kind for event in store.sessions.events(cut_off.session_id)]
        assert len(kept) >= said
        assert kept == whole[: len(kept)]
        reported = whole.index("PainReported")
        settled = len(whole) - 1 - whole[::-1].index("Decided")  # the rest and its question are part of the report
        assert cut_off.report_open == (reported < len(kept) <= settled)
        assert cut_off.marks.reports == kept.count("PainReported")
        assert cut_off.pain_rest is PainRestKind.NONE
        assert len(store.sessions.sets(cut_off.session_id)) == kept.count("SetFinished")
