"""The checksum over the whole diary file, and beside it which journal held what came after, and how long it was."""

import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from hipcoach.store.files import sync_folder, write_whole

_BLOCK = 1 << 20
_SUM_BYTES = 40  # the first line, filled up with spaces; the mark follows
_MARK_BYTES = 39
_SALTS = slice(16, 24)  # where a journal's header says which one it is
_SALTS_DIGITS = 16


@dataclass(frozen=True, slots=True)
class JournalMark:
    """Which journal it was when something was last committed to it, and how long."""

    salts: str  # hexadecimal; another round of the journal, or another diary's, has others
    size: int  # bytes

    def as_bytes(self) -> bytes:
        """Return it as it stands in the file, with a checksum of its own: it may be torn by a power cut."""
        said = f"{self.salts} {self.size:012d}"
        return f"{said} {zlib.crc32(said.encode()):08x}\n".encode()


class Seal:
    """A checksum over the whole diary file, written again whenever the journal has been written home.

    In between new entries stand in the journal alone, which has checksums of its own. So while the seal matches, after
    a crash too, not a byte has changed, and the slow look at every record can be left out. A journal that was
    cut short or deleted would go unnoticed, so each commit is noted here, too.
    """

    def __init__(self, path: Path, of: Path, journal: Path) -> None:
        self.path = path
        self._of = of
        self._journal = journal

    def write(self) -> None:
        """Write the checksum of the file as it is now. Call it only when no connection holds the file."""
        self._write(_sum(self._of))

    def write_for(self, content: bytes) -> None:
        """Write the checksum of `content`, the file's content, while a connection holds the file."""
        self._write(_seal_text(len(content), zlib.crc32(content)))

    def note_commit(self) -> None:
        """Note the journal as it is now. Not synced: a kill loses nothing of it, and a power cut at most says less."""
        try:
            mark = journal_as_it_is(self._journal)
            if len(mark.salts) < _SALTS_DIGITS:
                return  # nothing has been written to it
            handle = os.open(self.path, os.O_WRONLY)
            try:
                os.lseek(handle, _SUM_BYTES, os.SEEK_SET)
                os.write(handle, mark.as_bytes())
            finally:
                os.close(handle)
        except OSError:
            return  # with no seal the next opening looks at every record

    def mark(self) -> JournalMark | None:
        """Return what was noted last; None where nothing has been committed since the file was sealed."""
        try:
            said = self.path.read_bytes()[_SUM_BYTES : _SUM_BYTES + _MARK_BYTES]
            salts, size, _ = said.decode("ascii").split(" ")
            mark = JournalMark(salts, int(size))
        except (OSError, ValueError):
            return None
        return mark if mark.as_bytes() == said else None

    def matches(self) -> bool:
        """Return True if the file is byte for byte as it was sealed. Raises OSError where it cannot be read now.

        Call it only before a connection is made: closing a handle on the file drops the locks that SQLite holds.
        """
        try:
            said = self.path.read_bytes()[:_SUM_BYTES]
        except OSError:
            return False
        try:
            return said.strip(b" \n\0") == _sum(self._of).encode()
        except FileNotFoundError:
            return False

    def take_away(self) -> None:
        """Delete the checksum, so that the next opening checks every record."""
        if self.path.exists():
            self.path.unlink()
            sync_folder(self.path.parent)

    def _write(self, said: str) -> None:
        write_whole(self.path, f"{said:{_SUM_BYTES - 1}}\n".encode())


def journal_as_it_is(path: Path) -> JournalMark:
    """Return what a journal is now. Raises OSError where it is not there or cannot be read."""
    with path.open("rb", buffering=0) as file:
        return JournalMark(file.read(_SALTS.stop)[_SALTS].hex(), os.fstat(file.fileno()).st_size)


def _sum(path: Path) -> str:
    """Return the size and CRC-32 of a file, as text."""
    crc = size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
            size += len(block)
    return _seal_text(size, crc)


def _seal_text(size: int, crc: int) -> str:
    return f"{size} {crc:08x}"
