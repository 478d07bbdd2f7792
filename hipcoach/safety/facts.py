"""What the rule has to know about the user to compose a session, in groups. `planner` gathers it from the diary.

No field has a default: whatever forbids something cannot be forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import Returning
from hipcoach.safety.types import PainKind, PainRestKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PainFacts:
    """What pain forbids: all sessions, or some exercises."""

    pain_rest: PainRestKind  # the strictest that is in force
    pain_rest_reason: Reason | None  # what was reported, for its page
    pain_kind: PainKind | None  # the most pressing that a pain rest in force is for
    short_rest_today: bool  # the short rest in force began today
    paused: Reason | None  # why the plan is paused
    refused: Reason | None  # why there is no session for the rest of today: a sign marked, or a high number
    next_day_higher: bool  # the last next-day number was higher: only mobility at its first ladder step
    returning: Returning | None  # coming back after a pain rest
    switched_off: frozenset[str]  # ids of what started a pain rest and is not turned on again; today's triggers too
    over_today: frozenset[str]  # ids that hurt more in a session of today


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFacts:
    """What the user has said of themselves, and has at hand."""

    declared: frozenset[Lock]
    cleared: frozenset[str]  # ids that a clinician has cleared
    sore_buttock: bool  # marked with today's number
    at_hand: frozenset[Thing]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseFacts:
    """Where each exercise stands on its ladder, by its id."""

    places: Mapping[str, LadderPlace]  # missing: the first ladder step
    steps_up: Mapping[str, LadderPlace]  # the places of steps up that are due, on a day as planned
    steps_less: Mapping[str, int]  # by how many steps the user chose less, by `dose.steps_less_key`
    turned_on_again: frozenset[str]  # after advice: at the first ladder step, not at half
    lower_on_sheet: frozenset[str]  # one lower after more pain or a gap: half of what a sheet asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneFacts:
    """What was done in earlier sessions."""

    times_done: Mapping[str, int]  # of each exercise, by its id
    marked_worse: frozenset[str]  # ids of exercises that were, in any session
    sessions_done: int
    full_times: int  # how often the instructions of an exercise are spoken in full
    strength_at: tuple[datetime, ...]  # starts of the last weeks' sessions with strength work
    balance_at: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All of it, at one moment."""

    now: datetime
    pain: PainFacts
    user: UserFacts
    doses: DoseFacts
    done: DoneFacts
