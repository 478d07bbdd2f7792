"""Looks ahead, before anything is asked: what today is for, each plan as it would be done, what is due next."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.clock import Clock
from hipcoach.planner import profile_values
from hipcoach.planner.aim import WeekAim, aim_now
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import limit_s, look_ahead_all, once_allowed
from hipcoach.planner.programme import Programme, week, with_sheets
from hipcoach.planner.read_diary import read
from hipcoach.planner.remind import reminder, sitting_reminder
from hipcoach.planner.today import NO_SESSION, DayKind, Today, today
from hipcoach.safety.compose import Refusal
from hipcoach.safety.pain_rests import in_force
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session
from hipcoach.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipcoach.engine.types import Timing
    from hipcoach.engine.words.script import Script
    from hipcoach.planner.programme import Due
    from hipcoach.settings import Settings

LOOKS_AHEAD_DAYS = 8


class Forecast:
    """Reads the diary again for every question. `script` and `timing` are those that the session itself would use."""

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

    @property
    def script(self) -> "Script":
        """The phrases as a session would say them now."""
        return self._script()

    @property
    def timing(self) -> "Timing":
        """The times that a session would take now."""
        return self._timing()

    def today(self) -> Today:
        """Decide what today is for, and why."""
        return today(self._rule(), self._snapshot(), self._programme(), self._catalogue)

    def today_and_aim(self, first_weekday: int = 0) -> tuple[Today, WeekAim]:
        """Decide what today is for, and how this week stands to its aim.

        `first_weekday`: when a week begins (0: Monday).
        """
        rule, snapshot, programme = self._rule(), self._snapshot(), self._programme()
        return today(rule, snapshot, programme, self._catalogue), aim_now(rule, snapshot, programme, first_weekday)

    def _programme(self) -> Programme:
        return with_sheets(profile_values.programme(self._store), self._catalogue.plans)

    def rest_today(self) -> Today | None:
        """Return what today is for, where no session may start whatever is answered first; None where one may start."""
        found = self.today()
        held = found.kind in (DayKind.PAUSED, DayKind.BLOCKED) or found.line in NO_SESSION
        return found if held or found.sign.line else None

    def next_due(self) -> tuple[date, tuple[str, ...]] | None:
        """Return the next day with a session and its plans' titles; None where a pain rest has to end first."""
        rule, snapshot, programme = self._rule(), self._snapshot(), self._programme()
        for days in range(LOOKS_AHEAD_DAYS):
            then = snapshot.after(timedelta(days=days))
            found = today(rule, then, programme, self._catalogue)
            if found.kind in (DayKind.PAUSED, DayKind.BLOCKED):
                return None
            if found.kind is DayKind.CHECK_FIRST:
                return found.date, ()
            if found.kind is DayKind.SESSION and found.plan is not None:
                return found.date, (self._catalogue.plans[found.plan].title,)
        return None

    def reminder(self) -> str | None:
        """Return what to remind of now; None after today's session, in a pain rest, and on a day off."""
        snapshot = self._snapshot()
        found = today(self._rule(), snapshot, self._programme(), self._catalogue)
        plan = self._catalogue.plans.get(found.plan or "")
        done_today = any(snapshot.day_of(past) == snapshot.today for past in snapshot.past)
        return reminder(found, plan.title if plan is not None else "A session", done_today=done_today)

    def sitting_reminder(self) -> str | None:
        """Return what is said after long sitting; None during a pain rest."""
        return sitting_reminder(in_force(self._snapshot().pain_rests))

    def week(self, monday: date) -> "Mapping[date, tuple[Due, ...]]":
        """Return what the programme has for each day of a week."""
        return week(self._rule(), self._programme(), monday)

    def session_for(self, plan: SessionPlan, exercises: "Mapping[str, Exercise] | None" = None) -> Session | Refusal:
        """Compose one plan as it would be done now, with what is left out and why; or say why it is refused."""
        catalogue = self._catalogue if exercises is None else replace(self._catalogue, exercises=exercises)
        return look_ahead_all(self._rule(), self._snapshot(), catalogue, (plan,))[plan.id]

    def session_on_paper(self, plan: SessionPlan) -> Session | Refusal:
        """Compose a plan for the coming weeks: as it will be once what was done lately may be done again."""
        rule, snapshot = self._rule(), self._snapshot()
        found = look_ahead_all(rule, snapshot, self._catalogue, (plan,))[plan.id]
        if isinstance(found, Refusal):
            return found
        then = replace(snapshot, now=snapshot.now + timedelta(hours=rule.strength_gap_h))
        later = look_ahead_all(rule, then, self._catalogue, (plan,))[plan.id]
        return later if isinstance(later, Refusal) else self._fit(later, then)

    def all_sessions(self) -> dict[str, Session | Refusal]:
        """Compose every plan, by id, within the minutes that a session may take."""
        snapshot = self._snapshot()
        found = look_ahead_all(self._rule(), snapshot, self._catalogue, self._catalogue.plans.values())
        return {
            plan_id: session if isinstance(session, Refusal) else self._fit(session, snapshot)
            for plan_id, session in found.items()
        }

    def once_allowed(self, plan: SessionPlan) -> Session | Refusal:
        """Compose a plan that is refused now as if it were allowed, to show what it holds and needs."""
        return once_allowed(self._rule(), self._snapshot(), self._catalogue, (plan,))[plan.id]

    def fitted(self, session: Session) -> Session:
        """Return the session cut to the minutes that it may take."""
        return self._fit(session, self._snapshot())

    def seconds(self, session: Session) -> float:
        """Return how many seconds a session takes."""
        return self.lengths({session.plan.id: session})[session.plan.id]

    def work_seconds(self, session: Session) -> float:
        """Return how many seconds of work and of rests a session has: what is said does not count."""
        from hipcoach.engine.steps.unroll import effort_s  # as below

        script, timing = self._script(), self._timing()
        return sum(effort_s(session, order, script, timing) for order in range(len(session.assignments)))

    def lengths(self, sessions: "Mapping[str, Session | Refusal]") -> dict[str, float]:
        """Return how many seconds each takes, by plan; those refused have no length."""
        from hipcoach.engine.steps.shorten import duration_s  # 34 ms that today's first frame does not wait for
        from hipcoach.engine.steps.unroll import unroll

        script, timing = self._script(), self._timing()
        return {
            plan_id: duration_s(unroll(session, script, timing))
            for plan_id, session in sessions.items()
            if not isinstance(session, Refusal)
        }

    def _fit(self, session: Session, snapshot: DiarySnapshot) -> Session:
        from hipcoach.engine.steps.shorten import fit  # as above

        rule = self._rule()
        return fit(rule, session, self._script(), self._timing(), limit_s(rule, snapshot), snapshot.last_done)

    def _snapshot(self) -> DiarySnapshot:
        times = self._settings().full_instructions_times
        clock = self._clock
        return read(self._rule(), self._store, clock.utc(), clock.zone(), clock.uptime(), full_times=times)
