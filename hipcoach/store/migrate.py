"""Bringing a file to today's schema: all steps that it lacks, or none."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from hipcoach.store.connection import transaction
from hipcoach.store.schema import APPLICATION_ID, Step
from hipcoach.store.values import to_text


def version(connection: sqlite3.Connection) -> int:
    """How many steps the file has had; 0 is an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[Step], now: datetime) -> None:
    """Run the steps that the file lacks and record each, in one transaction: a kill leaves the old file or the new."""
    done = version(connection)
    if done == len(steps):
        return
    with transaction(connection):
        if done == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(
                "CREATE TABLE migration(version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, "
                "schema_digest TEXT NOT NULL) STRICT"
            )
        for number, step in enumerate(steps[done:], start=done + 1):
            for statement in step.statements:
                connection.execute(statement)
            connection.execute(
                "INSERT INTO migration VALUES (?, ?, ?, ?)",
                (number, step.name, to_text(now), schema_digest(connection)),
            )
            connection.execute(f"PRAGMA user_version = {number:d}")


def schema_digest(connection: sqlite3.Connection) -> str:
    """Checksum of every table's and index's definition."""
    total = blake2b(digest_size=16)
    for name, sql in connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name"):
        total.update(f"{name}\n{sql}\n".encode())
    return total.hexdigest()


def schema_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Whether the definitions are not those that the last step left behind."""
    last = connection.execute("SELECT version, schema_digest FROM migration ORDER BY version DESC LIMIT 1").fetchone()
    if last is None or last[0] != version(connection):
        return ("the record of the file's version",)
    if last[1] != schema_digest(connection):
        return ("the definition of a table",)
    return ()
