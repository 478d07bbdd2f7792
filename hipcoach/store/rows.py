"""What the diary keeps, as plain values: text, numbers and UTC times, nothing of the rooms above."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session. `local_date` is the user's own date at its start; `duration_s` is from the monotonic clock."""

    id: str
    plan: str
    title: str
    started_at: datetime
    zone: str
    offset_min: int
    local_date: str  # YYYY-MM-DD
    app_version: str
    rule_version: str
    base: int
    ended_at: datetime | None = None
    duration_s: float | None = None
    finish: str | None = None  # None: not ended, or cut off
    hold: str | None = None  # the strictest pain rest that it set
    newer: str | None = None  # JSON: what a newer version said of it beyond this


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """One exercise of a session, planned and done. `ord` is its place; -1 and below were left out."""

    ord: int
    exercise: str
    name: str
    dose: str  # JSON
    dose_right: str | None = None  # JSON, where the right side's differs
    outcome: str | None = None
    response: str | None = None
    reasons: str = "[]"  # JSON: what is said of it, or why it was left out


@dataclass(frozen=True, slots=True)
class SetRow:
    """What was done of one set on one side. `side` is empty where sides mean nothing."""

    ord: int
    exercise: str
    set_no: int
    side: str
    reps_target: int
    reps_done: int
    hold_s_target: float
    hold_s_done: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a session as it happened; `payload` is JSON."""

    seq: int
    at_s: float
    kind: str
    payload: str


class StoredQuestion(StrEnum):
    """What an answer about pain is to, by the name that every diary has for it."""

    BEFORE = "before"
    DURING = "during"  # a report in a session
    AFTER_BREAK = "rest"
    AFTER = "after"
    NEXT = "next"  # given after a session was over, if only hours later
    IN_REST = "now"  # a look in between, during a pain rest
    WITHDRAWN = "withdrawn"  # was DURING until the user said that it was a mistake; it counts for nothing


@dataclass(frozen=True, slots=True)
class PainRow:
    """One answer to a pain question; `score` None means not given."""

    id: str
    question: str  # a StoredQuestion
    at: datetime
    score: int | None = None
    session: str | None = None
    exercise: str | None = None
    also: str = ""  # others that it may belong to, with spaces between
    kind: str | None = None
    area: str | None = None
    side: str | None = None
    soreness: str | None = None  # next day: "muscle" or "joint"
    stiffness: str | None = None  # next day: "none", "15", "30", "60", "more"
    effort: int | None = None  # after: 0-10
    at_s: float | None = None  # the engine's time, during a session
    open: bool = False  # a report that no decision has closed yet
    newer: str | None = None  # JSON: what a newer version said of it beyond this


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """The answers of the screening: which signs were ticked; none ticked means "None of these"."""

    id: str
    at: datetime
    items: tuple[str, ...]
    session: str | None = None
    newer: str | None = None  # JSON: what a newer version said of it beyond this


@dataclass(frozen=True, slots=True)
class PainRestRow:
    """A pain rest (a stored name), with what started it. In force until corrected or released, whatever its session."""

    id: str
    kind: str  # "soft" or "hold"
    started_at: datetime
    triggers: tuple[str, ...]
    side: str | None
    base: int
    peak: int | None
    rule_version: str
    session: str | None = None
    corrected_at: datetime | None = None
    released_at: datetime | None = None
    advice: str | None = None
    advice_at: datetime | None = None
    pain_kind: str | None = None  # what the pain was like that it is for; None: not given
    newer: str | None = None  # JSON: what a newer version said of it beyond this

    @property
    def in_force(self) -> bool:
        """Return True if it still holds sessions back."""
        return self.corrected_at is None and self.released_at is None


@dataclass(frozen=True, slots=True)
class DoseRow:
    """From `at` on, this exercise (on this side; None: both) is at ladder step `step`. Never changed later."""

    id: str
    exercise: str
    side: str | None
    step: int  # index into the ladder
    at: datetime
    local_date: str
    cause: str  # "start", "progression", "step_back", "user"
    reason: str  # JSON
    newer: str | None = None  # JSON: what a newer version said of it beyond this


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What the user said about themselves, from `at` on; `value` is JSON."""

    id: str
    name: str
    value: str
    at: datetime
    newer: str | None = None  # JSON: what a newer version said of it beyond this


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note on a session; a correction names the note it replaces, and both are kept."""

    id: str
    session: str
    text: str
    at: datetime
    replaces: str | None = None
    newer: str | None = None  # JSON: what a newer version said of it beyond this
