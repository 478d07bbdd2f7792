"""Opens the diary: new, old, newer, in use, damaged, or on a full disk. Each of these has its own answer."""

import errno
import logging
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.store import backup
from hipcoach.store.before_opening import FolderLock, look_over, read_through_twice
from hipcoach.store.connection import CANNOT_READ, NO_ACCESS, DiaryConnection, DiaryDamage, connect, is_outside
from hipcoach.store.diary import READ_ONLY, Store, make_deletions_final
from hipcoach.store.diary_files import Places
from hipcoach.store.files import Reserve, private_file, private_folder
from hipcoach.store.merge_pain_rests import PainRestRule
from hipcoach.store.migrate import migrate, version
from hipcoach.store.record_check import faults, structure_faults
from hipcoach.store.repair import IN_DOUBT, repair, set_aside
from hipcoach.store.schema import STEPS, SchemaStep
from hipcoach.store.wal_check import NOT_ALL_READ, JournalFate, all_read, committed_frames, journal_fate

logger = logging.getLogger(__name__)

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
ENTRIES_GONE = (JournalFate.LOST, JournalFate.FOREIGN)

_SMALLEST = 512
_VERSION_AT = 60  # where SQLite's header keeps user_version


def open_store(folder: Path, now: datetime, rule: PainRestRule, steps: Sequence[SchemaStep] = STEPS) -> Store:
    """Open the diary in `folder`, made if it is not there; what the user should be told stands in `Store.notices`.

    `rule` says what counts of two versions of one pain rest, where a backup, an import or a damaged file brings one,
    and what takes the place of pain rests that cannot be read.

    Raises EnvironmentProblem, at once and with one line, where another process holds it, it cannot be read now, or the
    folder cannot be used.
    """
    place = Places(folder)
    try:
        private_folder(folder)
        lock = FolderLock(place)
        try:
            return _open_locked(place, now, rule, steps, lock)
        except BaseException:
            lock.release()
            raise
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise EnvironmentProblem(NO_ACCESS.format(why=error.strerror, path=error.filename or place.diary)) from error
    except sqlite3.Error as error:
        if not is_outside(error):
            raise
        raise EnvironmentProblem(CANNOT_READ.format(why=error, path=place.diary)) from error


@dataclass(frozen=True, slots=True)
class FilesOnDisk:
    """What the diary's files are before SQLite opens them, compared with what was noted when they were last written."""

    sealed: bool  # the file is byte for byte as it was when its checksum was written
    committed: int  # pages in the journal, up to its last commit
    journal: JournalFate

    @classmethod
    def of(cls, place: Places) -> "FilesOnDisk":
        """Look at them. Raises OSError where they cannot be read now."""
        sealed, committed = place.seal.matches(), committed_frames(place.journal)
        return cls(sealed, committed, journal_fate(place.journal, place.seal, sealed=sealed))


def _open_locked(
    place: Places, now: datetime, rule: PainRestRule, steps: Sequence[SchemaStep], lock: FolderLock
) -> Store:
    """Open the diary, in four steps whose order matters.

    1. What lies in the place of its files is looked at, and a newer version's diary is only read.
    2. The files are compared with what was noted of them. SQLite takes a journal that is gone or cut short for a
       shorter one and writes it home as it opens: afterwards nobody could tell.
    3. The file is opened, and checked unless its checksum says that nothing has changed; repaired where it is damaged.
    4. Where entries of the journal are lost, a pain rest in doubt begins. All is written home and sealed again.
    """
    look_over(place)
    if _peek_version(place.diary) > len(steps):
        newer = _open_newer(place, steps, rule)
        if newer is not None:
            lock.release()  # it is only read
            return newer
    left = FilesOnDisk.of(place)
    if left.journal is JournalFate.FOREIGN and lock.held:
        set_aside(place, now, diary=False)
        left = replace(left, committed=0)
    connection, repaired = _open_or_repair(place, steps, rule, now, left)
    lost = False
    if not repaired:  # a repair has told what is lost
        lost = left.journal in ENTRIES_GONE or (left.committed > 0 and not all_read(connection, left.committed))
    connection.after_commit = place.seal.note_commit
    store = Store(place.folder, connection, steps, rule=rule, lock=lock, read_only=False, notices=repaired)
    if lost:
        logger.warning("the diary's journal could not all be read: the last entries may be missing")
        store.notices = (NOT_ALL_READ, IN_DOUBT)
        store.merge_pain_rests((rule.in_doubt(now),))
    Reserve(place.reserve).keep()
    make_deletions_final(store)
    if repaired or left.committed or lost or not left.sealed:
        store.settle()
    return store


def _open_or_repair(
    place: Places, steps: Sequence[SchemaStep], rule: PainRestRule, now: datetime, left: FilesOnDisk
) -> tuple[DiaryConnection, tuple[str, ...]]:
    """Return a connection to a good file, with what the user should be told where it had to be repaired."""
    unchanged = left.sealed and left.journal is not JournalFate.UNKNOWN
    try:
        return _open_checked(place, steps, now, sealed=unchanged), ()
    except DiaryDamage:
        if not _missing(place):
            read_through_twice(place)
    try:  # SQLite takes a read that failed once for damage
        connection = _open_checked(place, steps, now, sealed=False)
    except DiaryDamage as damage:
        gone = left.journal is JournalFate.UNKNOWN and not _unwritten(place.journal)
        lost = gone or left.journal in ENTRIES_GONE
        notices = repair(place, steps, rule, now, str(damage), journal_lost=lost)
        return _open_checked(place, steps, now, sealed=False), notices
    logger.warning("the diary could not be read at first: it is good, its disk may not be")
    return connection, ()


def _open_newer(place: Places, steps: Sequence[SchemaStep], rule: PainRestRule) -> Store | None:
    """Return a newer version's file, read-only; None where only its version number is damaged."""
    try:
        connection = connect(place.diary, read_only=True)
    except DiaryDamage:
        return None
    if structure_faults(connection):
        connection.close()
        return None
    logger.warning("the diary was written by a newer version: it is opened for reading only")
    return Store(place.folder, connection, steps, rule=rule, lock=None, read_only=True, notices=(READ_ONLY,))


def _open_checked(place: Places, steps: Sequence[SchemaStep], now: datetime, *, sealed: bool) -> DiaryConnection:
    """Return a connection to a good file of today's schema. A sealed one is not checked: it is as it was left."""
    fresh = _missing(place)
    if fresh and not _unwritten(place.journal) and backup.listed(place.backups):
        raise DiaryDamage("it is missing or empty")
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
            raise DiaryDamage("; ".join(found[:3]))
    done = version(connection)
    if (done == 0) != (tables == 0) or done > len(steps):
        raise DiaryDamage("the record of the file's version")
    if 0 < done < len(steps):
        backup.make(connection, place.backups, now)
    migrate(connection, steps, now)


def _missing(place: Places) -> bool:
    """Return True if there is no diary.

    A file of less than a page is none either: SQLite would open it without a word.
    """
    return not place.diary.exists() or place.diary.stat().st_size < _SMALLEST


def _unwritten(journal: Path) -> bool:
    return journal.exists() and journal.stat().st_size > 0


def _peek_version(path: Path) -> int:
    """Return the file's own version number, read without opening it as a database; 0 where there is none."""
    try:
        with path.open("rb") as file:
            header = file.read(_VERSION_AT + 4)
    except FileNotFoundError:
        return 0
    return int.from_bytes(header[_VERSION_AT:], "big") if len(header) == _VERSION_AT + 4 else 0
