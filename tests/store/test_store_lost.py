"""What a crash, a person or a disk took away: noticed, and a rest begins where one may have been in it."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in, pain_rest_in_doubt
from hipcoach.store.connection import connect
from hipcoach.store.diary_files import Places
from hipcoach.store.repair import IN_DOUBT
from hipcoach.store.wal_check import NOT_ALL_READ
from tests.store.conftest import LATER, add_hold, add_session


@pytest.fixture
def cut_off(kept: Path, tmp_path: Path) -> Path:
    """What a kill leaves: the last sessions, and a rest, stand in the journal alone."""
    left = tmp_path / "left"
    with open_diary_in(kept, LATER) as store:
        for number in range(5):
            add_session(store, f"new-{number}", LATER + timedelta(hours=number))
        add_hold(store, "red", at=LATER)
        shutil.copytree(kept, left)
    return left


def in_force(folder: Path) -> set[str]:
    with open_diary_in(folder, LATER) as store:
        return {row.id for row in store.pain_rests.in_force()}


# -- a journal that is not as it was left


def halved(journal: Path) -> None:
    os.truncate(journal, journal.stat().st_size // 2)


def by_one_page(journal: Path) -> None:
    os.truncate(journal, journal.stat().st_size - 4120)


def emptied(journal: Path) -> None:
    os.truncate(journal, 0)


def another_diarys(journal: Path) -> None:
    """One of the same program's: every checksum in it is right."""
    other = journal.parent.parent / "other"
    with open_diary_in(other, LATER) as store:
        add_session(store, "of somebody else", LATER)
        shutil.copy(Places(other).journal, journal)


@pytest.mark.parametrize("lose", [halved, by_one_page, emptied, Path.unlink, another_diarys])
def test_a_journal_that_lost_entries_is_noticed_and_a_rest_begins(
    cut_off: Path, lose: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    lose(Places(cut_off).journal)
    with open_diary_in(cut_off, LATER) as store:
        assert store.notices == (NOT_ALL_READ, IN_DOUBT)
        found = [row.id for row in store.sessions.all()]
        assert len([name for name in found if name.startswith("session-")]) == 12
        assert "of somebody else" not in found
    assert caplog.messages == ["the diary's journal could not all be read: the last entries may be missing"]
    assert pain_rest_in_doubt(LATER).id in in_force(cut_off)
    with open_diary_in(cut_off, LATER) as store:
        assert store.notices == ()


def test_another_diarys_journal_is_set_aside(cut_off: Path) -> None:
    another_diarys(Places(cut_off).journal)
    foreign = Places(cut_off).journal.read_bytes()
    open_diary_in(cut_off, LATER).close()
    assert [path.read_bytes() for path in cut_off.glob("damaged-*-wal")] == [foreign]


def test_a_kill_after_the_journal_was_written_home_is_no_loss(cut_off: Path) -> None:
    with connect(Places(cut_off).diary) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with open_diary_in(cut_off, LATER) as store:
        assert store.notices == ()
        assert "new-4" in [row.id for row in store.sessions.all()]


def test_a_kill_before_the_first_entry_is_no_loss(kept: Path, tmp_path: Path) -> None:
    with open_diary_in(kept, LATER):
        shutil.copytree(kept, tmp_path / "left")
    with open_diary_in(tmp_path / "left", LATER) as store:
        assert store.notices == ()


# -- damage and rests


def test_a_rest_in_a_file_that_lost_its_last_page_outlives_it(kept: Path) -> None:
    with open_diary_in(kept, LATER) as store:
        add_hold(store, "red", at=LATER)
        add_session(store, "at the end of the file", LATER)
    os.truncate(Places(kept).diary, Places(kept).diary.stat().st_size - 4096)
    assert {"hold", "red"} <= in_force(kept)


def test_where_the_rests_cannot_be_read_a_rest_begins_and_the_user_is_told_why(kept: Path) -> None:
    bad = bytearray(Places(kept).diary.read_bytes())
    bad[bad.index(b"hold2026")] ^= 1  # in the row itself
    Places(kept).diary.write_bytes(bad)
    with open_diary_in(kept, LATER) as store:
        assert store.notices[1:] == (IN_DOUBT,)
        assert pain_rest_in_doubt(LATER) in store.pain_rests.in_force()


@pytest.mark.parametrize("killed_at", ["chmod", "replace"])
def test_a_repair_that_is_killed_loses_no_rest(kept: Path, monkeypatch: pytest.MonkeyPatch, killed_at: str) -> None:
    with open_diary_in(kept, LATER) as store:
        add_hold(store, "red", at=LATER)
    bad = bytearray(Places(kept).diary.read_bytes())
    bad[bad.index(b"The left side")] ^= 1
    Places(kept).diary.write_bytes(bad)
    real = getattr(Path, killed_at)

    def dies(path: Path, *args: object) -> object:
        if path.name.endswith(".part"):
            raise KeyboardInterrupt
        return real(path, *args)

    with monkeypatch.context() as patch:
        patch.setattr(Path, killed_at, dies)
        with pytest.raises(KeyboardInterrupt):
            open_diary_in(kept, LATER)
    assert "red" in in_force(kept)
