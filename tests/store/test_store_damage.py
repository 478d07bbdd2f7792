"""Damaged bytes: none goes unnoticed, nothing is deleted, the newest good backup comes back."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in, pain_rest_in_doubt
from hipcoach.store import Store
from hipcoach.store import open_diary as opening
from hipcoach.store.diary_files import Places
from hipcoach.store.repair import IN_DOUBT
from tests.store.conftest import LATER, MORNING, add_hold, add_session, everything


def as_it_was(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the rest that takes the place of what could not be read."""
    found = everything(store)
    doubt = [row for row in found["hold"] if row[1] == pain_rest_in_doubt(LATER).id]
    assert bool(doubt) == (IN_DOUBT in store.notices)
    found["hold"] = [row for row in found["hold"] if row not in doubt]
    return found


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_diary_in(folder, LATER) as store:
        return everything(store)


@pytest.mark.parametrize(("flips", "sealed"), [(200, True), (50, False)], ids=["closed well", "after a crash"])
def test_no_flipped_bit_that_matters_goes_unnoticed(kept: Path, tmp_path: Path, flips: int, sealed: bool) -> None:
    place = Places(kept)
    good = place.diary.read_bytes()
    before = content(kept)
    if not sealed:
        place.seal.take_away()
    seed = random.Random(20260302)
    written = [offset for offset, byte in enumerate(good) if byte]  # most of so small a file is empty space
    noticed = 0
    for number in range(flips):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(kept, copy)
        bit = seed.choice(written) * 8 + seed.randrange(8)
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        Places(copy).diary.write_bytes(bad)
        with open_diary_in(copy, LATER) as store:
            assert as_it_was(store) == before, f"bit {bit} changed what is shown"
            noticed += bool(store.notices)
            assert bool(store.notices) == bool(list(copy.glob("damaged-*.sqlite3")))
        shutil.rmtree(copy)
    assert noticed > flips * 3 / 4  # the others changed nothing that anything reads


@pytest.mark.parametrize("page", range(0, 30, 3))
def test_a_page_of_zeros_is_noticed(kept: Path, page: int) -> None:
    before = content(kept)
    place = Places(kept)
    bad = bytearray(place.diary.read_bytes())
    bad[page * 4096 : (page + 1) * 4096] = bytes(4096)
    place.diary.write_bytes(bad)
    with open_diary_in(kept, LATER) as store:
        assert as_it_was(store) == before
        assert set(store.notices[1:]) <= {IN_DOUBT}


@pytest.mark.parametrize("left", [0, 1, 100, 4096, 4097, 50_000, -4096, -1])
def test_a_file_cut_short_is_noticed(kept: Path, left: int) -> None:
    before = content(kept)
    place = Places(kept)
    place.diary.write_bytes(place.diary.read_bytes()[:left])
    with open_diary_in(kept, LATER) as store:
        assert as_it_was(store) == before
        assert "brought back" in store.notices[0]


def test_a_changed_number_that_sqlite_finds_in_order_is_noticed(kept: Path) -> None:
    with sqlite3.connect(Places(kept).diary) as connection:
        connection.execute("UPDATE set_record SET reps_done = 4 WHERE session = 3")
    connection.close()
    with open_diary_in(kept, LATER) as store:
        assert "changed in session" in store.notices[0]
        assert store.sessions.sets("session-2")[0].reps_done == 5


def test_the_damaged_file_is_set_aside_and_named(kept: Path) -> None:
    bad = b"not a diary" * 1000
    Places(kept).diary.write_bytes(bad)
    with open_diary_in(kept, LATER) as store:
        aside = next(kept.glob("damaged-*.sqlite3"))
        assert aside.read_bytes() == bad
        assert aside.name in store.notices[0]
        assert "2026-03-15 09:00 UTC" in store.notices[0]  # so the user knows what is missing


def test_a_damaged_backup_is_passed_over_for_an_older_good_one(kept: Path) -> None:
    with open_diary_in(kept, LATER) as store:
        add_session(store, "newest", LATER)
        newest = store.back_up(LATER).path
    bad = bytearray(newest.read_bytes())
    at = bad.index(b"session-7")
    bad[at] ^= 2
    newest.write_bytes(bad)
    Places(kept).diary.write_bytes(b"")
    with open_diary_in(kept, LATER) as store:
        assert "session-7" in [row.id for row in store.sessions.all()]
        assert "newest" not in [row.id for row in store.sessions.all()]


def test_a_hold_in_a_damaged_file_outlives_it(kept: Path) -> None:
    with open_diary_in(kept, LATER) as store:
        add_hold(store, "since the backup", at=LATER)
    place = Places(kept)
    bad = bytearray(place.diary.read_bytes())
    bad[bad.index(b"The left side")] ^= 1
    place.diary.write_bytes(bad)
    with open_diary_in(kept, LATER) as store:
        assert store.notices
        assert {row.id for row in store.pain_rests.in_force()} == {"hold", "since the backup"}


