"""A record as the devices share it, and its line: a checksum, a space, JSON."""

from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated

import msgspec
from msgspec import Meta, Raw, Struct

from hipcoach.history.diary_document import Id, Names, Score, Time

FORMAT = "hipcoach shared diary"
VERSION = 1
MOST_SEQ = 2**53


class RecordKind(StrEnum):
    """What a record is about. One that only a newer version knows is passed over."""

    SESSION = "session"
    PAIN = "pain"
    SCREEN = "screen"
    PAIN_REST = "hold"
    DOSE = "dose"
    PROFILE = "profile"
    NOTE = "note"
    RELEASE = "release"
    CORRECTION = "correction"
    DELETION = "deletion"
    UNDO = "undo"
    PAIN_STOP = "pain_stop"
    OWN = "own"


class SegmentHead(Struct, frozen=True, tag_field="line", tag="head"):
    """The first line of a segment."""

    format: str
    version: int
    device: Id


class SharedRecord(Struct, frozen=True, tag_field="line", tag="record"):
    """One record. `seq` counts its device's records from 1; `seen` says how many of each other its maker had read."""

    id: Id
    device: Id
    seq: Annotated[int, Meta(ge=1, le=MOST_SEQ)]
    seen: dict[Id, Annotated[int, Meta(ge=0, le=MOST_SEQ)]]
    at: Time
    kind: str
    body: Raw


class SegmentSeal(Struct, frozen=True, tag_field="line", tag="seal"):
    """The last line of a segment that will grow no more: a checksum over all before it."""

    digest: str


class HoldEnd(Struct, frozen=True):
    """The one rest that a release or a correction ends."""

    hold: Id
    at: Time


class SessionDeletion(Struct, frozen=True):
    """The one session that a deletion hides."""

    session: Id


class DeletionUndo(Struct, frozen=True):
    """The deletions, by their records' ids, that count no more."""

    deletions: Names


class PainStop(Struct, frozen=True):
    """The score at which a session ends, as the settings have it."""

    score: Score


class OwnThing(Struct, frozen=True):
    """A setting, or a file of the user's own, as it was changed; without content it was taken away."""

    place: str  # "setting", or the folder
    name: str
    content: bytes | None
    at: Time


Line = SegmentHead | SharedRecord | SegmentSeal
_LINES = msgspec.json.Decoder(Line)


def line_of(content: Line) -> bytes:
    """Return a line of a segment."""
    text = msgspec.json.encode(content)
    return _digest(text) + b" " + text + b"\n"


def read_line(line: bytes) -> Line | None:
    """Return what a line says; None where it is damaged."""
    digest, _, text = line.partition(b" ")
    if digest != _digest(text):
        return None
    try:
        found: Line = _LINES.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found


def record_of(
    id: str, device: str, seq: int, seen: dict[str, int], at: datetime, kind: RecordKind, body: bytes
) -> SharedRecord:
    """Return a new record of this device."""
    return SharedRecord(id, device, seq, seen, at, kind.value, Raw(body))


def _digest(text: bytes) -> bytes:
    return blake2b(text, digest_size=8).hexdigest().encode()
