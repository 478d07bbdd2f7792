"""What runs outside the steps of a session: a lead-in after a pause, a question about pain, a break after one."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from hipcoach.engine.cue import Cue


class DueKind(Enum):
    """What was due, in the steps or outside them."""

    CUE = auto()  # it has been said
    STEP_OVER = auto()
    INTERLUDE_OVER = auto()


@dataclass(slots=True)
class Interlude:
    """Its length and its cues, on the same absolute time axis as the steps."""

    started_s: float
    length_s: float
    cues: tuple[Cue, ...]
    cue_index: int = 0

    def next_cue_s(self) -> float | None:
        """Return when the next of its cues is due; None when all were said."""
        return self.started_s + self.cues[self.cue_index].offset_s if self.cue_index < len(self.cues) else None

    def due_s(self) -> float | None:
        """Return when something of it is due: a cue, or its end; None where only an answer ends it."""
        cue_s, end_s = self.next_cue_s(), self.end_s
        due_s = end_s if cue_s is None else min(cue_s, end_s)
        return None if due_s == math.inf else due_s

    def take_cue(self) -> Cue:
        """Return the cue that is due, and move on to the next."""
        cue = self.cues[self.cue_index]
        self.cue_index += 1
        return cue

    def speaks(self, at_s: float) -> bool:
        """Return True if one of its cues is being said."""
        said = self.cues[: self.cue_index]
        return any(self.started_s + cue.offset_s + cue.duration_s > at_s for cue in said)

    @property
    def end_s(self) -> float:
        """Absolute time at which it is over."""
        return self.started_s + self.length_s
