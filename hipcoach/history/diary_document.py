"""The diary as one JSON document, for `export` and `import`: every kind of record, with the range of each value."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Raw, Struct, field

from hipcoach.errors import NOT_TO_BE_SHOWN
from hipcoach.zones import MOST_OFFSET_MIN

FORMAT = "hipcoach diary"

PRINTABLE = rf"^[^{NOT_TO_BE_SHOWN[1:]}*(?![\s\S])"  # to the very end: less time than looking for one that is not
Id = Annotated[str, Meta(min_length=1, max_length=100, pattern=PRINTABLE)]
Name = Annotated[str, Meta(max_length=100, pattern=PRINTABLE)]
Words = Annotated[str, Meta(max_length=2_000)]
Text = Annotated[str, Meta(max_length=20_000)]
Score = Annotated[int, Meta(ge=0, le=10)]
Count = Annotated[int, Meta(ge=0, le=10_000)]
Seconds = Annotated[float, Meta(ge=0, le=1_000_000)]
Time = Annotated[datetime, Meta(tz=True)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Names = Annotated[list[Name], Meta(max_length=100)]
WorkingSide = Literal["left", "right", "both"] | None
Finish = Literal["completed", "stopped", "pain_stop", "interrupted"]
Outcome = Literal["done", "shortened", "skipped", "pain", "left_out"]
Response = Literal["better", "same", "worse"]
Question = Literal["before", "during", "rest", "after", "next", "now", "withdrawn"]
PainLike = Literal["ache", "sharp", "neuro", "weak"]
Held = Literal["none", "soft", "hold"]
SMALL = 20_000  # bytes, the most that a free value may have


class _Part(Struct, frozen=True, gc=False):
    """Something inside a record. Of a newer version it may have more fields: the record keeps them.

    No record can hold itself, so none is watched for that, which takes time in a large diary.
    """


class _Record(_Part, frozen=True, omit_defaults=True, kw_only=True):
    """A record; `newer` is what a newer version says of it (`newer_fields`), which no field of the document holds."""

    newer: str | None = field(name="", default=None)


class DoseDoc(_Part, frozen=True, omit_defaults=True):
    """Sets x repetitions x seconds held; the last four stand only where a sheet says so."""

    sets: Count
    reps: Count
    hold_s: Seconds
    rest_s: Seconds
    minutes: Seconds
    form: Literal["start", "full"]
    within_s: Seconds = 0.0
    breaths: Count = 0
    up_s: Seconds = 0.0
    down_s: Seconds = 0.0


class ExerciseDoc(_Part, frozen=True):
    """One exercise of a session; `ord` is its place in it, negative for an exercise that was left out."""

    ord: Annotated[int, Meta(ge=-1_000, le=1_000)]
    exercise: Id
    name: Name
    dose: DoseDoc | None
    dose_right: DoseDoc | None
    outcome: Outcome
    response: Response | None
    note: Words


class SetDoc(_Part, frozen=True):
    """What was done of one set on one side; an empty side means that the exercise has none."""

    ord: Annotated[int, Meta(ge=0, le=1_000)]
    exercise: Id
    set_no: Annotated[int, Meta(ge=1, le=1_000)]
    side: Literal["", "left", "right", "both"]
    reps_target: Count
    reps_done: Count
    hold_s_target: Seconds
    hold_s_done: Seconds


class EventDoc(_Part, frozen=True):
    """One event of a session that no other record contains."""

    seq: Annotated[int, Meta(ge=0, le=1_000_000)]
    at_s: Seconds
    kind: Name
    payload: Raw


class SessionDoc(_Record, frozen=True):
    """One session that has ended, with all that belongs to it alone."""

    id: Id
    plan: Id
    title: Name
    started_at: Time
    zone: Name
    offset_min: Annotated[int, Meta(ge=-MOST_OFFSET_MIN, le=MOST_OFFSET_MIN)]
    local_date: Day
    app_version: Name
    rule_version: Name
    base: Score
    ended_at: Time
    duration_s: Seconds
    finish: Finish
    hold: Held
    exercises: Annotated[list[ExerciseDoc], Meta(max_length=200)]
    sets: Annotated[list[SetDoc], Meta(max_length=5_000)]
    events: Annotated[list[EventDoc], Meta(max_length=5_000)]


class PainDoc(_Record, frozen=True):
    """One answer to a pain question; a null score means that none was given."""

    id: Id
    question: Question
    at: Time
    score: Score | None
    session: Id | None
    exercise: Id | None
    also: Words
    kind: Name | None
    area: Name | None
    side: WorkingSide
    soreness: Name | None
    stiffness: Name | None
    effort: Score | None
    at_s: Seconds | None
    open: bool


class ScreenDoc(_Record, frozen=True):
    """Which signs of the screening were ticked."""

    id: Id
    at: Time
    items: Names
    session: Id | None


class PainRestDoc(_Record, frozen=True):
    """A pain rest, with what started it."""

    id: Id
    kind: Literal["soft", "hold"]
    started_at: Time
    triggers: Names
    side: WorkingSide
    base: Score
    peak: Score | None
    rule_version: Name
    session: Id | None
    corrected_at: Time | None
    released_at: Time | None
    advice: Words | None
    advice_at: Time | None
    pain_kind: PainLike | None = None  # older documents lack it


class StepDoc(_Record, frozen=True):
    """A change of an exercise's ladder step, valid from `at` on."""

    id: Id
    exercise: Id
    side: WorkingSide
    step: Annotated[int, Meta(ge=0, le=1_000)]
    at: Time
    local_date: Day
    cause: Name
    why: Words


class ProfileDoc(_Record, frozen=True):
    """One answer of the user about themselves, valid from `at` on."""

    id: Id
    name: Name
    value: Raw
    at: Time


class NoteDoc(_Record, frozen=True):
    """A note on a session; `replaces` names the note that it corrects."""

    id: Id
    session: Id
    text: Text
    at: Time
    replaces: Id | None


class Diary(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole document. A new kind of record would be a new version of it."""

    format: Literal["hipcoach diary"]
    version: Literal[1]
    sessions: list[SessionDoc]
    pains: list[PainDoc]
    screens: list[ScreenDoc]
    holds: list[PainRestDoc]  # a stored name
    doses: list[StepDoc]
    profile: list[ProfileDoc]
    notes: list[NoteDoc]


def json_schema() -> bytes:
    """Return the published JSON Schema of the document."""
    schema = msgspec.json.schema(Diary)
    for record in schema["$defs"].values():
        record["properties"].pop("", None)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, **schema}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"
