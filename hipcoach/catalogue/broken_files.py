"""The user's own files that could not be read, each with what is wrong in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

_PROBLEM = re.compile(r"(.*?):(\d+): (.*)")


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that is left out, and in which line what was expected."""

    path: Path
    problems: tuple[tuple[int, str], ...]


def broken_files(problems: Iterable[str], folder: Path) -> tuple[BrokenFile, ...]:
    """Return the files of a folder that have problems, in order. Where it cannot be read, that is the folder itself."""
    found = [match.groups() for each in problems if (match := _PROBLEM.fullmatch(each)) is not None]
    files = (
        BrokenFile(Path(name), tuple((int(line), text) for _, line, text in group))
        for name, group in groupby(found, key=lambda each: each[0])
    )
    return tuple(each for each in files if folder in (each.path, each.path.parent))
