"""In what ways less of an exercise is done today than is usual, and what is said of it beside the exercise."""

from enum import Enum

HALF = "half_of_sheet"
FIRST_STEP_TODAY, HALF_TODAY, STEP_UP = "first_step_today", "half_today", "step_up_today"
HALF_IS_NO_LESS = "half_is_no_less"  # in the place of `HALF_TODAY`: what is done is the least that half ever is
LESS_WAS_DONE = frozenset({HALF, FIRST_STEP_TODAY, HALF_TODAY, HALF_IS_NO_LESS})
"""Beside an exercise of which less was done, or would have been."""


class LessKind(Enum):
    """In what way less of an exercise is done today than is usual."""

    FIRST_STEP = "first step"
    GENTLE_PLAN = "gentle plan"  # its first step, since the plan is one for that
    HALF = "half"
    TURNED_ON_AGAIN = "turned on again"  # its first step, and not half of it
    LOWER = "lower"  # after more pain or a gap
    CHOSEN = "chosen"  # by the user


AT_FIRST_STEP = frozenset({LessKind.FIRST_STEP, LessKind.GENTLE_PLAN, LessKind.TURNED_ON_AGAIN})


def said_beside(kind: LessKind, *, least: bool) -> str:
    """Return what is said beside an exercise of which less is done; empty where its dose is the sign.

    `least`: half of it is no less.
    """
    match kind:
        case LessKind.FIRST_STEP | LessKind.GENTLE_PLAN:
            return FIRST_STEP_TODAY
        case LessKind.HALF:
            return HALF_IS_NO_LESS if least else HALF_TODAY
        case _:
            return ""
