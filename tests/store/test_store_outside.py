"""What other programs, people and disks do to the diary's files: said in one line, and nothing of it replaced."""

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import before_opening
from hipcoach.store import open_diary as opening
from hipcoach.store.diary_files import Places
from tests.store.conftest import LATER, add_session, everything

FILES = ("diary.sqlite3", "diary.sqlite3-wal", "diary.sqlite3.sum", "undo.sqlite3", "reserve")
OPENING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import EnvironmentProblem
try:
    with open_diary_in(Path(sys.argv[1]), datetime(2026, 4, 1, tzinfo=UTC)) as store:
        print(*store.notices, sep="\\n")
except EnvironmentProblem as problem:
    print(problem, file=sys.stderr)
    sys.exit(1)
"""


# -- what is no file


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere/at-all")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/full")  # reading it never ends, and nobody needs its mode


@pytest.mark.skipif(sys.platform == "win32", reason="has no such things")
@pytest.mark.parametrize("make", [a_fifo, a_folder, a_dangling_link, a_link_to_itself, a_device])
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_one_line_and_is_kept(kept: Path, name: str, make: Callable[[Path], None]) -> None:
    path = kept / name
    path.unlink(missing_ok=True)
    make(path)
    before = (path.lstat(), sorted(kept.rglob("*")))
    with pytest.raises(EnvironmentProblem, match=r"cannot be opened .*expected a file") as told:
        open_diary_in(kept, LATER)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)
    assert (path.lstat(), sorted(kept.rglob("*"))) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_diary_that_lies_elsewhere_is_opened_there(kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite3"
    Places(kept).diary.rename(elsewhere)
    Places(kept).diary.symlink_to(elsewhere)
    with open_diary_in(kept, LATER) as store:
        assert store.notices == ()
        add_session(store, "new", LATER)
        shutil.copytree(kept, tmp_path / "left", symlinks=True)
        journal = Places(kept).journal.read_bytes()
    assert journal
    assert Places(kept).diary.is_symlink()
    Places(kept).journal.write_bytes(journal)
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600


# -- read errors are not damage


def test_a_read_that_failed_once_is_not_damage(
    kept: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, failed = opening.faults, []

    def fails_once(connection: sqlite3.Connection) -> tuple[str, ...]:
        failed.append(1)
        return ("malformed",) if len(failed) == 1 else real(connection)

    monkeypatch.setattr(opening, "faults", fails_once)
    Places(kept).seal.take_away()  # so that every record is looked at
    with open_diary_in(kept, LATER) as store:
        assert store.notices == ()
    assert len(failed) == 2
    assert caplog.messages == ["the diary could not be read at first: it is good, its disk may not be"]
    assert list(kept.glob("damaged-*")) == []


def test_what_the_disk_cannot_read_now_is_neither_set_aside_nor_replaced(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> NoReturn:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    Places(kept).diary.write_bytes(b"as SQLite sees it" * 999)
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    monkeypatch.setattr(before_opening.os, "pread", fails)
    with pytest.raises(EnvironmentProblem, match="cannot be read now"):
        open_diary_in(kept, LATER)
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before


def test_a_disk_that_reads_otherwise_each_time_is_not_damage(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.pread

    def differs(handle: int, length: int, at: int) -> bytes:
        return real(handle, length, at) and os.urandom(8) if at == 0 else b""

    Places(kept).diary.write_bytes(b"as SQLite sees it" * 999)
    monkeypatch.setattr(before_opening.os, "pread", differs)
    with pytest.raises(EnvironmentProblem, match="otherwise each time"):
        open_diary_in(kept, LATER)
    assert list(kept.glob("damaged-*")) == []


def test_a_read_that_fails_later_is_one_line(kept: Path) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    with pytest.raises(EnvironmentProblem, match="cannot be read now"), open_diary_in(kept, LATER):
        raise error
    with open_diary_in(kept, LATER) as store:
        assert store.notices == ()


# -- races


def run_at_once(folder: Path, number: int) -> list[tuple[int, str, str]]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(number)
    ]
    ended = [(process, *process.communicate()) for process in started]
    return [(process.returncode, out.strip(), err.strip()) for process, out, err in ended]


def test_eight_at_once_on_a_damaged_diary_repair_it_once(kept: Path) -> None:
    Places(kept).diary.write_bytes(b"not a diary" * 1000)
    answers = run_at_once(kept, 8)
    assert len(list(kept.glob("damaged-*.sqlite3"))) == 1
    assert sum("brought back" in out for _, out, _ in answers) == 1
    assert [err for status, _, err in answers if status and "in use by another hipcoach" not in err] == []
    assert all(len(err.splitlines()) == 1 for status, _, err in answers if status)


def test_of_twenty_first_starts_none_says_that_something_is_lost(folder: Path) -> None:
    answers = run_at_once(folder, 20)
    assert {out for _, out, _ in answers} == {""}
    assert all(status == 0 or "in use by another hipcoach" in err for status, _, err in answers)
    assert any(status == 0 for status, _, _ in answers)


def test_a_journal_that_another_still_writes_is_no_loss(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_diary_in(kept, LATER)
    add_session(first, "new", LATER)
    real = opening.committed_frames

    def then_the_first_is_closed(journal: Path) -> int:
        found = real(journal)
        first.close()
        return found

    monkeypatch.setattr(opening, "committed_frames", then_the_first_is_closed)
    with pytest.raises(EnvironmentProblem, match="in use by another hipcoach"):
        open_diary_in(kept, LATER)
    first.close()


def test_the_folder_is_free_again_when_the_diary_is_closed(kept: Path) -> None:
    with open_diary_in(kept, LATER) as store:
        before = everything(store)
        with pytest.raises(EnvironmentProblem, match="in use by another hipcoach"):
            open_diary_in(kept, LATER)
    with open_diary_in(kept, LATER) as store:
        assert everything(store) == before
