"""Writes plans as files: one that was put together, and a sheet with a file for each exercise that is not known."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from hipcoach.catalogue.entry_file import REST_BETWEEN_SETS_S
from hipcoach.catalogue.plan_file import WEEKDAYS
from hipcoach.catalogue.toml_document import toml_value
from hipcoach.catalogue.types import Dose, PlanEntry, Position, SessionPlan, Sides, Work
from hipcoach.catalogue.uses import Surface
from hipcoach.sheet.line import SheetLine
from hipcoach.sheet.reader import SheetText

SUMMARY = "What stands on the sheet."
MOST_READING = 4000


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """The texts of the files, by the names that they are to have without `.toml`."""

    plan_id: str
    plan: str
    exercises: Mapping[str, str]
    photographs: Mapping[str, bytes] = field(default_factory=dict)  # by the whole name of each file


def plan_files(sheet: SheetText, title: str, whose: str, taken: Collection[str]) -> PlanFiles:
    """Return the files of a sheet without problems; an exercise of the same name is written once.

    `taken`: the names that no new exercise may have.
    """
    ids: dict[tuple[str, Work, Sides], str] = {}
    own: dict[str, str] = {}
    for line in sheet.exercises:
        if line.exercise or _key(line) in ids:
            continue
        ids[_key(line)] = name = free_name(slug(line.name, "_"), {*taken, *own})
        own[name] = own_exercise_text(line)
    named = [(line.exercise or ids[_key(line)], line) for line in sheet.exercises]
    keeps_often, rounds = not sheet.often.is_said, sheet.rounds
    plan = SessionPlan(
        id=slug(title, "-"),
        title=title,
        summary=SUMMARY,
        exercises=tuple(name for name, _ in named),
        surface=Surface.FLOOR,
        start_position=Position.STANDING,
        daily=False,
        reading="\n".join(sheet.left_as_it_stands)[:MOST_READING],
        entries=tuple(
            PlanEntry(name, line.dose, line.right, _word(line, keeps_often=keeps_often), rounds > 1, line.only_side)
            for name, line in named
        ),
        rounds=rounds,
        days=sheet.often.days,
        times_a_day=max(1, sheet.often.times_a_day),
        sheet=whose,
    )
    return PlanFiles(plan.id, plan_text(plan, {name: line.work for name, line in named}), own)


def _key(line: SheetLine) -> tuple[str, Work, Sides]:
    """Return what makes two lines the same exercise of the user's own."""
    return line.name.lower(), line.work, line.sides


def _word(line: SheetLine, *, keeps_often: bool) -> str:
    return "; ".join(filter(None, (line.word, *((line.pieces.often, line.pieces.on) if keeps_often else ()))))


def plan_text(plan: SessionPlan, works: Mapping[str, Work]) -> str:
    """Return a plan as its file has it. `works`: how each exercise is counted, by id."""
    lines = [*_head(plan)]
    for entry in plan.entries_of():
        lines += ["", *_entry(entry, works[entry.exercise], rounds=plan.rounds)]
    return "\n".join(lines) + "\n"


def _head(plan: SessionPlan) -> Iterator[str]:
    yield f"title = {toml_value(plan.title)}"
    yield f"summary = {toml_value(plan.summary)}"
    if plan.sheet:
        yield f"sheet = {toml_value(plan.sheet)}"
    if plan.sheet_date:
        yield f"sheet_date = {plan.sheet_date}"
    if plan.in_bed:
        yield f"surface = {toml_value(plan.surface)}"
    if plan.start_position is not Position.STANDING:
        yield f"start_position = {toml_value(plan.start_position)}"
    if plan.daily:
        yield "daily = true"
    if plan.gentle:
        yield "gentle = true"
    if plan.rounds > 1:
        yield f"rounds = {plan.rounds}"
    if plan.days:
        yield f"days = [{', '.join(toml_value(WEEKDAYS[day]) for day in sorted(plan.days))}]"
    if plan.times_a_day > 1:
        yield f"times_a_day = {plan.times_a_day}"
    if plan.reading:
        yield f"reading = {toml_value(plan.reading)}"


def own_exercise_text(line: SheetLine) -> str:
    """Return the file of the exercise of the user's own that a line asks for."""
    return "\n".join(_exercise(line)) + "\n"


def _exercise(line: SheetLine) -> Iterator[str]:
    yield f"name = {toml_value(line.name)}"
    if line.work is not Work.REPETITIONS:
        yield f"work = {toml_value(line.work)}"
    if line.position is not Position.AS_SHOWN:
        yield f"position = {toml_value(line.position)}"
    if line.sides is not Sides.NONE:
        yield f"sides = {toml_value(line.sides)}"


def _entry(entry: PlanEntry, work: Work, *, rounds: int) -> Iterator[str]:
    yield "[[exercise]]"
    yield f"id = {toml_value(entry.exercise)}"
    if entry.dose is not None:
        yield from _of_both(entry.dose, entry.right or entry.dose, work)
    if entry.only_side is not None:
        yield f"side = {toml_value(entry.only_side)}"
    if entry.word:
        yield f"word = {toml_value(entry.word)}"
    if rounds > 1 and not entry.repeats:
        yield "once = true"


def _of_both(left: Dose, right: Dose, work: Work) -> Iterator[str]:
    """Yield the keys of a dose: what goes for both sides, then what only one of them does."""
    sides = {"left": _amounts(left, work), "right": _amounts(right, work)}
    both = {key: value for key, value in sides["left"].items() if sides["right"].get(key) == value}
    for key, value in both.items():
        yield f"{key} = {value:g}"
    for side, amounts in sides.items():
        if own := ", ".join(f"{key} = {value:g}" for key, value in amounts.items() if key not in both):
            yield f"{side} = {{ {own} }}"
    rest_s = next((each.rest_s for each in (left, right) if each.sets > 1), REST_BETWEEN_SETS_S)
    if rest_s != REST_BETWEEN_SETS_S:
        yield f"rest_s = {rest_s:g}"
    if left.up_s:
        yield f"tempo_s = [{left.up_s:g}, {left.down_s:g}]"


def _amounts(dose: Dose, work: Work) -> dict[str, float]:
    """Return the numbers of one side, by their keys."""
    if work is Work.ACTIVITY:
        return {"minutes": dose.minutes}
    if dose.within_s:
        return {"sets": dose.sets, "within_s": dose.within_s}
    if work is Work.BREATHS and not dose.hold_s:
        return {"sets": dose.sets, "breaths": dose.reps}
    held = {"hold_s": dose.hold_s, "breaths": dose.breaths}
    return {"sets": dose.sets, "reps": dose.reps, **{key: value for key, value in held.items() if value}}


def as_typed(text: str) -> str:
    """Return what was typed or pasted as one line, without the characters that nobody sees."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())


def slug(name: str, joint: str) -> str:
    """Return a name as a file's: small letters and digits, a letter first."""
    slug = re.sub(r"[^a-z0-9]+", joint, name.lower()).strip(joint)[:36].strip(joint)
    return slug if slug[:1].isalpha() else f"sheet{joint}{slug}"[:36].strip(joint)


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, with a number where it is taken: 40 characters at most, as an exercise's id."""
    return next(each for each in (name, *(f"{name[:37]}_{n}" for n in range(2, 99))) if each not in taken)
