"""Brings a file to today's schema: by all steps that it lacks, or none."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from hipcoach.store.connection import transaction
from hipcoach.store.digest import Value, new_digest, row_digest, rows_of
from hipcoach.store.schema import APPLICATION_ID, SchemaStep
from hipcoach.store.values import to_text


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has had; 0 is an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[SchemaStep], now: datetime) -> None:
    """Run the steps that the file lacks and record each, in one transaction. A kill leaves the old file or the new."""
    done = version(connection)
    if done == len(steps):
        return
    with transaction(connection):
        if done == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
            connection.execute(
                "CREATE TABLE migration(version INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, "
                "schema_digest TEXT NOT NULL, digest TEXT NOT NULL) STRICT"
            )
        for number, step in enumerate(steps[done:], start=done + 1):
            for statement in step.statements:
                connection.execute(statement)
            if step.convert is not None:
                step.convert(connection)
            row: dict[str, Value] = {
                "version": number,
                "name": step.name,
                "at": to_text(now),
                "schema_digest": schema_digest(connection),
            }
            connection.execute("INSERT INTO migration VALUES (?, ?, ?, ?, ?)", (*row.values(), row_digest(row)))
            connection.execute(f"PRAGMA user_version = {number:d}")


def schema_digest(connection: sqlite3.Connection) -> str:
    """Return the checksum of every table's and index's definition."""
    total = new_digest(16)
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
    for row in rows:
        total.update("\n".join(map(str, row)).encode())
    return total.hexdigest()


def schema_faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what of the definitions is not as the last step left it; empty where all is."""
    rows = list(rows_of(connection.execute("SELECT * FROM migration ORDER BY version")))
    if len(rows) != version(connection) or any(row_digest(row) != row["digest"] for row in rows):
        return ("the record of the file's version",)
    if rows and rows[-1]["schema_digest"] != schema_digest(connection):
        return ("the definition of a table",)
    return ()
