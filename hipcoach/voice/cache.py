"""Rendered phrases on disk, found by their text and manner of speaking, up to a limit. Processes share it."""

import contextlib
import json
import os
import re
from dataclasses import astuple, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from hipcoach.voice import wav

# Python's own, as in `random`: `hashlib` also loads OpenSSL, 3.5 MB that the window would keep for its whole life.
_OWN = next((name for name in ("_sha2", "_sha256") if find_spec(name) is not None), "hashlib")
_sha256 = import_module(_OWN).sha256

FORMAT = (
    3  # of the files as they are worked on; another number gives other names, so that two versions never share a file
)
LIMIT_BYTES = 96 * 1024 * 1024  # about 1,000 phrases of 2 s
PRIVATE_FOLDER = 0o700
SOUND = re.compile(r"[0-9a-f]{40}\.wav")
PART = re.compile(r"(render-\d+|[0-9a-f]{40})\.wav[.\w]*\.(part|converted)")
ABANDONED_S = 3600.0  # a part file older than this belongs to no one


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said, and everything that changes how it sounds."""

    text: str
    voice: str
    rate_wpm: int
    word_gap: int
    driver: str  # name and version


class Cache:
    """A folder of WAV files named by their phrase. Only files of our own naming are ever touched."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self._limit_bytes = limit_bytes

    def path(self, phrase: Phrase) -> Path:
        """Return where this phrase's sound is, or will be."""
        name = _sha256(json.dumps([FORMAT, *astuple(phrase)]).encode()).hexdigest()[:40]
        return self.folder / f"{name}.wav"

    def find(self, phrase: Phrase) -> float | None:
        """Return the length in seconds of a kept sound and mark it as used; None if it is missing or damaged."""
        path = self.path(phrase)
        length_s = wav.duration_s(path)
        if length_s is not None:
            with contextlib.suppress(OSError):
                os.utime(path)
        return length_s

    def keep(self, phrase: Phrase, sound: wav.Sound) -> Path:
        """Write the sound, making the folder anew if it has gone. Raises OSError."""
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path = self.path(phrase)
        wav.write(path, sound)
        return path

    def size_bytes(self) -> int:
        """Return the size of all kept sounds in bytes."""
        size = 0
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                with contextlib.suppress(OSError):  # another process may clean at the same time
                    size += entry.stat(follow_symlinks=False).st_size if SOUND.fullmatch(entry.name) else 0
        return size

    def clean(self, now_s: float) -> None:
        """Delete the longest unused until the rest is within the limit, and part files left behind. `now_s`: UTC."""
        sounds: list[tuple[float, int, Path]] = []
        try:
            entries = list(os.scandir(self.folder))
        except OSError:
            return
        for entry in entries:
            with contextlib.suppress(OSError):  # another process may clean at the same time
                facts = entry.stat(follow_symlinks=False)
                if SOUND.fullmatch(entry.name):
                    sounds.append((facts.st_mtime, facts.st_size, Path(entry.path)))
                elif PART.fullmatch(entry.name) and now_s - facts.st_mtime > ABANDONED_S:
                    os.unlink(entry.path)
        size = sum(bytes_ for _, bytes_, _ in sounds)
        for _, bytes_, path in sorted(sounds):
            if size <= self._limit_bytes:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            size -= bytes_
