"""A plan as one file, to be sent: the exercises of one's own that it names are in it, with their photographs."""

import base64
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from hipcoach.catalogue.fields import TomlTable, short_repr
from hipcoach.catalogue.own_exercise import MOST_PHOTOGRAPHS, PHOTOGRAPH, drawn_from, exercise_text, read_own_exercise
from hipcoach.catalogue.plan_file import MOST_EXERCISES, read_plan
from hipcoach.catalogue.toml_document import Document, read
from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.errors import InputError
from hipcoach.sheet.keep import free_photograph, names_taken
from hipcoach.sheet.plan_text import PlanFiles, free_name, plan_text, slug

FORMAT = 1
MOST_BYTES = 6 * 1024 * 1024
ENDING = ".hipcoach.toml"  # a desktop knows a plan by it
_PARTS = ("format", "own", "photographs")

Shrink = Callable[[bytes, str], bytes]
"""Makes a photograph small and leaves nothing but the picture; raises InputError for what is none."""


@dataclass(frozen=True, slots=True)
class SentPlan:
    """A plan, the exercises that came with it, and their photographs by the names of their files."""

    plan: SessionPlan
    exercises: Mapping[str, Exercise]
    photographs: Mapping[str, bytes]

    def is_in(self, catalogue: Catalogue, folder: Path) -> bool:
        """Return True if this very plan is among the plans; `folder` has the exercises of the user's own."""
        there = any(_bare(each) == _bare(self.plan) for each in catalogue.plans.values())
        return there and all(self._is_kept(key, catalogue, folder) for key in self.exercises)

    def beside(self, catalogue: Catalogue, folder: Path) -> str:
        """Return a title under which it can be kept: its own, with a number where that is taken.

        `folder` has the plans of the user's own.
        """
        taken = names_taken(catalogue.plans, folder)
        titles = (self.plan.title, *(_numbered(self.plan.title, n) for n in range(2, 999)))
        return next(each for each in titles if slug(each, "-") not in taken)

    def met_again(self, catalogue: Catalogue, folder: Path) -> tuple[str, ...]:
        """Return the names of those of its exercises that are kept beside others of the user's own, called alike."""
        return tuple(
            each.name
            for key, each in self.exercises.items()
            if key in catalogue.exercises and not self._is_kept(key, catalogue, folder)
        )

    def files(self, catalogue: Catalogue, folder: Path, title: str) -> PlanFiles:
        """Return it as the files to be kept: none has the name of one that is there."""
        names, taken = {key: key for key in self.plan.exercises}, names_taken(catalogue.exercises, folder)
        texts: dict[str, str] = {}
        photographs: dict[str, bytes] = {}
        for key, exercise in self.exercises.items():
            if self._is_kept(key, catalogue, folder):
                continue
            names[key] = name = free_name(key, {*taken, *texts})
            shown: list[str] = []
            for photograph in exercise.photographs:
                shown.append(free_photograph(name, shown, folder))
                photographs[shown[-1]] = self.photographs[photograph]
            texts[name] = exercise_text(replace(exercise, photographs=tuple(shown)))
        entries = tuple(replace(each, exercise=names[each.exercise]) for each in self.plan.entries_of())
        ids = tuple(each.exercise for each in entries)
        plan = replace(self.plan, id=slug(title, "-"), title=title, exercises=ids, entries=entries)
        known = {**catalogue.exercises, **{names[key]: each for key, each in self.exercises.items()}}
        return PlanFiles(plan.id, plan_text(plan, {key: known[key].work for key in ids}), texts, photographs)

    def _is_kept(self, key: str, catalogue: Catalogue, folder: Path) -> bool:
        """Return True if this very exercise is there, with the same photographs."""
        same = catalogue.exercises.get(key) == self.exercises[key]
        names = self.exercises[key].photographs
        return same and all(_content(folder / name) == self.photographs[name] for name in names)


def _numbered(title: str, number: int) -> str:
    """Return a title with a number, cut until the number is in the name of its file, too."""
    titles = (f"{title[:most].rstrip()} {number}" for most in range(56, 0, -1))
    return next(each for each in titles if slug(each, "-").endswith(f"-{number}"))


