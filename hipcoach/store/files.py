"""The files around the diary: who may read them, the reserve against a full disk, the whole-file checksum."""

import logging
import os
import zlib
from pathlib import Path

logger = logging.getLogger(__name__)

RESERVE_BYTES = 256 * 1024
_BLOCK = 1 << 20


def private_folder(folder: Path) -> None:
    """Make a folder that only the user may enter, or close an existing one to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Close a file to others."""
    path.chmod(0o600)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut; where folders cannot be opened there is nothing to do."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


class Reserve:
    """A file that only takes up room. Given up when the disk is full, it lets the last events in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self) -> None:
        """Make the reserve again, where the disk has enough room."""
        if self._path.exists() and self._path.stat().st_size == RESERVE_BYTES:
            return
        try:
            write_whole(self._path, os.urandom(RESERVE_BYTES))  # not zeros: a sparse file would reserve nothing
        except OSError as error:
            logger.warning("no reserve could be kept against a full disk: %s", error.strerror)
            self._path.with_name(self._path.name + ".part").unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Delete the reserve; return True if there was one."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True


class Seal:
    """A checksum over the whole diary file, written again whenever the journal has been written home.

    In between new entries stand in the journal alone, which has checksums of its own. So while the seal matches, after
    a crash too, not a byte has changed, and the slow look at every record can be left out.
    """

    def __init__(self, path: Path, of: Path) -> None:
        self._path = path
        self._of = of

    def write(self) -> None:
        """Write the checksum of the file as it is now. Call it only when no connection holds the file."""
        write_whole(self._path, _sum(self._of).encode())

    def write_for(self, content: bytes) -> None:
        """Write the checksum of `content`, the file's content, while a connection holds the file."""
        write_whole(self._path, _said(len(content), zlib.crc32(content)).encode())

    def matches(self) -> bool:
        """Return True if the file is byte for byte as it was closed.

        Call it only before a connection is made: closing a handle on the file drops the locks that SQLite holds.
        """
        try:
            return self._path.read_text("ascii") == _sum(self._of)
        except (OSError, ValueError):
            return False

    def take_away(self) -> None:
        """Delete the checksum, so that the next opening checks every record."""
        if self._path.exists():
            self._path.unlink()
            sync_folder(self._path.parent)


def _sum(path: Path) -> str:
    """Return the size and CRC-32 of a file, as text."""
    crc = size = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
            size += len(block)
    return _said(size, crc)


def _said(size: int, crc: int) -> str:
    return f"{size} {crc:08x}"
