"""Before the diary is opened: nobody else has it open, its files are files, and the disk reads them twice alike."""

import os
import stat
import sys
import zlib
from pathlib import Path

from hipcoach.errors import DiaryInUse, EnvironmentProblem
from hipcoach.store.connection import CANNOT_READ, LOCKED, NO_ACCESS
from hipcoach.store.diary_files import Places
from hipcoach.store.files import GIVEN_UP

if sys.platform != "win32":
    import fcntl

NO_FILE = "expected a file of hipcoach's own, found {found}; move it away"

_BLOCK = 1 << 20


class FolderLock:
    """The right to open, repair and seal the diary in a folder. One process has it until it lets go, or ends.

    SQLite's own lock comes too late: the files are looked at before it opens them. Where a folder cannot be locked (on
    Windows, and on some network disks) SQLite's lock has to do.
    """

    def __init__(self, place: Places) -> None:
        """Take it. Raises DiaryInUse, at once, where another has it."""
        self._handle = -1
        if sys.platform == "win32":
            return
        try:
            self._handle = os.open(place.folder, os.O_RDONLY)
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            raise DiaryInUse(LOCKED.format(path=place.diary)) from error
        except OSError:
            self.release()

    @property
    def held(self) -> bool:
        """Return True if nobody else can have it."""
        return self._handle >= 0

    def release(self) -> None:
        """Let others open it."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        self.release()


def look_over(place: Places) -> None:
    """Check that each of the diary's files is a file: a pipe would never end, a link would be replaced.

    Raises EnvironmentProblem with the first that is not.
    """
    given_up = place.reserve.with_name(place.reserve.name + GIVEN_UP)
    linked = _wrong(place.diary, follow=True)  # the diary alone may lie elsewhere
    for found in (linked, *map(_wrong, (place.journal, place.seal.path, place.undo, place.reserve, given_up))):
        if found:
            raise EnvironmentProblem(found)


def _wrong(path: Path, *, follow: bool = False) -> str:
    """Return what is wrong with the kind of a file, in a line; empty where it is a file or nothing is there."""
    try:
        mode = path.lstat().st_mode
        if follow and stat.S_ISLNK(mode):
            mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.is_symlink():
            return ""
        mode = stat.S_IFLNK
    except OSError:  # a link to itself
        mode = stat.S_IFLNK
    if stat.S_ISREG(mode):
        return ""
    why = NO_FILE.format(found=_KINDS.get(stat.S_IFMT(mode), "a device"))
    return NO_ACCESS.format(why=why, path=path)


_KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFLNK: "a link"}


def read_through_twice(place: Places) -> None:
    """Read the diary and its journal with plain reads, twice.

    Raises EnvironmentProblem where the disk fails, or does not read the same the second time.
    """
    for path in (place.diary, place.journal):
        try:
            sums = {_sum(path), _sum(path)}
        except FileNotFoundError:
            continue
        except OSError as error:
            raise EnvironmentProblem(CANNOT_READ.format(why=error.strerror, path=path)) from error
        if len(sums) > 1:
            raise EnvironmentProblem(CANNOT_READ.format(why="it reads otherwise each time", path=path))


def _sum(path: Path) -> int:
    """CRC-32 of a file, read as SQLite reads it."""
    crc = at = 0
    with path.open("rb", buffering=0) as file:
        while block := os.pread(file.fileno(), _BLOCK, at) if hasattr(os, "pread") else file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
            at += len(block)
    return crc
