"""The user's week: what it holds, and the changes that the planner allows; each is on record at once."""

from datetime import date

from hipcoach.catalogue.types import SessionPlan
from hipcoach.planner import saved
from hipcoach.planner.choosing import days_for, kinds_of, plans_for
from hipcoach.planner.programme import Declined, Due, Kind, Programme, day, drop, move, swap
from hipcoach.planner.reading import read
from hipcoach.planner.today import plan_today
from hipcoach.ui.context import UiContext


class WeekBook:
    """Reads the programme anew for every question."""

    def __init__(self, context: UiContext) -> None:
        self._context = context

    @property
    def programme(self) -> Programme:
        """As it stands."""
        return saved.programme(self._context.store)

    @property
    def today(self) -> date:
        """The user's own date."""
        clock = self._context.clock
        return clock.utc().astimezone(clock.zone()).date()

    def day(self, on: date) -> tuple[Due, ...]:
        """What one day holds; today's as it would be started."""
        rule, programme = self._context.outlook.rule, self.programme
        dues = day(rule, programme, on)
        if on != self.today:
            return dues
        known = read(rule, self._context.store, self._context.clock.utc(), self._context.clock.zone())
        return tuple(Due(due.kind, plan_today(known, due, programme)) for due in dues)

    def days_for(self, on: date, kind: Kind) -> tuple[date, ...]:
        """Where one session may be moved to."""
        return days_for(self._context.outlook.rule, self.programme, on, kind, self.today)

    def plans_for(self, on: date, due: Due) -> tuple[SessionPlan, ...]:
        """What may be done in its place."""
        profile = self._context.profile.read()
        return plans_for(
            self.programme, on, due.kind, due.plan, self._context.catalogue, profile.locks, profile.cleared
        )

    def move(self, on: date, to: date, kind: Kind) -> Programme | Declined:
        """Do it on another day."""
        return self._keep(move(self._context.outlook.rule, self.programme, on, to, kind))

    def swap(self, on: date, kind: Kind, plan_id: str) -> Programme | Declined:
        """Do another plan that day."""
        catalogue = self._context.catalogue
        kinds = kinds_of(catalogue.plans[plan_id], catalogue.exercises)
        return self._keep(swap(self.programme, on, kind, plan_id, kinds))

    def drop(self, on: date, kind: Kind) -> Programme | Declined:
        """Leave it out."""
        return self._keep(drop(self.programme, on, kind))

    def save(self, programme: Programme) -> None:
        """Keep what was chosen from now on."""
        self._keep(programme)

    def _keep(self, found: Programme | Declined) -> Programme | Declined:
        if isinstance(found, Programme):
            store, clock = self._context.store, self._context.clock
            with store.transaction():
                saved.say(store, saved.PROGRAMME, saved.programme_to(found), clock.utc())
        return found
