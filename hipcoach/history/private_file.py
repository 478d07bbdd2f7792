"""Files that only the user may read."""

import os
from pathlib import Path
from stat import S_ISREG


def write_private_file(path: Path, content: bytes) -> Path:
    """Write a whole file with mode 0600 and return its path. Raises OSError where it cannot be written."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        if S_ISREG(os.fstat(file.fileno()).st_mode):
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)  # one that was there may be open to others
            file.truncate()
        file.write(content)
    return path
