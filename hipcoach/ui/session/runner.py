"""What these pages need of whatever plays a session. The program hands it in: features do not know one another."""

from collections.abc import Callable
from typing import Protocol

from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import StartedSession
from hipcoach.safety.types import Session


class SessionRunner(Protocol):
    """Plays one session at a time in the window."""

    def prepare(self, session: Session) -> Callable[[], tuple[int, int]]:
        """Have the words of a session put into speech; return how to ask for (phrases ready, phrases in all)."""

    def run(
        self,
        started: StartedSession,
        ended: Callable[[StopText | None], None],
        signs_marked: Callable[[tuple[str, ...]], None],
        left_off: Callable[[], object],
        *,
        muted: bool = False,
    ) -> None:
        """Play a session to its end, then call `ended` with what pain ended it with; None where it did not.

        Where it was ended by signs that the user marked, `signs_marked` is called with them instead; after too long a
        pause `left_off`, with the session on record as one that was cut off.
        """

    @property
    def said_until_s(self) -> float:
        """Until when the last words of the session are spoken, where a switch or taught words wait for them."""

    def close(self) -> None:
        """Leave what runs as it is: the program ends."""
