"""Conversion between the diary's rows and the document that is exported and imported."""

from typing import Any, TypeVar

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.progress import Progress, no_progress, with_progress
from hipcoach.safety.reason import decision_in_words, in_sentences, reason_from, reasons_from
from hipcoach.store import Store
from hipcoach.store.reasons_v2 import decided_payload, exercise_reasons, step_reason
from hipcoach.store.rows import (
    DoseRow,
    EventRow,
    ExerciseRow,
    NoteRow,
    PainRestRow,
    PainRow,
    ProfileRow,
    ScreenRow,
    SessionRow,
    SetRow,
)

D = TypeVar("D", doc.PainDoc, doc.ScreenDoc, doc.PainRestDoc, doc.StepDoc, doc.NoteDoc)
A = TypeVar("A", PainRow, ScreenRow, NoteRow)
R = TypeVar("R", PainRow, ScreenRow, PainRestRow, DoseRow, NoteRow)


def document_of(store: Store, progress: Progress = no_progress) -> doc.Diary:
    """Return every ended session that is not deleted, with all other records, in a fixed order."""
    heads = store.sessions.all()
    exported = {head.id for head in heads}
    return doc.Diary(
        format="hipcoach diary",
        version=1,
        sessions=[session_doc(store, head) for head in with_progress(heads, progress)],
        pains=[to_doc(doc.PainDoc, row) for row in _by_time(store.pains.all(), exported)],
        screens=[to_doc(doc.ScreenDoc, row) for row in _by_time(store.screens.all(), exported)],
        holds=[
            to_doc(doc.PainRestDoc, row)
            for row in sorted(store.pain_rests.all(), key=lambda row: (row.started_at, row.id))
        ],
        doses=[step_doc(row) for row in sorted(store.doses.all(), key=lambda row: (row.at, row.id))],
        profile=[profile_doc(row) for row in sorted(store.profile.all(), key=lambda row: (row.at, row.id))],
        notes=[to_doc(doc.NoteDoc, row) for row in _by_time(store.notes.all(), exported)],
    )


def session_doc(store: Store, head: SessionRow) -> doc.SessionDoc:
    """Return one session with its parts."""
    fields: dict[str, Any] = {
        **_fields(head),
        "exercises": [_exercise_doc(row) for row in store.sessions.exercises(head.id)],
        "sets": [doc.SetDoc(**_fields(row)) for row in store.sessions.sets(head.id)],
        "events": [
            doc.EventDoc(row.seq, row.at_s, row.kind, _payload_doc(row)) for row in store.sessions.events(head.id)
        ],
    }
    return doc.SessionDoc(**fields)


def head_row(session: doc.SessionDoc) -> SessionRow:
    """Return the session's own row, without its parts."""
    return SessionRow(**{name: getattr(session, name) for name in SessionRow.__dataclass_fields__})


def part_rows(session: doc.SessionDoc) -> tuple[list[ExerciseRow], list[SetRow], list[EventRow]]:
    """Return the session's exercises, sets and events as rows."""
    sets = [SetRow(**msgspec.structs.asdict(each)) for each in session.sets]
    events = [EventRow(each.seq, each.at_s, each.kind, _payload(each)) for each in session.events]
    return [_exercise_row(each) for each in session.exercises], sets, events


def row_of(kind: type[R], each: D) -> R:
    """Return a record of the document as its row."""
    values: dict[str, Any] = msgspec.structs.asdict(each)
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    if isinstance(each, doc.StepDoc):
        values["reason"] = step_reason(values.pop("why"), each.cause)
    return kind(**values)


def step_doc(row: DoseRow) -> doc.StepDoc:
    """Return a step of an exercise with its sentence."""
    values = _fields(row)
    why = reason_from(values.pop("reason")).sentence
    return doc.StepDoc(**values, why=why)


def profile_doc(row: ProfileRow) -> doc.ProfileDoc:
    """Return an answer of the user as it goes into the document."""
    return doc.ProfileDoc(row.id, row.name, msgspec.Raw(row.value.encode()), row.at, newer=row.newer)


def profile_row(each: doc.ProfileDoc) -> ProfileRow:
    """Return an answer of the document as its row."""
    return ProfileRow(each.id, each.name, compact(each.value), each.at, each.newer)


def compact(raw: msgspec.Raw) -> str:
    """Return a free value without white space, which an editor may have added."""
    return msgspec.json.format(bytes(raw), indent=-1).decode()


def text(value: object) -> str:
    """Return JSON as the recorder writes it."""
    return msgspec.json.encode(value).decode()


def _fields(row: Any) -> dict[str, Any]:
    """Return a row's values by name, without the copies of `asdict`: ten years have three million values."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _payload_doc(row: EventRow) -> msgspec.Raw:
    """Return an event's payload, a decision with its sentence."""
    if row.kind != "Decided":
        return msgspec.Raw(row.payload.encode())
    payload = msgspec.json.decode(row.payload)
    return msgspec.Raw(msgspec.json.encode({**payload, "decision": decision_in_words(payload["decision"])}))


def _payload(each: doc.EventDoc) -> str:
    """Return an event's payload, a decision with its line and values."""
    payload = compact(each.payload)
    return decided_payload(payload) if each.kind == "Decided" else payload


def _exercise_row(each: doc.ExerciseDoc) -> ExerciseRow:
    values = msgspec.structs.asdict(each)
    values["dose"] = text(each.dose)
    values["dose_right"] = None if each.dose_right is None else text(each.dose_right)
    values["reasons"] = exercise_reasons(values.pop("note"), each.ord)
    return ExerciseRow(**values)


def _exercise_doc(row: ExerciseRow) -> doc.ExerciseDoc:
    fields: dict[str, Any] = {
        **_fields(row),
        "dose": msgspec.json.decode(row.dose, type=doc.DoseDoc | None),
        "dose_right": None if row.dose_right is None else msgspec.json.decode(row.dose_right, type=doc.DoseDoc),
        "note": in_sentences(reasons_from(row.reasons)),
    }
    del fields["reasons"]
    return doc.ExerciseDoc(**fields)


def to_doc(kind: type[D], row: R) -> D:
    """Return a row as a record of the document."""
    values: dict[str, Any] = _fields(row)
    for name, value in values.items():
        if isinstance(value, tuple):
            values[name] = list(value)
    return kind(**values)


def _by_time(rows: tuple[A, ...], exported: set[str]) -> list[A]:
    """Return the rows without a session, or with an exported one, in order of time."""
    wanted = [row for row in rows if row.session is None or row.session in exported]
    return sorted(wanted, key=lambda row: (row.at, row.id))
