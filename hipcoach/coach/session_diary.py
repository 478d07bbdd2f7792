"""What the ways in and out of a session read from the diary and write into it, always at the present moment."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import uuid4

from hipcoach.catalogue.types import Catalogue, Side
from hipcoach.clock import Clock
from hipcoach.coach.answer_queue import AnswerQueue
from hipcoach.coach.answers import AnswerWriter
from hipcoach.coach.correction import DiaryMark, mark, take_back
from hipcoach.coach.diary import pain_rest_after_full_disk
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.errors import EnvironmentProblem
from hipcoach.history.session_detail import SessionDetail, session_detail
from hipcoach.planner import nextday
from hipcoach.planner.choices import DoseChoice, dose_choices, reasons_since_done
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.rule_facts import pain_rest_reason
from hipcoach.recorder import BeforeAnswers, Recorder, UnfinishedSession, begin, find_unfinished, go_on, keep
from hipcoach.safety.after import after
from hipcoach.safety.before import still_count
from hipcoach.safety.dose import steps_less_key
from hipcoach.safety.pain_rests import GoOn, may_go_on
from hipcoach.safety.past import Past
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import switched_off
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_keys import PAIN_REST_IN_FORCE
from hipcoach.safety.types import Decision, Finish, PainRestKind, Session
from hipcoach.store import Store
from hipcoach.store.rows import ScreenRow

logger = logging.getLogger(__name__)

ADVICE = "I have had advice"


class SessionDiary:
    """Reads again for every question. What it writes is on the disk when a method returns.

    Writing raises EnvironmentProblem where the disk is full or the diary may not change; nothing is written then.
    """

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
        """Read and write `store`; `full_times` is how often an exercise's instructions are said in full."""
        self.catalogue = catalogue
        self._store = store
        self._clock = clock
        self._rule = rule
        self._full_times = full_times
        self._app_version = app_version
        self.queue = AnswerQueue()
        self.no_backup = ""  # why the last one could not be made
        self._before_after: DiaryMark | None = None  # what the diary held before the number after the last session
        self._recorder: Recorder | None = None  # of the last session

    @property
    def rule(self) -> PainRule:
        """The rule as the settings have it now."""
        return self._rule()

    def all_or_nothing(self) -> AbstractContextManager[None]:
        """Write all that is written inside, or nothing where one thing cannot be."""
        return self._store.transaction()

    def snapshot(self) -> DiarySnapshot:
        """Return the part of the diary that planning needs, as it is now."""
        return self._answers().snapshot(self._clock.utc(), self._clock.zone(), full_times=self._full_times())

    @property
    def profile(self) -> ProfileKeeper:
        """What the user said of themselves."""
        return ProfileKeeper(self._store, self._clock)

    def session_detail(self, session_id: str) -> SessionDetail:
        """Read one session as it was done."""
        return session_detail(self._store, session_id)

    def now(self) -> datetime:
        """Return the present."""
        return self._clock.utc()

    def still_count(self, answered_at: datetime) -> bool:
        """Return True if what was answered then before a session counts for one that begins now."""
        return still_count(self.rule, answered_at, self._clock.utc(), self._clock.zone())

    # -- the numbers before and after, and their correction

    def waiting_for_next_day(self) -> Past | None:
        """Return the session that waits for a next-day answer; today's number before a session is one, too."""
        snapshot = self.snapshot()
        return snapshot.last if nextday.pending(self.rule, snapshot) else None

    def decide_next_day(self, pain: PainAnswer) -> Decision | None:
        """Decide what a next-day answer leads to, and write nothing; None where none is due."""
        return self._answers().decide_next_day(self.snapshot(), pain.score, pain.soreness)

    def record_next_day(self, pain: PainAnswer, now: datetime) -> Decision | None:
        """Write a next-day answer and what it leads to; None, and nothing written, where none is due."""
        decided = self._answers().record_next_day(
            pain.score,
            soreness=pain.soreness,
            stiffness=pain.stiffness,
            now=now,
            zone=self._clock.zone(),
        )
        return decided.decision if decided is not None else None

    def record_without_session(
        self, now: datetime, *, pain: PainAnswer | None = None, ticked: tuple[str, ...] | None = None
    ) -> None:
        """Write the number before, or the signs marked, where no session begins: it refuses one all day."""
        score, area, side = (None, None, None) if pain is None else (pain.score, pain.area, pain.side)
        self._answers().record_without_session(score, ticked, now, area=area, side=side)

    def record_after(
        self, session_id: str, session: Session, pain: PainAnswer, *, correct: bool = False
    ) -> Decision | None:
        """Write the number after a session, and return what it leads to. That is decided also where the disk is full.

        `correct`: it takes the place of the number given before. Where it cannot be written, return None: nothing
        changes.
        """
        now, decided = self._time_of(session_id), list[Decision]()

        def write() -> None:
            self._end_of(session_id)  # before the mark: what the session itself led to is never taken back
            with self._store.transaction():
                before = self._before_after if correct else self.mark()
                if correct and before is not None:
                    self.take_back(before)
                decided.append(
                    self._answers().record_after(
                        session_id,
                        pain.score,
                        effort=pain.effort,
                        base_from=session.base_from,
                        now=now,
                        zone=self._clock.zone(),
                    )
                )
            self._before_after = before

        if correct:
            if not self.queue.write_waiting():  # the number that is corrected may be among what waits
                return None
            try:
                write()
            except EnvironmentProblem as problem:
                self.queue.note(problem)
                return None
        elif not self.queue.write(write):
            return after(self.rule, session.base, pain.score, base_from=session.base_from)
        self._back_up(now)
        return decided[-1]

    def _end_of(self, session_id: str) -> None:
        """Have a session's own events written first. Raise EnvironmentProblem where its end cannot be."""
        recorder = self._recorder
        if recorder is not None and recorder.session_id == session_id and recorder.waits:
            recorder.commit(())
            if not recorder.ended:
                raise EnvironmentProblem(recorder.problem or "")

    def _back_up(self, now: datetime) -> None:
        try:
            self._store.back_up(now)
            self.no_backup = ""
        except EnvironmentProblem as problem:
            self.no_backup = str(problem)
            logger.warning("no backup of the diary could be made after the number after a session")

    def _time_of(self, session_id: str) -> datetime:
        """Return the moment as a session that began here dates it: the clock may have been set while it ran."""
        recorder = self._recorder
        return self._clock.utc() if recorder is None or recorder.session_id != session_id else recorder.now()

    def mark(self) -> DiaryMark:
        """Return what the diary holds now, so that a number given from here on can be taken back."""
        return mark(self._store)

    def take_back(self, before: DiaryMark) -> None:
        """Take back the number given since `before`: it was mistyped, and what it led to falls away."""
        take_back(self._store, before, self._clock.utc())

    # -- a session's beginning, and one that was cut off

    def begin(self, session: Session, ticked: tuple[str, ...], pain: PainAnswer) -> Recorder:
        """Write that a session begins, with the steps up and back that it takes; return its recorder."""
        if not self.queue.write_waiting():
            raise EnvironmentProblem(self.queue.problem)
        snapshot = self.snapshot()
        answers = BeforeAnswers(pain.score, pain.area, pain.side, ticked)
        with self._store.transaction():
            self._answers().record_start(snapshot, session)
            self._recorder = begin(
                self._store,
                self._clock,
                session,
                before=answers,
                app_version=self._app_version,
                rule_version=self.rule.version,
            )
        return self._recorder

    def unfinished(self) -> UnfinishedSession | None:
        """Return the newest session that was cut off, if there is one. What waits to be written is tried first."""
        if self._recorder is not None and self._recorder.waits:
            self._recorder.commit(())
        self.queue.write_waiting()
        if self._store.may_lack:
            pain_rest_after_full_disk(self._store, self._clock.utc())
        return find_unfinished(self._store)

    def may_go_on(self, cut_off: UnfinishedSession) -> GoOn:
        """Decide whether a session that was cut off may go on now, once the screening has been passed again.

        It may not where a full disk may have kept a rest off the record: what is missing never counts as fine.
        """
        snapshot = self.snapshot()
        rest = pain_rest_reason(snapshot.pain_rests, snapshot.past)
        if rest is None and (self._store.may_lack or (self._recorder is not None and self._recorder.waits)):
            rest = Reason(PAIN_REST_IN_FORCE, "rest_in_doubt")
        if rest is not None and cut_off.pain_rest is PainRestKind.NONE and not cut_off.report_open:
            return GoOn(False, rest)  # one that nothing in this session began
        return may_go_on(
            self.rule,
            started_at=cut_off.started_at,
            now=self._clock.utc(),
            report_open=cut_off.report_open,
            pain_rest=cut_off.pain_rest,
        )

    def go_on(self, cut_off: UnfinishedSession, ticked: tuple[str, ...]) -> Recorder:
        """Write the screening that was passed again, and return a recorder that carries on."""
        with self._store.transaction():
            self._store.screens.add(ScreenRow(str(uuid4()), self._clock.utc(), ticked, cut_off.session_id))
        self._recorder = go_on(self._store, cut_off, self._clock)
        return self._recorder

    def keep(self, cut_off: UnfinishedSession) -> Finish:
        """End a session that was cut off, as it was."""
        return keep(self._store, cut_off, self._clock, self.rule)

    # -- the user's own choices before a session

    def dose_choices(self, session: Session, score: int | None) -> dict[str, DoseChoice]:
        """Return what may be changed of each exercise's dose, by exercise."""
        snapshot = self.snapshot()
        since_done = reasons_since_done(self._store, snapshot)
        return dose_choices(self.rule, snapshot, self.catalogue, session, score, since_done)

    def change_dose(self, exercise_id: str, steps: int, side: Side = Side.BOTH) -> None:
        """Write that an exercise is done `steps` higher than it was (below 0: lower), never above its place."""
        steps_less = self.snapshot().steps_less.get(steps_less_key(exercise_id, side), 0) - steps
        self._answers().record_steps_less(self.catalogue.exercises[exercise_id], steps_less, self._clock.utc(), side)

    def stay(self, exercise_id: str) -> None:
        """Write that the user declines a step up."""
        self._answers().record_stay(self.catalogue.exercises[exercise_id], self._clock.utc(), self._clock.zone())

    def switched_off(self) -> frozenset[str]:
        """Return the exercises that started a pain rest and wait for advice, and to be turned on again."""
        snapshot = self.snapshot()
        return switched_off(snapshot.pain_rests, snapshot.advice, snapshot.turned_on)

    def turn_on(self, exercise_id: str) -> None:
        """Write that the user has had advice and turns an exercise on again, at its first step."""
        exercise = self.catalogue.exercises[exercise_id]
        with self.all_or_nothing():
            self.record_advice()
            self._answers().record_turn_on(exercise, self._clock.utc(), self._clock.zone())

    # -- pain rests

    def missing_for_release(self, score: int | None, ticked: tuple[str, ...]) -> tuple[str, ...]:
        """Return which conditions for ending the rest are missing, without the user's own wish. Write nothing."""
        return self._answers().decide_release(self.snapshot(), score, ticked, confirmed=True).missing

    def record_in_rest(self, score: int | None, now: datetime) -> None:
        """Write how it is during a pain rest."""
        self._answers().record_in_rest(score, now)

    def release(self, score: int | None, ticked: tuple[str, ...], *, confirmed: bool) -> bool:
        """Write the rest's end; return True if it ends: only where all is met, the user's word included."""
        clock = self._clock
        found = self._answers().record_release(score, ticked, confirmed=confirmed, now=clock.utc(), zone=clock.zone())
        return found.allowed

    def pain_rest_from_now(self) -> None:
        """Write that a pain rest dated in the future, by a clock that was ahead, begins now."""
        self._answers().record_pain_rest_from_now(self._clock.utc())

    def record_advice(self) -> None:
        """Write that the user has had advice."""
        self._answers().record_advice(ADVICE, self._clock.utc())

    def take_back_advice(self) -> None:
        """Take back the newest note of advice, and what it led to."""
        self._answers().take_back_advice(self._clock.utc())

    def _answers(self) -> AnswerWriter:
        return AnswerWriter(self.rule, self._store, self.catalogue, self._clock.uptime())
