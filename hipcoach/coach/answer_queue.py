"""Answers that could not be written. What they lead to is said all the same, and writing them is tried again."""

import logging
from collections.abc import Callable

from hipcoach.errors import EnvironmentProblem

logger = logging.getLogger(__name__)


class AnswerQueue:
    """Writes answers in their order.

    Why they cannot be written is a sentence for the user, shown beneath the advice.
    """

    def __init__(self) -> None:
        self.problem = ""  # empty where everything is kept
        self._waiting: list[Callable[[], object]] = []

    def write(self, answer: Callable[[], object]) -> bool:
        """Write an answer after those that wait; return True if it is on record. Otherwise it waits, too."""
        self._waiting.append(answer)
        return self.write_waiting()

    def write_waiting(self) -> bool:
        """Write what waits; return True if nothing waits any more."""
        while self._waiting:
            answer = self._waiting.pop(0)
            try:
                answer()
            except EnvironmentProblem as problem:
                self._waiting.insert(0, answer)  # no other error keeps it: it would stand before all later ones
                self.note(problem)
                return False
        self.problem = ""
        return True

    def note(self, problem: EnvironmentProblem) -> None:
        """Note why an answer is not kept."""
        if not self.problem:
            logger.warning("an answer could not be written: what it leads to is only shown")
        self.problem = str(problem)
