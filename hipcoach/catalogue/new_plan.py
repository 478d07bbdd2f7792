"""A session plan that somebody hands the program: looked over first, then kept among the user's own."""

import re
from dataclasses import dataclass
from pathlib import Path

from hipcoach.catalogue.fields import short_repr
from hipcoach.catalogue.loader import own_exercises_of, shipped_exercises
from hipcoach.catalogue.plan_file import read_plan
from hipcoach.catalogue.toml_document import read
from hipcoach.errors import InputError
from hipcoach.paths import Paths

SHARED_ENDING = ".hipcoach"  # before `.toml`, in a name that a desktop knows a plan by


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan's title, the file that it comes from, and the one that it is to be kept in."""

    title: str
    file: Path
    place: Path

    @property
    def is_there(self) -> bool:
        """True if this very plan is among the user's own already."""
        return self.place.is_file() and self.place.read_bytes() == self.file.read_bytes()

    def keep(self) -> None:
        """Copy it to the user's plans. Raises OSError."""
        self.place.write_bytes(self.file.read_bytes())


def look_over(file: Path, paths: Paths) -> NewPlan:
    """Return a file as a plan. Raises InputError for what is wrong in it, and for a name that is taken."""
    exercises = own_exercises_of(paths.user_exercises, shipped_exercises(paths.sessions))
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower().removesuffix(SHARED_ENDING)).strip("-") or "plan"
    plan = read_plan(read(file), name, exercises, own=True)
    new = NewPlan(plan.title, file, paths.user_plans / f"{name}.toml")
    if (paths.sessions / new.place.name).exists() or (new.place.exists() and not new.is_there):
        raise InputError(f"{file}:1: expected another file name: there is a plan {short_repr(name)} already")
    return new
