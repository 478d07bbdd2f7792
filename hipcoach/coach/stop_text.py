"""The words of a stop: what was reported, why nothing goes on, what to do and who to call."""

from dataclasses import dataclass
from enum import StrEnum


class Stop(StrEnum):
    """How urgent it is."""

    REST = "rest"
    STOP = "stop"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class StopText:
    """What one stop says; nothing goes on from it but rest."""

    kind: Stop
    reported: str  # by the user, in words
    why: str
    do: str
    call: str
    line: str = ""  # of the rule, for "why?"


EVERYDAY = "Gentle everyday movement is fine, and better than keeping quite still."
CALL_BEFORE = "Contact your doctor or physiotherapist before you try this exercise again."
CALL_TODAY = "Contact your doctor, or an out-of-hours line, today."
