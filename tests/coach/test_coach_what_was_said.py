"""What was said beside a number that was wrong stands, each part by itself, unless it is said anew."""

from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.safety.after import Soreness
from hipcoach.safety.types import Area

SAID = PainAnswer(8, Area.GROIN, Side.LEFT, Soreness.JOINT, "15", 4)
ANEW = PainAnswer(2, Area.LOW_BACK, Side.RIGHT, Soreness.MUSCLE, "30", 0)


@pytest.mark.parametrize("part", ["area", "side", "soreness", "stiffness", "effort"])
def test_each_part_that_is_not_said_anew_stands(part: str) -> None:
    kept = getattr(SAID, part)
    assert getattr(PainAnswer(2).with_what_was_said(SAID), part) == kept
    anew = replace(PainAnswer(2), **{part: getattr(ANEW, part)})
    assert getattr(anew.with_what_was_said(SAID), part) == getattr(ANEW, part) != kept


def test_the_number_itself_is_the_new_one() -> None:
    assert PainAnswer(2).with_what_was_said(SAID) == replace(SAID, score=2)
    assert ANEW.with_what_was_said(SAID) == ANEW


def test_where_nothing_hurts_no_place_and_no_soreness_stands() -> None:
    assert PainAnswer(0).with_what_was_said(SAID) == PainAnswer(0, stiffness="15", effort=4)


def test_the_side_stands_for_its_place_alone() -> None:
    assert PainAnswer(2, Area.GROIN).with_what_was_said(SAID).side is Side.LEFT
    assert PainAnswer(2, Area.LOW_BACK).with_what_was_said(SAID).side is None
