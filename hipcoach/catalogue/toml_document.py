"""One TOML file as untrusted input: read within limits, then every problem collected with its line."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from hipcoach.catalogue.keymap import STRING, KeyPath, key_lines
from hipcoach.catalogue.sentence import in_sentence
from hipcoach.errors import InputError

MOST_BYTES = 64 * 1024
MOST_DEPTH = 8
MOST_PROBLEMS = 100

_NOT_STRUCTURE = re.compile(STRING + r"|#[^\n]*", re.MULTILINE)
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Document:
    """A parsed file and the problems found in it so far."""

    def __init__(self, name: str, text: str, data: dict[str, Any]) -> None:
        self.name = name
        self.data = data
        self._text = text
        self._lines: dict[KeyPath, int] | None = None
        self._problems: list[tuple[int, str]] = []

    def line(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest table around it that stands in the file."""
        if self._lines is None:  # only a file with problems pays for this
            self._lines = key_lines(self._text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def problem(self, path: KeyPath, message: str) -> None:
        """Note that something else was expected at `path`."""
        self._problems.append((self.line(path), message))

    @property
    def clean(self) -> bool:
        """Return True if no problem was found so far."""
        return not self._problems

    def problems(self) -> list[str]:
        """Return all problems as `file:line: what was expected`, in the order of the file."""
        found = [f"{self.name}:{line}: {message}" for line, message in sorted(set(self._problems))]
        if len(found) > MOST_PROBLEMS:
            left = len(found) - MOST_PROBLEMS
            found = [*found[:MOST_PROBLEMS], f"{self.name}:1: expected fewer problems: {left} more are not listed"]
        return found

    def raise_problems(self) -> None:
        """Raise InputError with all problems, if there are any."""
        if self._problems:
            raise InputError(self.problems())


def read(path: Path, most_bytes: int = MOST_BYTES) -> Document:
    """Read and parse one file. Raises InputError: unreadable, too large, not UTF-8, a syntax error (alone)."""
    name = printable_path(path)
    try:
        if not path.is_file():
            raise InputError(f"{name}:1: expected a file that can be read")
        with path.open("rb") as file:
            raw = file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{name}:1: expected a file that can be read ({reason})") from error
    return parse(name, raw, most_bytes)


def printable_path(path: Path) -> str:
    """Write a path so that it stays one line that every terminal can print, whatever its bytes."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in str(path))


def parse(name: str, raw: bytes, most_bytes: int = MOST_BYTES) -> Document:
    """Parse the bytes of a file called `name`. Raises InputError with one line."""
    if len(raw) > most_bytes:
        raise InputError(f"{name}:1: expected at most {most_bytes // 1024} KB")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: expected UTF-8 text") from error
    _refuse_hostile_structure(name, text)
    try:
        data = tomllib.loads(text)
    except (ValueError, OverflowError, RecursionError) as error:
        raise InputError(_syntax_problem(name, text, error)) from error
    return Document(name, text, data)


def comments_in(text: str) -> tuple[str, ...]:
    """Return the comments of a TOML text, each as one line."""
    marks = (found.group() for found in _NOT_STRUCTURE.finditer(text))
    return tuple(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", mark) for mark in marks if mark.startswith("#"))


def toml_value(value: str | tuple[str, ...]) -> str:
    """Return a text, or a list of texts, as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _syntax_problem(name: str, text: str, error: Exception) -> str:
    """Return the parser's message as `file:line: …`."""
    message = str(error)
    at = _AT.search(message)
    line = text.count("\n") + 1 if at is None or at[1] is None else int(at[1])
    if not isinstance(error, tomllib.TOMLDecodeError):
        return f"{name}:1: expected valid TOML: a number or a nesting is beyond what can be read"
    reason = message[: at.start()] if at else message
    return f"{name}:{line}: expected valid TOML: {in_sentence(reason)}"


def _refuse_hostile_structure(name: str, text: str) -> None:
    """Refuse deep nesting and very long dotted keys, which the parser takes minutes or a crash to answer."""
    depth = 0
    line = 1
    dots = 0
    for mark in re.finditer(r"[\[\]{}=,\n.]", _NOT_STRUCTURE.sub(_only_newlines, text)):
        char = mark.group()
        if char == ".":
            dots += 1
            if dots > MOST_DEPTH:
                raise InputError(f"{name}:{line}: expected at most {MOST_DEPTH} parts in a dotted key")
            continue
        dots = 0
        line += char == "\n"
        depth += (char in "[{") - (char in "]}")
        if depth > MOST_DEPTH:
            raise InputError(f"{name}:{line}: expected at most {MOST_DEPTH} levels of nesting")


def _only_newlines(found: re.Match[str]) -> str:
    """Leave out a string or comment, keeping its line ends so that lines still count."""
    return '""' + "\n" * found.group().count("\n")
