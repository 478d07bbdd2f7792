"""SQLite's journal beside a diary that was not closed: whether it is all there, and whether all of it could be read.

SQLite takes a journal that is gone or cut short for a shorter one, and would write another diary's over this one. It
stops reading at the first thing that is wrong and says nothing. Format: https://sqlite.org/fileformat2.html
"""

import sqlite3
from enum import Enum, auto
from pathlib import Path

from hipcoach.store.connection import is_no_room
from hipcoach.store.seal import Seal, journal_as_it_is

NOT_ALL_READ = (
    "The last entries before the program or the computer stopped could not all be read. "
    "Look at the last session in the diary: some of it may be missing."
)


class JournalFate(Enum):
    """What became of the journal since the last commit to it."""

    AS_NOTED = auto()  # or longer; or there is none, and none is missing
    UNKNOWN = auto()  # nothing says which it is: every record must be looked at
    LOST = auto()  # cut short, emptied or deleted
    FOREIGN = auto()  # another diary's in its place


_HEADER = 32
_FRAME_HEADER = 24


def journal_fate(journal: Path, seal: Seal, *, sealed: bool) -> JournalFate:
    """Return what became of the journal; `sealed` says that the file itself is as it was when the seal was written.

    Raises OSError where it cannot be read now.
    """
    noted = seal.mark()
    try:
        found = journal_as_it_is(journal)
    except FileNotFoundError:
        found = None
    written = found is not None and found.size > _HEADER
    if noted is None:
        return JournalFate.UNKNOWN if written else JournalFate.AS_NOTED
    if found is not None and found.salts == noted.salts:
        return JournalFate.LOST if found.size < noted.size else JournalFate.AS_NOTED
    if not sealed:  # it may have been written home just before the program was stopped
        return JournalFate.UNKNOWN
    return JournalFate.FOREIGN if written else JournalFate.LOST


def committed_frames(journal: Path) -> int:
    """Return how many pages were written up to the last commit in the file as it lies there. Call it before opening.

    Raises OSError where it cannot be read now.
    """
    try:
        content = journal.read_bytes()
    except FileNotFoundError:
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
