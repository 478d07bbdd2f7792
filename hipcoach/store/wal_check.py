"""Checks that SQLite could read everything committed to the journal beside a diary that was not closed.

SQLite stops reading it at the first thing that is wrong and says nothing. Format: https://sqlite.org/fileformat2.html
"""

import sqlite3
from pathlib import Path

from hipcoach.store.connection import is_no_room

NOT_ALL_READ = (
    "The last entries before the program or the computer stopped could not all be read. "
    "Look at the last session in the history: some of it may be missing."
)

_HEADER = 32
_FRAME_HEADER = 24


def committed_frames(journal: Path) -> int:
    """Return how many pages were written up to the last commit in the file as it lies there. Call it before opening."""
    try:
        content = journal.read_bytes()
    except OSError:
        return 0
    page = int.from_bytes(content[8:12], "big")
    if not 512 <= page <= 65536:
        page = 4096  # the header is damaged too
    headers = [content[at : at + 16] for at in range(_HEADER, len(content) - page, _FRAME_HEADER + page)]
    # What is left of an older round carries other salts than the header and the first page do.
    salts = {content[16:24], *(header[8:16] for header in headers[:1])}
    return max(
        (
            number
            for number, header in enumerate(headers, start=1)
            if header[8:16] in salts and header[4:8] != bytes(4)  # 0: not the last page of its commit
        ),
        default=0,
    )


def all_read(connection: sqlite3.Connection, committed: int) -> bool:
    """Return True if SQLite read as many pages as had been committed. Writes them home, too.

    On a full disk they stay in the journal and cannot be counted: nothing is said of them then.
    """
    try:
        _, read, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.Error as error:
        if is_no_room(error):
            return True
        raise
    return bool(read >= committed)
