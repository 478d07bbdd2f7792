"""The slow check, of every record against its checksum."""

import sqlite3
from collections.abc import Callable

from hipcoach.store.connection import is_locked, is_no_room
from hipcoach.store.digest import all_session_digests, changed_rows
from hipcoach.store.migrate import schema_faults

LONE_TABLES = ("event", "pain", "screen", "hold", "dose", "profile", "note")


def faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return everything that is not as it was written, in plain words; empty when the whole file is good."""
    return _found(lambda: _structure(connection) or _content(connection))


def structure_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the faults apart from wrong checksums, which a file of another version may compute differently."""
    return _found(lambda: _structure(connection))


def _found(look: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return look()
    except (sqlite3.Error, ValueError, TypeError, OverflowError) as error:
        # A damaged file may fail in any way while it is read; a full disk or a lock is not damage.
        if isinstance(error, sqlite3.Error) and (is_no_room(error) or is_locked(error)):
            raise
        return (f"it cannot be read to the end ({error})",)


def _structure(connection: sqlite3.Connection) -> tuple[str, ...]:
    wrong = tuple(str(line) for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok")
    if wrong:
        return wrong
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return ("a record belongs to a session that is not there",)
    return schema_faults(connection)


def _content(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = []
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in tables.intersection(LONE_TABLES):  # an older file may lack some
        bad = changed_rows(connection, table)
        if bad:
            found.append(f"{bad} changed in {table}")
    digests = all_session_digests(connection)
    bad = sum(digests[key] != digest for key, digest in connection.execute("SELECT key, digest FROM session"))
    if bad:
        found.append(f"{bad} changed in session")
    return tuple(found)
