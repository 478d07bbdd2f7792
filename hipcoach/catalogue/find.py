"""Finds what the user named, or says what there is instead."""

from pathlib import Path

from hipcoach.catalogue.fields import did_you_mean, shown
from hipcoach.catalogue.loader import Loaded
from hipcoach.catalogue.types import Exercise, SessionPlan
from hipcoach.errors import InputError


def find_plan(loaded: Loaded, name: str) -> SessionPlan:
    """Give the plan called `name`. Raises InputError; where its own file is at fault, with what is wrong in it."""
    plans = loaded.catalogue.plans
    if name in plans:
        return plans[name]
    wrong = _problems_of(loaded, name)
    raise InputError(wrong or f"expected the id of a plan, found {shown(name)}{_hint(name, tuple(plans))}")


def find_exercise(loaded: Loaded, name: str) -> Exercise:
    """Give the exercise called `name`. Raises InputError."""
    exercises = loaded.catalogue.exercises
    if name in exercises:
        return exercises[name]
    raise InputError(f"expected the id of an exercise, found {shown(name)}{_hint(name, tuple(exercises))}")


def find(loaded: Loaded, name: str) -> Exercise | SessionPlan:
    """Give the exercise or plan called `name`. Raises InputError."""
    catalogue = loaded.catalogue
    found = catalogue.plans.get(name) or catalogue.exercises.get(name)
    if found is not None:
        return found
    known = (*catalogue.plans, *catalogue.exercises)
    wrong = _problems_of(loaded, name)
    raise InputError(wrong or f"expected the id of an exercise or a plan, found {shown(name)}{_hint(name, known)}")


def _problems_of(loaded: Loaded, name: str) -> list[str]:
    """Give the problems of the user's own plan file of that name."""
    return [problem for problem in loaded.problems if Path(problem.partition(".toml:")[0]).name == name]


def _hint(name: str, known: tuple[str, ...]) -> str:
    return did_you_mean(name, known) or "; `hipcoach list` shows all of them"
