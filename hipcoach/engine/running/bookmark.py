"""Where the steps of a session stood at one moment, to come back there."""

from dataclasses import dataclass

from hipcoach.engine.pain.pain_dialogue import PainDialogue
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.running.ends import Ends
from hipcoach.engine.running.interlude import Interlude
from hipcoach.engine.running.playhead import Playhead


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where the steps stood at one moment, with what was counted by then."""

    at_s: float  # absolute
    head: Playhead
    interlude: Interlude | None
    halted_s: float | None
    target: int | None
    check_answered: bool
    is_open: bool
    ends: Ends


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    """What a report of pain broke off: where it leads back to when it was a mistake."""

    steps: Bookmark
    marks: PainMarks
    pain: PainDialogue | None  # the report before, where its break or the question after that was cut short
    break_left_s: float
    from_check: bool
    reopens: bool  # the report ended the exercise
