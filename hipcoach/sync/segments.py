"""The files in the shared folder: a sub-folder for each device, in it segments that only grow and are then sealed."""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.sync.shared_record import FORMAT, VERSION, SegmentHead, SegmentSeal, SharedRecord, line_of, read_line

logger = logging.getLogger(__name__)

SHARED = "hipcoach"  # in the folder that the user chose
ENDING = ".jsonl"
SEALED_AT_BYTES = 1024 * 1024
SEALED_AFTER = timedelta(days=1)
LARGEST_BYTES = 16 * SEALED_AT_BYTES  # a record may be large, a segment not without end
NEWER = "Your other computer has a newer hipcoach. Update this one too: until then nothing is brought together."
NO_FOLDER = "{folder}: expected the folder that you share with your other computer. Nothing was changed."


@dataclass(frozen=True, slots=True)
class FolderContent:
    """All records found, each once, and how many lines could not be read."""

    records: tuple[SharedRecord, ...]
    damaged: int = 0
    read: Mapping[str, int] = field(
        default_factory=dict
    )  # of each whole file, by device and name: bytes, up to a line's end


def read_folder(folder: Path) -> FolderContent:
    """Read every segment of every device, and copies that a conflict made. Raises OSError, EnvironmentProblem."""
    if not folder.is_dir():
        raise EnvironmentProblem(NO_FOLDER.format(folder=folder))
    return read_files(folder, file_sizes(folder))


def read_files(folder: Path, names: Iterable[str]) -> FolderContent:
    """Read these files of the devices, in order. Raises OSError, EnvironmentProblem."""
    found: dict[str, SharedRecord] = {}
    damaged, read = 0, {}
    for name in sorted(names):
        bad, size = _read_segment(folder / SHARED / name, found)
        damaged += bad
        if not bad:
            read[name] = size
    return FolderContent(tuple(found.values()), damaged, read)


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the size of every segment, and copies of them, by device and name."""
    return {f"{device}/{name}": known.st_size for device, name, known in _files(folder) if ENDING in name}


def _files(folder: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield each file of each device; none where there is no such folder."""
    with suppress(FileNotFoundError), os.scandir(folder / SHARED) as devices:
        for device in devices:
            if device.is_dir():
                with os.scandir(device) as files:
                    yield from ((device.name, each.name, each.stat()) for each in files if each.is_file())


def folder_mark(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with the folder's content, without reading it; nothing where it may not be looked into."""
    with suppress(OSError):
        found = ((f"{device}/{name}", known.st_size, known.st_mtime_ns) for device, name, known in _files(folder))
        return tuple(sorted(found))
    return ()


def _read_segment(path: Path, found: dict[str, SharedRecord]) -> tuple[int, int]:
    """Add the records of a segment; return how many of its lines are damaged, and how many bytes were read.

    A last line that is torn waits.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES)
    except OSError as error:
        logger.warning("a shared file could not be read: %s", error.strerror)
        return 1, 0
    *lines, _torn = content.split(b"\n")
    damaged = at = 0
    for text in lines:
        line = read_line(text)
        if isinstance(line, SegmentSeal):
            damaged += line.digest != _digest(content[:at])
        at += len(text) + 1
        if isinstance(line, SegmentHead) and (line.format != FORMAT or line.version > VERSION):
            raise EnvironmentProblem(NEWER)
        if isinstance(line, SharedRecord):
            found.setdefault(line.id, line)
        damaged += line is None
    return damaged, at


class OwnSegments:
    """What this device has written: kept beside the diary first, so that no stick need be there, then copied out."""

    def __init__(self, kept: Path, device: str) -> None:
        self._kept = kept / device
        self._device = device

    def records(self) -> tuple[SharedRecord, ...]:
        """Return all records of this device, in their order."""
        found: dict[str, SharedRecord] = {}
        for path in self._files():
            _read_segment(path, found)
        return tuple(sorted(found.values(), key=lambda record: record.seq))

    def append(self, records: Sequence[SharedRecord], now: datetime) -> None:
        """Write records at the end, on the disk before it returns. Raises OSError."""
        if not records:
            return
        self._kept.mkdir(parents=True, exist_ok=True)
        files = self._files()
        path = files[-1] if files else None
        if path is not None and not self._may_grow(path, records[0].at, now):
            path = None
        lines: list[bytes] = []
        for record in records:
            if path is None:
                path, lines = self._next(), [line_of(SegmentHead(FORMAT, VERSION, self._device))]
            lines.append(line_of(record))
            if sum(map(len, lines)) + _size(path) >= SEALED_AT_BYTES:
                append_bytes(path, self._sealed(path, lines))
                path, lines = None, []
        if path is not None and lines:
            append_bytes(path, b"".join(lines))

    def sizes(self) -> dict[str, int]:
        """Return the size of each file, by its name."""
        return {path.name: path.stat().st_size for path in self._files()}

    def copy_out(self, folder: Path, *, whole: bool = True) -> None:
        """Bring this device's sub-folder up to what is kept, by appending alone. Raises OSError.

        Not `whole`: only where the sizes differ.
        """
        there = folder / SHARED / self._device
        there.mkdir(parents=True, exist_ok=True)
        for path in self._files():
            copy = there / path.name
            if not whole and _size(copy) == _size(path):
                continue
            content = path.read_bytes()
            has = copy.read_bytes() if copy.exists() else b""
            if has != content and content.startswith(has):
                append_bytes(copy, content[len(has) :])
            elif has != content:  # something else wrote there: what is ours stands beside it
                append_bytes(copy.with_name(f"{path.stem}-again{ENDING}"), content)

    def _files(self) -> list[Path]:
        return sorted(self._kept.glob(f"*{ENDING}"))

    def _next(self) -> Path:
        files = self._files()
        return self._kept / f"{int(files[-1].stem) + 1 if files else 1:06d}{ENDING}"

    def _may_grow(self, path: Path, at: datetime, now: datetime) -> bool:
        """Return True if a segment is whole so far, not sealed, and of today; else a new one begins."""
        content = path.read_bytes()
        if not content.endswith(b"\n") or len(content) >= SEALED_AT_BYTES:
            return False
        lines = [read_line(line) for line in content.splitlines()]
        if isinstance(lines[-1], SegmentSeal):
            return False
        first = next((line.at for line in lines if isinstance(line, SharedRecord)), at)
        if abs(now - first) < SEALED_AFTER:
            return True
        append_bytes(path, self._seal(content))
        return False

    def _sealed(self, path: Path, lines: Iterable[bytes]) -> bytes:
        added = b"".join(lines)
        return added + self._seal((path.read_bytes() if path.exists() else b"") + added)

    def _seal(self, content: bytes) -> bytes:
        return line_of(SegmentSeal(_digest(content)))


def append_bytes(path: Path, content: bytes) -> None:
    """Append to a file that only the user may read, and wait for the disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with open(descriptor, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
