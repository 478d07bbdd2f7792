"""The diary as CSV: one tidy table for each kind of fact.

Every table is UTF-8 with a header row; times are ISO 8601 in UTC; an empty field means not given.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from hipcoach.history.collect import collect
from hipcoach.history.diary_document import Diary, SessionDoc
from hipcoach.history.progress_report import Told, between, counted, silent
from hipcoach.store import Store

COLLECTED = 0.6  # share of the time after which the diary has been read
TABLES: Mapping[str, Sequence[str]] = {
    "sessions": (
        *("id", "plan", "title", "started_at", "ended_at", "zone", "offset_min", "local_date", "duration_s"),
        *("finish", "hold", "base", "rule_version", "app_version"),
    ),
    "exercises": (
        *("session", "order", "exercise", "name", "outcome", "response", "note"),
        *("planned_sets", "planned_reps", "planned_hold_s", "planned_rest_s", "planned_minutes", "planned_form"),
    ),
    "sets": (
        *("session", "order", "exercise", "set", "side"),
        *("reps_target", "reps_done", "hold_s_target", "hold_s_done"),
    ),
    "pain": (
        *("id", "session", "question", "at", "score", "exercise", "also", "kind", "area", "side"),
        *("soreness", "stiffness", "effort"),
    ),
    "holds": (
        *("id", "kind", "started_at", "triggers", "side", "base", "peak", "session"),
        *("corrected_at", "released_at", "advice", "advice_at", "rule_version"),
    ),
    "doses": ("id", "exercise", "side", "step", "at", "local_date", "cause", "why"),
    "screens": ("id", "at", "items", "session"),
    "notes": ("id", "session", "at", "text", "replaces"),
}
"""The columns of each table, in order."""


def csv_tables(store: Store, told: Told = silent) -> Mapping[str, str]:
    """Every table as CSV text, by its name."""
    diary = collect(store, between(told, 0.0, COLLECTED))
    sessions = counted(diary.sessions, between(told, COLLECTED, 1.0))
    rows: Mapping[str, Iterable[Mapping[str, object]]] = {
        "sessions": map(_plain, diary.sessions),
        "exercises": (row for session in diary.sessions for row in _exercises(session)),
        "sets": (row for session in sessions for row in _sets(session)),
        **{name: map(_plain, records) for name, records in _lone(diary).items()},
    }
    return {name: _table(columns, rows[name]) for name, columns in TABLES.items()}


def _lone(diary: Diary) -> Mapping[str, Sequence[msgspec.Struct]]:
    return {
        "pain": diary.pains,
        "holds": diary.holds,
        "doses": diary.doses,
        "screens": diary.screens,
        "notes": diary.notes,
    }


def _exercises(session: SessionDoc) -> Iterable[Mapping[str, object]]:
    for each in session.exercises:
        dose = {} if each.dose is None else msgspec.to_builtins(each.dose)
        planned = {f"planned_{name}": value for name, value in dose.items()}
        yield {**_plain(each), **planned, "session": session.id, "order": each.ord}


def _sets(session: SessionDoc) -> Iterable[Mapping[str, object]]:
    for each in session.sets:
        yield {**_plain(each), "session": session.id, "order": each.ord, "set": each.set_no}


def _plain(record: msgspec.Struct) -> Mapping[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_field(row.get(name)) for name in columns])
    return text.getvalue()


def _field(value: object) -> object:
    """A value as it stands in a cell. A text that a spreadsheet would run as a formula is kept from that."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, str):
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if value is None or isinstance(value, int | float):
        return value
    return msgspec.to_builtins(value)
