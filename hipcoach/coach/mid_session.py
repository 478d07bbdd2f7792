"""What comes from another computer of the user's while a session runs: it may end it before its next exercise."""

from collections.abc import Callable, Sequence

from hipcoach.catalogue.types import Lock
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import EVERYDAY, Stop, StopText, meanwhile, stop_in_force, stop_text, whom_to_call
from hipcoach.coach.words import joined
from hipcoach.engine.events import Event, StepStarted
from hipcoach.engine.types import CalledOff
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.safety.locks import lock_reason
from hipcoach.safety.pain_rests import in_force
from hipcoach.safety.types import Session

FROM_THERE = "This came from your other computer."
MARKED = "There you marked {exercises}."
MORE_PAIN = "A session there ended with more pain. Before your next one, a question about that pain comes first."
CHANGED = "On your other computer you changed what may be done. This session was made before that."


class MidSession:
    """Looks at the beginning of each exercise of one session; `arrived` says whether anything came since the last look.

    It need not decide what a session may hold: whatever a new session would not be begun with ends this one.
    """

    def __init__(self, arrived: Callable[[], bool], diary: SessionDiary, forecast: Forecast, session: Session) -> None:
        self._arrived, self._diary, self._forecast = arrived, diary, forecast
        self._session = session
        self._red_from = diary.rule.red_absolute
        self._first: DiarySnapshot | None = None  # the diary, when the first exercise began
        self._order = -1  # of the exercise that began last
        self._why: CalledOff | None = None  # the session ends, as soon as it can
        self.stop: StopText | None = None  # the same in words

    def look(self, events: Sequence[Event]) -> CalledOff | None:
        """Return why the session ends here, where an exercise begins in these events; else None.

        Where it cannot end yet, because pain was reported at that very moment, each later look returns it again.
        """
        for event in events:
            if isinstance(event, StepStarted) and 0 <= event.step.order < len(self._session.assignments):
                began, self._order = event.step.order != self._order, event.step.order
                if self._first is None:
                    self._first = self._diary.snapshot()
                if began and self._arrived():
                    self._why = self._decide(self._first) or self._why
        return self._why

    def stop_text(self, own: StopText | None) -> StopText | None:
        """Return what is said at the end: `own`, about pain in the session, unless the other text is more urgent."""
        if own is None or self.stop is None:
            return own or self.stop
        order = list(Stop)
        return self.stop if order.index(self.stop.kind) > order.index(own.kind) else own

    def _decide(self, first: DiarySnapshot) -> CalledOff | None:
        resting = self._forecast.rest_today()
        now = self._diary.snapshot()
        if resting is not None:
            kind = stop_in_force(resting) or Stop.REST
            why = resting.sign if kind in (Stop.EMERGENCY, Stop.SAME_DAY) and resting.sign.line else resting.reason
            call = whom_to_call(self._diary.rule, resting)
            self.stop = StopText(
                kind, f"{FROM_THERE} {self._marked()}".strip(), why.sentence, meanwhile(resting), call, why.line
            )
            return CalledOff(kind.value)
        if in_force(now.pain_rests).rank > in_force(first.pain_rests).rank:  # a short one, of an earlier day
            self.stop = stop_text(Stop.REST, f"{FROM_THERE} {self._marked()}".strip(), MORE_PAIN, "next_ok")
            return CalledOff.REST
        if self._is_changed(first.declared, now):
            self.stop = StopText(Stop.REST, FROM_THERE, CHANGED, EVERYDAY, "")
            return CalledOff.CHANGED
        return None

    def _marked(self) -> str:
        """Return which exercises the rests in force are about, by name; empty where none is marked."""
        exercises = self._diary.catalogue.exercises
        rests = (each for each in self._diary.snapshot().pain_rests if each.released_at is None)
        ids = dict.fromkeys(name for each in rests for name in each.triggers if name in exercises)
        names = [exercises[each].name for each in ids]
        return MARKED.format(exercises=joined(names)) if names else ""

    def _is_changed(self, declared: frozenset[Lock], snapshot: DiarySnapshot) -> bool:
        """Return True if a lock is new, a clearance of what is ahead is gone, or pain would end the session sooner."""
        red_from = self._diary.rule.red_absolute
        ahead = (each.exercise for each in self._session.assignments[self._order :])
        locked = any(lock_reason(each, snapshot.declared, snapshot.cleared) is not None for each in ahead)
        return bool(snapshot.declared - declared) or locked or red_from < self._red_from
