"""Writes a sheet that was read as the files of a plan: its own, and one for each exercise that is not known."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hipcoach.catalogue.entry_file import REST_BETWEEN_SETS_S
from hipcoach.catalogue.plan_file import WEEKDAYS
from hipcoach.catalogue.types import Dose, Exercise, Sides, Work
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


def plan_files(sheet: SheetText, title: str, whose: str, known: Mapping[str, Exercise]) -> PlanFiles:
    """Return the files of a sheet without problems; an exercise of the same name is written once."""
    ids: dict[tuple[str, Work, Sides], str] = {}
    own: dict[str, str] = {}
    for line in sheet.exercises:
        if line.exercise or _key(line) in ids:
            continue
        ids[_key(line)] = name = _free(_slug(line.name, "_"), {*known, *own})
        own[name] = own_exercise_text(line)
    lines = [*_head(sheet, title, whose)]
    for line in sheet.exercises:
        lines += ["", *_entry(line, line.exercise or ids[_key(line)], keeps_often=not sheet.often.is_said)]
    return PlanFiles(_slug(title, "-"), "\n".join(lines) + "\n", own)


def _key(line: SheetLine) -> tuple[str, Work, Sides]:
    """Return what makes two lines the same exercise of the user's own."""
    return line.name.lower(), line.work, line.sides


def _head(sheet: SheetText, title: str, whose: str) -> Iterator[str]:
    yield f"title = {_text(title)}"
    yield f"summary = {_text(SUMMARY)}"
    if whose:
        yield f"sheet = {_text(whose)}"
    if sheet.rounds > 1:
        yield f"rounds = {sheet.rounds}"
    if sheet.often.is_said:
        yield f"days = [{', '.join(_text(WEEKDAYS[day]) for day in sorted(sheet.often.days))}]"
        yield f"times_a_day = {sheet.often.times_a_day}"
    if rest := "\n".join(sheet.left_as_it_stands)[:MOST_READING]:
        yield f"reading = {_text(rest)}"


def own_exercise_text(line: SheetLine) -> str:
    """Return the file of the exercise of the user's own that a line asks for."""
    return "\n".join(_exercise(line)) + "\n"


def _exercise(line: SheetLine) -> Iterator[str]:
    yield f"name = {_text(line.name)}"
    if line.work is not Work.REPETITIONS:
        yield f"work = {_text(line.work)}"
    if line.sides is not Sides.NONE:
        yield f"sides = {_text(line.sides)}"


def _entry(line: SheetLine, exercise: str, *, keeps_often: bool) -> Iterator[str]:
    yield "[[exercise]]"
    yield f"id = {_text(exercise)}"
    if line.dose is not None:
        yield from _dose(line.dose, line.work)
        if line.right is not None:
            left, right = ({*_dose(each, line.work)} for each in (line.dose, line.right))
            yield f"right = {{ {', '.join(sorted(right - left))} }}"
    words = [line.word, *((line.pieces.often, line.pieces.on) if keeps_often else ())]
    if word := "; ".join(filter(None, words)):
        yield f"word = {_text(word)}"


def _dose(dose: Dose, work: Work) -> Iterator[str]:
    """Yield the keys of a dose; both sides of one name the same keys, so that they can be compared."""
    if work is Work.ACTIVITY:
        yield f"minutes = {dose.minutes:g}"
        return
    yield f"sets = {dose.sets}"
    if dose.within_s:
        yield f"within_s = {dose.within_s:g}"
    elif work is Work.BREATHS and not dose.hold_s:
        yield f"breaths = {dose.reps}"
    else:
        yield f"reps = {dose.reps}"
    if dose.hold_s:
        yield f"hold_s = {dose.hold_s:g}"
    if dose.breaths:
        yield f"breaths = {dose.breaths}"
    if dose.sets > 1 and dose.rest_s != REST_BETWEEN_SETS_S:
        yield f"rest_s = {dose.rest_s:g}"
    if dose.up_s:
        yield f"tempo_s = [{dose.up_s:g}, {dose.down_s:g}]"


def _text(text: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _slug(name: str, joint: str) -> str:
    """Return a name as a file's: small letters and digits, a letter first."""
    slug = re.sub(r"[^a-z0-9]+", joint, name.lower()).strip(joint)[:36].strip(joint)
    return slug if slug[:1].isalpha() else f"sheet{joint}{slug}".strip(joint)


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where it is taken."""
    return next(each for each in (name, *(f"{name}_{n}" for n in range(2, 99))) if each not in taken)
