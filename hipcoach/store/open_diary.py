"""Opening the diary: new, old, newer, in use, damaged or on a full disk, each with its own answer."""

import logging
import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hipcoach.store import backup
from hipcoach.store.connection import Damaged, connect
from hipcoach.store.diary import READ_ONLY, Store, make_deletions_final
from hipcoach.store.diary_files import Places
from hipcoach.store.files import Reserve, private_file, private_folder
from hipcoach.store.merge_holds import ChooseHold
from hipcoach.store.migrate import migrate, version
from hipcoach.store.record_check import faults, structure_faults
from hipcoach.store.repair import repair
from hipcoach.store.schema import STEPS, SchemaStep
from hipcoach.store.wal_check import NOT_ALL_READ, all_read, committed_frames

logger = logging.getLogger(__name__)

_SMALLEST = 512
_VERSION_AT = 60  # where SQLite's header keeps user_version


def open_store(folder: Path, now: datetime, strictest: ChooseHold, steps: Sequence[SchemaStep] = STEPS) -> Store:
    """Open the diary in `folder`, made if it is not there; what the user should be told stands in `Store.notices`.

    `strictest` says what counts of two versions of one rest, where a backup, an import or a damaged file brings one.

    Raises EnvironmentProblem, at once and with one line, where another process holds it or the folder cannot be used.
    """
    place = Places(folder)
    private_folder(folder)
    if _peek_version(place.diary) > len(steps):
        newer = _open_newer(place, steps, strictest)
        if newer is not None:
            return newer
    notices: tuple[str, ...] = ()
    committed = committed_frames(place.journal)
    sealed = place.seal.matches()
    try:
        connection = _open_checked(place, steps, now, sealed=sealed)
    except Damaged as damage:
        notices = (repair(place, steps, strictest, now, str(damage)),)
        connection = _open_checked(place, steps, now, sealed=False)
        committed, sealed = 0, False
    if committed and not all_read(connection, committed):
        logger.warning("the diary's journal could not all be read: the last entries may be missing")
        notices = (NOT_ALL_READ,)
    Reserve(place.reserve).keep()
    store = Store(folder, connection, steps, strictest=strictest, read_only=False, notices=notices)
    make_deletions_final(store)
    if committed or not sealed:
        store.settle()
    return store


def _open_newer(place: Places, steps: Sequence[SchemaStep], strictest: ChooseHold) -> Store | None:
    """Return a file from a newer version, read-only; None where only its version number is damaged."""
    try:
        connection = connect(place.diary, read_only=True)
    except Damaged:
        return None
    if structure_faults(connection):
        connection.close()
        return None
    logger.warning("the diary was written by a newer version: it is opened for reading only")
    return Store(place.folder, connection, steps, strictest=strictest, read_only=True, notices=(READ_ONLY,))


def _open_checked(place: Places, steps: Sequence[SchemaStep], now: datetime, *, sealed: bool) -> sqlite3.Connection:
    """Return a connection to a file that is good and of today's schema; a sealed one is as it was left."""
    # SQLite takes less than a page for an empty file and would say nothing.
    fresh = not place.diary.exists() or place.diary.stat().st_size < _SMALLEST
    if fresh and not _unwritten(place.journal) and backup.listed(place.backups):
        raise Damaged("it is missing or empty")
    if not place.diary.exists():
        # Made by us first: SQLite gives its companions the modes of the file they belong to.
        os.close(os.open(place.diary, os.O_WRONLY | os.O_CREAT, 0o600))
    private_file(place.diary)
    connection = connect(place.diary)
    try:
        _check_and_migrate(connection, place, steps, now, unchanged=sealed and not fresh)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_and_migrate(
    connection: sqlite3.Connection, place: Places, steps: Sequence[SchemaStep], now: datetime, *, unchanged: bool
) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not unchanged and tables:
        found = faults(connection)
        if found:
            raise Damaged("; ".join(found[:3]))
    done = version(connection)
    if (done == 0) != (tables == 0) or done > len(steps):
        raise Damaged("the record of the file's version")
    if 0 < done < len(steps):
        backup.make(connection, place.backups, now)
    migrate(connection, steps, now)


def _unwritten(journal: Path) -> bool:
    return journal.exists() and journal.stat().st_size > 0


def _peek_version(path: Path) -> int:
    """Return the file's own version number, read without opening it as a database; 0 where there is none."""
    try:
        with path.open("rb") as file:
            header = file.read(_VERSION_AT + 4)
    except OSError:
        return 0
    return int.from_bytes(header[_VERSION_AT:], "big") if len(header) == _VERSION_AT + 4 else 0
