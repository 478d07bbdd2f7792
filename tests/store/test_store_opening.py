"""Opening: who may read it, who else holds it, older and newer files, a full disk."""

import os
import signal
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.diary import open_diary_in, pain_rest_in_doubt
from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.pain_rest_versions import strictest
from hipcoach.store import Store, open_store
from hipcoach.store.diary_files import Places
from hipcoach.store.files import RESERVE_BYTES
from hipcoach.store.merge_pain_rests import PainRestRule
from hipcoach.store.rows import ProfileRow
from hipcoach.store.schema import STEPS, SchemaStep
from tests.store.child_process import NEXT_STEPS, in_child
from tests.store.conftest import MORNING, add_one_of_each, add_session, everything
from tests.store.inside import connection_of

BAD_STEPS = (*STEPS, SchemaStep("half of it", ("CREATE TABLE first(x INTEGER)", "CREATE TABLE wrong(")))


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}


OPENING = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from hipcoach.coach.diary import open_diary_in
    now = datetime(2026, 3, 2, tzinfo=UTC)
"""


def test_nobody_else_may_read_anything(folder: Path, store: Store) -> None:
    before = os.umask(0)  # the worst that a desktop may set
    try:
        add_session(store, "one")
        store.back_up(MORNING)
        found = modes(folder)
    finally:
        os.umask(before)
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}
    assert "diary.sqlite3-wal" in found


def test_files_that_were_open_to_others_are_closed(folder: Path) -> None:
    open_diary_in(folder, MORNING).close()
    folder.chmod(0o755)
    Places(folder).diary.chmod(0o644)
    with open_diary_in(folder, MORNING):
        assert modes(folder)["diary.sqlite3"] == 0o600
        assert modes(folder)["data"] == 0o700


def test_the_settings_that_the_promises_rest_on(store: Store) -> None:
    asked = {
        name: connection_of(store).execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("locking_mode", "journal_mode", "synchronous", "trusted_schema", "foreign_keys")
    }
    assert asked == {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "foreign_keys": 1,
    }


def test_a_second_process_is_told_at_once(folder: Path, store: Store) -> None:
    add_session(store, "one")
    told = in_child(OPENING + "    open_diary_in(Path(sys.argv[1]), now)\n", folder)
    last = told.stderr.strip().splitlines()[-1]
    assert "in use by another hipcoach" in last
    assert "DiaryInUse" in last
    assert store.sessions.get("one")


def test_a_process_that_was_killed_leaves_no_lock(folder: Path) -> None:
    child = in_child(
        OPENING + "    open_diary_in(Path(sys.argv[1]), now)\n    import os; os.kill(os.getpid(), 9)\n", folder
    )
    assert child.returncode == -signal.SIGKILL
    with open_diary_in(folder, MORNING) as store:
        assert store.notices == ()


def test_a_folder_that_cannot_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    Places(tmp_path / "data").diary.mkdir()
    with pytest.raises(EnvironmentProblem, match="cannot be opened") as told:
        open_diary_in(tmp_path / "data", MORNING)
    assert "\n" not in str(told.value)


def test_an_older_file_is_copied_then_migrated(folder: Path) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_one_of_each(store)
        before = everything(store)["set_record"]
    with open_diary_in(folder, MORNING, NEXT_STEPS) as store:
        assert store.notices == ()
        assert len(store.backups()) == 1
        assert everything(store)["set_record"] == before
        names = [row[1] for row in everything(store)["migration"]]
        assert names == [step.name for step in NEXT_STEPS]
    with open_diary_in(folder, MORNING, NEXT_STEPS) as store:
        assert store.notices == ()  # old checksums hold with the new column


def test_a_migration_that_fails_leaves_the_file_byte_for_byte(folder: Path) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_one_of_each(store)
    before = Places(folder).diary.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        open_diary_in(folder, MORNING, BAD_STEPS)
    assert Places(folder).diary.read_bytes() == before
    with open_diary_in(folder, MORNING) as store:
        assert store.notices == ()


@pytest.mark.parametrize("statement", range(7))
def test_a_migration_killed_at_any_statement_leaves_the_old_file_or_the_new(folder: Path, statement: int) -> None:
    with open_diary_in(folder, MORNING) as store:
        add_one_of_each(store)
        before = everything(store)
    code = (
        OPENING
        + """
    from tests.store.child_process import NEXT_STEPS
    from tests.store.killed import die_after

    die_after(int(sys.argv[2]))
    open_diary_in(Path(sys.argv[1]), now, NEXT_STEPS)
    """
    )
    child = in_child(code, folder, statement + 2)  # the lock is taken in a transaction of its own
    assert child.returncode == -signal.SIGKILL, child.stderr
    with open_diary_in(folder, MORNING) as store:
        assert store.notices == ()
        assert everything(store) == before


def test_a_newer_file_is_shown_and_never_changed(folder: Path) -> None:
    with open_diary_in(folder, MORNING, NEXT_STEPS) as store:
        add_session(store, "one")
    before = Places(folder).diary.read_bytes()
    with open_diary_in(folder, MORNING) as store:
        assert store.read_only
        assert "newer hipcoach" in store.notices[0]
        assert [row.id for row in store.sessions.all()] == ["one"]
        with pytest.raises(EnvironmentProblem, match="newer hipcoach"), store.transaction():
            pass
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.profile.add(ProfileRow("x", "usual0", "1", MORNING))
    assert Places(folder).diary.read_bytes() == before


def test_a_newer_file_that_another_process_holds_is_said_to_be_held(folder: Path) -> None:
    with open_diary_in(folder, MORNING, NEXT_STEPS):
        told = in_child(OPENING + "    open_diary_in(Path(sys.argv[1]), now)\n", folder)
    assert "in use by another hipcoach" in told.stderr.strip().splitlines()[-1]


def test_room_is_kept_back_and_taken_again(folder: Path) -> None:
    with open_diary_in(folder, MORNING) as store:
        assert Places(folder).reserve.stat().st_size == RESERVE_BYTES
        assert [store.make_room() for _ in range(5)] == [True] * 4 + [False], "given up in parts"
        assert not Places(folder).reserve.exists()
        assert store.may_lack
    with open_store(
        folder, MORNING, PainRestRule(strictest, pain_rest_in_doubt)
    ) as store:  # what opens it decides on a rest
        assert Places(folder).reserve.stat().st_size == RESERVE_BYTES
        assert store.may_lack, "a new start does not forget it"
        store.nothing_lacks()
        assert not store.may_lack


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(store: Store) -> None:
    from zoneinfo import ZoneInfo

    auckland = MORNING.astimezone(ZoneInfo("Pacific/Auckland"))
    add_session(store, "one", auckland)
    assert store.sessions.get("one").started_at == MORNING
    assert store.sessions.get("one").started_at.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="zone"):
        store.profile.add(ProfileRow("x", "usual0", "1", MORNING.replace(tzinfo=None)))


def test_there_is_a_file_of_every_past_schema() -> None:
    """Each was made by the program that wrote it, and has its tests in `test_store_version_N.py`."""
    here = Path(__file__).parent
    for version in range(1, len(STEPS)):
        assert (here / f"version_{version}" / "diary.sqlite3").is_file()
        assert (here / f"test_store_version_{version}.py").is_file()


def test_the_statements_of_a_step_that_shipped_are_never_edited() -> None:
    from hashlib import blake2b

    sums = [blake2b("\n".join((step.name, *step.statements)).encode(), digest_size=8).hexdigest() for step in STEPS]
    assert sums == ["9f7210ac20d62522", "277be41c5b3afb84", "c5aedb9fb96d99ff", "fe7ad350216f6e6d"]
