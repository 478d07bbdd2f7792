"""Reads a large diary as hipcoach writes it, one record a line, and holds one line at a time in memory."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from hipcoach.errors import InputError
from hipcoach.history import diary_document as doc
from hipcoach.history.check_values import RecordChecks
from hipcoach.history.diary_document import PRINTABLE
from hipcoach.history.newer_fields import with_newer

LONGEST_LINE = 2 * 1024 * 1024  # a session with all that belongs to it
BUFFER = 64 * 1024  # bytes, many lines at a time
LONGEST_MESSAGE, QUOTED = 400, 40  # characters
MOST_RECORDS = 100_000  # ten years of two sessions a day have 35,000
KINDS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("sessions", doc.SessionDoc),
    ("pains", doc.PainDoc),
    ("screens", doc.ScreenDoc),
    ("holds", doc.PainRestDoc),
    ("doses", doc.StepDoc),
    ("profile", doc.ProfileDoc),
    ("notes", doc.NoteDoc),
)
_AT = re.compile(r" - at `\$\.?(.*)`$")
LAYOUT = "a large diary has one record on each line, as hipcoach writes it"


def read_lines(path: Path, now: datetime) -> doc.Diary:
    """Return the document in a file. Raises InputError with the line of the first fault, before any record is kept."""
    for _ in _records(path, now):
        pass  # check it to the end first, so that nothing of a wrong file is kept
    found: dict[str, list[Any]] = {kind: [] for kind, _ in KINDS}
    for kind, record in _records(path, now):
        found[kind].append(record)
    return doc.Diary("hipcoach diary", 1, **found)


def _records(path: Path, now: datetime) -> Iterator[tuple[str, Any]]:
    checking = RecordChecks(now)
    with path.open("rb", buffering=BUFFER) as file:
        lines = _Lines(file, str(path))
        for head in (b"{", b'"format":"hipcoach diary",', b'"version":1,'):
            lines.expect(head)
        for number, (kind, shape) in enumerate(KINDS):
            end = b"," if number < len(KINDS) - 1 else b""
            opening = f'"{kind}":['.encode()
            line = lines.next()
            if line == opening + b"]" + end:
                continue
            if line != opening:
                raise lines.wrong(f"expected {opening.decode()}: {LAYOUT}")
            for record in lines.records(shape, b"]" + end):
                for place, problem in checking.problems(kind, record):
                    raise lines.wrong(f"{problem} (at {_path_text(place)})")
                yield kind, record
        lines.expect(b"}")
        if lines.next():
            raise lines.wrong("expected nothing after the diary")


class _Lines:
    """The lines of a file, with their numbers."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._line = self._records = 0

    def next(self) -> bytes:
        """Return the next line without its end; empty after the last."""
        self._line += 1
        line = self._file.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise self.wrong(f"expected lines of at most {LONGEST_LINE >> 20} MB: {LAYOUT}")
        if self._line == 1:
            line = line.removeprefix(BOM_UTF8)
        return line.rstrip()

    def expect(self, wanted: bytes) -> None:
        """Read the next line, and raise InputError if it is not exactly these bytes."""
        line = self.next()
        if line != wanted:
            found = line[:QUOTED].decode(errors="replace") or "nothing"
            raise self.wrong(f"expected {wanted.decode()} and found {found}: {LAYOUT}")

    def records(self, shape: type[msgspec.Struct], end: bytes) -> Iterator[Any]:
        """Yield the records up to the line that ends their list."""
        decoder = msgspec.json.Decoder(shape)
        more = True
        while more:
            line = self.next()
            more = line.endswith(b",")
            self._records += 1
            if self._records > MOST_RECORDS:
                raise self.wrong(f"expected at most {MOST_RECORDS} records")
            yield self._record(decoder, line[:-1] if more else line)
        self.expect(end)

    def _record(self, decoder: "msgspec.json.Decoder[Any]", line: bytes) -> Any:
        try:
            record = decoder.decode(line)
            line.decode()
            if (
                record.newer is not None or msgspec.json.encode(record) != line
            ):  # as we write it, it can hold no key twice
                json.loads(line, object_pairs_hook=keys_once)
                record = with_newer(record, line)
        except DuplicateKey as duplicate:
            raise self.wrong(f"expected {json.dumps(duplicate.args[0])} once") from None
        except msgspec.ValidationError as error:
            raise self.wrong(_AT.sub(r" (at \1)", shorten_message(str(error)))) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self.wrong(f"expected JSON ({error}): {LAYOUT}") from None
        except (RecursionError, ValueError):
            raise self.wrong("expected a diary, found values nested too deeply, or numbers too long") from None
        return record

    def wrong(self, problem: str) -> InputError:
        """Return the error for a problem in the last line that was read."""
        return InputError(f"{self._name}:{self._line}: {problem}")


def shorten_message(message: str) -> str:
    """Return a message in plain words and without its middle, because it may quote megabytes of the file."""
    message = message.replace(f"matching regex {PRINTABLE!r}", "without control and direction characters")
    half = LONGEST_MESSAGE // 2
    return message if len(message) < LONGEST_MESSAGE else f"{message[:half]} ... {message[-half:]}"


class DuplicateKey(ValueError):
    """A key stands twice in one object; the argument is the key."""


def keys_once(pairs: list[tuple[str, object]]) -> None:
    """Raise DuplicateKey if a key stands twice; a hook for `json.loads`, which silently keeps the last."""
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise DuplicateKey(key)
        seen.add(key)


def _path_text(place: list[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
