"""Checksums: each lone row carries one of its own, each session one over all that belongs to it.

SQLite's own integrity check looks at structure, not at content: a flipped bit inside a number passes it.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from json.encoder import encode_basestring_ascii
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b

Value = str | int | float | None

_PARTS = {
    "composition": "session",
    "exercise_record": "session, ord",
    "set_record": "session, ord, set_no, side",
}
_NOT_COUNTED = frozenset({"key", "digest"})


def new_digest(bytes_long: int) -> "blake2b":
    """Return an empty checksum."""
    from hashlib import blake2b  # 3 ms (OpenSSL); opening a diary that was closed well needs none

    return blake2b(digest_size=bytes_long)


class RowSum:
    """Checksums of rows that have these columns, quick enough for hundreds of thousands.

    Absent and NULL columns count alike, so a new column keeps every old checksum right.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        places = sorted((name, place) for place, name in enumerate(columns) if name not in _NOT_COUNTED)
        self._places = tuple((f"{encode_basestring_ascii(name)}:", place) for name, place in places)

    def of(self, values: Sequence[Value]) -> str:
        """Return the checksum of one row, over its columns in the order of their names, as JSON."""
        counted = [name + _json(value) for name, place in self._places if (value := values[place]) is not None]
        total = new_digest(8)
        total.update(f"{{{','.join(counted)}}}".encode())
        return total.hexdigest()


def row_digest(row: Mapping[str, Value]) -> str:
    """Return the checksum of one row."""
    return _row_sum(tuple(row)).of(tuple(row.values()))


@cache
def _row_sum(columns: tuple[str, ...]) -> RowSum:
    """Return the `RowSum` of these columns, made once: there are as many as tables."""
    return RowSum(columns)


def _json(value: str | int | float) -> str:
    """Return the value as JSON, as `json.dumps` would write it, but faster."""
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    return repr(value) if isfinite(value) else json.dumps(value)


def session_digest(connection: sqlite3.Connection, key: int) -> str:
    """Return the checksum of a session's row and its parts, and of its events once it has ended.

    Until then each event has its own, so that a commit of one event need not read all the others.
    """
    return _session_digests(connection, f"= {key:d}")[key]


def all_session_digests(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the checksum of every session, reading each table once."""
    return _session_digests(connection, "IS NOT NULL")


def _session_digests(connection: sqlite3.Connection, which: str) -> dict[int, str]:
    totals: dict[int, blake2b] = {}
    ended = set()
    heads = connection.execute(f"SELECT key, ended_at, * FROM session WHERE key {which}")
    summed = _row_sum(_columns(heads)[2:])
    for key, ended_at, *values in heads:
        totals[key] = new_digest(16)
        totals[key].update(summed.of(values).encode())
        if ended_at is not None:
            ended.add(key)
    for table, order in _PARTS.items():
        rows = connection.execute(f"SELECT session, * FROM {table} WHERE session {which} ORDER BY {order}")
        summed = _row_sum(_columns(rows)[1:])
        for key, *values in rows:
            totals[key].update(summed.of(values).encode())
    for key, digest in connection.execute(
        f"SELECT session, digest FROM event WHERE session {which} ORDER BY session, seq"
    ):
        if key in ended:
            totals[key].update(str(digest).encode())
    return {key: total.hexdigest() for key, total in totals.items()}


def _columns(cursor: sqlite3.Cursor) -> tuple[str, ...]:
    return tuple(column[0] for column in cursor.description)


def seal(connection: sqlite3.Connection, key: int) -> None:
    """Write a session's checksum again, after a change that is meant."""
    connection.execute("UPDATE session SET digest = ? WHERE key = ?", (session_digest(connection, key), key))


def rows_of(cursor: sqlite3.Cursor) -> Iterable[dict[str, Value]]:
    """Yield each row as its columns by name."""
    names = _columns(cursor)
    for values in cursor:
        yield dict(zip(names, values, strict=True))


def changed_rows(connection: sqlite3.Connection, table: str) -> int:
    """Return how many rows of a table are not as their own checksums say."""
    rows = connection.execute(f"SELECT digest, * FROM {table}")
    summed = _row_sum(_columns(rows)[1:])
    return sum(summed.of(values) != digest for digest, *values in rows)
