"""The files around the diary: who may read them, and the reserve against a full disk."""

import errno
import logging
import os
import shutil
from pathlib import Path

logger = logging.getLogger(__name__)

RESERVE_BYTES = 256 * 1024
RESERVE_PART_BYTES = 64 * 1024
GIVEN_UP = "-given-up"


def private_folder(folder: Path) -> None:
    """Make a folder that only the user may enter, or close an existing one to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Close a file to others."""
    path.chmod(0o600)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut. Where folders cannot be opened there is nothing to do."""
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
    """A file that only takes up room. Given up on a full disk, it makes room for pain reports, pain rests and the end.

    It is given up in parts, under another name, so that no other program takes all of the room. What is left of it says
    that something may be missing in the diary, until everything has been written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._given_up = path.with_name(path.name + GIVEN_UP)

    @property
    def given_up(self) -> bool:
        """Return True from giving it up until `forget`, also after a new start of the program."""
        return self._given_up.exists()

    def keep(self) -> bool:
        """Take the room again, where there is enough of it; return True if it is held."""
        if self._path.exists() and self._path.stat().st_size == RESERVE_BYTES:
            return True
        try:
            if _free_bytes(self._path.parent) < RESERVE_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write_whole(self._path, os.urandom(RESERVE_BYTES))  # not zeros: a sparse file would reserve nothing
        except OSError as error:
            if not self.given_up:
                logger.warning("no reserve could be kept against a full disk: %s", error.strerror)
            self._path.with_name(self._path.name + ".part").unlink(missing_ok=True)
            return False
        return True

    def give_up(self) -> bool:
        """Free a part of the room; return True if there was any left."""
        try:
            if self._path.exists():
                self._path.replace(self._given_up)  # a new name takes no room
            elif not self.given_up:
                self._given_up.touch(0o600)
            left = self._given_up.stat().st_size
            os.truncate(self._given_up, max(0, left - RESERVE_PART_BYTES))
        except OSError:
            return False
        return left > 0

    def forget(self) -> None:
        """Nothing is missing: let what is left of it go."""
        self._given_up.unlink(missing_ok=True)


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
