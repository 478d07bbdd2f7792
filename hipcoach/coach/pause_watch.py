"""Notices that a session has stood still for so long that what was answered before it is old."""

from hipcoach.clock import Clock
from hipcoach.engine.questions import State
from hipcoach.safety.rule import PainRule

TOO_LONG = "That was a long pause, so the session ends here."
GOES_ON = frozenset({State.RESUMING, State.WAITING, State.RUNNING})


class PauseWatch:
    """Watches one session. It goes by the time that has passed, sleep included: a clock that is set ends nothing."""

    def __init__(self, clock: Clock, rule: PainRule) -> None:
        self._clock, self._longest_s = clock, 60.0 * rule.answers_minutes
        self._last_s, self._is_old = clock.uptime().seconds, False

    def look(self, state: State) -> bool:
        """Return True if the session may not go on in `state`. Ask whenever something has happened in it."""
        now_s = self._clock.uptime().seconds
        self._is_old = self._is_old or now_s - self._last_s > self._longest_s
        if state is not State.PAUSED:
            self._last_s = now_s
        return self._is_old and state in GOES_ON
