"""Diaries of older versions, read as they lie there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hipcoach.store.diary_files import Places


def raw(folder: Path) -> tuple[int, dict[str, list[tuple[object, ...]]]]:
    """The version and every row, read as they lie there."""
    with closing(sqlite3.connect(Places(folder).diary)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}
    return version, rows
