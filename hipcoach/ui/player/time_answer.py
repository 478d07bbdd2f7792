"""What a key has just done, in words for a few seconds: more time or less; also that it did nothing."""

from hipcoach.engine.events import Event, TimeAdded
from hipcoach.engine.questions import State
from hipcoach.engine.types import Status

TOLD_S = 4.0
IN_A_PAUSE = "Paused: no time runs out"
SPACE_GOES_ON = "Paused: Space goes on"
NOT_NOW = "This takes no more time"


class TimeAnswer:
    """Adds up what is pressed several times in a row."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._refused = ""
        self._until_s = 0.0  # of the session's own time

    def take(self, event: Event) -> None:
        """Note what was added or taken away."""
        if isinstance(event, TimeAdded):
            before = self._seconds if event.at_s < self._until_s else 0.0
            self._seconds, self._refused, self._until_s = before + event.seconds, "", event.at_s + TOLD_S

    def refuse(self, status: Status) -> None:
        """Note that nothing can be added now."""
        self._refused = IN_A_PAUSE if status.state is State.PAUSED else NOT_NOW
        self._until_s = status.session_elapsed_s + TOLD_S

    def refuse_enter(self, status: Status) -> None:
        """Note that Enter does nothing in a pause."""
        self._refused, self._until_s = SPACE_GOES_ON, status.session_elapsed_s + TOLD_S

    def words(self, status: Status) -> str:
        """Return what to tell; empty where there is nothing, or it has been told for long enough."""
        seconds = round(abs(self._seconds))
        over = self._refused in (IN_A_PAUSE, SPACE_GOES_ON) and status.state is not State.PAUSED
        if over or status.session_elapsed_s >= self._until_s:
            return ""
        if self._refused:
            return self._refused
        unit = "second" if seconds == 1 else "seconds"
        return f"{seconds} {unit} {'more' if self._seconds > 0 else 'less'}" if seconds else ""
