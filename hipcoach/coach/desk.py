"""What a session's pages ask of the rule and the diary, always of this moment. No Qt."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan, Side
from hipcoach.clock import Clock
from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.correction import DiaryMark, mark, take_back
from hipcoach.engine.fit import fit
from hipcoach.engine.script import Script
from hipcoach.engine.types import Finish, Timing
from hipcoach.errors import EnvironmentProblem
from hipcoach.planner import nextday, saved
from hipcoach.planner.choices import DoseChoice, dose_choices, told_since_done
from hipcoach.planner.equip import Equipped
from hipcoach.planner.facts import gather, hurt_lately, usual_now
from hipcoach.planner.known import Known, Past
from hipcoach.planner.prepare import before_now, limit_s, plan_at_hand, prepare, with_number
from hipcoach.planner.swap import replacements
from hipcoach.planner.today import NO_SESSION, Kinds, Today, today
from hipcoach.recorder import BeforeAnswers, Recorder, Unfinished, begin, go_on, keep, unfinished
from hipcoach.safety.after import Soreness, after
from hipcoach.safety.before import BeforeDecision, Screened, screen
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import lower_key
from hipcoach.safety.holds import GoOn, may_go_on, release
from hipcoach.safety.returning import pause_reason, switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Area, Decision, Session
from hipcoach.store import Store
from hipcoach.store.rows import ScreenRow

logger = logging.getLogger(__name__)

LOOKS_AHEAD_DAYS = 8


@dataclass(frozen=True, slots=True)
class PainNow:
    """The answers to one pain question; a score of None is "not given"."""

    score: int | None = None
    area: Area | None = None
    side: Side | None = None
    soreness: Soreness | None = None
    stiffness: str | None = None
    effort: int | None = None


class Desk:
    """Reads the diary anew for every question; every answer is on the disk before it gives what follows."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalogue: Catalogue,
        *,
        rule: Callable[[], PainRule],
        full_times: Callable[[], int],
        app_version: str,
    ) -> None:
        self.catalogue = catalogue
        self._store = store
        self._clock = clock
        self._rule = rule
        self._full_times = full_times
        self._app_version = app_version

    @property
    def rule(self) -> PainRule:
        """The rule as the settings have it now."""
        return self._rule()

    def known(self) -> Known:
        """Everything that matters for what comes next."""
        return self._answers().known(self._clock.utc(), self._clock.zone(), full_times=self._full_times())

    def first_run_done(self) -> bool:
        """Whether the questions of the first run were answered: which locks apply is known."""
        return bool(saved.value(self._store, saved.FIRST_RUN_DONE, False))

    # -- before -------------------------------------------------------------------------------------------------

    def screened(self, ticked: tuple[str, ...]) -> Screened:
        """Decide on the screen; a day on which it refuses a session is logged."""
        decided = screen(self.rule, ticked)
        if decided.blocks:
            self._answers().refused(None, ticked, self._clock.utc())
        return decided

    def waiting_for_next_day(self) -> Past | None:
        """The session whose next-day answer today's number is, too."""
        known = self.known()
        return known.last if nextday.pending(self.rule, known) else None

    def tell_next_day(self, now: PainNow) -> Decision | None:
        """Write a next-day answer and what it leads to."""
        decided = self._answers().next_day(
            now.score,
            soreness=now.soreness,
            stiffness=now.stiffness,
            now=self._clock.utc(),
            zone=self._clock.zone(),
        )
        return decided.decision if decided is not None else None

    def gate(self, score: int | None) -> BeforeDecision:
        """What today's number allows."""
        return before_now(self.rule, self.known(), score)

    def refused(self, score: int | None) -> None:
        """Today's number refused a session: logged."""
        self._answers().refused(score, None, self._clock.utc())

    def prepare(self, plan: SessionPlan, ticked: tuple[str, ...], now: PainNow) -> Session | Refusal:
        """Give today's session of a plan, or say why there is none."""
        sore = now.side if now.score else None
        return prepare(self.rule, self.known(), self.catalogue, plan, ticked=ticked, b=now.score, sore_side=sore)

    def at_hand(self, plan: SessionPlan, now: PainNow) -> Equipped:
        """The plan as it can be done with what is at hand; further changes begin there."""
        return plan_at_hand(self.rule, self.known(), self.catalogue, plan, now.score, now.side if now.score else None)

    def fitted(self, session: Session, script: Script, timing: Timing) -> Session:
        """The session within the minutes that it may take."""
        known = self.known()
        return fit(session, script, timing, limit_s(self.rule, known), known.last_done)

    def begin(self, session: Session, ticked: tuple[str, ...], now: PainNow) -> Recorder:
        """Write that it begins, with the steps up and back that it takes."""
        known = self.known()
        answers = BeforeAnswers(now.score, now.area, now.side, ticked)
        with self._store.transaction():
            self._answers().begun(known, session)
            return begin(
                self._store,
                self._clock,
                session,
                before=answers,
                app_version=self._app_version,
                rule_version=self.rule.version,
            )

    # -- the user's own choices before it

    def dose_choices(self, session: Session, score: int | None) -> dict[str, DoseChoice]:
        """What may be changed of each exercise."""
        known = self.known()
        told = told_since_done(self._store, known)
        return dose_choices(self.rule, known, self.catalogue, session, score, told)

    def change_dose(self, exercise_id: str, steps: int, side: Side = Side.BOTH) -> None:
        """Some steps more or less, of what is below its place."""
        less = self.known().lower.get(lower_key(exercise_id, side), 0) - steps
        self._answers().less(self.catalogue.exercises[exercise_id], less, self._clock.utc(), side)

    def stay(self, exercise_id: str) -> None:
        """The user declines a step up."""
        self._answers().declined(self.catalogue.exercises[exercise_id], self._clock.utc(), self._clock.zone())

    def replacements(self, plan: SessionPlan, exercise_id: str, now: PainNow) -> tuple[Exercise, ...]:
        """What may stand in for one exercise of a plan today."""
        known, rule = with_number(self.rule, self.known(), now.score), self.rule
        return replacements(
            rule,
            self.catalogue,
            plan,
            self.catalogue.exercises[exercise_id],
            gather(rule, known, self.catalogue.exercises),
            before_now(rule, known, now.score),
            hurt=hurt_lately(known),
            sore_side=now.side if now.score else None,
        )

    def switched_off(self) -> frozenset[str]:
        """What started a rest and waits for advice, and for the user to turn it on again."""
        known = self.known()
        return switched_off(known.holds, known.advice, known.turned_on)

    def turn_on(self, exercise_id: str) -> None:
        """The user has had advice, and turns an exercise on again: at its first step."""
        self.advised()
        exercise = self.catalogue.exercises[exercise_id]
        self._answers().turned_on(exercise, self._clock.utc(), self._clock.zone())

    # -- after --------------------------------------------------------------------------------------------------

    def tell_after(self, session_id: str, session: Session, now: PainNow) -> Decision:
        """Write the number after a session and what it leads to; on a full disk it is only said."""
        try:
            return self._answers().after(
                session_id,
                now.score,
                effort=now.effort,
                base_from=session.base_from,
                now=self._clock.utc(),
                zone=self._clock.zone(),
            )
        except (EnvironmentProblem, KeyError):  # nothing can be written, or the session's end could not be
            logger.warning("the answer after the session could not be written: its advice is only shown")
            return after(self.rule, session.base, now.score, base_from=session.base_from)

    def mark(self) -> DiaryMark:
        """Remember where the diary stands."""
        return mark(self._store)

    def take_back(self, before: DiaryMark) -> None:
        """The number given since `before` was mistyped: what it led to falls away."""
        take_back(self._store, before, self._clock.utc())

    def next_due(self) -> tuple[date, tuple[str, ...]] | None:
        """The next day with a session, and its plans' titles; none where a rest has to end first."""
        known, programme = self.known(), saved.programme(self._store)
        for days in range(LOOKS_AHEAD_DAYS):
            then = replace(known, now=known.now + timedelta(days=days))
            found = today(self.rule, then, programme, self.catalogue)
            if found.kind in (Kinds.PAUSED, Kinds.BLOCKED):
                return None
            if found.kind is Kinds.CHECK_FIRST:
                return found.date, ()
            if found.kind is Kinds.SESSION and found.plan is not None:
                return found.date, (self.catalogue.plans[found.plan].title,)
        return None

    # -- rests --------------------------------------------------------------------------------------------------

    def missing_for_release(self, score: int | None, ticked: tuple[str, ...]) -> tuple[str, ...]:
        """What stands against ending the rest now, besides the user's own word; nothing is written."""
        known = self.known()
        paused = pause_reason(self.rule, known.holds, known.advice, known.now)
        found = release(
            self.rule,
            known.holds,
            now=known.now,
            pain=score,
            usual=usual_now(self.rule, known),
            ticked=ticked,
            confirmed=True,
        )
        return found.missing if paused is None else (paused.sentence, *found.missing)

    def release(self, score: int | None, ticked: tuple[str, ...] | None, *, confirmed: bool) -> bool:
        """Write how it is now; the rest ends only if everything is met, the user's own word included."""
        clock = self._clock
        found = self._answers().release(score, ticked, confirmed=confirmed, now=clock.utc(), zone=clock.zone())
        return found.allowed

    def advised(self) -> None:
        """The user notes "I have had advice"."""
        self._answers().advised("I have had advice", self._clock.utc())

    # -- cut off ------------------------------------------------------------------------------------------------

    def unfinished(self) -> Unfinished | None:
        """The session that was cut off, if there is one."""
        return unfinished(self._store, self._clock.utc())

    def may_go_on(self, cut_off: Unfinished) -> GoOn:
        """Whether it may go on, once the screen has been passed again."""
        return may_go_on(
            self.rule,
            started_at=cut_off.started_at,
            now=self._clock.utc(),
            report_open=cut_off.report_open,
            hold=cut_off.hold,
        )

    def go_on(self, cut_off: Unfinished, ticked: tuple[str, ...] = ()) -> Recorder:
        """Give a recorder that carries on; the screen that was passed again goes on record with it."""
        self._store.screens.add(ScreenRow(str(uuid4()), self._clock.utc(), ticked, cut_off.session_id))
        return go_on(self._store, cut_off, self._clock)

    def keep(self, cut_off: Unfinished) -> Finish:
        """End it as it was."""
        return keep(self._store, cut_off, self._clock, self.rule)

    def _answers(self) -> AnswerWriter:
        return AnswerWriter(self.rule, self._store, self.catalogue)


def held_back(now: Today) -> bool:
    """Whether no session may start, whatever the screen and today's number say."""
    return now.kind in (Kinds.PAUSED, Kinds.BLOCKED) or now.line in NO_SESSION
