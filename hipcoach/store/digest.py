"""Checksums: each lone row carries one of its own, each session one over all that belongs to it.

SQLite's own integrity check looks at structure, not at content: a flipped bit inside a number passes it.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b

Value = str | int | float | None

_PARTS = ("composition", "exercise_record", "set_record")
_NOT_COUNTED = frozenset({"key", "digest"})


def new_digest(bytes_long: int) -> "blake2b":
    """An empty checksum."""
    from hashlib import blake2b  # brings all of OpenSSL along; opening a diary that was closed well needs none

    return blake2b(digest_size=bytes_long)


def row_digest(row: Mapping[str, Value]) -> str:
    """Checksum of one row. Absent and NULL columns count alike, so a new column keeps every old checksum right."""
    counted = {name: value for name, value in row.items() if value is not None and name not in _NOT_COUNTED}
    text = json.dumps(counted, sort_keys=True, separators=(",", ":"))
    total = new_digest(8)
    total.update(text.encode())
    return total.hexdigest()


def session_digest(connection: sqlite3.Connection, key: int) -> str:
    """Checksum over a session's row and its parts; once it has ended, over its events too.

    Until then the events stand for themselves, so that a commit of one event need not read all the others.
    """
    total = new_digest(16)
    head = rows_of(connection.execute("SELECT * FROM session WHERE key = ?", (key,)))
    ended = False
    for row in head:
        ended = row["ended_at"] is not None
        total.update(row_digest(row).encode())
    for table in _PARTS:
        order = "" if table == "composition" else " ORDER BY ord" + (", set_no, side" if table == "set_record" else "")
        for row in rows_of(connection.execute(f"SELECT * FROM {table} WHERE session = ?{order}", (key,))):
            total.update(row_digest(row).encode())
    if ended:
        for (digest,) in connection.execute("SELECT digest FROM event WHERE session = ? ORDER BY seq", (key,)):
            total.update(str(digest).encode())
    return total.hexdigest()


def seal(connection: sqlite3.Connection, key: int) -> None:
    """Write a session's checksum anew, after a change that is meant."""
    connection.execute("UPDATE session SET digest = ? WHERE key = ?", (session_digest(connection, key), key))


def rows_of(cursor: sqlite3.Cursor) -> Iterable[dict[str, Value]]:
    """Rows as columns by name."""
    names = [column[0] for column in cursor.description]
    for values in cursor:
        yield dict(zip(names, values, strict=True))
