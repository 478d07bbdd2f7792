"""Where the user stands between sessions: ready, resting, paused, or on the way back."""

from enum import StrEnum

from hipcoach.safety.facts import Facts
from hipcoach.safety.types import PainRestKind


class Standing(StrEnum):
    """Where the user stands. The values are those of `hipcoach today --json`, which stay."""

    READY = "ready"
    SHORT_REST = "soft_hold"
    RESTING = "hold"
    PAUSED = "paused"
    RETURN_1 = "return_1"
    RETURN_2 = "return_2"
    RETURN_3 = "return_3"


RETURNS = (Standing.RETURN_1, Standing.RETURN_2, Standing.RETURN_3)


def standing(facts: Facts) -> Standing:
    """Return where the user stands: of what holds sessions back, the strictest counts."""
    if facts.pain.paused is not None:
        return Standing.PAUSED
    if facts.pain.pain_rest is PainRestKind.FULL:
        return Standing.RESTING
    if facts.pain.pain_rest is PainRestKind.SHORT:
        return Standing.SHORT_REST
    if facts.pain.returning is not None:
        return RETURNS[min(facts.pain.returning.number, len(RETURNS)) - 1]
    return Standing.READY
