"""What a process wrote and synced, read from `strace`, and what a power cut at any moment would have left of it."""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_TRACED = "openat,close,lseek,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename"


@dataclass
class File:
    """One file: what is on the disk for good, and what the system has been given but not told to sync."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: cut off at this length

    def write(self, at: int, data: bytes | None) -> None:
        self.pending.append((at, data))

    def sync(self) -> None:
        self.durable = _applied(self.durable, self.pending)
        self.pending = []

    def after_cut(self, luck: random.Random) -> bytes:
        """What may be found: each write that was not synced is there, not there, or torn between two sectors."""
        kept = []
        for at, data in self.pending:
            fate = luck.randrange(3)
            if fate == 0:
                continue
            if fate == 1 and data is not None:
                data = data[: luck.randrange(len(data) // SECTOR + 1) * SECTOR]
            kept.append((at, data))
        return bytes(_applied(bytearray(self.durable), kept))


@dataclass
class Moment:
    """A commit has just been acknowledged."""

    said: int
    files: dict[str, File]


def trace(folder: Path, log: Path, synchronous: str) -> Iterator[Moment]:
    """Run a session under `strace`; return every moment at which a commit was acknowledged, with the disk as it was."""
    subprocess.run(
        [
            *("strace", "-qq", "-xx", "-s", "1000000", "-e", f"trace={_TRACED}", "-e", "signal=none", "-o", str(log)),
            *(sys.executable, "-m", "tests.recorder.dying", str(folder), synchronous),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    yield from _Replay(folder).moments(log)


class _Replay:
    """Follows the file descriptors of one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}/"
        self._files: dict[str, File] = {}
        self._open: dict[int, str] = {}
        self._offset: dict[int, int] = {}

    def moments(self, log: Path) -> Iterator[Moment]:
        with log.open() as lines:
            for line in lines:
                call = _CALL.match(line)
                if call is None or int(call[3]) < 0:
                    continue
                said = self._follow(call[1], call[2], int(call[3]))
                if said is not None:
                    yield Moment(said, self._files)

    def _follow(self, name: str, arguments: str, result: int) -> int | None:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text, _ in _TEXT.findall(arguments)]
        number = arguments.split(",", 1)[0]
        handle = int(number) if number.isdigit() else -1
        if name == "write" and handle == 1:
            return int(texts[0]) if texts[0].strip().isdigit() else None
        if name == "openat" and self._is_file(texts[0].decode()):
            path = texts[0].decode()
            self._open[result], self._offset[result] = path, 0
            if path not in self._files or "O_TRUNC" in arguments:
                self._files[path] = File()
        elif name == "unlink":
            self._files.pop(texts[0].decode(), None)
        elif name == "rename":
            moved = self._files.pop(texts[0].decode(), None)
            if moved is not None:
                self._files[texts[1].decode()] = moved
        elif handle in self._open:
            self._follow_file(name, handle, arguments, texts, result)
        return None

    def _is_file(self, path: str) -> bool:
        return path.startswith(self._folder) and not Path(path).is_dir()

    def _follow_file(self, name: str, handle: int, arguments: str, texts: list[bytes], result: int) -> None:
        file = self._files.get(self._open[handle])
        if name == "close":
            del self._open[handle]
        elif file is None:
            return
        elif name == "lseek":
            self._offset[handle] = result
        elif name == "write":
            file.write(self._offset[handle], texts[0][:result])
            self._offset[handle] += result
        elif name == "pwrite64":
            file.write(int(arguments.rsplit(",", 1)[1]), texts[0][:result])
        elif name == "ftruncate":
            file.write(int(arguments.rsplit(",", 1)[1]), None)
        elif name in ("fsync", "fdatasync"):
            file.sync()


def _applied(content: bytearray, writes: list[tuple[int, bytes | None]]) -> bytearray:
    for at, data in writes:
        if data is None:
            del content[at:]
            content.extend(bytes(at - len(content)))
        else:
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(data)] = data
    return content
