"""Checks one file, whether it is a plan, an exercise or the phrases."""

from pathlib import Path

from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.fields import short_repr
from hipcoach.catalogue.form_file import SaysS
from hipcoach.catalogue.loader import INDEX_FILE, NOT_PLANS, own_exercises_of, read_index, shipped_exercises
from hipcoach.catalogue.own_exercise import drawn_from, read_own_exercise
from hipcoach.catalogue.phrases import read_phrases
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.errors import InputError

_ONLY_IN_EXERCISES = frozenset({"ladder", "full"})


def check(path: Path, shipped: Path, own_exercises: Path, says_s: SaysS | None = None) -> tuple[str, ...]:
    """Return every problem of a plan, an exercise or a phrase file. `shipped` is the folder of the shipped plans.

    A file with a name, but no title, ladder or form, is an exercise of the user's own.
    """
    try:
        if path.name == INDEX_FILE:
            read_index(path)
            return ()
        document = read(path)
        if "phrases" in document.data:
            read_phrases(document)
        elif _ONLY_IN_EXERCISES & set(document.data):
            read_exercise(document, path.stem, read_index(shipped / INDEX_FILE).sources, says_s)
        elif "name" in document.data and "title" not in document.data:
            read_own_exercise(document, path.stem, shipped=drawn_from(shipped_exercises(shipped)))
        else:
            _check_plan(document, path, shipped, own_exercises)
    except InputError as error:
        return error.problems
    return ()


def _check_plan(document: Document, path: Path, shipped: Path, own_exercises: Path) -> None:
    """Read a plan, and refuse the name of a shipped one. Raises InputError."""
    theirs = shipped / path.name
    if theirs.exists() and path.name not in NOT_PLANS and theirs.resolve() != path.resolve():
        document.problem((), f"expected another file name: there is a plan {short_repr(path.stem)} already")
    read_plan(document, path.stem, own_exercises_of(own_exercises, shipped_exercises(shipped)))
