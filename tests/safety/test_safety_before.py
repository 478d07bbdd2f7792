"""What today's number allows, exhaustively, against a table written out by hand; and what is usual."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.safety.before import DayNumber, Gate, before, usual
from hipcoach.safety.load import parse_rule
from hipcoach.safety.reason import NO_REASON
from hipcoach.safety.rule import PainRule, stricter
from tests.safety.made import LADDER, PLACES, doses, ids, session

LETTERS = {"p": Gate.PLANNED, "U": Gate.AS_USUAL, "H": Gate.HALF, "G": Gate.GENTLE, "N": Gate.NONE}
USUAL = (None, *range(11))

# Rows: usual not known, then 0-10; columns: the number before a session 0-10.
DEFAULT = """
ppppHHNNNNN
ppppGGNNNNN
ppppGGNNNNN
ppppGGNNNNN
ppppHGNNNNN
ppppUHNNNNN
ppppUHNNNNN
ppppUHNNNNN
ppppUHNNNNN
ppppUHNNNNN
ppppUHNNNNN
ppppUHNNNNN
"""
DAYS = st.lists(st.builds(DayNumber, st.integers(0, 10), st.booleans()), max_size=12)


@pytest.mark.parametrize("strict", [False, True])
def test_every_number_and_every_usual_one(rule: PainRule, strict: bool) -> None:
    rows = DEFAULT.split()
    assert [len(row) for row in rows] == [11] * 12
    for usual_score, row in zip(USUAL, rows, strict=True):
        for b, letter in enumerate(row):
            expected = LETTERS["N" if strict and b == 5 else letter]  # "6 or more" then reads "5 or more"
            found = before(stricter(rule) if strict else rule, b, usual_score)
            assert found.gate is expected, (usual_score, b)
            assert found.may_progress == (expected in (Gate.PLANNED, Gate.AS_USUAL))
            assert found.why.endswith(".")


def test_a_usual_four_is_told_plainly_and_done_as_planned(rule: PainRule) -> None:
    found = before(rule, 4, 4)
    assert found.why == (
        "You reported 4 before the session, and 4 is usual for you: as planned. For now a step up needs three settled "
        "sessions."
    )
    made = session(rule, 4, usual_score=4, places=PLACES)
    assert set(ids(made)) == set(PLACES)
    assert set(doses(made).values()) == {LADDER[2]}


@given(st.integers(0, 10), st.sampled_from(USUAL))
def test_a_higher_number_is_never_milder(rule: PainRule, b: int, usual_score: int | None) -> None:
    order = list(Gate)
    assert order.index(before(rule, min(b + 1, 10), usual_score).gate) >= order.index(before(rule, b, usual_score).gate)


@given(st.integers(0, 10), DAYS, st.sampled_from(USUAL))
def test_what_is_missing_makes_nothing_milder(
    rule: PainRule, b: int, days: list[DayNumber], usual0: int | None
) -> None:
    """No number today: first steps, and nothing up. Nothing known of what is usual: no full session at 4 or more."""
    none_today = before(rule, None, usual(rule, days, usual0))
    assert (none_today.gate, none_today.may_progress) == (Gate.START, False)
    unknown = before(rule, b, None)
    assert unknown.may_progress == (b < rule.half_from)
    left = usual(rule, days[: rule.usual_needs - 1], None)
    assert left is None


@given(DAYS, st.sampled_from(USUAL))
def test_a_bad_day_changes_nothing_of_what_is_usual(rule: PainRule, days: list[DayNumber], usual0: int | None) -> None:
    found = usual(rule, days, usual0)
    assert found == usual(rule, [replace(day, score=day.score if day.counts else 10) for day in days], usual0)
    counted = [day.score for day in days[-rule.usual_of :] if day.counts]
    assert found == usual0 if len(counted) < rule.usual_needs else min(counted) <= (found or 0) <= max(counted)


def test_a_file_may_be_stricter_and_never_milder() -> None:
    text = (Path(__file__).parents[2] / "sessions" / "pain_rule.toml").read_text(encoding="utf-8")
    rule = parse_rule(text.replace("half_always_from = 5", "half_always_from = 4"))
    assert before(rule, 4, 4).gate is Gate.HALF
    assert before(rule, 3, 3).reason != NO_REASON
    with pytest.raises(Exception, match="half_always_from as a whole number from 1 to 5"):
        parse_rule(text.replace("half_always_from = 5", "half_always_from = 6"))
