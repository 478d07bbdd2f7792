"""Writes a session's events into the diary, each before the screen moves on, and keeps its records in step."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from hipcoach.catalogue.types import Side
from hipcoach.clock import Clock
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Decided,
    Event,
    ExerciseFinished,
    Finished,
    HoldCorrected,
    HoldSet,
    PainKindGiven,
    PainReported,
    PainScored,
    Replanned,
    SetFinished,
    Silenced,
    StateChanged,
    StepStarted,
    WentBack,
)
from hipcoach.engine.types import Outcome
from hipcoach.errors import EnvironmentProblem
from hipcoach.recorder.codec import payload_text, session_text
from hipcoach.safety.types import Action, HoldKind, Question
from hipcoach.store import Store
from hipcoach.store.rows import EventRow, HoldRow, PainRow, SetRow

logger = logging.getLogger(__name__)

NOT_JOURNALLED = (CueStarted, Silenced, StateChanged)  # nobody would miss them, and they can be made again
THINNED = (  # once the session is over their facts stand in its records
    "StepStarted",
    "StepFinished",
    "SetFinished",
    "ExerciseFinished",
    "Answered",
    "WaitStarted",
    "PositionTaken",
    "ResumeStarted",
    "Replanned",
)

NewId = Callable[[], str]


def new_id() -> str:
    """Return a new UUID."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class RecorderPlace:
    """Where in its session a recorder stands; put back when a commit fails."""

    order: int = 0
    side: Side | None = None
    report: str | None = None  # id of the pain answer that is open
    hold: str | None = None  # id of the hold set last


