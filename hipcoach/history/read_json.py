"""Reading an exported diary: what is wrong in it is said with its line, and nothing is taken from a wrong file."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hipcoach.errors import InputError
from hipcoach.history.document import SMALL, Diary

LARGEST = 64 * 1024 * 1024
LONGEST_VALUE = 128 * 1024
LONGEST_LINE = 400  # of a message that quotes the file
# Possessive: a string of many megabytes must not fill the memory with places to come back to.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s"\[\]{},:]++')
_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_PATH = re.compile(r" - at `(.*)`$")
_PATH_PART = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")


def read_diary(path: Path) -> Diary:
    """The document in a file. Raises InputError, one line with `file:line:` for the first thing that is wrong."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}:1: expected at most {LARGEST >> 20} MB, found {size / (1 << 20):.0f} MB")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}:1: expected a file that can be read ({error.strerror})") from error
    return parse_diary(content, str(path))


def parse_diary(content: bytes, name: str) -> Diary:
    """The document in these bytes; `name` is what the errors call it."""
    _no_endless_value(content, name)
    try:
        diary = msgspec.json.decode(content, type=Diary)
    except msgspec.ValidationError as error:
        said = str(error)
        said = said if len(said) < LONGEST_LINE else f"{said[: LONGEST_LINE // 2]} ... {said[-LONGEST_LINE // 2 :]}"
        raise _wrong(content, name, _path_of(said), _PATH.sub("", said)) from None  # the whole may hold megabytes
    except RecursionError as error:
        raise InputError(f"{name}:1: expected a diary, found values nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}:{_line_of_byte(content, str(error))}: expected JSON ({error})") from error
    _no_duplicate_keys(content, name)
    _check_values(diary, content, name)
    return diary


def _no_endless_value(content: bytes, name: str) -> None:
    """No text and no list of numbers is this long in a diary; the reader would hold it several times over."""
    at = 0
    while len(content) - at > LONGEST_VALUE:
        last = content.rfind(b'"', at, at + LONGEST_VALUE)
        if last < 0:
            line = content.count(b"\n", 0, at) + 1
            raise InputError(f"{name}:{line}: expected values of at most {LONGEST_VALUE >> 10} KB")
        at = last + 1


def _no_duplicate_keys(content: bytes, name: str) -> None:
    """JSON's last duplicate wins without a word, so none is allowed. The content is known to be of our shape."""
    try:
        json.loads(content, object_pairs_hook=_keys_once)
    except _Twice as twice:
        key = json.dumps(twice.args[0]).encode()
        raise InputError(f"{name}:{_line_of_twice(content, key)}: expected {key.decode()} once") from twice


class _Twice(ValueError):
    pass


def _keys_once(pairs: list[tuple[str, object]]) -> None:
    keys = {key for key, _ in pairs}
    if len(keys) < len(pairs):
        seen: set[str] = set()
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]


def _check_values(diary: Diary, content: bytes, name: str) -> None:
    """What the shape alone cannot say: numbers are finite, free values small, ids once, references lead somewhere."""
    sessions = {session.id for session in diary.sessions}
    for where, problem in _value_problems(diary, sessions):
        raise _wrong(content, name, where, problem)


def _value_problems(diary: Diary, sessions: set[str]) -> Iterator[tuple[list[str | int], str]]:
    for kind in ("sessions", "pains", "screens", "holds", "doses", "profile", "notes"):
        seen: set[str] = set()
        for number, record in enumerate(getattr(diary, kind)):
            if record.id in seen:
                yield [kind, number, "id"], f"expected each id once, found {record.id!r} again"
            seen.add(record.id)
            if kind in ("pains", "screens", "notes") and record.session is not None and record.session not in sessions:
                yield [kind, number, "session"], f"expected a session of this file, found {record.session!r}"
    for number, each in enumerate(diary.profile):
        if len(bytes(each.value)) > SMALL:
            yield ["profile", number, "value"], f"expected at most {SMALL} bytes"
    for number, session in enumerate(diary.sessions):
        if not math.isfinite(session.duration_s) or session.ended_at is None:
            yield ["sessions", number, "duration_s"], "expected a number"
        for place, event in enumerate(session.events):
            if len(bytes(event.payload)) > SMALL:
                yield ["sessions", number, "events", place, "payload"], f"expected at most {SMALL} bytes"
        yield from _part_problems(number, session)


def _part_problems(number: int, session: object) -> Iterator[tuple[list[str | int], str]]:
    for kind, key in (("exercises", ("ord",)), ("sets", ("ord", "set_no", "side")), ("events", ("seq",))):
        seen: set[tuple[object, ...]] = set()
        for place, part in enumerate(getattr(session, kind)):
            found = tuple(getattr(part, name) for name in key)
            if found in seen:
                yield ["sessions", number, kind, place, key[0]], f"expected each {' and '.join(key)} once"
            seen.add(found)


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
    """The line on which the value at `path` begins; as far down the path as the file goes."""
    walk = _Walk(content)
    for part in path:
        if not walk.into(part):
            break
    return content.count(b"\n", 0, walk.at) + 1


class _Walk:
    """Steps into a document token by token, so that a place in it can be named by its line."""

    def __init__(self, content: bytes) -> None:
        self._tokens = _TOKEN.finditer(content)
        self.at = 0
        self._token = b""
        self._next()

    def into(self, part: str | int) -> bool:
        """To the value of a key, or to an element; False where it is not there."""
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


def _line_of_twice(content: bytes, key: bytes) -> int:
    """The line of the first key that stands twice in its own object."""
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
