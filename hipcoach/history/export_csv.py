"""The diary as CSV: one tidy table for each kind of fact.

Every table is UTF-8 with a byte order mark, by which a spreadsheet knows it, and a header row; times are ISO 8601 in
UTC; an empty field means not given.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from hipcoach.errors import InputError
from hipcoach.history.diary_document import Diary, PainDoc, SessionDoc
from hipcoach.history.document_rows import document_of
from hipcoach.history.later_numbers import hours_between
from hipcoach.history.private_file import write_private_files
from hipcoach.history.progress import Progress, no_progress, part_of, with_progress
from hipcoach.store import Store

# Spreadsheets skip what cannot be seen before the sign that begins a formula, and know the signs in full width.
_FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
COLLECTED = 0.6  # share of the time after which the diary has been read
TABLES: Mapping[str, Sequence[str]] = {
    "sessions": (
        *("id", "plan", "title", "started_at", "ended_at", "zone", "offset_min", "local_date", "duration_s"),
        *("finish", "hold", "base", "rule_version", "app_version"),
    ),
    "exercises": (
        *("session", "order", "exercise", "name", "outcome", "response", "note"),
        *("planned_sets", "planned_reps", "planned_hold_s", "planned_rest_s", "planned_minutes", "planned_form"),
        *("planned_within_s", "planned_breaths", "planned_up_s", "planned_down_s"),
    ),
    "sets": (
        *("session", "order", "exercise", "set", "side"),
        *("reps_target", "reps_done", "hold_s_target", "hold_s_done"),
    ),
    "pain": (
        *("id", "session", "question", "at", "score", "exercise", "also", "kind", "area", "side"),
        *("soreness", "stiffness", "effort", "hours_after"),
    ),
    "holds": (
        *("id", "kind", "started_at", "triggers", "side", "base", "peak", "session"),
        *("corrected_at", "released_at", "advice", "advice_at", "rule_version", "pain_kind"),
    ),
    "doses": ("id", "exercise", "side", "step", "at", "local_date", "cause", "why"),
    "screens": ("id", "at", "items", "session"),
    "notes": ("id", "session", "at", "text", "replaces"),
}
"""The columns of each table, in order."""


def write_csv(store: Store, out: Path, progress: Progress = no_progress) -> Sequence[Path]:
    """Write one file for each table into the folder `out` and return their paths.

    Raises OSError where they cannot be written, InputError where `out` is no folder.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: expected a folder; csv writes one file for each table")
    out.mkdir(parents=True, exist_ok=True)
    tables = csv_tables(store, progress)
    return write_private_files([(out / f"{name}.csv", text.encode("utf-8-sig")) for name, text in tables.items()])


def csv_tables(store: Store, progress: Progress = no_progress) -> Mapping[str, str]:
    """Return every table as CSV text, by its name."""
    diary = document_of(store, part_of(progress, 0.0, COLLECTED))
    sessions = with_progress(diary.sessions, part_of(progress, COLLECTED, 1.0))
    rows: Mapping[str, Iterable[Mapping[str, object]]] = {
        "sessions": map(_session, diary.sessions),
        "exercises": (row for session in diary.sessions for row in _exercises(session)),
        "sets": (row for session in sessions for row in _sets(session)),
        **{name: map(_plain, records) for name, records in _lone(diary).items()},
        "pain": map(partial(_pain, {session.id: session.ended_at for session in diary.sessions}), diary.pains),
    }
    return {name: _table(columns, rows[name]) for name, columns in TABLES.items()}


def _lone(diary: Diary) -> Mapping[str, Sequence[msgspec.Struct]]:
    return {
        "holds": diary.holds,
        "doses": diary.doses,
        "screens": diary.screens,
        "notes": diary.notes,
    }


def _session(session: SessionDoc) -> Mapping[str, object]:
    """Return a session's own row; a zone without a name, such as +13, would be a number to a spreadsheet."""
    named = f"UTC{session.zone}" if session.zone.startswith(("+", "-")) else session.zone
    return {**_plain(session), "zone": named}


def _pain(ends: Mapping[str, datetime], pain: PainDoc) -> Mapping[str, object]:
    """Return an answer's row; how long after its session one to the next-day question came says whether it counts."""
    ended = ends.get(pain.session or "") if pain.question == "next" else None
    return {**_plain(pain), "hours_after": None if ended is None else hours_between(ended, pain.at)}


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
    writer = csv.writer(text, lineterminator="\r\n")  # so that a text with either of the two stands in quotes
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_field(row.get(name)) for name in columns])
    return text.getvalue()


def _field(value: object) -> object:
    """Return a value as it stands in a cell; a quote before a text keeps a spreadsheet from running it as a formula."""
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if value is None or isinstance(value, int | float):
        return value
    return msgspec.to_builtins(value)