class Recorder:
    """One session's way into the diary.

    `commit` returns when the events are on the disk. Where that cannot be, it keeps them, says so in `problem`, and
    tries again with the next ones: a full disk never stops a session.
    """

    def __init__(
        self,
        store: Store,
        session_id: str,
        clock: Clock,
        *,
        place: RecorderPlace = RecorderPlace(),
        seq: int = 0,
        from_s: float = 0.0,
        sore_side: Side | None = None,
        happened_at: datetime | None = None,
        ids: NewId = new_id,
    ) -> None:
        self.session_id = session_id
        self.problem: str | None = None  # one sentence for the user
        self._store = store
        self._clock = clock
        self._began = clock.utc(), clock.uptime().seconds
        self._ids = ids
        self._place, self._seq = place, seq
        self._sore_side = sore_side
        self._happened_at = happened_at  # for what is written later than it happened
        self._from_s = from_s  # what was recorded before the session was cut off
        self._waiting: tuple[Event, ...] = ()
        head = store.sessions.get(session_id)
        self._rule_version = head.rule_version
        self._key = store.sessions.key(session_id)

    def commit(self, events: Sequence[Event]) -> None:
        """Write these events, all or none, and do not return before they would outlast a power cut."""
        self._waiting += tuple(event for event in events if not isinstance(event, NOT_JOURNALLED))
        if self._waiting and self._write_waiting() and any(isinstance(event, Finished) for event in events):
            self._back_up()

    def _write_waiting(self) -> bool:
        try:
            self._write(self._waiting)
        except EnvironmentProblem as problem:
            if not self._store.make_room():
                self._cannot_write(problem)
                return False
            logger.warning("the diary could not be written: its reserve of room has been given up")
            try:
                self._write(self._waiting)
            except EnvironmentProblem as again:
                self._cannot_write(again)
                return False
        self._waiting, self.problem = (), None
        return True

    def _cannot_write(self, problem: EnvironmentProblem) -> None:
        if self.problem is None:  # once, not at every event
            logger.warning("the diary cannot be written: the session's events wait in memory")
        self.problem = str(problem)

    def now(self) -> datetime:
        """Return the moment by the time that has passed since it began: a clock that is set meanwhile dates nothing."""
        at, uptime_s = self._began
        return at + timedelta(seconds=self._clock.uptime().seconds - uptime_s)

    def _now(self) -> datetime:
        return self._happened_at or self.now()

    def _back_up(self) -> None:
        try:
            self._store.back_up(self.now())
        except EnvironmentProblem as problem:
            logger.warning("no backup of the diary could be made after the session")
            self.problem = str(problem)

    def _write(self, events: Sequence[Event]) -> None:
        place, seq = self._place, self._seq
        try:
            with self._store.transaction():
                changed = False
                for event in events:
                    row = EventRow(self._seq, self._from_s + event.at_s, type(event).__name__, payload_text(event))
                    self._store.sessions.add_event(self._key, row)
                    self._seq += 1
                    changed = self._keep_in_step(event) or changed
                if changed:
                    self._store.sessions.seal(self._key)
        except BaseException:
            self._place, self._seq = place, seq
            raise

    def _keep_in_step(self, event: Event) -> bool:
        """Keep the session's records in step with an event; return True if any of them changed."""
        match event:
            case StepStarted(step=step):
                if (step.order, step.side) != (self._place.order, self._place.side):
                    self._place = replace(self._place, order=step.order, side=step.side)
                return False
            case PainReported() | PainScored() | PainKindGiven() | Decided():
                self._keep_pain(event)
                return False
            case HoldSet() | HoldCorrected():
                self._keep_hold(event)
                return False
            case _:
                return self._keep_records(event)

    def _keep_records(self, event: Event) -> bool:
        sessions, key = self._store.sessions, self._key
        match event:
            case SetFinished():
                sessions.put_set(key, _set_row(event))
            case Answered(response=response):
                sessions.set_response(key, self._place.order, response)
            case ExerciseFinished(order=order, outcome=outcome):
                sessions.set_outcome(key, order, outcome)
            case WentBack():
                sessions.clear_counts(key, self._place.order)
            case Replanned(session=session):
                sessions.set_composition(key, session_text(session))
            case Finished():
                self._finish(event)
            case _:
                return False
        return True

    def _finish(self, event: Finished) -> None:
        sessions, key = self._store.sessions, self._key
        for row in sessions.exercises(self.session_id):
            if row.outcome is None:
                sessions.set_outcome(key, row.ord, Outcome.SKIPPED)
        sessions.set_composition(key, "{}")  # its exercises and doses stand in the records
        sessions.thin_events(key, THINNED)
        sessions.end(key, self._now(), self._from_s + event.at_s, event.finish, event.hold)

    # -- pain ---------------------------------------------------------------------------------------------------

    def _keep_pain(self, event: PainReported | PainScored | PainKindGiven | Decided) -> None:
        at_s = self._from_s + event.at_s
        match event:
            case PainReported(exercise=exercise, also=also):
                self._open(Question.DURING, exercise, " ".join(also), at_s)
            case PainScored(score=score):
                self._change_report(score=score)
            case PainKindGiven(kind=kind):
                self._change_report(kind=kind)
            case Decided(decision=decision):
                self._change_report(open=False)
                self._place = replace(self._place, report=None)
                if decision.action is Action.REST:
                    self._open(Question.REST, decision.exercise, "", at_s)

    def _open(self, question: Question, exercise: str | None, also: str, at_s: float) -> None:
        row = PainRow(
            id=self._ids(),
            question=question,
            at=self._now(),
            session=self.session_id,
            exercise=exercise,
            also=also,
            side=self._place.side,
            at_s=at_s,
            open=True,
        )
        self._store.pains.add(row)
        self._place = replace(self._place, report=row.id)

    def _change_report(self, **changes: object) -> None:
        if self._place.report is not None:
            row = self._store.pains.get(self._place.report)
            self._store.pains.put(replace(row, **changes))  # type: ignore[arg-type]  # names and types are those above

    # -- holds --------------------------------------------------------------------------------------------------

    def _keep_hold(self, event: HoldSet | HoldCorrected) -> None:
        if isinstance(event, HoldCorrected):
            if self._place.hold is not None:
                self._store.holds.correct(self._place.hold, self._now())
            self._change_report(score=None)
            self._place = replace(self._place, hold=None)
            return
        if event.kind is HoldKind.NONE:
            return
        row = HoldRow(
            id=self._ids(),
            kind=event.kind,
            started_at=self._now(),
            triggers=event.triggers,
            side=self._place.side or self._sore_side,
            base=event.base,
            peak=event.peak,
            rule_version=self._rule_version,
            session=self.session_id,
        )
        self._store.holds.add(row)
        self._place = replace(self._place, hold=row.id)


def _set_row(event: SetFinished) -> SetRow:
    return SetRow(
        event.order,
        event.exercise,
        event.set,
        event.side or "",
        event.reps_target,
        event.reps_done,
        event.hold_s_target,
        event.hold_s_done,
    )