def _bare(plan: SessionPlan) -> SessionPlan:
    """Return what a plan says, wherever it is kept."""
    return replace(plan, id="", path="", own=True, entries=plan.entries_of())


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def sent_text(plan: SessionPlan, catalogue: Catalogue, folder: Path, shrink: Shrink) -> str:
    """Return a plan as one file, with what `folder` has of its exercises. Raises InputError where it is too large."""
    used = {key: catalogue.exercises[key] for key in plan.exercises}
    names = {name for each in used.values() if each.own for name in each.photographs}
    there = {name: found for name in sorted(names) if (found := _content(folder / name)) is not None}
    photographs = {name: shrink(content, name) for name, content in there.items()}
    text = "\n".join((f"format = {FORMAT}", *_sent(plan, used, photographs))) + "\n"
    if len(text.encode()) > MOST_BYTES:
        most = f"expected at most {MOST_BYTES // 1024**2} MB"
        raise InputError(f"{plan.title}: {most}: take photographs out of its exercises")
    return text


def _sent(plan: SessionPlan, used: Mapping[str, Exercise], photographs: Mapping[str, bytes]) -> Iterator[str]:
    yield plan_text(plan, {key: each.work for key, each in used.items()})
    for key, exercise in used.items():
        if exercise.own:
            shown = tuple(name for name in exercise.photographs if name in photographs)
            yield f"[own.{key}]\n{exercise_text(replace(exercise, photographs=shown))}"
    if photographs:
        yield "[photographs]"
    for name, content in photographs.items():
        yield f"\"{name}\" = '{base64.b64encode(content).decode('ascii')}'"


def read_sent(file: Path, known: Mapping[str, Exercise], shrink: Shrink) -> SentPlan:
    """Return what a plan's file holds. Raises InputError for what is wrong in it; nothing is kept."""
    document = read(file, most_bytes=MOST_BYTES)
    table = TomlTable(document, {key: document.data.pop(key) for key in _PARTS if key in document.data})
    found = table.raw("format")
    if isinstance(found, int) and found > FORMAT:
        newer = f"expected format {FORMAT}, found {short_repr(found)}: a newer hipcoach made this file"
        raise InputError(f"{document.name}:{document.line(('format',))}: {newer}")
    table.whole("format", FORMAT, FORMAT, FORMAT)
    exercises = _exercises(document, table, drawn_from(known))
    photographs = _photographs(table, exercises, shrink)
    plan = read_plan(document, "sent", {**known, **exercises}, own=True)
    exercises = {key: exercises[key] for key in dict.fromkeys(plan.exercises) if key in exercises}
    return SentPlan(plan, exercises, photographs)


def _exercises(document: Document, table: TomlTable, shipped: Set[str]) -> dict[str, Exercise]:
    own = table.table("own", required=False)
    if own is None:
        return {}
    if len(own.items()) > MOST_EXERCISES:
        table.problem("own", f"expected at most {MOST_EXERCISES} exercises, found {len(own.items())}")
        document.raise_problems()
    each = ((key, own.table(key)) for key in own.items())
    return {key: read_own_exercise(document, key, part, shipped) for key, part in each if part is not None}


def _photographs(table: TomlTable, exercises: Mapping[str, Exercise], shrink: Shrink) -> dict[str, bytes]:
    """Read the photographs that the exercises name, and no other."""
    part = table.table("photographs", required=False)
    names = part.items() if part is not None else []
    for key, exercise in exercises.items():
        for name in set(exercise.photographs).difference(names):
            table.problem("own", f"expected {short_repr(name)} of {key} among the photographs")
    if part is None:
        return {}
    if len(names) > MOST_EXERCISES * MOST_PHOTOGRAPHS:
        table.problem("photographs", f"expected at most {MOST_EXERCISES * MOST_PHOTOGRAPHS}, found {len(names)}")
        names = []
    shown = {name for each in exercises.values() for name in each.photographs}
    found: dict[str, bytes] = {}
    for name in names:
        if not PHOTOGRAPH.fullmatch(name) or name not in shown:
            part.problem(name, f"expected a photograph that an exercise here names, found {short_repr(name)}")
            continue
        text = part.raw(name)
        try:
            content = base64.b64decode("".join(text.split()), validate=True) if isinstance(text, str) else b""
            found[name] = shrink(content, name)
        except ValueError:
            part.problem(name, f"expected the photograph {short_repr(name)} in base64")
        except InputError as error:
            part.problem(name, error.problems[0])
            break  # the others may be as large
    return found
