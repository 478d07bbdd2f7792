"""Which exercises of a session were worked on and which were left out, also before it was cut off."""

from collections.abc import Callable
from dataclasses import dataclass

from hipcoach.engine.types import Outcome
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """What was done of a session before it was cut off: exercises, by their place in it."""

    tried: frozenset[int] = frozenset()  # worked on
    counted: frozenset[int] = frozenset()  # worked on, and not begun again since
    skipped: frozenset[int] = frozenset()


NOTHING_DONE = DoneBefore()


class WorkRecord:
    """What is known of exercises beyond their counts in this run."""

    def __init__(self, before: DoneBefore) -> None:
        self._tried, self._counted, self._skipped = set(before.tried), set(before.counted), set(before.skipped)
        self._in_position: set[int] = set()  # of what was skipped: its position was taken

    def was_tried(self, order: int) -> bool:
        """Return True if the exercise was worked on at any time, though it was begun again since."""
        return order in self._tried or order in self._counted

    def leave_out(self, order: int, *, in_position: bool) -> Outcome:
        """Note that what is left of an exercise is skipped, with none of its work in this run; return how it went.

        `in_position`: its position was asked for. That may be what hurts.
        """
        if in_position:
            self._in_position.add(order)
        if order in self._counted:
            return Outcome.SHORTENED
        self._skipped.add(order)
        return Outcome.SKIPPED

    def begin_again(self, order: int, *, worked: bool) -> None:
        """Note that an exercise is begun again; `worked`: in this run it was worked on, or its position taken."""
        if worked or order in self._counted:
            self._tried.add(order)
        self._counted.discard(order)

    def last_before(self, order: int, session: Session, worked: Callable[[int], bool]) -> int | None:
        """Return the last exercise before `order` that was worked on or got into; None where all were left out.

        `worked` tells whether an exercise was worked on in this run: what is over for today may not have been.
        """
        over = {place for place, each in enumerate(session.assignments) if each.over and not worked(place)}
        left_out = (self._skipped | over) - self._tried - self._in_position
        return next((each for each in range(order - 1, -1, -1) if each not in left_out), None)

    def all_skipped(self, exercises: int) -> bool:
        """Return True if each of so many exercises was skipped before any of its work."""
        return len(self._skipped) == exercises
