"""What a diary has to tell: its records that the account of all devices lacks, or has in an older version."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.document_rows import profile_doc, session_doc, step_doc, to_doc
from hipcoach.history.newer_fields import encoded
from hipcoach.recorder.pain_rest_uptime import REST_BEGAN
from hipcoach.store import Store
from hipcoach.store.rows import HoldRow
from hipcoach.sync.fold import Fold
from hipcoach.sync.shared_record import HoldEnd, PainStop, RecordKind

OWN_MACHINE = (REST_BEGAN,)  # says nothing on another one
NO_TIME = datetime.min.replace(tzinfo=UTC)  # in the place of one that does not count
Told = tuple[RecordKind, bytes]


def to_tell(store: Store, account: Fold, read: Mapping[str, int]) -> list[Told]:
    """Return what is new here: sessions first, since answers belong to them, then the rest in the order of time.

    A row was changed here where it is not as it was when `read` was: what came since is not yet in the diary.
    """
    told = [(RecordKind.SESSION, encoded(session_doc(store, head))) for head in _new_sessions(store, account)]
    told += _holds(store.holds.all(), account, read)
    told += _rows(
        RecordKind.PAIN, (to_doc(doc.PainDoc, row) for row in _of_ended(store, store.pains.all())), account, read
    )
    told += _rows(
        RecordKind.SCREEN, (to_doc(doc.ScreenDoc, row) for row in _of_ended(store, store.screens.all())), account, read
    )
    told += _rows(
        RecordKind.NOTE, (to_doc(doc.NoteDoc, row) for row in _of_ended(store, store.notes.all())), account, read
    )
    told += _rows(RecordKind.DOSE, map(step_doc, sorted(store.doses.all(), key=lambda row: row.at)), account, read)
    profile = [row for row in store.profile.all() if row.name not in OWN_MACHINE]
    told += _rows(RecordKind.PROFILE, map(profile_doc, sorted(profile, key=lambda row: row.at)), account, read)
    return told


def stop_to_tell(now: int, before: int | None) -> list[Told]:
    """Return the score at which a session ends, where it was changed here."""
    return [] if now == before else [(RecordKind.PAIN_STOP, msgspec.json.encode(PainStop(now)))]


def _new_sessions(store: Store, account: Fold) -> list[Any]:
    known = account.versions(RecordKind.SESSION)
    return [head for head in store.sessions.all() if head.id not in known]


def _of_ended(store: Store, rows: Iterable[Any]) -> list[Any]:
    """Return the rows without a session, or of one that has ended and is not deleted, oldest first."""
    ended = {head.id for head in store.sessions.all()}
    return sorted((row for row in rows if row.session is None or row.session in ended), key=lambda row: row.at)


def _rows(kind: RecordKind, found: Iterable[Any], account: Fold, read: Mapping[str, int]) -> Iterator[Told]:
    for each in found:
        if _is_new(kind, each, account, read, encoded):
            yield kind, encoded(each)


def _is_new(
    kind: RecordKind, row: Any, account: Fold, read: Mapping[str, int], compared: Callable[[Any], bytes]
) -> bool:
    """Return True if a row is in no account yet, or was changed here since the others were read."""
    latest = account.latest(kind, row.id)
    if latest is None:
        return True
    before = account.latest_read(kind, row.id, read)
    return before is not None and compared(row) not in (compared(before), compared(latest))


def _holds(rows: Iterable[HoldRow], account: Fold, read: Mapping[str, int]) -> Iterator[Told]:
    """Yield each rest that is new or was changed, apart from what ended it: an end is a record of its own."""
    for row in rows:
        hold = to_doc(doc.HoldDoc, row)
        if _is_new(RecordKind.HOLD, hold, account, read, lambda each: encoded(_begun(each, NO_TIME))):
            yield RecordKind.HOLD, encoded(_begun(hold, hold.started_at))
        for at, kind, ends in (
            (row.corrected_at, RecordKind.CORRECTION, account.corrections),
            (row.released_at, RecordKind.RELEASE, account.releases),
        ):
            if at is not None and row.id not in ends:
                yield kind, msgspec.json.encode(HoldEnd(row.id, at))


def _begun(hold: doc.HoldDoc, at: datetime) -> doc.HoldDoc:
    """Return a rest without its end. When it began is each device's own, since it may count from its first reading."""
    return msgspec.structs.replace(hold, corrected_at=None, released_at=None, started_at=at)
