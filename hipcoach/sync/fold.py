"""One account of all that the devices have written: the same whatever order it came in, and however often."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.check_values import RecordChecks
from hipcoach.history.newer_fields import with_newer
from hipcoach.sync.causality import is_within, order
from hipcoach.sync.own_things import is_allowed
from hipcoach.sync.shared_record import (
    DeletionUndo,
    HoldEnd,
    OwnThing,
    PainStop,
    RecordKind,
    SessionDeletion,
    SharedRecord,
)

SHAPES: Mapping[RecordKind, tuple[type[msgspec.Struct], str]] = {
    RecordKind.SESSION: (doc.SessionDoc, "sessions"),
    RecordKind.PAIN: (doc.PainDoc, "pains"),
    RecordKind.SCREEN: (doc.ScreenDoc, "screens"),
    RecordKind.PAIN_REST: (doc.PainRestDoc, "holds"),
    RecordKind.DOSE: (doc.StepDoc, "doses"),
    RecordKind.PROFILE: (doc.ProfileDoc, "profile"),
    RecordKind.NOTE: (doc.NoteDoc, "notes"),
}
_OTHERS: Mapping[RecordKind, type[msgspec.Struct]] = {
    RecordKind.RELEASE: HoldEnd,
    RecordKind.CORRECTION: HoldEnd,
    RecordKind.DELETION: SessionDeletion,
    RecordKind.UNDO: DeletionUndo,
    RecordKind.PAIN_STOP: PainStop,
    RecordKind.OWN: OwnThing,
}


@dataclass(frozen=True, slots=True)
class Version:
    """A row as one record has it."""

    record: SharedRecord
    body: Any


@dataclass(slots=True)
class Fold:
    """All records, by what they are about. Filled by `fold` alone."""

    rows: dict[RecordKind, dict[str, list[Version]]] = field(default_factory=dict)  # each row's versions, in order
    releases: dict[str, list[Version]] = field(default_factory=dict)  # by the rest that they end
    corrections: dict[str, list[Version]] = field(default_factory=dict)
    deletions: dict[str, list[str]] = field(default_factory=dict)  # a session, and its deletions that stand
    pain_stops: list[Version] = field(default_factory=list)
    things: dict[tuple[str, str], list[Version]] = field(default_factory=dict)  # by place and name
    read: tuple[SharedRecord, ...] = ()  # all that could be read
    waiting: int = 0  # records that could not: of a newer version, or dated too far ahead

    def versions(self, kind: RecordKind) -> Mapping[str, list[Version]]:
        """Return the rows of a kind, by their ids."""
        return self.rows.get(kind, {})

    def latest(self, kind: RecordKind, row: str) -> Any:
        """Return a row as it was written last; None where it is not there."""
        found = self.versions(kind).get(row)
        return found[-1].body if found else None

    def latest_read(self, kind: RecordKind, row: str, read: Mapping[str, int]) -> Any:
        """Return a row as it was written last, of what was read of each device; None where it was not there."""
        found = [each.body for each in self.versions(kind).get(row, ()) if is_within(each.record, read)]
        return found[-1] if found else None

    def is_live(self, session: str) -> bool:
        """Return True if a session is there and no deletion of it stands."""
        return session in self.versions(RecordKind.SESSION) and not self.deletions.get(session)


def fold(records: Iterable[SharedRecord], now: datetime, checked: Mapping[str, int] = MappingProxyType({})) -> Fold:
    """Return one account of these records, each of them checked as an import is; those `checked` before are not."""
    found, read = Fold(), []
    checks = RecordChecks(now)
    rows: dict[RecordKind, dict[str, list[Version]]] = defaultdict(lambda: defaultdict(list))
    deleted: dict[str, str] = {}
    undone: set[str] = set()
    for record in sorted({record.id: record for record in records}.values(), key=order):
        if record.kind not in set(RecordKind):
            found.waiting += 1
            continue
        kind = RecordKind(record.kind)
        body = _body_of(record, kind, None if is_within(record, checked) else checks, now)
        if body is None:
            found.waiting += 1
            continue
        read.append(record)
        version = Version(record, body)
        if kind in SHAPES:
            rows[kind][body.id].append(version)
        elif kind is RecordKind.RELEASE:
            found.releases.setdefault(body.hold, []).append(version)
        elif kind is RecordKind.CORRECTION:
            found.corrections.setdefault(body.hold, []).append(version)
        elif kind is RecordKind.DELETION:
            deleted[record.id] = body.session
        elif kind is RecordKind.UNDO:
            undone.update(body.deletions)
        elif kind is RecordKind.OWN:
            found.things.setdefault((body.place, body.name), []).append(version)
        else:
            found.pain_stops.append(version)
    for deletion, session in deleted.items():
        if deletion not in undone:
            found.deletions.setdefault(session, []).append(deletion)
    found.rows, found.read = {kind: dict(each) for kind, each in rows.items()}, tuple(read)
    return found


def _body_of(record: SharedRecord, kind: RecordKind, checks: RecordChecks | None, now: datetime) -> Any:
    """Return what a record says; None where it cannot be taken, now or in this version."""
    shape, name = SHAPES.get(kind, (_OTHERS.get(kind), ""))
    try:
        body: Any = msgspec.json.decode(record.body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if isinstance(body, OwnThing) and not is_allowed(body):
        return None
    if not name:
        return body
    body = with_newer(body, record.body)
    if checks is None:
        return body
    if kind is RecordKind.PAIN_REST:  # whatever its clock said: a rest is never passed over
        times = {name: getattr(body, name) for name in ("started_at", "advice_at")}
        off = {name: now for name, at in times.items() if at is not None and checks.is_out_of_time(at)}
        body = msgspec.structs.replace(body, **off)
    return None if any(True for _ in checks.value_problems(name, body)) else body
