"""What the user may have said about themselves, by its name in the profile, and the shape that reading it relies on."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from hipcoach.history.diary_document import Day, Id, Name, Names, Score, Words

MOST_LINES = 100
Weekday = Annotated[int, Meta(ge=0, le=6)]
Lines = Annotated[list[Words], Meta(max_length=MOST_LINES)]
Planned = tuple[Day, Name]


class ProgrammeShape(Struct, frozen=True):
    """The user's week. Of a newer version there may be more fields, aims and kinds of session."""

    aims: Names
    floor: bool
    minutes: Annotated[int, Meta(ge=1, le=240)]
    days: Annotated[list[Weekday], Meta(max_length=7)]
    strength_days: Weekday
    activity: bool
    dropped: Annotated[list[Planned], Meta(max_length=10_000)]
    added: Annotated[list[Planned], Meta(max_length=10_000)]
    swapped: Annotated[list[tuple[Day, Name, Id]], Meta(max_length=10_000)]
    twice: bool = False
    at_hand: Names = []
    activity_plan: Id = "go-for-a-walk"


class RestBeganShape(Struct, frozen=True):
    """How long the machine had run when a pain rest began."""

    rest: Id
    boot: Name
    seconds: Annotated[float, Meta(ge=-10_000_000_000, le=10_000_000_000)]


PROFILE_SHAPES: Mapping[str, Any] = {
    "first_run_done": bool,
    "usual_pain": Score | None,
    "locks": Names,
    "cleared": Names,
    "emergency_number": Words,
    "contacts": Annotated[list[tuple[Words, Words]], Meta(max_length=MOST_LINES)],
    "advice": Words,
    "advice_taken_back": Words,
    "turned_on": Id,
    "lower": dict[Name, Annotated[int, Meta(ge=0, le=1_000)]],
    "programme": ProgrammeShape,
    "questions": Lines,
    "rest_began": RestBeganShape,
}
"""A name that is not here comes from a newer version: it is kept, and nothing reads it."""


def shaped(name: str, value: bytes) -> Any:
    """Return what was said under a name, in its shape; None for a name of a newer version.

    Raises msgspec.ValidationError where the value has another shape.
    """
    shape = PROFILE_SHAPES.get(name)
    return None if shape is None else msgspec.json.decode(value, type=shape)


def days_of(said: Any) -> list[str]:
    """Return the days that a programme names."""
    if not isinstance(said, ProgrammeShape):
        return []
    return [each[0] for each in (*said.dropped, *said.added, *said.swapped)]
