"""Less is less whatever is said of it, and half is the least only where it is on both sides."""

from itertools import product

import pytest

from hipcoach.safety.dose import LadderPlace, effort, half, half_is_least
from hipcoach.safety.less_kinds import HALF_IS_NO_LESS, LESS_WAS_DONE, LessKind, said_beside
from tests.engine.script_told import CATALOGUE, RULE

EXERCISES = tuple(CATALOGUE.exercises.values())


def test_whatever_says_that_less_is_done_counts_as_less() -> None:
    said = {said_beside(kind, least=least) for kind, least in product(LessKind, (False, True))} - {""}
    assert HALF_IS_NO_LESS in said
    assert said <= LESS_WAS_DONE


@pytest.mark.parametrize(("left", "right", "least"), [(0, 0, True), (0, -1, False), (-1, 0, False), (-1, -1, False)])
def test_half_is_the_least_only_where_it_is_on_both_sides(left: int, right: int, least: bool) -> None:
    no_less = [[effort(half(RULE, each, dose)) == effort(dose) for dose in each.ladder] for each in EXERCISES]
    exercise = next(each for each, steps in zip(EXERCISES, no_less, strict=True) if steps[0] and not steps[-1])
    last = len(exercise.ladder) - 1
    place = LadderPlace(*(last if side else 0 for side in (left, right)))
    assert half_is_least(RULE, exercise, place) is least
