"""Diaries of older versions, read as they lie there, and a migration that is killed at every statement."""

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


KILLING = """
import os, shutil, sqlite3, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from hipcoach.coach.diary import open_diary_in

source, target = Path(sys.argv[1]), Path(sys.argv[2])
left = 0

class Killed(sqlite3.Connection):
    def execute(self, sql, *values):
        global left
        if self.in_transaction and sql != "COMMIT":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), 9)
        return super().execute(sql, *values)

real = sqlite3.connect
sqlite3.connect = lambda *args, **named: real(*args, **{**named, "factory": Killed})
for statement in range(1000):
    folder = target / f"{statement:03}"
    shutil.copytree(source, folder)
    child = os.fork()
    if child == 0:
        left = statement
        open_diary_in(folder, datetime(2026, 3, 21, 8, 10, tzinfo=UTC))
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
print(statement)
"""
