"""Shared by the engine's tests: the shipped catalogue, rule and phrases, and sessions made of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import Catalogue, Dose, SessionPlan
from hipcoach.engine.engine import Engine
from hipcoach.engine.types import Timing
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.engine.words.script import Script
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Session

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(ROOT / "sessions").catalogue


@pytest.fixture(scope="session")
def rule() -> PainRule:
    return load_rule(ROOT / "sessions" / "pain_rule.toml")


@pytest.fixture(scope="session")
def script(rule: PainRule) -> Script:
    return Script(load_phrases(ROOT / "assets" / "phrases" / "en.toml"), estimate_s, rule)


@pytest.fixture(scope="session")
def session_of(catalogue: Catalogue) -> Callable[..., Session]:
    """Make a session of a plan (or of exercises) at one step of every ladder: "start" or "cap"."""

    def make(
        plan: str | tuple[str, ...], step: str = "start", base: int = 3, in_full: bool = True, dose: Dose | None = None
    ) -> Session:
        if isinstance(plan, str):
            shipped = catalogue.plans[plan]
        else:
            shipped = replace(next(iter(catalogue.plans.values())), id="some", exercises=plan)
        assignments = tuple(_assign(catalogue, exercise, step, in_full) for exercise in shipped.exercises)
        if dose is not None:
            assignments = tuple(replace(each, dose=dose) for each in assignments)
        return Session(shipped, assignments, base=base)

    return make


def _assign(catalogue: Catalogue, exercise_id: str, step: str, in_full: bool) -> Assignment:
    exercise = catalogue.exercises[exercise_id]
    index = 0 if step == "start" else len(exercise.ladder) - 1
    return Assignment(exercise, exercise.ladder[index], exercise.ladder[max(0, index - 1)], spoken_in_full=in_full)


@pytest.fixture(scope="session")
def engine_of(rule: PainRule, script: Script, session_of: Callable[..., Session]) -> Callable[..., Engine]:
    def make(plan: str | tuple[str, ...] = "first-steps", timing: Timing | None = None, **more: object) -> Engine:
        return Engine(session_of(plan, **more), rule=rule, timing=timing or Timing(), script=script)

    return make


@pytest.fixture
def plans(catalogue: Catalogue) -> dict[str, SessionPlan]:
    return dict(catalogue.plans)
