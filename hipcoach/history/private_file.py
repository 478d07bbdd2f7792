"""Files that only the user may read."""

import os
from pathlib import Path


def write_private_file(path: Path, content: bytes) -> Path:
    """Write a whole file with mode 0600 and return its path. Raises OSError where it cannot be written."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    return path
