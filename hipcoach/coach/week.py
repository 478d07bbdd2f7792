"""The user's week: what is planned, and the changes that the planner allows. Each is on the disk at once."""

from collections.abc import Callable
from datetime import date

from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.clock import Clock, day_by
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.planner import profile_values
from hipcoach.planner.choices import days_for, kinds_of, plans_for
from hipcoach.planner.programme import Due, Programme, RuleConflict, SessionKind, day, drop, move, swap, with_sheets
from hipcoach.planner.read_diary import read
from hipcoach.planner.today import plan_today
from hipcoach.safety.rule import PainRule
from hipcoach.store import Store


class UserWeek:
    """Reads the programme again for every question."""

    def __init__(
        self, store: Store, clock: Clock, catalogue: Catalogue, profile: ProfileKeeper, rule: Callable[[], PainRule]
    ) -> None:
        self._store, self._clock, self._catalogue, self._profile, self._rule = store, clock, catalogue, profile, rule

    @property
    def programme(self) -> Programme:
        """The programme as it stands."""
        return with_sheets(profile_values.programme(self._store), self._catalogue.plans)

    @property
    def chosen(self) -> bool:
        """Return True if the user has said what the week is for."""
        return profile_values.value(self._store, profile_values.PROGRAMME, None) is not None

    @property
    def today(self) -> date:
        """The date by the user's own clock."""
        return day_by(self._clock)

    def day(self, on: date) -> tuple[Due, ...]:
        """Return what is planned for one day; for today, what would be started."""
        rule, programme = self._rule(), self.programme
        dues = day(rule, programme, on)
        if on != self.today:
            return dues
        snapshot = read(rule, self._store, self._clock.utc(), self._clock.zone())
        return tuple(Due(due.kind, plan_today(snapshot, due, programme)) for due in dues)

    def days_for(self, on: date, kind: SessionKind) -> tuple[date, ...]:
        """Return the days to which one session may be moved."""
        return days_for(self._rule(), self.programme, on, kind, self.today)

    def plans_for(self, on: date, due: Due) -> tuple[SessionPlan, ...]:
        """Return the plans that may be done in its place."""
        profile = self._profile.read()
        return plans_for(self.programme, on, due.kind, due.plan, self._catalogue, profile.locks, profile.cleared)

    def move(self, on: date, to: date, kind: SessionKind) -> Programme | RuleConflict:
        """Move a session to another day; return why not, where that may not be."""
        return self._keep(move(self._rule(), self.programme, on, to, kind))

    def swap(self, on: date, kind: SessionKind, plan_id: str) -> Programme | RuleConflict:
        """Put another plan in the place of one, that day only."""
        catalogue = self._catalogue
        kinds = kinds_of(catalogue.plans[plan_id], catalogue.exercises)
        return self._keep(swap(self.programme, on, kind, plan_id, kinds))

    def drop(self, on: date, kind: SessionKind) -> Programme | RuleConflict:
        """Leave a session out, that day only."""
        return self._keep(drop(self.programme, on, kind))

    def save(self, programme: Programme) -> None:
        """Write the programme as it is from now on."""
        self._keep(programme)

    def _keep(self, found: Programme | RuleConflict) -> Programme | RuleConflict:
        if isinstance(found, Programme):
            store, clock = self._store, self._clock
            with store.transaction():
                profile_values.keep_answer(
                    store, profile_values.PROGRAMME, profile_values.programme_to(found), clock.utc()
                )
        return found
