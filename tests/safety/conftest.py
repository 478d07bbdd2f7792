"""The shipped rule, for the tests of safety and of the planner."""

from pathlib import Path

import pytest

from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule


@pytest.fixture(scope="session")
def rule() -> PainRule:
    return load_rule(Path(__file__).parents[2] / "sessions" / "pain_rule.toml")
