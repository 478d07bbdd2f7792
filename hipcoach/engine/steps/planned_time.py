"""How long a step takes as planned."""

from hipcoach.engine.types import Step
from hipcoach.engine.words.cue_layout import end_s


def planned_s(step: Step) -> float:
    """Return how many seconds a step takes where no key is in reach; a wait that only a key ends, its words alone."""
    if step.goes_on_s is not None and not step.leaves_out:  # the keys may be out of reach
        return step.goes_on_s
    if step.waits:
        return end_s(step.cues) + step.duration_s
    return step.duration_s
