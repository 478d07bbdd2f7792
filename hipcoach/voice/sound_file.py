"""A session written as one sound file, in a thread beside the window. It can be asked how far it is, and given up."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from hipcoach.errors import EnvironmentProblem
from hipcoach.voice.rehearsal import Rehearsal, ShareDone, write_session

logger = logging.getLogger(__name__)

RENDERING = 0.8  # share of the work; the rest is writing
ENDS_WITHIN_S = 1.0


class GivenUp(Exception):
    """Nobody wants the file any more."""


class SoundFile:
    """The file being written. No method but `give_up` waits, and that for a moment."""

    def __init__(self, path: Path, rehearse: Callable[[ShareDone], Rehearsal]) -> None:
        """Begin. `rehearse` renders the session, and tells how far it is."""
        self.path = path
        self.share = 0.0  # of the work that is done
        self.length_s: float | None = None  # of the session, once it is written
        self.problem = ""  # one sentence, where it could not be written
        self._rehearse = rehearse
        self._given_up = False
        self._thread = threading.Thread(target=self._run, name="sound file", daemon=True)
        self._thread.start()

    @property
    def finished(self) -> bool:
        """Return True once it is written, or could not be."""
        return self.length_s is not None or bool(self.problem)

    def give_up(self) -> None:
        """End the work and leave no file."""
        self._given_up = True
        self._thread.join(ENDS_WITHIN_S)

    def _run(self) -> None:
        try:
            rehearsal = self._rehearse(lambda share: self._go_on(RENDERING * share))
            write_session(self.path, rehearsal, lambda share: self._go_on(RENDERING + (1 - RENDERING) * share))
            self.length_s = rehearsal.timeline["duration_s"]
        except GivenUp:
            return
        except OSError as error:
            self.problem = f"{self.path}: {error.strerror or error}"
        except (EnvironmentProblem, ValueError) as error:
            self.problem = str(error)
        if self.problem:
            logger.warning("a session could not be written as a sound: %s", self.problem)

    def _go_on(self, share: float) -> None:
        if self._given_up:
            raise GivenUp
        self.share = share
