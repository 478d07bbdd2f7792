"""Values of the pain rule: levels, answers, decisions, holds. content/safety.md decides what they mean."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hipcoach.catalogue.types import Side


class Level(StrEnum):
    """What `level(base, x)` gives."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"


class Response(StrEnum):
    """The one-key answer after an exercise."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class PainKind(StrEnum):
    """What the pain is like, asked only after Worse or the pain key."""

    ACHE = "ache"
    SHARP = "sharp"  # sharp or catching
    NEURO = "neuro"  # burning, tingling or numb
    WEAK = "weak"  # weak or giving way


class Area(StrEnum):
    """Where it hurts, as the user marks it."""

    GROIN = "groin"
    OUTER_HIP = "outer_hip"
    BUTTOCK = "buttock"
    LOW_BACK = "low_back"
    THIGH = "thigh"
    OTHER = "other"


class HoldKind(StrEnum):
    """How strictly the next session is held back; ordered NONE < SOFT < HOLD."""

    NONE = "none"
    SOFT = "soft"
    HOLD = "hold"


class Action(StrEnum):
    """What has to happen now."""

    GO_ON = "go_on"  # this exercise is over for today; the next one may start
    REST = "rest"  # this exercise is over; rest, then ask again
    GO_ON_EASIER = "go_on_easier"  # after the rest: the next exercise at its easier step
    END = "end"  # the session ends (pain_stop)
    END_SAME_DAY = "end_same_day"  # it ends, and the same-day page is shown
    NONE = "none"  # nothing: before and after a session, no consequence


class Question(StrEnum):
    """Which question an answer belongs to."""

    BEFORE = "before"  # B
    DURING = "during"  # D
    REST = "rest"  # R
    AFTER = "after"  # A
    NEXT = "next"  # N


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the pain rule, with the one plain sentence that says why."""

    question: Question
    exercise: str | None  # the exercise it is about
    base: int | None
    pain: int | None  # None: not given
    level: Level | None  # None: nothing to put a level on
    action: Action
    hold: HoldKind
    why: str
    line: str = ""  # key of the rule's line (content/safety.md), for "why?" and for tests


@dataclass(frozen=True, slots=True)
class Hold:
    """A rest in force, kept with what started it."""

    id: str
    kind: HoldKind
    started_at: datetime  # UTC
    triggers: tuple[str, ...]  # exercise ids
    side: Side | None
    base: int
    peak: int | None
    rule_version: str
    session_id: str | None = None
    released_at: datetime | None = None
    advice: str | None = field(default=None)  # what the user recorded as advice
