"""Keeps the files of a sheet among the user's own plans and exercises: all of them, or none."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from hipcoach.catalogue.fields import short_repr
from hipcoach.catalogue.own_exercise import exercise_text, read_own_exercise
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import MOST_BYTES, comments_in, parse
from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.errors import InputError
from hipcoach.sheet.line import SheetLine
from hipcoach.sheet.plan_text import PlanFiles, own_exercise_text


def made(files: PlanFiles, known: Mapping[str, Exercise]) -> tuple[SessionPlan, dict[str, Exercise]]:
    """Return the plan of these files, and all exercises with those that come with it. Raises InputError."""
    exercises = with_new(files.exercises, known)
    plan = read_plan(parse(f"{files.plan_id}.toml", files.plan.encode()), files.plan_id, exercises, own=True)
    return plan, exercises


def with_new(texts: Mapping[str, str], known: Mapping[str, Exercise]) -> dict[str, Exercise]:
    """Return all exercises with those of these files, which are not kept yet. Raises InputError."""
    read = {name: read_own_exercise(parse(f"{name}.toml", text.encode()), name) for name, text in texts.items()}
    return {**known, **read}


def stand_in(line: SheetLine) -> Exercise:
    """Return the exercise of the user's own that a line asks for, so that its dose can be put in words."""
    text = own_exercise_text(line)
    return read_own_exercise(parse("own.toml", text.encode()), "own")


def keep(files: PlanFiles, catalogue: Catalogue, plans: Path, exercises: Path, *, over: bool = False) -> Path:
    """Write the files into the user's folders and return the plan's. Raises InputError where its name is taken.

    `over`: the plan is there already, and is replaced once all is written; what were comments in it go to its head.
    """
    place = plans / f"{files.plan_id}.toml"
    if not over and files.plan_id in names_taken(catalogue.plans, plans):
        raise InputError(f"expected another title: there is a plan {short_repr(files.plan_id)} already")
    plan = with_comments_of(place, files.plan) if over else files.plan
    written: list[Path] = []
    first = place.with_name(f".{place.name}.part") if over else place
    try:
        for path, content in (
            *((exercises / name, content) for name, content in files.photographs.items()),
            *((exercises / f"{name}.toml", text.encode()) for name, text in files.exercises.items()),
            (first, plan.encode()),
        ):
            with path.open("wb" if path is first and over else "xb") as file:
                written.append(path)
                file.write(content)
        if over:
            first.replace(place)
    except OSError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return place


def names_taken(known: Collection[str], folder: Path) -> set[str]:
    """Return the names that a new file of a folder may not have: those known, and of all that lies there.

    A file that cannot be read keeps its name, so do a folder and a link that leads nowhere, in small letters or large.
    """
    return {*known, *(path.stem.lower() for path in folder.glob("*.[tT][oO][mM][lL]"))}


def with_comments_of(before: Path, text: str) -> str:
    """Return the text of a file that takes the place of another, with what were comments there at its head.

    They are left out where they would make it too large to be read, or where the other is gone.
    """
    comments = comments_in(before.read_text("utf-8", "replace")) if before.is_file() else ()
    whole = "\n".join((*comments, text))
    return whole if len(whole.encode()) <= MOST_BYTES else text


def free_photograph(exercise_id: str, names: Collection[str], folder: Path) -> str:
    """Return the name of a file for one more photograph, which nothing in the folder nor among the names has."""
    free = (f"{exercise_id}-{n}.jpg" for n in range(1, 99))
    return next(each for each in free if each not in names and not (folder / each).exists())


def keep_exercise(exercise: Exercise, photographs: Mapping[str, bytes], folder: Path) -> None:
    """Write an exercise of the user's own in the place of what it was, its new photographs first. Raises OSError."""
    for name, content in photographs.items():
        (folder / name).write_bytes(content)
    part = folder / f".{exercise.id}.part"
    place = folder / f"{exercise.id}.toml"
    part.write_text(with_comments_of(place, exercise_text(exercise)), "utf-8")
    part.replace(place)
