"""Reads the shipped catalogue and the user's own plans from their folders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hipcoach.catalogue.exercise_file import read_exercise
from hipcoach.catalogue.fields import TomlTable, short_repr
from hipcoach.catalogue.own_exercise import drawn_from, read_own_exercise
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import printable_path, read
from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.errors import InputError

INDEX_FILE = "catalogue.toml"
PAIN_RULE_FILE = "pain_rule.toml"  # read by the safety room
NOT_PLANS = frozenset({INDEX_FILE, PAIN_RULE_FILE})
MOST_OWN_PLANS = 200

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    """The catalogue, and one line for each problem in the user's own files."""

    catalogue: Catalogue
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """What `catalogue.toml` says of the others: the order in which they are shown, and the source keys."""

    exercise_order: tuple[str, ...]
    plan_order: tuple[str, ...]
    sources: Mapping[str, str]


def load(shipped: Path, own: Path | None = None, own_exercises: Path | None = None) -> LoadedCatalogue:
    """Read `shipped` (plans, `exercises/`, `catalogue.toml`), and the plans and exercises in the user's own folders.

    Raises InputError for problems in the shipped files; the user's own never stop the shipped ones.
    """
    problems: list[str] = []
    index = read_index(shipped / INDEX_FILE)
    exercises = _read_exercises(shipped / "exercises", index.sources)
    plans: dict[str, SessionPlan] = {}
    _read_plans((path for path in _files(shipped) if path.name not in NOT_PLANS), exercises, plans, problems, own=False)
    if problems:
        raise InputError(problems)
    plans = _in_order(plans, index.plan_order)
    exercises = _in_order(exercises, index.exercise_order)
    if own_exercises is not None:
        _read_own_exercises(_own_files(own_exercises, problems, "exercises"), exercises, problems)
    if own is not None:
        _read_plans(_own_files(own, problems, "plans"), exercises, plans, problems, own=True)
    catalogue = Catalogue(exercises, plans, index.sources, tuple(problems))
    return LoadedCatalogue(catalogue, tuple(problems))


def shipped_exercises(shipped: Path) -> dict[str, Exercise]:
    """Read the shipped exercises, by id. Raises InputError."""
    return _read_exercises(shipped / "exercises", read_index(shipped / INDEX_FILE).sources)


def _read_exercises(folder: Path, sources: Mapping[str, str]) -> dict[str, Exercise]:
    """Read all exercises of the shipped folder. Raises InputError with the problems of every file."""
    problems: list[str] = []
    exercises: dict[str, Exercise] = {}
    for path in _files(folder):
        try:
            exercises[path.stem] = read_exercise(read(path), path.stem, sources)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return exercises


def _files(folder: Path) -> list[Path]:
    """Return the TOML files of a folder in the order of their names."""
    return sorted(folder.glob("*.toml"))


def _own_files(folder: Path, problems: list[str], what: str) -> list[Path]:
    """Return the user's files in a folder. A missing folder holds none; one that cannot be read is a problem."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".toml") if folder.is_dir() else []
    except OSError as error:
        problems.append(f"{printable_path(folder)}:1: expected a folder that can be read ({error.strerror})")
        return []
    if len(files) > MOST_OWN_PLANS:
        problems.append(f"{printable_path(folder)}:1: expected at most {MOST_OWN_PLANS} {what}, found {len(files)}")
    return files[:MOST_OWN_PLANS]


def own_exercises_of(folder: Path, shipped: Mapping[str, Exercise]) -> dict[str, Exercise]:
    """Return the shipped exercises and the user's own that can be read, by id."""
    exercises = dict(shipped)
    _read_own_exercises(_own_files(folder, [], "exercises"), exercises, [])
    return exercises


def plans_that_lose(changed: Exercise, catalogue: Catalogue, own: Path) -> tuple[str, ...]:
    """Return the titles of the user's plans that could not be read any more if an exercise were changed so."""
    using = {key: plan for key, plan in catalogue.plans.items() if plan.own and changed.id in plan.exercises}
    read: dict[str, SessionPlan] = {}
    if using:
        exercises = {**catalogue.exercises, changed.id: changed}
        _read_plans(_own_files(own, [], "plans"), exercises, read, [], own=True)
    return tuple(plan.title for key, plan in using.items() if key not in read)


def _read_own_exercises(files: Iterable[Path], exercises: dict[str, Exercise], problems: list[str]) -> None:
    """Add the user's own exercises to `exercises`, and what is wrong with the others to `problems`."""
    shipped = drawn_from(exercises)
    for path in files:
        try:
            if path.stem in exercises:
                taken = f"there is an exercise {short_repr(path.stem)} already"
                raise InputError(f"{printable_path(path)}:1: expected another file name: {taken}")
            exercises[path.stem] = read_own_exercise(read(path), path.stem, shipped=shipped)
        except InputError as error:
            problems.extend(error.problems)


def _read_plans(
    files: Iterable[Path],
    exercises: Mapping[str, Exercise],
    plans: dict[str, SessionPlan],
    problems: list[str],
    *,
    own: bool,
) -> None:
    """Add the plans of `files` to `plans`, and what is wrong with the others to `problems`."""
    for path in files:
        try:
            if path.stem in plans:
                taken = f"there is a plan {short_repr(path.stem)} already"
                raise InputError(f"{printable_path(path)}:1: expected another file name: {taken}")
            plans[path.stem] = read_plan(read(path), path.stem, exercises, own=own)
        except InputError as error:
            problems.extend(error.problems)


def read_index(path: Path) -> Index:
    """Read `catalogue.toml`. Raises InputError."""
    document = read(path)
    table = TomlTable(document, document.data)
    sources = table.table("sources")
    index = Index(
        exercise_order=table.texts("exercise_order"),
        plan_order=table.texts("plan_order"),
        sources={key: sources.text(key, most=400) for key in sources.items()} if sources else {},
    )
    table.refuse_unread_keys()
    document.raise_problems()
    return index


def _in_order(found: dict[str, Value], order: tuple[str, ...]) -> dict[str, Value]:
    """Return the named ones first, in the order in which they are shown, then the rest."""
    return {key: found[key] for key in (*order, *found) if key in found}
