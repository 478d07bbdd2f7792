"""One session plan file, shipped or the user's own."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from hipcoach.catalogue.entry_file import ROUNDS, find_exercise, read_entries
from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.toml_document import Document
from hipcoach.catalogue.types import Exercise, Position, SessionPlan
from hipcoach.catalogue.uses import Surface
from hipcoach.catalogue.words import DAYS

PLAN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
MOST_EXERCISES = 16
TIMES_A_DAY = (1, 4)


WEEKDAYS = tuple(day.lower() for day in DAYS)


def read_plan(document: Document, plan_id: str, exercises: Mapping[str, Exercise], *, own: bool = False) -> SessionPlan:
    """Build the plan of a file. Raises InputError with all problems."""
    table = TomlTable(document, document.data)
    if not PLAN_ID.fullmatch(plan_id):
        document.problem((), "expected a file name of small letters, digits and hyphens, such as my-evening.toml")
    rounds = table.whole("rounds", *ROUNDS, 1)
    entries = read_entries(table, exercises, rounds, MOST_EXERCISES)
    ids = _exercises(table, exercises, required=not entries and "exercise" not in table)
    if entries and ids:
        table.problem("exercises", "expected the exercises in one list: ids, or [[exercise]] tables")
    if rounds > 1 and not any(each.repeats for each in entries):
        table.problem("rounds", 'expected [[exercise]] tables without "once" to go round with')
    plan = SessionPlan(
        id=plan_id,
        title=table.text("title", most=60),
        summary=table.text("summary"),
        exercises=tuple(each.exercise for each in entries) or ids,
        surface=table.choice("surface", Surface, Surface.FLOOR),
        start_position=table.choice("start_position", Position, Position.STANDING),
        daily=table.flag("daily"),
        gentle=table.flag("gentle"),
        reading=table.text("reading", required=False, most=4000, lines=True).strip(),
        path=document.name,
        own=own,
        entries=entries,
        rounds=rounds,
        days=_weekdays(table, "days"),
        times_a_day=table.whole("times_a_day", *TIMES_A_DAY, 1),
        sheet=table.text("sheet", required=False, most=60),
        sheet_date=_day(table, "sheet_date"),
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return plan


def _exercises(table: TomlTable, known: Mapping[str, Exercise], *, required: bool) -> tuple[str, ...]:
    """Read one to sixteen known ids, each once: one that comes again is a table of its own."""
    ids = table.texts("exercises", least=1, most=60, required=required)
    if len(ids) > MOST_EXERCISES:
        table.problem("exercises", f"expected at most {MOST_EXERCISES} exercises, found {len(ids)}")
    listed = TomlTable(table.document, {}, (*table.path, "exercises"))
    for index, exercise in enumerate(ids):
        if find_exercise(listed, index, exercise, known) and exercise in ids[:index]:
            listed.problem(index, f"expected each exercise once, found {short_repr(exercise)} again")
    return ids


def _weekdays(table: TomlTable, key: str) -> frozenset[int]:
    """Read the days of the week, Monday 0."""
    found = table.texts(key, at_most=len(WEEKDAYS), required=False, most=20)
    listed = TomlTable(table.document, {}, (*table.path, key))
    for index, name in enumerate(found):
        if name not in WEEKDAYS:
            listed.problem(
                index, f"expected one of {', '.join(WEEKDAYS)}, found {short_repr(name)}{did_you_mean(name, WEEKDAYS)}"
            )
    return frozenset(WEEKDAYS.index(name) for name in found if name in WEEKDAYS)


def _day(table: TomlTable, key: str) -> str:
    """Read a day of the calendar as TOML writes it; empty where it is left out."""
    found = table.raw(key)
    if found is None:
        return ""
    if isinstance(found, date) and not isinstance(found, datetime):
        return found.isoformat()
    table.problem(key, f'expected "{key}": a day such as 2026-11-29, found {short_repr(found)}')
    return ""
