"""Small files of the program's own: where the window was, which voice spoke last, when it last reminded."""

from errno import EINVAL
from pathlib import Path
from typing import BinaryIO, Literal

MOST_BYTES = 65_536  # far more than any of them has


def read_small_file(path: Path) -> bytes:
    """Return the content of one of the program's small files.

    Raises OSError where it cannot be read, and where a pipe, a device or a folder lies in its place: a pipe may never
    begin, a device never end.
    """
    with _open_plain(path, "rb") as file:
        return file.read(MOST_BYTES)


def write_small_file(path: Path, content: bytes) -> None:
    """Write one of the program's small files. Raises OSError; what is no plain file stays as it is."""
    with _open_plain(path, "wb") as file:
        file.write(content)


def _open_plain(path: Path, mode: Literal["rb", "wb"]) -> BinaryIO:
    """Open a file that is a plain one, or not there yet. Raises OSError."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "it is no plain file", str(path))
    return path.open(mode)
