"""Which sets and exercises are over: the end of each is reported once."""

from collections.abc import Iterable
from copy import copy

from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import ExerciseFinished
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.running.tally import SetKey
from hipcoach.engine.types import Outcome
from hipcoach.safety.types import Session


class Ends:
    """The sets and exercises whose end was reported; `exercises` are over before the session begins."""

    def __init__(self, log: EventLog, exercises: Iterable[int]) -> None:
        self._log = log
        self._sets: frozenset[SetKey] = frozenset()
        self._exercises = frozenset(exercises)

    def copy(self) -> "Ends":
        """Return a copy; later ends are noted in one of the two alone."""
        return copy(self)

    def end_set(self, head: Playhead, key: SetKey, at_s: float) -> None:
        """Report what was done of a set, if that was not reported yet."""
        if key not in self._sets:
            self._sets |= {key}
            self._log.add(head.finished_set(key, self._log.at(at_s)))

    def end_exercise(self, head: Playhead, session: Session, order: int, at_s: float, outcome: Outcome | None) -> bool:
        """Report every set of the exercise that was not reported yet, and how the exercise went; False: it was over."""
        if order in self._exercises or not 0 <= order < len(session.assignments):
            return False
        self._exercises |= {order}
        for key in head.set_keys(order):
            self.end_set(head, key, at_s)
        exercise = session.assignments[order].exercise.id
        self._log.add(ExerciseFinished(self._log.at(at_s), exercise, order, outcome or head.outcome(order)))
        return True

    def begin_again(self, order: int) -> None:
        """Report the sets of this exercise once more: they are done again."""
        self._sets = frozenset(key for key in self._sets if key[0] != order)
