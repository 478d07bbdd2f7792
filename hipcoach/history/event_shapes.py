"""What the events of a session say, by their kind: the type and range of each value that is known here.

A kind that is not here comes from a newer version: it is kept, and nothing reads it. More values in a known kind are
kept, too. What was added to an event later has a default here, because older diaries lack it.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from hipcoach.history.diary_document import (
    Count,
    Finish,
    Held,
    Id,
    Name,
    Names,
    Outcome,
    PainLike,
    Question,
    Response,
    Score,
    Seconds,
    Words,
    WorkingSide,
)

Extra = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Place = Annotated[int, Meta(ge=0, le=1_000)]


class SaysNothing(Struct, frozen=True):
    """An event whose kind says all."""


class StepShape(Struct, frozen=True):
    """A step that began or ended. Nothing of it is read once its session is over."""

    step: dict[str, Any]


class PausedShape(Struct, frozen=True):
    """A pause; a gap where the machine slept."""

    gap_s: Annotated[float, Meta(ge=0)] = 0.0


class TimeAddedShape(Struct, frozen=True):
    """More or less time for a step."""

    seconds: Extra


class WentBackShape(Struct, frozen=True):
    """Back to the start of an exercise."""

    exercise: Id


class OneCountedShape(Struct, frozen=True):
    """One more counted by the user."""

    exercise: Id
    order: Place
    set: Place
    side: WorkingSide | None
    count: Count
    hold_s_target: Seconds = 0.0
    hold_s_done: Seconds = 0.0


class SetFinishedShape(Struct, frozen=True):
    """What was done of a set."""

    exercise: Id
    order: Place
    set: Place
    side: WorkingSide
    reps_target: Count
    reps_done: Count
    hold_s_target: Seconds
    hold_s_done: Seconds


class AnsweredShape(Struct, frozen=True):
    """Better, same or worse."""

    exercise: Id
    response: Response | None


class StepQuestionAnsweredShape(Struct, frozen=True):
    """The answer to another question after an exercise."""

    exercise: Id
    question: Name
    answer: bool | int | Words | None


class ExerciseFinishedShape(Struct, frozen=True):
    """An exercise is over."""

    exercise: Id
    order: Place
    outcome: Outcome


class PainReportedShape(Struct, frozen=True):
    """It hurts more."""

    exercise: Id | None
    also: Names = []


class ReportWithdrawnShape(Struct, frozen=True):
    """The report that was open is taken back."""

    order: Place
    reopened: bool
    from_check: bool


class PainScoredShape(Struct, frozen=True):
    """A number, or none given."""

    question: Question
    score: Score | None
    given: Score | None = None


class HoldCorrectedShape(Struct, frozen=True):
    """A pain rest fell away, as the number or the kind that began it was a mistake."""

    of_kind: bool = False


class PainKindGivenShape(Struct, frozen=True):
    """What the pain is like."""

    kind: PainLike | None


class QuestionAnsweredShape(Struct, frozen=True):
    """The answer to another question."""

    question: Name
    answer: bool | int | Words | None


class HoldSetShape(Struct, frozen=True):
    """A pain rest begins."""

    kind: Held
    triggers: Names
    base: Score
    peak: Score | None


class DecisionShape(Struct, frozen=True):
    """A decision in words, with its line of the rule."""

    why: Words = ""
    line: Name = ""


class DecidedShape(Struct, frozen=True):
    """What is read again of a decision."""

    decision: DecisionShape


class ReplannedShape(Struct, frozen=True):
    """The steps that were left, in their easier form."""

    session: dict[str, Any]


class FinishedShape(Struct, frozen=True):
    """The end, which the session says too."""

    finish: Finish
    hold: Held


EVENT_SHAPES: Mapping[str, type[Struct]] = {
    "Started": SaysNothing,
    "StepStarted": StepShape,
    "StepFinished": StepShape,
    "WaitStarted": SaysNothing,
    "PositionTaken": SaysNothing,
    "Paused": PausedShape,
    "ResumeStarted": SaysNothing,
    "Resumed": SaysNothing,
    "TimeAdded": TimeAddedShape,
    "WentBack": WentBackShape,
    "OneCounted": OneCountedShape,
    "SetFinished": SetFinishedShape,
    "Answered": AnsweredShape,
    "ExerciseFinished": ExerciseFinishedShape,
    "PainReported": PainReportedShape,
    "ReportWithdrawn": ReportWithdrawnShape,
    "PainScored": PainScoredShape,
    "PainKindGiven": PainKindGivenShape,
    "QuestionAnswered": QuestionAnsweredShape,
    "StepQuestionAnswered": StepQuestionAnsweredShape,
    "HoldSet": HoldSetShape,
    "HoldCorrected": HoldCorrectedShape,
    "Decided": DecidedShape,
    "Replanned": ReplannedShape,
    "Finished": FinishedShape,
}


def event_problem(kind: str, payload: bytes) -> str:
    """Return what was expected of a known event's payload; empty where it is so, and of an event not known here."""
    shape = EVENT_SHAPES.get(kind)
    if shape is None:
        return ""
    try:
        msgspec.json.decode(payload, type=shape)
    except msgspec.ValidationError as error:
        return f"{error}".replace("`$", f"`{kind}")
    return ""
