"""The shipped rule, and the same with a stop at 6, for the tests of safety."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.safety.load import load_rule
from hipcoach.safety.rule import PainRule


@pytest.fixture(scope="session")
def shipped_rule() -> PainRule:
    return load_rule(Path(__file__).parents[2] / "sessions" / "pain_rule.toml")


@pytest.fixture(scope="session")
def rule(shipped_rule: PainRule) -> PainRule:
    """The tests are written for a stop at 6, whatever the file has. The page is compared with `shipped_rule`."""
    return replace(shipped_rule, red_absolute=6)
