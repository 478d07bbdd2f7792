"""What a diary has to tell: its records that the account of all devices lacks, or has in an older version."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.document_rows import profile_doc, session_doc, step_doc, to_doc
from hipcoach.history.newer_fields import encoded
from hipcoach.store import Store
from hipcoach.store.marks import TableMark
from hipcoach.store.pain_rest_uptime import REST_BEGAN
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow, ProfileRow, ScreenRow, SessionRow
from hipcoach.sync.fold import Fold
from hipcoach.sync.shared_record import HoldEnd, PainStop, RecordKind

OWN_MACHINE = (REST_BEGAN,)  # says nothing on another one
NO_TIME = datetime.min.replace(tzinfo=UTC)  # in the place of one that does not count
Told = tuple[RecordKind, bytes]


@dataclass(frozen=True, slots=True)
class DiaryRows:
    """Rows of a diary: all of them, or those that are new."""

    sessions: Sequence[SessionRow]  # that have ended
    pain_rests: Sequence[PainRestRow]
    pains: Sequence[PainRow]
    screens: Sequence[ScreenRow]
    notes: Sequence[NoteRow]
    doses: Sequence[DoseRow]
    profile: Sequence[ProfileRow]


def all_rows(store: Store) -> DiaryRows:
    """Return every row."""
    return DiaryRows(
        store.sessions.all(),
        store.pain_rests.all(),
        store.pains.all(),
        store.screens.all(),
        store.notes.all(),
        store.doses.all(),
        store.profile.all(),
    )


def new_rows(store: Store, marks: Mapping[str, TableMark]) -> DiaryRows:
    """Return the rows that were written since the tables were so."""
    return DiaryRows(
        store.sessions.since(marks["session"].key),
        store.pain_rests.since(marks["hold"].key),
        store.pains.since(marks["pain"].key),
        store.screens.since(marks["screen"].key),
        store.notes.since(marks["note"].key),
        store.doses.since(marks["dose"].key),
        store.profile.since(marks["profile"].key),
    )


def to_tell(store: Store, rows: DiaryRows, account: Fold, read: Mapping[str, int]) -> list[Told]:
    """Return what is new in these rows: sessions first, since answers belong to them, then the rest in order of time.

    A row was changed here where it is not as it was when `read` was: what came since is not yet in the diary.
    """
    ended = store.sessions.ids(ended=True)

    def of_ended(found: Iterable[Any]) -> list[Any]:
        """Return the rows without a session, or of one that has ended and is not deleted, oldest first."""
        return sorted((row for row in found if row.session is None or row.session in ended), key=_at)

    known = account.versions(RecordKind.SESSION)
    told = [(RecordKind.SESSION, encoded(session_doc(store, head))) for head in rows.sessions if head.id not in known]
    told += _pain_rests(rows.pain_rests, account, read)
    told += _rows(RecordKind.PAIN, (to_doc(doc.PainDoc, row) for row in of_ended(rows.pains)), account, read)
    told += _rows(RecordKind.SCREEN, (to_doc(doc.ScreenDoc, row) for row in of_ended(rows.screens)), account, read)
    told += _rows(RecordKind.NOTE, (to_doc(doc.NoteDoc, row) for row in of_ended(rows.notes)), account, read)
    told += _rows(RecordKind.DOSE, map(step_doc, sorted(rows.doses, key=_at)), account, read)
    profile = [row for row in rows.profile if row.name not in OWN_MACHINE]
    told += _rows(RecordKind.PROFILE, map(profile_doc, sorted(profile, key=_at)), account, read)
    return told


def _at(row: Any) -> datetime:
    at: datetime = row.at
    return at


def stop_to_tell(now: int, before: int | None, there: int | None) -> list[Told]:
    """Return the score at which a session ends, where it was changed here; one that joins raises nothing."""
    if before is None and there is not None:
        now = min(now, there)
    return [] if now == before else [(RecordKind.PAIN_STOP, msgspec.json.encode(PainStop(now)))]


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


def _pain_rests(rows: Iterable[PainRestRow], account: Fold, read: Mapping[str, int]) -> Iterator[Told]:
    """Yield each rest that is new or was changed, apart from what ended it: an end is a record of its own."""
    for row in rows:
        rest = to_doc(doc.PainRestDoc, row)
        if _is_new(RecordKind.PAIN_REST, rest, account, read, lambda each: encoded(_begun(each, NO_TIME))):
            yield RecordKind.PAIN_REST, encoded(_begun(rest, rest.started_at))
        for at, kind, ends in (
            (row.corrected_at, RecordKind.CORRECTION, account.corrections),
            (row.released_at, RecordKind.RELEASE, account.releases),
        ):
            if at is not None and row.id not in ends:
                yield kind, msgspec.json.encode(HoldEnd(row.id, at))


def _begun(rest: doc.PainRestDoc, at: datetime) -> doc.PainRestDoc:
    """Return a rest without its end. When it began is each device's own, since it may count from its first reading."""
    return msgspec.structs.replace(rest, corrected_at=None, released_at=None, started_at=at)
