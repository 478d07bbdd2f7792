"""Copies of the diary: written by SQLite's backup API, verified, and fewer of them the older they are."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.store.connection import is_no_room
from hipcoach.store.files import private_folder, sync_folder
from hipcoach.store.record_check import faults

NO_BACKUP = "No backup of the diary could be made: {why}"

_PREFIX = "diary-"
_SUFFIX = ".sqlite3"
_HEADER = 100  # bytes
_STAMP = "%Y%m%dT%H%M%S.%fZ"

LARGEST_BYTES = 256 * 1024 * 1024  # of a copy from elsewhere; ten years have a quarter of it
LONGEST_ROW_BYTES = 2 * 1024 * 1024
MOST_RECORDS = 100_000  # ten years of two sessions a day have 35,000
RECORDS = ("session", "pain", "screen", "hold", "dose", "profile", "note")
PARTS = ("composition", "event", "exercise_record", "set_record")

KEEP_ALL = timedelta(days=2)
KEEP_DAYS = 12
KEEP_WEEKS = 10
KEEP_MONTHS = 9


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy, by the time it was made."""

    at: datetime
    path: Path


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return all copies, newest first."""
    found = []
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        stamp = path.name[len(_PREFIX) : -len(_SUFFIX)]
        try:
            found.append(Backup(datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), path))
        except ValueError:
            continue  # not one of ours
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def newest_first(copies: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return copies in the order in which they are trusted. Those dated further ahead than `KEEP_ALL` come last."""
    return tuple(sorted(copies, key=lambda each: (each.at - now <= KEEP_ALL, each.at), reverse=True))


def make(connection: sqlite3.Connection, folder: Path, now: datetime) -> Backup:
    """Copy the open diary into `folder`, check the copy, then rename it and delete superfluous ones.

    Raises EnvironmentProblem where that is not possible. The diary itself is not touched.
    """
    at = now.astimezone(UTC)
    path = folder / f"{_PREFIX}{at.strftime(_STAMP)}{_SUFFIX}"
    part = path.with_name(path.name + ".part")
    try:
        private_folder(folder)
        copy(connection, part)
        part.replace(path)
        sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):  # a file in the place of the folder
            part.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error) and not is_no_room(error):
            raise
        why = f"{error.filename or path}: {error.strerror}" if isinstance(error, OSError) else error
        raise EnvironmentProblem(NO_BACKUP.format(why=why)) from error
    for old in superfluous(listed(folder), at):
        old.path.unlink(missing_ok=True)
    return Backup(at, path)


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Write a verified copy of the open diary to `path`, and wait until it is on the disk."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(path, timeout=0)) as target:
        connection.backup(target)
        wrong = _differs(connection, target, path)
        if wrong:
            raise sqlite3.DatabaseError(f"the copy is not as the diary: {wrong}")
        # The copied header says WAL; as a plain file it needs no companions to be whole.
        target.execute("PRAGMA journal_mode=DELETE")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def is_good(path: Path) -> bool:
    """Return True if every record in a copy is as it was written. The copy is not changed by looking."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return not faults(connection)
    except sqlite3.Error:
        return False


def is_too_much(path: Path) -> bool:
    """Return True if a copy holds more than a lifetime's diary: reading it would take the reader's memory."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return True
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_ROW_BYTES)
            names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            found = {name for (name,) in names}
            counts = [_rows(connection, name) for name in RECORDS if name in found]
            if sum(counts) > MOST_RECORDS:
                return True
            for name in (*RECORDS, *PARTS):
                if name in found:
                    _read_all(connection, name)
    except sqlite3.DataError:  # a value is longer than that
        return True
    except (OSError, sqlite3.Error):
        return False  # it is no good copy, which is said elsewhere
    return False


def _rows(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _read_all(connection: sqlite3.Connection, table: str) -> None:
    columns = [column.replace('"', '""') for _, column, *_ in connection.execute(f"PRAGMA table_info({table})")]
    lengths = ", ".join(f'max(length("{column}"))' for column in columns)
    connection.execute(f"SELECT {lengths} FROM {table}").fetchone()


def superfluous(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the copies that may go.

    The last two days stay whole, then the newest of 12 days, 10 weeks and 9 months.
    """
    old = [backup for backup in newest_first(backups, now) if abs(now - backup.at) > KEEP_ALL]
    stages = [period for period, count in _STAGES for _ in range(count)]
    gone = []
    last: date | None = None
    for backup in old:
        day = backup.at.date()
        if stages and (last is None or stages[0](day) != stages[0](last)):
            stages.pop(0)
            last = day
        else:
            gone.append(backup)
    return tuple(gone)


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month


_STAGES = ((_day, KEEP_DAYS), (_week, KEEP_WEEKS), (_month, KEEP_MONTHS))


def _differs(connection: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> str:
    """Return what differs between the written file and the open diary, compared page by page; empty when nothing does.

    Only the header differs: SQLite counts changes there.
    """
    if hasattr(connection, "serialize"):
        ours, theirs = connection.serialize(), path.read_bytes()
        return "" if ours[_HEADER:] == theirs[_HEADER:] else "other bytes"
    found = str(target.execute("PRAGMA integrity_check(1)").fetchone()[0])
    return "" if found == "ok" else found
