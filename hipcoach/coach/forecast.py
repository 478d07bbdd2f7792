"""What may be done now: what today is for, and each plan as it would be done, before anything is asked."""

from datetime import date
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.clock import Clock
from hipcoach.planner import saved
from hipcoach.planner.aim import WeekAim, aim_now
from hipcoach.planner.known import Known
from hipcoach.planner.prepare import limit_s, look_ahead_all
from hipcoach.planner.programme import week
from hipcoach.planner.read_diary import read
from hipcoach.planner.today import Today, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipcoach.engine.script import Script
    from hipcoach.engine.types import Timing
    from hipcoach.planner.programme import Due
    from hipcoach.settings import Settings


class Forecast:
    """Reads the diary anew for every question. `script` and `timing` are those that the session itself would use."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        rule: "Callable[[], PainRule]",
        catalogue: Catalogue,
        settings: "Callable[[], Settings]",
        script: "Callable[[], Script]",
        timing: "Callable[[], Timing]",
    ) -> None:
        self._store = store
        self._clock = clock
        self._rule = rule
        self._catalogue = catalogue
        self._settings = settings
        self._script = script
        self._timing = timing

    @property
    def rule(self) -> PainRule:
        """The rule as the settings have it now."""
        return self._rule()

    def today(self) -> Today:
        """What today is for, and why."""
        return today(self._rule(), self._known(), saved.programme(self._store), self._catalogue)

    def today_and_aim(self) -> tuple[Today, WeekAim]:
        """The same, and the aim of this week."""
        rule, known, programme = self._rule(), self._known(), saved.programme(self._store)
        return today(rule, known, programme, self._catalogue), aim_now(rule, known, programme)

    def reminder(self) -> str | None:
        """What there is to remind of now; None where a session was done today, during a rest, and on a day off."""
        from hipcoach.planner.remind import reminder  # only where reminders are on

        known = self._known()
        found = today(self._rule(), known, saved.programme(self._store), self._catalogue)
        plan = self._catalogue.plans.get(found.plan or "")
        done_today = any(known.date_of(past.started_at) == known.today for past in known.past)
        return reminder(found, plan.title if plan is not None else "A session", done_today=done_today)

    def week(self, monday: date) -> "Mapping[date, tuple[Due, ...]]":
        """What the programme has for each day of a week."""
        return week(self._rule(), saved.programme(self._store), monday)

    def session_for(self, plan: SessionPlan) -> Session | Refusal:
        """One plan as it would be done now: today's doses, what is left out and why; or why it is refused."""
        return look_ahead_all(self._rule(), self._known(), self._catalogue, (plan,))[plan.id]

    def all_sessions(self) -> dict[str, Session | Refusal]:
        """Every plan, by id, within the minutes that a session may take."""
        known = self._known()
        found = look_ahead_all(self._rule(), known, self._catalogue, self._catalogue.plans.values())
        return {
            plan_id: session if isinstance(session, Refusal) else self._fit(session, known)
            for plan_id, session in found.items()
        }

    def fitted(self, session: Session) -> Session:
        """The session within the minutes that it may take."""
        return self._fit(session, self._known())

    def seconds(self, session: Session) -> float:
        """How long a session takes."""
        return self.lengths({session.plan.id: session})[session.plan.id]

    def lengths(self, sessions: "Mapping[str, Session | Refusal]") -> dict[str, float]:
        """How long each takes; those refused have no length."""
        from hipcoach.engine.fit import duration_s  # the engine is not needed before a page shows a length
        from hipcoach.engine.unroll import unroll

        script, timing = self._script(), self._timing()
        return {
            plan_id: duration_s(unroll(session, script, timing))
            for plan_id, session in sessions.items()
            if not isinstance(session, Refusal)
        }

    def _fit(self, session: Session, known: Known) -> Session:
        from hipcoach.engine.fit import fit

        return fit(session, self._script(), self._timing(), limit_s(self._rule(), known), known.last_done)

    def _known(self) -> Known:
        times = self._settings().full_instructions_times
        return read(self._rule(), self._store, self._clock.utc(), self._clock.zone(), full_times=times)
