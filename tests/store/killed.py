"""A process that dies in the middle of a transaction.

`python -m tests.store.killed DIARY FOLDER` migrates copies of a diary into the folder, each killed one statement later
than the one before, and prints how many there are; the last one was not killed.
"""

import os
import shutil
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

from hipcoach.coach.diary import open_diary_in


class Killed(sqlite3.Connection):
    """A connection whose process is killed once so many more statements have run in transactions."""

    left = 0

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Run a statement, or die."""
        if self.in_transaction and sql != "COMMIT":
            Killed.left -= 1
            if Killed.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(sql, *values)


def die_after(statements: int) -> None:
    """Let every connection of this process from now on count its statements."""
    Killed.left = statements
    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **named: connect(*args, **{**named, "factory": Killed})


def die_at_every_statement(source: Path, target: Path) -> None:
    """Migrate copies of a diary until one is not killed."""
    for statement in range(1000):
        folder = target / f"{statement:03}"
        shutil.copytree(source, folder)
        child = os.fork()
        if child == 0:
            die_after(statement)
            open_diary_in(folder, datetime(2026, 3, 21, 8, 10, tzinfo=UTC))
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            print(statement)
            return


if __name__ == "__main__":
    die_at_every_statement(Path(sys.argv[1]), Path(sys.argv[2]))
