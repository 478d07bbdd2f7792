"""The one function, exhaustively, against a table written out by hand."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.errors import InputError
from hipcoach.safety.load import load_rule, parse_rule
from hipcoach.safety.rule import PainRule, level, stricter
from hipcoach.safety.types import Level

RULE_FILE = Path(__file__).parents[2] / "sessions" / "pain_rule.toml"
LETTERS = {"o": Level.OK, "A": Level.AMBER, "R": Level.RED}

# Rows: base 0-10; columns: the score 0-10.
DEFAULT = """
oAAARRRRRRR
ooAARRRRRRR
oooARRRRRRR
ooooARRRRRR
oooooARRRRR
ooooooRRRRR
ooooooRRRRR
ooooooRRRRR
ooooooRRRRR
ooooooRRRRR
ooooooRRRRR
"""
STRICTER = """
oAAARRRRRRR
ooAARRRRRRR
oooARRRRRRR
ooooARRRRRR
oooooRRRRRR
oooooRRRRRR
oooooRRRRRR
oooooRRRRRR
oooooRRRRRR
oooooRRRRRR
oooooRRRRRR
"""


@pytest.fixture(scope="module")
def text() -> str:
    return RULE_FILE.read_text(encoding="utf-8")


def with_number(text: str, key: str, value: str) -> str:
    """The rule's file with another value of one number, whatever it is now."""
    changed, count = re.subn(rf"^{key} *= *\d+", f"{key} = {value}", text, flags=re.M)
    assert count == 1, key
    return changed


@pytest.mark.parametrize(("table", "strict"), [(DEFAULT, False), (STRICTER, True)])
def test_every_base_and_score(rule: PainRule, table: str, strict: bool) -> None:
    used = stricter(rule) if strict else rule
    rows = table.split()
    assert [len(row) for row in rows] == [11] * 11
    for base, row in enumerate(rows):
        for x, letter in enumerate(row):
            assert level(used, base, x) is LETTERS[letter], (base, x)


@pytest.mark.parametrize(
    ("base", "x", "letter"),
    [
        (0, 1, "A"),
        (0, 2, "A"),
        (0, 4, "R"),
        (3, 4, "A"),
        (3, 5, "R"),
        (4, 5, "A"),
        (4, 6, "R"),
        (5, 6, "R"),
        (5, 5, "o"),
        (2, 0, "o"),
    ],
)
def test_the_cases_that_the_page_gives(rule: PainRule, base: int, x: int, letter: str) -> None:
    assert level(rule, base, x) is LETTERS[letter]


@given(st.integers(0, 10), st.integers(0, 10))
def test_the_stricter_setting_is_never_milder(rule: PainRule, base: int, x: int) -> None:
    order = list(Level)
    assert order.index(level(stricter(rule), base, x)) >= order.index(level(rule, base, x))


def test_stricter_twice_changes_nothing_more(rule: PainRule) -> None:
    assert stricter(stricter(rule)) == stricter(rule)
    assert stricter(rule).red_absolute == 5


@pytest.mark.parametrize("bad", [-1, 11, 3.0, True, math.nan, None, "3"])
def test_what_is_not_a_score_is_refused(rule: PainRule, bad: object) -> None:
    with pytest.raises(ValueError, match="whole number from 0 to 10"):
        level(rule, 3, bad)  # type: ignore[arg-type]  # what a hostile file could hold
    with pytest.raises(ValueError, match="whole number from 0 to 10"):
        level(rule, bad, 3)  # type: ignore[arg-type]  # likewise


def test_words_follow_the_numbers_in_force(rule: PainRule) -> None:
    assert "6 or more" in rule.line("before_none_today").says
    assert "5 or more" in stricter(rule).line("before_none_today").says
    with pytest.raises(KeyError):
        rule.line("nothing like it")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("usual_of =", "usual_off =", "not usual_off"),
        ('tier = "soon"', 'tier = "later"', "expected tier as one of emergency, same_day, soon"),
        ("{red_absolute} or more ends the session, whatever", "{red} or more, whatever", "not red"),
        ("[half]", "[halff]", "not halff"),
        ('version = "2"', "version = 2", "expected version as text"),
    ],
)
def test_a_problem_names_its_line(text: str, old: str, new: str, expected: str) -> None:
    assert old in text
    changed = text.replace(old, new, 1)
    with pytest.raises(InputError) as caught:
        parse_rule(changed, "rule.toml")
    at = next(number for number, line in enumerate(changed.splitlines(), 1) if new in line)
    assert any(problem.startswith(f"rule.toml:{at}: ") and expected in problem for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("key", "value", "low", "high"),
    [
        ("red_absolute", "7", 5, 6),
        ("red_absolute", "4", 5, 6),
        ("red_absolute", "nan", 5, 6),
        ("red_absolute", "true", 5, 6),
        ("strict_absolute", "6", 5, 5),
        ("break_s", "10", 120, 600),
        ("release_h", "1", 24, 168),
    ],
)
def test_a_number_out_of_its_range_names_its_line(text: str, key: str, value: str, low: int, high: int) -> None:
    changed = with_number(text, key, value)
    at = next(number for number, line in enumerate(changed.splitlines(), 1) if line.startswith(f"{key} = {value}"))
    with pytest.raises(InputError) as caught:
        parse_rule(changed, "rule.toml")
    assert caught.value.problems == (f"rule.toml:{at}: expected {key} as a whole number from {low} to {high}",)


def test_the_setting_never_raises_the_stop_of_any_rule_that_can_be_read(text: str) -> None:
    for stop in (5, 6):
        rule = parse_rule(with_number(text, "red_absolute", str(stop)))
        assert rule.strict_absolute <= rule.red_absolute == stop
        assert stricter(rule).red_absolute == 5


def test_all_problems_at_once_but_a_syntax_error_alone(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_rule(with_number(with_number(with_number(text, "red_absolute", "9"), "rise", "5"), "more_rise", "5"))
    assert len(caught.value.problems) == 3
    with pytest.raises(InputError) as caught:
        parse_rule(with_number(text, "rise", ""))
    assert len(caught.value.problems) == 1


def test_a_missing_file_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml:1: expected the pain rule"):
        load_rule(tmp_path / "none.toml")
