"""Reads an exported diary. A wrong file is refused, with the line of its first fault."""

import json
import re
from codecs import BOM_UTF8
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Raw

from hipcoach.errors import InputError
from hipcoach.history.check_values import RecordChecks
from hipcoach.history.diary_document import Diary
from hipcoach.history.newer_fields import with_newer
from hipcoach.history.read_lines import KINDS, DuplicateKey, keys_once, read_lines, shorten_message

LARGEST = 64 * 1024 * 1024  # ten years of two sessions a day have 57 MB
LARGEST_AT_ONCE = 4 * 1024 * 1024  # in any layout; of a larger one no more than a line is held
LONGEST_VALUE = 128 * 1024
# Possessive: a string of many megabytes must not fill the memory with places to come back to.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s"\[\]{},:]++')
_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_PATH = re.compile(r" - at `(.*)`$")
_PATH_PART = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")


def read_diary(path: Path, now: datetime) -> Diary:
    """Return the document in a file, all from before `now`. Raises InputError with the line of the first fault."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path}:1: expected a file")  # a device may have no end, a pipe may never begin
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}:1: expected at most {LARGEST >> 20} MB, found {size / (1 << 20):.0f} MB")
        if size > LARGEST_AT_ONCE:
            return read_lines(path, now)
        with path.open("rb") as file:
            content = file.read(LARGEST_AT_ONCE)
    except OSError as error:
        raise InputError(f"{path}:1: expected a file that can be read ({error.strerror})") from error
    return parse_diary(content, str(path), now)


def parse_diary(content: bytes, name: str, now: datetime) -> Diary:
    """Return the document in these bytes; errors call it `name`. Raises InputError."""
    content = content.removeprefix(BOM_UTF8)
    _no_endless_value(content, name)
    try:
        diary = msgspec.json.decode(content, type=Diary)
    except msgspec.ValidationError as error:
        message = shorten_message(str(error))
        raise _wrong(content, name, _path_of(message), _PATH.sub("", message)) from None  # the whole may hold megabytes
    except RecursionError as error:
        raise InputError(f"{name}:1: expected a diary, found values nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}:{_line_of_byte(content, str(error))}: expected JSON ({error})") from error
    _no_duplicate_keys(content, name)
    _keep_newer(diary, content)
    _check_values(diary, content, name, now)
    return diary


def _no_endless_value(content: bytes, name: str) -> None:
    """Refuse a value longer than any in a diary, because the reader would hold several copies of it."""
    at = 0
    while len(content) - at > LONGEST_VALUE:
        last = content.rfind(b'"', at, at + LONGEST_VALUE)
        if last < 0:
            line = content.count(b"\n", 0, at) + 1
            raise InputError(f"{name}:{line}: expected values of at most {LONGEST_VALUE >> 10} KB")
        at = last + 1


def _no_duplicate_keys(content: bytes, name: str) -> None:
    """Refuse a key that stands twice in an object: JSON readers silently keep the last. The shape is right here."""
    try:
        json.loads(content, object_pairs_hook=keys_once)
    except (RecursionError, ValueError) as error:
        if not isinstance(error, DuplicateKey):
            return  # the free value that is nested, or large, beyond what can be read is reported with its place
        key = json.dumps(error.args[0]).encode()
        raise InputError(f"{name}:{_line_of_duplicate(content, key)}: expected {key.decode()} once") from error


def _keep_newer(diary: Diary, content: bytes) -> None:
    """Put what a newer version says of a record beside it."""
    lists = msgspec.json.decode(content, type=dict[str, Raw])
    for kind, _ in KINDS:
        records = getattr(diary, kind)
        for number, raw in enumerate(msgspec.json.decode(lists[kind], type=list[Raw])):
            records[number] = with_newer(records[number], raw)


def _check_values(diary: Diary, content: bytes, name: str, now: datetime) -> None:
    """Refuse what the shape alone does not exclude."""
    checking = RecordChecks(now)
    for kind, _ in KINDS:
        for number, record in enumerate(getattr(diary, kind)):
            for place, problem in checking.problems(kind, record):
                raise _wrong(content, name, [kind, number, *place], problem)


def _wrong(content: bytes, name: str, path: list[str | int], problem: str) -> InputError:
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return InputError(f"{name}:{_line_of(content, path)}: {problem}{f' (at {where})' if where else ''}")


def _path_of(message: str) -> list[str | int]:
    found = _PATH.search(message)
    parts = _PATH_PART.findall(found[1]) if found else []
    return [int(number) if number else key for key, number in parts if key or number]


def _line_of_byte(content: bytes, message: str) -> int:
    found = _AT_BYTE.search(message)
    return content.count(b"\n", 0, int(found[1]) if found else 0) + 1


def _line_of(content: bytes, path: list[str | int]) -> int:
    """Return the line on which the value at `path` begins, or that of the last part of the path that exists."""
    walk = _Walk(content)
    for part in path:
        if not walk.into(part):
            break
    return content.count(b"\n", 0, walk.at) + 1


class _Walk:
    """Steps into a document token by token, to find the byte where a value begins."""

    def __init__(self, content: bytes) -> None:
        self._tokens = _TOKEN.finditer(content)
        self.at = 0
        self._token = b""
        self._next()

    def into(self, part: str | int) -> bool:
        """Step to the value of a key or to an element; return False if it does not exist."""
        if self._token not in (b"{", b"["):
            return False
        is_object = self._token == b"{"
        self._next()
        number = 0
        while self._token not in (b"}", b"]", b""):
            key: str | int = number
            if is_object:
                key = _text_of(self._token)
                self._next()  # the colon
                self._next()
            if key == part:
                return True
            self._skip()
            if self._token == b",":
                self._next()
            number += 1
        return False

    def _skip(self) -> None:
        depth = 0
        while self._token:
            depth += (self._token in (b"{", b"[")) - (self._token in (b"}", b"]"))
            self._next()
            if depth == 0:
                return

    def _next(self) -> None:
        found = next(self._tokens, None)
        self._token = found[0] if found else b""
        self.at = found.start() if found else self.at


def _text_of(token: bytes) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return ""


def _line_of_duplicate(content: bytes, key: bytes) -> int:
    """Return the line of the first key that stands twice in its own object."""
    open_: list[set[bytes] | None] = []
    before, at = b"", 0
    for found in _TOKEN.finditer(content):
        token = found[0]
        if token in (b"{", b"["):
            open_.append(set() if token == b"{" else None)
        elif token in (b"}", b"]"):
            open_.pop()
        elif token == b":" and open_ and open_[-1] is not None:
            if before in open_[-1]:
                break
            open_[-1].add(before)
        before, at = token, (found.start() if token.startswith(b'"') else at)
    return content.count(b"\n", 0, at) + 1
