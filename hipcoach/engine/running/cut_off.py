"""Where a session was cut off: all that an engine needs to go on with it."""

from dataclasses import dataclass

from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.running.work_record import DoneBefore
from hipcoach.engine.types import Step


@dataclass(frozen=True, slots=True)
class CutOff:
    """Where a session was cut off, and when it goes on."""

    last: Step | None  # the step that began last
    marks: PainMarks
    now: float
    done: DoneBefore
