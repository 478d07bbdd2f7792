"""Finds what the user named, or says what there is instead."""

from hipcoach.catalogue.fields import did_you_mean, short_repr
from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.errors import InputError


def find_plan(catalogue: Catalogue, name: str) -> SessionPlan:
    """Return the plan called `name`. Raises InputError."""
    if name not in catalogue.plans:
        raise InputError(f"expected the id of a plan, found {short_repr(name)}{_hint(name, tuple(catalogue.plans))}")
    return catalogue.plans[name]


def find(catalogue: Catalogue, name: str) -> Exercise | SessionPlan:
    """Return the exercise or plan called `name`. Raises InputError."""
    found = catalogue.plans.get(name) or catalogue.exercises.get(name)
    if found is None:
        known = (*catalogue.plans, *catalogue.exercises)
        raise InputError(f"expected the id of an exercise or a plan, found {short_repr(name)}{_hint(name, known)}")
    return found


def _hint(name: str, known: tuple[str, ...]) -> str:
    return did_you_mean(name, known) or "; `hipcoach list` shows all of them"
