"""One session plan file, shipped or the user's own."""

import re
from collections.abc import Collection
from enum import StrEnum

from hipcoach.catalogue.fields import TomlTable, did_you_mean, short_repr
from hipcoach.catalogue.toml_document import Document
from hipcoach.catalogue.types import Position, SessionPlan

PLAN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
MOST_EXERCISES = 6


class _Surface(StrEnum):
    """What the lying exercises of a plan are done on."""

    FLOOR = "floor"
    BED = "bed"


def read_plan(document: Document, plan_id: str, exercises: Collection[str], *, own: bool = False) -> SessionPlan:
    """Build the plan of a file. Raises InputError with all problems."""
    table = TomlTable(document, document.data)
    if not PLAN_ID.fullmatch(plan_id):
        document.problem((), "expected a file name of small letters, digits and hyphens, such as my-evening.toml")
    plan = SessionPlan(
        id=plan_id,
        title=table.text("title", most=60),
        summary=table.text("summary"),
        exercises=_exercises(table, exercises),
        surface=table.choice("surface", _Surface, _Surface.FLOOR).value,
        start_position=table.choice("start_position", Position, Position.STANDING),
        daily=table.flag("daily"),
        reading=table.text("reading", required=False, most=4000, lines=True).strip(),
        path=document.name,
        own=own,
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return plan


def _exercises(table: TomlTable, known: Collection[str]) -> tuple[str, ...]:
    """Read one to six known ids, each once."""
    ids = table.texts("exercises", least=1, most=60)
    if len(ids) > MOST_EXERCISES:
        table.problem("exercises", f"expected at most {MOST_EXERCISES} exercises, found {len(ids)}")
    for index, exercise in enumerate(ids):
        at = (*table.path, "exercises", index)
        if exercise not in known:
            hint = did_you_mean(exercise, known) or "; `hipcoach list` shows all of them"
            table.document.problem(at, f"expected the id of an exercise, found {short_repr(exercise)}{hint}")
        elif exercise in ids[:index]:
            table.document.problem(at, f"expected each exercise once, found {short_repr(exercise)} again")
    return ids
