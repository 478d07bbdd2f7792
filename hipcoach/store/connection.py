"""One SQLite connection: how it is opened, how a transaction is held, and what its errors mean."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hipcoach.errors import DiaryInUse, EnvironmentProblem

LOCKED = "The diary is in use by another hipcoach. Close it, or do this from its window: {path}"
NO_ACCESS = "The diary cannot be opened ({why}): {path}"
CANNOT_READ = "The diary cannot be read now ({why}). Nothing was changed; try again, and look at the disk: {path}"

_LOCKED_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL_CODES = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_ACCESS_CODES = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH}


class DiaryConnection(sqlite3.Connection):
    """A connection that says when something has been committed."""

    after_commit: Callable[[], None] = staticmethod(lambda: None)


class DiaryDamage(Exception):
    """A file is not as it was written; the argument says how."""


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Return True if the file's content is at fault, and not the disk, a lock or our own SQL."""
    return primary_code(error) in _DAMAGED_CODES or (
        getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ
    )


def is_no_room(error: sqlite3.Error) -> bool:
    """Return True if writing failed for want of room, or by a fault of the disk. Neither damages anything."""
    return primary_code(error) in _FULL_CODES and not is_damage(error)


def is_outside(error: sqlite3.Error) -> bool:
    """Return True if the file or the disk is at fault, and not the program."""
    return is_damage(error) or is_no_room(error)


def connect(path: Path, *, read_only: bool = False) -> DiaryConnection:
    """Open `path` with the settings that the promises rest on, and take its lock at once.

    Raises DiaryInUse where another process holds it, EnvironmentProblem where it may not be opened, and DiaryDamage
    where it is damaged.
    """
    try:
        if read_only:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, factory=DiaryConnection
            )
        else:
            connection = sqlite3.connect(path, timeout=0, factory=DiaryConnection)
    except sqlite3.OperationalError as error:
        raise EnvironmentProblem(NO_ACCESS.format(why=error, path=path)) from error
    try:
        _set_up(connection, read_only=read_only)
    except UnicodeDecodeError as error:  # SQLite quotes a damaged definition in its message
        connection.close()
        raise DiaryDamage("the definition of a table") from error
    except sqlite3.Error as error:
        connection.close()
        if is_damage(error):
            raise DiaryDamage(str(error)) from error
        if is_locked(error):
            raise DiaryInUse(LOCKED.format(path=path)) from error
        if primary_code(error) in _NO_ACCESS_CODES:
            raise EnvironmentProblem(NO_ACCESS.format(why=error, path=path)) from error
        if is_no_room(error):
            raise EnvironmentProblem(NO_ACCESS.format(why=f"{error}; is the disk full?", path=path)) from error
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.isolation_level = None  # transactions are ours, by name
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA foreign_keys=ON")
    if read_only:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return
    # Exclusive before the first access: no shared-memory file, and the lock lasts as long as the connection.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")  # what the user deletes is overwritten
    connection.execute("PRAGMA journal_size_limit=0")  # no rest of an older round at its end
    connection.execute("PRAGMA wal_autocheckpoint=0")  # the file changes only where `Store.settle` seals it again
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def is_locked(error: sqlite3.Error) -> bool:
    """Return True if another process holds the file."""
    return primary_code(error) in _LOCKED_CODES


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all of what is written inside, or nothing. Inside another transaction it is a part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # Some errors (a full disk) have already rolled it back.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if isinstance(connection, DiaryConnection):
        connection.after_commit()
