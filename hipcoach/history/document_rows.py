"""Between the diary's rows and the exchange document."""

from typing import Any, TypeVar

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.progress import Progress, no_progress, with_progress
from hipcoach.store import Store
from hipcoach.store.rows import (
    DoseRow,
    EventRow,
    ExerciseRow,
    HoldRow,
    NoteRow,
    PainRow,
    ProfileRow,
    ScreenRow,
    SessionRow,
    SetRow,
)

D = TypeVar("D", doc.PainDoc, doc.ScreenDoc, doc.HoldDoc, doc.StepDoc, doc.NoteDoc)
A = TypeVar("A", PainRow, ScreenRow, NoteRow)
R = TypeVar("R", PainRow, ScreenRow, HoldRow, DoseRow, NoteRow)


def document_of(store: Store, progress: Progress = no_progress) -> doc.Diary:
    """Every session that has ended and is not deleted, and everything that stands beside them, in a fixed order."""
    heads = store.sessions.all()
    shown = {head.id for head in heads}
    return doc.Diary(
        format="hipcoach diary",
        version=1,
        sessions=[session_doc(store, head) for head in with_progress(heads, progress)],
        pains=[_lone(doc.PainDoc, row) for row in _by_time(store.pains.all(), shown)],
        screens=[_lone(doc.ScreenDoc, row) for row in _by_time(store.screens.all(), shown)],
        holds=[_lone(doc.HoldDoc, row) for row in sorted(store.holds.all(), key=lambda row: (row.started_at, row.id))],
        doses=[_lone(doc.StepDoc, row) for row in sorted(store.doses.all(), key=lambda row: (row.at, row.id))],
        profile=[profile_doc(row) for row in sorted(store.profile.all(), key=lambda row: (row.at, row.id))],
        notes=[_lone(doc.NoteDoc, row) for row in _by_time(store.notes.all(), shown)],
    )


def session_doc(store: Store, head: SessionRow) -> doc.SessionDoc:
    """One session with its parts."""
    fields: dict[str, Any] = {
        **_fields(head),
        "exercises": [_exercise_doc(row) for row in store.sessions.exercises(head.id)],
        "sets": [doc.SetDoc(**_fields(row)) for row in store.sessions.sets(head.id)],
        "events": [
            doc.EventDoc(row.seq, row.at_s, row.kind, msgspec.Raw(row.payload.encode()))
            for row in store.sessions.events(head.id)
        ],
    }
    return doc.SessionDoc(**fields)


def head_row(session: doc.SessionDoc) -> SessionRow:
    """The session's head as a row."""
    return SessionRow(**{name: getattr(session, name) for name in SessionRow.__dataclass_fields__})


def part_rows(session: doc.SessionDoc) -> tuple[list[ExerciseRow], list[SetRow], list[EventRow]]:
    """The session's parts as rows."""
    exercises = [
        ExerciseRow(
            **{
                **msgspec.structs.asdict(each),
                "dose": text(each.dose),
                "dose_right": None if each.dose_right is None else text(each.dose_right),
            }
        )
        for each in session.exercises
    ]
    sets = [SetRow(**msgspec.structs.asdict(each)) for each in session.sets]
    events = [EventRow(each.seq, each.at_s, each.kind, compact(each.payload)) for each in session.events]
    return exercises, sets, events


def row_of(kind: type[R], each: D) -> R:
    """A record of the document as its row."""
    values: dict[str, Any] = msgspec.structs.asdict(each)
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    return kind(**values)


def profile_doc(row: ProfileRow) -> doc.ProfileDoc:
    """What the user said, as it goes into the document."""
    return doc.ProfileDoc(row.id, row.name, msgspec.Raw(row.value.encode()), row.at)


def profile_row(each: doc.ProfileDoc) -> ProfileRow:
    """And back."""
    return ProfileRow(each.id, each.name, compact(each.value), each.at)


def compact(raw: msgspec.Raw) -> str:
    """A free value without the white space that an editor may have put in."""
    return msgspec.json.format(bytes(raw), indent=-1).decode()


def text(value: object) -> str:
    """JSON as the recorder writes it."""
    return msgspec.json.encode(value).decode()


def _fields(row: Any) -> dict[str, Any]:
    """A row's values by name; `asdict` would copy each of them, and ten years have three million."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _exercise_doc(row: ExerciseRow) -> doc.ExerciseDoc:
    fields: dict[str, Any] = {
        **_fields(row),
        "dose": msgspec.json.decode(row.dose, type=doc.DoseDoc | None),
        "dose_right": None if row.dose_right is None else msgspec.json.decode(row.dose_right, type=doc.DoseDoc),
    }
    return doc.ExerciseDoc(**fields)


def _lone(kind: type[D], row: R) -> D:
    values: dict[str, Any] = _fields(row)
    for name, value in values.items():
        if isinstance(value, tuple):
            values[name] = list(value)
    return kind(**values)


def _by_time(rows: tuple[A, ...], shown: set[str]) -> list[A]:
    """Those without a session, or of a session that is exported too."""
    wanted = [row for row in rows if row.session is None or row.session in shown]
    return sorted(wanted, key=lambda row: (row.at, row.id))
