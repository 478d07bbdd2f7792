"""In what ways less of an exercise is done today than is usual, and what is said of it beside the exercise."""

from enum import Enum

HALF = "half_of_sheet"
FIRST_STEP_TODAY, HALF_TODAY, STEP_UP = "first_step_today", "half_today", "step_up_today"
LESS_WAS_DONE = frozenset({HALF, FIRST_STEP_TODAY, HALF_TODAY})  # beside an exercise of which less was done


class LessKind(Enum):
    """In what way less of an exercise is done today than is usual."""

    FIRST_STEP = "first step"
    GENTLE_PLAN = "gentle plan"  # its first step, since the plan is one for that
    HALF = "half"
    TURNED_ON_AGAIN = "turned on again"  # its first step, and not half of it
    LOWER = "lower"  # after more pain or a gap
    CHOSEN = "chosen"  # by the user


AT_FIRST_STEP = frozenset({LessKind.FIRST_STEP, LessKind.GENTLE_PLAN, LessKind.TURNED_ON_AGAIN})
SAID_BESIDE = {
    LessKind.FIRST_STEP: FIRST_STEP_TODAY,
    LessKind.GENTLE_PLAN: FIRST_STEP_TODAY,
    LessKind.HALF: HALF_TODAY,
}
"""What is said beside an exercise of which less is done; of the others its dose is the sign."""