def test_a_hold_in_a_damaged_file_of_before_its_last_column_outlives_it(kept: Path) -> None:
    place = Places(kept)
    with closing(sqlite3.connect(place.diary)) as connection:
        connection.execute("ALTER TABLE hold DROP COLUMN pain_kind")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    bad = bytearray(place.diary.read_bytes())
    bad[bad.index(b"The left side")] ^= 1
    place.diary.write_bytes(bad)
    with open_diary_in(kept, LATER) as store:
        assert [row.id for row in store.pain_rests.in_force()] == ["hold"]  # and none in doubt beside it


def test_a_missing_file_comes_back_from_its_backup(kept: Path) -> None:
    before = content(kept)
    Places(kept).diary.unlink()
    with open_diary_in(kept, LATER) as store:
        assert as_it_was(store) == before
        assert store.notices


def test_with_no_backup_a_new_diary_is_started_and_the_user_told(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_session(store, "only")
    Places(folder).diary.write_bytes(b"rubbish" * 999)
    with open_diary_in(folder, LATER) as store:
        assert "no good backup" in store.notices[0]
        assert store.sessions.all() == ()
    assert "the diary was damaged and is set aside; with no good backup, a new one is started" in caplog.messages


def test_a_good_file_says_nothing(kept: Path, open_again: Callable[[], Store]) -> None:
    with open_again() as store:
        assert store.notices == ()


# -- the journal of a diary that was not closed


@pytest.fixture
def cut_off(folder: Path, tmp_path: Path) -> Path:
    """What a kill leaves: a diary whose last sessions stand in its journal alone."""
    left = tmp_path / "left"
    with open_diary_in(folder, MORNING) as store:
        for number in range(5):
            add_session(store, f"session-{number}", MORNING + timedelta(days=number))
        shutil.copytree(folder, left)
    return left


def test_a_whole_journal_is_read_and_nothing_said(cut_off: Path) -> None:
    with open_diary_in(cut_off, LATER) as store:
        assert store.notices == ()
        assert len(store.sessions.all()) == 5


def test_no_flipped_bit_of_the_journal_loses_a_session_without_a_word(cut_off: Path, tmp_path: Path) -> None:
    good = Places(cut_off).journal.read_bytes()
    luck = random.Random(7)
    written = [offset for offset, byte in enumerate(good) if byte]
    told = 0
    for number in range(60):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(cut_off, copy)
        bad = bytearray(good)
        bad[luck.choice(written)] ^= 1 << luck.randrange(8)
        Places(copy).journal.write_bytes(bad)
        with open_diary_in(copy, LATER) as store:
            lost = len(store.sessions.all()) < 5
            assert store.notices or not lost
            told += bool(store.notices)
        shutil.rmtree(copy)
    assert told > 40


# -- after a kill no record is looked at that cannot have changed


def test_a_diary_that_was_killed_opens_without_the_slow_look(cut_off: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(connection: sqlite3.Connection) -> tuple[str, ...]:
        raise AssertionError("every record was looked at")

    assert Places(cut_off).journal.stat().st_size > 0
    monkeypatch.setattr(opening, "faults", slow)
    with open_diary_in(cut_off, LATER) as store:
        assert store.notices == ()
        assert len(store.sessions.all()) == 5


def test_after_a_kill_damage_in_the_file_itself_is_noticed(kept: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"
    with open_diary_in(kept, LATER) as store:
        add_session(store, "in the journal", LATER)
        before = everything(store)
        shutil.copytree(kept, left)
    good = Places(left).diary.read_bytes()
    luck = random.Random(11)
    written = [offset for offset, byte in enumerate(good) if byte]
    told = 0
    for number in range(40):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(left, copy)
        bad = bytearray(good)
        bad[luck.choice(written)] ^= 1 << luck.randrange(8)
        Places(copy).diary.write_bytes(bad)
        with open_diary_in(copy, LATER) as store:
            assert store.notices or as_it_was(store) == before
            told += bool(store.notices)
        shutil.rmtree(copy)
    assert told > 10  # the other pages stand in the journal anew, and are read from there


@pytest.mark.parametrize(
    "write",
    [
        Store.settle,
        lambda store: store.back_up(LATER),
        lambda store: store.restore(store.backups()[0].path, LATER),
    ],
    ids=["settle", "back up", "restore"],
)
def test_what_is_written_home_is_sealed(kept: Path, tmp_path: Path, write: Callable[[Store], object]) -> None:
    with open_diary_in(kept, LATER) as store:
        add_session(store, "new", LATER)
        assert Places(kept).journal.stat().st_size > 0
        write(store)
        left = tmp_path / "killed"
        shutil.copytree(kept, left)
    assert Places(left).journal.stat().st_size == 0
    assert Places(left).seal.matches()
