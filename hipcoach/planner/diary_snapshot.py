"""What planning knows of the diary at one moment: frozen values, also made up by a simulation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from hipcoach.catalogue.types import Dose, Lock, Thing
from hipcoach.safety.before import DayNumber
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.equipment import EVERYTHING
from hipcoach.safety.reason import Reason
from hipcoach.safety.rule import PainRule, level
from hipcoach.safety.types import Area, Level, PainRest, PainRestKind
from hipcoach.zones import local_day


@dataclass(frozen=True, slots=True)
class PastExercise:
    """One exercise of a past session."""

    id: str
    dose: Dose  # as planned
    dose_right: Dose | None = None
    worked: bool = True  # anything of it was done
    complete: bool = True  # all that was planned was done
    response: str | None = None  # better, same, worse (the pain key too); None: no answer
    one_side: bool = False  # only one side was planned


@dataclass(frozen=True, slots=True)
class NextAnswer:
    """One next-day answer; None: asked and not given."""

    at: datetime
    score: int | None


@dataclass(frozen=True, slots=True)
class NumberInRest:
    """A number that "how is it now?" was answered with."""

    at: datetime
    score: int


@dataclass(frozen=True, slots=True)
class Past:
    """One past session."""

    id: str
    plan: str
    started_at: datetime
    ended_at: datetime
    finish: str
    base: int
    before: int | None
    highest: int | None = None  # reported during it, the rest's included
    highest_at_work: int | None = None  # the same without what was reported before any exercise had begun
    missing: bool = False  # a number during it was not given
    pain_rest: PainRestKind = PainRestKind.NONE  # the strictest that it set, until its end
    after: int | None = None
    effort: int | None = None
    nexts: tuple[NextAnswer, ...] = ()
    exercises: tuple[PastExercise, ...] = ()  # in the order done
    day: date | None = None  # the user's own date when it began, wherever that was
    lessened: bool = False  # half, or the first step of everything, for its number or for a pain rest before it

    def answers(self, rule: PainRule, *, on_time: bool = True) -> list[tuple[datetime, Level]]:
        """Return the levels of its next-day answers; only those that came late enough, or all."""
        least = timedelta(hours=rule.from_h if on_time else 0)
        return [
            (each.at, level(rule, self.base, each.score))
            for each in self.nexts
            if each.score is not None and (not on_time or each.at - self.ended_at >= least)
        ]

    @property
    def worked(self) -> bool:
        """Return True if anything of it was done: a session of which all was skipped is none."""
        return any(each.worked for each in self.exercises)

    def settled(self, rule: PainRule) -> bool:
        """Return True if at least one next-day answer came late enough, and none was higher."""
        on_time = False
        for each in self.nexts:
            if each.score is not None:
                if level(rule, self.base, each.score) is not Level.OK:
                    return False
                on_time = on_time or each.at - self.ended_at >= timedelta(hours=rule.from_h)
        return on_time

    def rose(self, rule: PainRule) -> bool:
        """Return True if any number was higher: while exercises were done, after it, or on the next day."""
        given = (self.highest_at_work, self.after, *(each.score for each in self.nexts))
        return any(each is not None and level(rule, self.base, each) is not Level.OK for each in given)

    def clean(self, rule: PainRule) -> bool:
        """Return True if it may count toward a step up: ended by itself, every number given and none higher."""
        return (
            self.finish == "completed"
            and self.before is not None
            and (self.before < rule.half_from or not self.lessened)
            and self.before < rule.half_always_from
            and not self.missing
            and self.pain_rest is PainRestKind.NONE
            and (self.highest is None or level(rule, self.base, self.highest) is Level.OK)
            and self.after is not None
            and level(rule, self.base, self.after) is Level.OK
            and self.settled(rule)
        )


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
    full_times: int = 2
    at_hand: frozenset[Thing] = EVERYTHING
    minutes: int = 20  # that the user lets a session take; the rule's own limit applies too

    @property
    def today(self) -> date:
        """The user's own date."""
        return self.date_of(self.now)

    def date_of(self, at: datetime) -> date:
        """Return the date of a moment where the user is now, so that a change of zone ends no day early."""
        return local_day(at, self.zone)

    def after(self, time: timedelta) -> "DiarySnapshot":
        """Return the same diary at a later moment."""
        rested = {rest: lasted + time for rest, lasted in self.rested.items()}
        return replace(self, now=self.now + time, rested=rested)

    def is_today(self, at: datetime) -> bool:
        """Return True if a moment is of today, or of tomorrow: a clock that was ahead may have dated it so."""
        return 0 <= (self.date_of(at) - self.today).days <= 1

    def day_of(self, past: Past) -> date:
        """Return the date of a session by its user's clock then; after a flight west it is today at the latest."""
        own = past.day or self.date_of(past.started_at)
        return own if past.started_at > self.now else min(own, self.today)

    @property
    def last(self) -> Past | None:
        """The last session; one dated in the future, by a clock that was ahead, is left out."""
        return next((past for past in reversed(self.past) if past.started_at <= self.now), None)


def pain_rest_ahead(snapshot: DiarySnapshot) -> date | None:
    """Return the date of a pain rest in force that lies in the future, the farthest one; None where there is none."""
    return max(
        (
            snapshot.date_of(rest.started_at)
            for rest in snapshot.pain_rests
            if rest.started_at > snapshot.now and rest.released_at is None
        ),
        default=None,
    )
