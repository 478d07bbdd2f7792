"""What was done of one set on one side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import Step

SetKey = tuple[int, int, Side | None]  # exercise's place in the session, set, side


@dataclass(slots=True)
class Tally:
    """What was done of one set on one side."""

    reps_done: int = 0
    hold_s_done: float = 0.0
    by_user: bool = False  # the user has counted
    over: set[int] = field(default_factory=set)  # repetitions that are done; of a time, 1 once it was enough


def repetitions_of(steps: Sequence[Step]) -> set[int]:
    """Return the numbers of the repetitions in these steps."""
    return {step.repetition for step in steps if step.repetition is not None}
