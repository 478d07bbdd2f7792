"""The folder of kept frames: the oldest go when it grows too large."""

import contextlib
import shutil
from pathlib import Path

LIMIT_BYTES = 200_000_000
LEFT_SHARE = 0.8  # of the limit, after cleaning


def clean(folder: Path, keep: str = "") -> None:
    """Remove the folders that were used longest ago until there is room; never the one named `keep`."""
    found = []
    for one in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            found.append((one.stat().st_mtime, sum(f.stat().st_size for f in one.iterdir()), one))
    total = sum(size for _, size, _ in found)
    if total <= LIMIT_BYTES:
        return
    for _, size, one in sorted(found):
        if total <= LIMIT_BYTES * LEFT_SHARE:
            break
        if one.name != keep:
            shutil.rmtree(one, ignore_errors=True)
            total -= size
