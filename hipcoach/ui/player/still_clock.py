"""The time of a question about pain stands still while another question is open over it: nobody can see it run."""

from hipcoach.engine.questions import QUESTIONS, Request
from hipcoach.player import Player

SOON_S, MORE_S = 10.0, 30.0  # where less is left, so much is given at once; the rest when the question is seen again


class StillClock:
    """Adds to a covered question the time that passes meanwhile."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._from_s: float | None = None  # None: nothing is covered
        self._given_s = 0.0

    def cover(self) -> None:
        """Begin: something is opened over the question."""
        if self._from_s is None:
            self._from_s, self._given_s = self._player.status().session_elapsed_s, 0.0

    def look(self) -> None:
        """Add time before the question runs out."""
        if self._from_s is not None and self._player.status().remaining_s < SOON_S:
            self._give(MORE_S)

    def uncover(self) -> None:
        """End: the question is seen again, with the time that was left."""
        if self._from_s is not None:
            passed_s = self._player.status().session_elapsed_s - self._from_s
            self._from_s = None
            self._give(passed_s - self._given_s)

    def drop(self) -> None:
        """End without more time: what was covered is over."""
        self._from_s = None

    def _give(self, seconds: float) -> None:
        asks = self._player.state in QUESTIONS and self._player.can(Request.MORE_TIME)
        if asks and seconds > 0:
            self._given_s += seconds
            self._player.more_time(seconds)
