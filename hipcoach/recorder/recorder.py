"""Writes each event of a session into the diary before the screen shows it.

On a full disk, a red score is lost last.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from hipcoach.catalogue.types import Side
from hipcoach.clock import Clock
from hipcoach.engine.events import Event, StepStarted, VitalEvent
from hipcoach.engine.types import WORK_KINDS, Step
from hipcoach.errors import EnvironmentProblem
from hipcoach.recorder.entry import NOT_JOURNALLED, Entry
from hipcoach.recorder.record_keeper import NewId, OpenRecords, RecordKeeper
from hipcoach.store import Store
from hipcoach.store.diary import FULL, NOT_KEPT
from hipcoach.store.rows import SetRow

logger = logging.getLogger(__name__)


def new_id() -> str:
    """Return a new UUID."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class RecorderPlace:
    """Where in its session a recorder stands."""

    order: int = 0
    side: Side | None = None  # that a report of pain is about
    worked: tuple[Side, ...] = ()  # sides on which work of this exercise has begun, the last one at the end
    report: str | None = None  # id of the pain answer that is open

    def at(self, step: Step) -> "RecorderPlace":
        """Return the place once `step` has begun.

        On the way to a side, what hurts is the one worked on; where that may be either, or none yet, it is both.
        """
        order, side = max(0, step.order), step.side
        worked = self.worked if order == self.order else ()
        if side is None or side is Side.BOTH:
            return replace(self, order=order, side=side, worked=worked)
        if step.kind in WORK_KINDS:
            worked = (*(each for each in worked if each is not side), side)
        elif not worked or (side in worked and side is not worked[-1]):
            side = Side.BOTH
        return replace(self, order=order, side=worked[-1] if side is not Side.BOTH else side, worked=worked)


class Recorder:
    """One session's way into the diary.

    `commit` returns when the events are on the disk. Where that cannot be, it keeps them, says so in `problem`, and
    tries again with the next ones: a full disk never stops a session. The room that is left, and the reserve, are for
    pain, pain rests and the session's end; steps wait until there is room again.
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
        begun: tuple[SetRow, ...] = (),
        ids: NewId = new_id,
    ) -> None:
        self.session_id = session_id
        self.problem: str | None = None  # one sentence for the user
        self._store = store
        self._clock = clock
        self._began = clock.utc(), clock.uptime().seconds
        self._place, self._seq = place, seq
        self._happened_at = happened_at  # for what is written later than it happened
        self._waiting: tuple[Entry, ...] = ()
        self._keeper = RecordKeeper(
            store,
            session_id,
            from_s=from_s,
            sore_side=sore_side,
            ids=ids,
            report=place.report,
            begun=begun,
            uptime=clock.uptime if happened_at is None else None,
        )

    @property
    def waits(self) -> bool:
        """Return True if something of the session could not be written yet."""
        return bool(self._waiting)

    @property
    def ended(self) -> bool:
        """Return True if the session's end is on record."""
        return self._keeper.open.ended

    def commit(self, events: Sequence[Event]) -> None:
        """Write these events, all or none, and do not return before they would outlast a power cut."""
        self._waiting += tuple(self._entry(event) for event in events if not isinstance(event, NOT_JOURNALLED))
        if not self._waiting:
            return
        ended_before = self._keeper.open.ended
        self._write_waiting()
        if self._keeper.open.ended and not ended_before:
            self._back_up()
        elif not any(isinstance(event, VitalEvent) for event in events):  # a report of pain waits for nothing
            self._store.settle_if_long()

    def _entry(self, event: Event) -> Entry:
        if isinstance(event, StepStarted):
            self._place = self._place.at(event.step)
        at = self._happened_at or self.now()
        entry = Entry(self._seq, event, self._place.order, self._place.side, at)
        self._seq += 1
        return entry

    def _write_waiting(self) -> None:
        """Write all that waits; without room for that, what is vital."""
        problem = self._no_room() or self._try(self._waiting)
        vital = tuple(entry for entry in self._waiting if entry.vital)
        if problem is not None and vital:
            self._write_first(vital)
        if not self._waiting:
            self.problem = None
        elif problem is not None:
            self._cannot_write(problem)
        if self._store.may_lack and self._nothing_lacks(problem):
            self._store.nothing_lacks()

    def _nothing_lacks(self, problem: EnvironmentProblem | None) -> bool:
        """Return True if all is written, with the reserve in its place, or the end and all else that is vital."""
        all_written = problem is None and not self._waiting
        return all_written or (self._keeper.open.ended and not any(entry.vital for entry in self._waiting))

    def _no_room(self) -> EnvironmentProblem | None:
        """Return why steps wait although something could be written: the reserve has not been taken again."""
        if not self._store.may_lack or self._store.take_reserve():
            return None
        return EnvironmentProblem(self.problem or NOT_KEPT.format(why=FULL))

    def _write_first(self, vital: tuple[Entry, ...]) -> None:
        """Write reports, pain rests and the end, with sets if they fit: in what room is left, then in the reserve."""
        counting = tuple(entry for entry in self._waiting if entry.counts)
        self._store.settle()  # the journal's own room
        while self._try(counting) is not None and self._try(vital) is not None:
            if not self._store.make_room():
                return
            logger.warning("the diary could not be written: some of its reserve of room has been given up")

    def _try(self, entries: tuple[Entry, ...]) -> EnvironmentProblem | None:
        """Write these of the waiting entries, all or none; return what stood against it."""
        before: OpenRecords = self._keeper.open
        try:
            with self._store.transaction():
                changed = [self._keeper.write(entry) for entry in entries]
                if any(changed):
                    self._keeper.seal()
        except EnvironmentProblem as problem:
            self._keeper.open = before
            return problem
        except BaseException:
            self._keeper.open = before
            raise
        written = {entry.seq for entry in entries}
        self._waiting = tuple(entry for entry in self._waiting if entry.seq not in written)
        return None

    def _cannot_write(self, problem: EnvironmentProblem) -> None:
        if self.problem is None:  # once, not at every event
            logger.warning("the diary cannot be written: the session's events wait in memory")
        self.problem = str(problem)

    def now(self) -> datetime:
        """Return the moment by the time that has passed since it began: a clock that is set dates nothing."""
        at, uptime_s = self._began
        return at + timedelta(seconds=self._clock.uptime().seconds - uptime_s)

    def _back_up(self) -> None:
        try:
            self._store.back_up(self.now())
        except EnvironmentProblem as problem:
            logger.warning("no backup of the diary could be made after the session")
            self.problem = str(problem)
