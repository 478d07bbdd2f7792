"""What planning knows of the diary at one moment: frozen values, also made up by a simulation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from hipcoach.catalogue.types import Exercise, Lock, Thing
from hipcoach.safety.before import DayNumber
from hipcoach.safety.dose import FIRST_STEP, LadderPlace
from hipcoach.safety.equipment import EVERYTHING
from hipcoach.safety.past import Past
from hipcoach.safety.reason import Reason
from hipcoach.safety.types import Area, PainRest
from hipcoach.settings import FULL_TIMES
from hipcoach.zones import local_day


@dataclass(frozen=True, slots=True)
class NumberInRest:
    """A number that "how is it now?" was answered with."""

    at: datetime
    score: int


@dataclass(frozen=True, slots=True)
class DiarySnapshot:
    """Everything in the diary that matters for what comes next, at the moment `now`."""

    now: datetime
    zone: tzinfo = UTC
    past: tuple[Past, ...] = ()  # oldest first
    pain_rests: tuple[PainRest, ...] = ()  # without those that were corrected
    completed: tuple[datetime, ...] = ()  # starts of the sessions finished since the last rest was released
    numbers: tuple[DayNumber, ...] = ()  # the first before a session of each of the last days that had one
    usual0: int | None = None
    places: Mapping[str, LadderPlace] = field(default_factory=dict)
    last_up: Mapping[str, datetime] = field(default_factory=dict)
    last_done: Mapping[str, datetime] = field(default_factory=dict)  # over all sessions, not only `past`
    times_done: Mapping[str, int] = field(default_factory=dict)
    marked_worse: frozenset[str] = frozenset()  # exercises that were, in any session
    sessions_done: int = 0
    first_done: Mapping[str, datetime] = field(default_factory=dict)
    declared: frozenset[Lock] = frozenset()
    cleared: frozenset[str] = frozenset()
    sore_area: Area | None = None  # marked with today's number, once that is given
    advice: tuple[datetime, ...] = ()
    last_in_rest: tuple[NumberInRest, ...] = ()  # the last by its date, and the last written: a clock may be set back
    turned_on: Mapping[str, datetime] = field(default_factory=dict)
    steps_less: Mapping[str, int] = field(default_factory=dict)
    refused_at: datetime | None = None  # the screening or today's number last refused a session
    refused: Reason | None = None  # and why
    rested: Mapping[str, timedelta] = field(
        default_factory=dict
    )  # by a pain rest's id, where it is known without the clock
    full_times: int = FULL_TIMES
    at_hand: frozenset[Thing] = EVERYTHING
    minutes: int = 20  # that the user lets a session take; the rule's own limit applies too

    @property
    def today(self) -> date:
        """The user's own date."""
        return self.date_of(self.now)

    def date_of(self, at: datetime) -> date:
        """Return the date of a moment where the user is now, so that a change of zone ends no day early."""
        return local_day(at, self.zone)

    def place_of(self, exercise: Exercise) -> LadderPlace:
        """Return where an exercise stands on its ladder, which may have become shorter since."""
        return self.places.get(exercise.id, FIRST_STEP).capped(exercise.ladder)

    def after(self, time: timedelta) -> "DiarySnapshot":
        """Return the same diary at a later moment."""
        rested = {rest: lasted + time for rest, lasted in self.rested.items()}
        return replace(self, now=self.now + time, rested=rested)

    def is_today(self, at: datetime) -> bool:
        """Return True if a moment is of today, or of tomorrow, which a clock that was ahead may have said."""
        return 0 <= (self.date_of(at) - self.today).days <= 1

    def day_of(self, past: Past) -> date:
        """Return the date of a session by the user's clock at that time.

        After a flight west this is today at the latest.
        """
        own = past.day or self.date_of(past.started_at)
        return own if past.started_at > self.now else min(own, self.today)

    @property
    def last(self) -> Past | None:
        """The last session; one dated in the future, by a clock that was ahead, is left out."""
        return next((past for past in reversed(self.past) if past.started_at <= self.now), None)


def pain_rest_ahead(snapshot: DiarySnapshot) -> date | None:
    """Return the date of the pain rest in force that lies farthest in the future; None where none lies there."""
    return max(
        (
            snapshot.date_of(rest.started_at)
            for rest in snapshot.pain_rests
            if rest.started_at > snapshot.now and rest.released_at is None
        ),
        default=None,
    )
