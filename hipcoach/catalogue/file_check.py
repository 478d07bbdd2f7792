"""Checks one file, whether it is a plan, an exercise or the phrases."""

from pathlib import Path

from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.fields import short_repr
from hipcoach.catalogue.form_file import SaysS
from hipcoach.catalogue.loader import INDEX_FILE, NOT_PLANS, read_index, shipped_exercises
from hipcoach.catalogue.phrases import read_phrases
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.errors import InputError

_ONLY_IN_EXERCISES = frozenset({"work", "ladder", "full", "categories", "position"})


def check(path: Path, shipped: Path, says_s: SaysS | None = None) -> tuple[str, ...]:
    """Return every problem of a plan, exercise or phrase file; `shipped` is the folder of the shipped plans."""
    try:
        if path.name == INDEX_FILE:
            read_index(path)
            return ()
        document = read(path)
        if "phrases" in document.data:
            read_phrases(document)
        elif _ONLY_IN_EXERCISES & set(document.data):
            read_exercise(document, path.stem, read_index(shipped / INDEX_FILE).sources, says_s)
        else:
            _check_plan(document, path, shipped)
    except InputError as error:
        return error.problems
    return ()


def _check_plan(document: Document, path: Path, shipped: Path) -> None:
    """Read a plan, and refuse the name of a shipped one. Raises InputError."""
    theirs = shipped / path.name
    if theirs.exists() and path.name not in NOT_PLANS and theirs.resolve() != path.resolve():
        document.problem((), f"expected another file name: there is a plan {short_repr(path.stem)} already")
    read_plan(document, path.stem, shipped_exercises(shipped))
