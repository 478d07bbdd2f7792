"""A small disk that can be filled to the byte and emptied again: a tmpfs, where root may mount one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGE = 4096


class SmallDisk:
    """A disk of 8 MB at `path`; `FILL` is the file that takes up the room."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self, *, leaving: int = 0) -> None:
        """Leave so many bytes free, rounded down to whole pages."""
        self._filler.unlink(missing_ok=True)
        space = os.statvfs(self.path)
        pages = space.f_bavail * space.f_frsize // PAGE - leaving // PAGE
        with self._filler.open("wb") as file:
            for _ in range(pages):
                file.write(b"x" * PAGE)

    def make_room(self) -> None:
        """Free what `fill` took."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small_disk(path: Path, size: str = "8m") -> Iterator[SmallDisk]:
    """Mount a disk for as long as the block lasts; skips the test where that is not allowed."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs root, who may mount a small disk")
    path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "hipcoach-test", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
