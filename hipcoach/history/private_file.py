"""Files that only the user may read, there whole or not at all."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG


def write_private_file(path: Path, content: bytes) -> Path:
    """Write a whole file with mode 0600 and return its path. Raises OSError; what was there stays as it was."""
    [written] = write_private_files([(path, content)])
    return written


def write_private_files(files: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write files that belong together, each with mode 0600. None takes its place before all are whole.

    Raises OSError where one cannot be written; what was there stays. A device, a pipe or the target of a link is
    written to in place.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for number, (path, content) in enumerate(files):
            if path.is_symlink() or (path.exists() and not path.is_file()):
                _write_into(path, content)
                continue
            part = path.with_name(f".hipcoach-{os.getpid()}-{number}.part")
            part.unlink(missing_ok=True)
            waiting.append((part, path))
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for part, path in waiting:
            part.replace(path)
    except BaseException:
        for part, _ in waiting:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise
    return [path for path, _ in files]


def _write_into(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        if S_ISREG(os.fstat(file.fileno()).st_mode):
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)  # one that was there may be open to others
            file.truncate()
        file.write(content)
