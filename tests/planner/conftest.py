"""The shipped rule and catalogue, for the planner's tests."""

from pathlib import Path

import pytest

from hipcoach.catalogue.loader import load
from hipcoach.catalogue.types import Catalogue
from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule

SESSIONS = Path(__file__).parents[2] / "sessions"


@pytest.fixture(scope="session")
def rule() -> PainRule:
    return load_rule(SESSIONS / "pain_rule.toml")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(SESSIONS).catalogue
