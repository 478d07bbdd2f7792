"""Events: what comes out of the engine, one thing that happened each."""

from dataclasses import dataclass

from hipcoach.catalogue.types import Side
from hipcoach.engine.cue import Cue
from hipcoach.engine.questions import Answer, State, StepQuestion
from hipcoach.engine.types import Outcome, Step
from hipcoach.safety.types import Decision, Finish, PainKind, PainRestKind, Question, Response, Session


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. `at_s` is the engine's own time since `start` (monotonic, pauses included)."""

    at_s: float


@dataclass(frozen=True, slots=True)
class VitalEvent(Event):
    """Base of what is about pain, a pain rest or the session's end: on a full disk it is the last to be lost."""


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The session began."""


@dataclass(frozen=True, slots=True)
class StepStarted(Event):
    """A step began; the screen moves to it."""

    step: Step


@dataclass(frozen=True, slots=True)
class StepFinished(Event):
    """A step ended; `complete` is False when it was skipped or cut by pain."""

    step: Step
    complete: bool
    worked_s: float


@dataclass(frozen=True, slots=True)
class CueStarted(Event):
    """Say this now and show it. `spoken` False: too late to speak, only the caption shows."""

    cue: Cue
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class Silenced(Event):
    """Stop speaking at once (pause, pain, stop, skip)."""


@dataclass(frozen=True, slots=True)
class WaitStarted(Event):
    """The session waits until the user is in position."""


@dataclass(frozen=True, slots=True)
class PositionTaken(Event):
    """The user said that they are ready."""


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """Clock and speech stopped; `gap_s` > 0 when the machine slept."""

    gap_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ResumeStarted(Event):
    """The lead-in after a pause began."""


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The clock runs again."""


@dataclass(frozen=True, slots=True)
class TimeAdded(Event):
    """More (or, negative, less) time for the current step."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WentBack(Event):
    """Back to the start of this exercise: what was counted for it is counted again."""

    exercise: str


@dataclass(frozen=True, slots=True)
class OneCounted(Event):
    """The user counted one more of as many as is comfortable; `count` with this one, in this set and on this side."""

    exercise: str
    order: int
    set: int
    side: Side | None
    count: int
    hold_s_target: float = 0.0  # the time for them
    hold_s_done: float = 0.0  # how much of it is over


@dataclass(frozen=True, slots=True)
class SetFinished(Event):
    """What was done of one set on one side."""

    exercise: str
    order: int
    set: int
    side: Side | None
    reps_target: int  # of as many as is comfortable in a time: 0 where the user has counted, 1 where not
    reps_done: int  # there, what the user has counted, or 1 for the whole time
    hold_s_target: float  # all holds of the set added up; for breaths and activities their time
    hold_s_done: float


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """Better / Same / Worse; None when the question was left unanswered."""

    exercise: str
    response: Response | None


@dataclass(frozen=True, slots=True)
class StepQuestionAnswered(Event):
    """The answer to any other question after an exercise; None when it was left unanswered."""

    exercise: str
    question: StepQuestion
    answer: Answer


def answer_event(exercise: str, question: StepQuestion, answer: Answer, at_s: float) -> Event:
    """Return the event of an answer to a question after an exercise."""
    if question is StepQuestion.CHECK:
        return Answered(at_s, exercise, Response(answer) if isinstance(answer, str) else None)
    return StepQuestionAnswered(at_s, exercise, question, answer)


@dataclass(frozen=True, slots=True)
class ExerciseFinished(Event):
    """One exercise is over."""

    exercise: str
    order: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PainReported(VitalEvent):
    """The user says that it hurts more: everything stopped. The report is open until a Decided event closes it."""

    exercise: str | None  # None: before any was begun
    also: tuple[str, ...] = ()  # those before, when no work of this one had begun


@dataclass(frozen=True, slots=True)
class ReportWithdrawn(VitalEvent):
    """The report that is open was a mistake, said before any number was given: what it ended goes on after a pause."""

    order: int  # of the exercise on the screen
    reopened: bool  # the report had ended it
    from_check: bool  # it was the answer to a check, which is open again


@dataclass(frozen=True, slots=True)
class PainScored(VitalEvent):
    """A pain score given (None: not given) to D or R."""

    question: Question
    score: int | None
    given: int | None = None  # where a higher one was given before, and counts: the number that was given


@dataclass(frozen=True, slots=True)
class PainKindGiven(VitalEvent):
    """What the pain is like; None: not given."""

    kind: PainKind | None


@dataclass(frozen=True, slots=True)
class QuestionAnswered(VitalEvent):
    """The answer to any question about pain that has no event of its own; None: not given."""

    question: State
    answer: Answer


@dataclass(frozen=True, slots=True)
class PainRestBegun(VitalEvent):
    """A pain rest is in force from now on; written before anything is confirmed."""

    kind: PainRestKind
    triggers: tuple[str, ...]
    base: int
    peak: int | None


@dataclass(frozen=True, slots=True)
class PainRestCorrected(VitalEvent):
    """The user corrected a mistyped RED: the pain rest just begun falls away."""

    of_kind: bool = False  # a kind for the same day was corrected, not a number


@dataclass(frozen=True, slots=True)
class StateChanged(Event):
    """The session moved to another state; the screen follows."""

    state: State


@dataclass(frozen=True, slots=True)
class Decided(VitalEvent):
    """A decision of the pain rule."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Replanned(Event):
    """The steps that are left were unrolled again (easier doses after an AMBER)."""

    session: Session


@dataclass(frozen=True, slots=True)
class Finished(VitalEvent):
    """The session is over."""

    finish: Finish
    pain_rest: PainRestKind  # the one that it puts in force
