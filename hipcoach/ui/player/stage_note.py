"""The note above the caption: why something was decided or is less today, and what has become of the sound."""

from dataclasses import dataclass, replace

from hipcoach.coach import words
from hipcoach.engine.events import Decided, Event, Paused, ReportWithdrawn, StateChanged, StepStarted
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import Session
from hipcoach.ui.player.explanations import ruled_out
from hipcoach.voice.sound_watch import SoundNotice

TAKEN_BACK = "Taken back: nothing of it counts. Paused: Space goes on."
SLEPT_NOTE = "The computer slept, so the session was paused."


@dataclass(frozen=True, slots=True)
class StageNote:
    """A sentence above the caption. What happens leads to the next one; a decision's stays until work begins again.

    What is said of an exercise stands for the step in which it comes, once: the room is the caption's.
    """

    text: str = ""
    tone: str = "amber"
    explains: bool = False  # True for a decision: "Why?" can be asked
    announced: int | None = None  # the exercise after it, once it was: it says nothing of the one after that
    order: int | None = None  # of the exercise that it is said of; None: it is no such note

    def beside(self, caption: str) -> "StageNote":
        """Return the note without a text that the caption has already; "Why?" stays."""
        return replace(self, text="") if self.text and self.text in caption else self

    def after(self, event: Event, session: Session) -> "StageNote":
        """Return the note once an event has happened."""
        match event:
            case Paused(gap_s=gap_s) if gap_s > 0:
                return StageNote(SLEPT_NOTE)
            case Decided(decision=decision):
                return StageNote(decision.why, explains=True)
            case ReportWithdrawn():
                return StageNote(TAKEN_BACK, "ink")
            case StateChanged(state=state) if self.text == TAKEN_BACK and state is not State.PAUSED:
                return NO_NOTE  # what is said from then on is not taken back
            case StepStarted(step=step) if step.kind in (StepKind.LEAD_IN, StepKind.FINISH):
                return NO_NOTE
            case StepStarted(step=step) if self.order == max(0, step.order):
                return replace(self, text="")
            case StepStarted(step=step) if step.kind is StepKind.ANNOUNCE and self._still_says(max(0, step.order)):
                return replace(self, announced=max(0, step.order))
            case StepStarted(step=step) if step.kind is StepKind.ANNOUNCE:
                order = max(0, step.order)
                note = exercise_note(session, order)
                return StageNote(note, "ink", explains=True, order=order) if note else NO_NOTE
            case _:
                return self

    def _still_says(self, order: int) -> bool:
        """Return True if it is on what was before an exercise, of which it may say something too."""
        return bool(self.text) and self.order is None and self.announced in (None, order)

    def with_sound(self, noticed: SoundNotice) -> "StageNote":
        """Return the note with what has become of the sound; the reasons for a decision stay."""
        if self.explains and self.text:
            return replace(self, text=f"{self.text} {noticed}")
        return StageNote(noticed, "ink" if noticed is SoundNotice.BACK else "amber", explains=self.explains)


NO_NOTE = StageNote()


def exercise_note(session: Session, order: int) -> str:
    """Return what the rule changed in an exercise, and with the first exercise, what it left out of the plan."""
    assignment = session.assignments[order]
    notes = [assignment.note if assignment.lines or assignment.on_sheet else "", words.sentence(assignment.word)]
    names = [each.name for each in ruled_out(session)]
    if order == 0 and names:
        notes.append(f"Left out today: {words.joined(names)}.")
    return " ".join(filter(None, notes))
