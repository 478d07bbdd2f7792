"""One event on its way into the diary, and which events come first where there is little room."""

from dataclasses import dataclass
from datetime import datetime

from hipcoach.catalogue.types import Side
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Event,
    ExerciseFinished,
    OneCounted,
    Replanned,
    SetFinished,
    Silenced,
    StateChanged,
    VitalEvent,
    WentBack,
)

NOT_JOURNALLED = (CueStarted, Silenced, StateChanged)  # nobody would miss them, and they can be made again
RECORDS = (OneCounted, SetFinished, Answered, ExerciseFinished, Replanned, WentBack)  # what was done; the rest is steps
THINNED = (  # once the session is over their facts stand in its records
    "StepStarted",
    "StepFinished",
    "OneCounted",
    "SetFinished",
    "ExerciseFinished",
    "Answered",
    "WaitStarted",
    "PositionTaken",
    "ResumeStarted",
    "Replanned",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its number in the session, and where and when it happened: it may be written later."""

    seq: int
    event: Event
    order: int  # of the exercise
    side: Side | None
    at: datetime

    @property
    def vital(self) -> bool:
        """Return True if it is about pain, a pain rest, or the session's end."""
        return isinstance(self.event, VitalEvent)

    @property
    def counts(self) -> bool:
        """Return True if it changes what is on record of the session, besides being an event of it."""
        return self.vital or isinstance(self.event, RECORDS)
