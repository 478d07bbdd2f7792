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
        self._in_position: set[int] = set()  # its position was asked for, though none of its work was done

    def was_tried(self, order: int) -> bool:
        """Return True if the exercise was worked on at any time, though it was begun again since."""
        return order in self._tried or order in self._counted

    def was_in_position(self, order: int) -> bool:
        """Return True if the exercise was left, or begun again, after its position had been asked for."""
        return order in self._in_position

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

    def begin_again(self, order: int, *, worked: bool, in_position: bool) -> None:
        """Note that an exercise is begun again, and whether in this run it was worked on or its position asked for."""
        if worked or order in self._counted:
            self._tried.add(order)
        elif in_position:
            self._in_position.add(order)
        self._counted.discard(order)

    def may_hurt_after(self, before: int, session: Session, worked: Callable[[int], bool]) -> tuple[int, ...]:
        """Return the exercises before `before` that pain at its beginning may come from, in their order.

        These are the last one that was worked on, and those after it whose position alone was taken. `worked` tells
        whether an exercise was worked on in this run: what is over for today may not have been.
        """
        over = {place for place, each in enumerate(session.assignments) if each.over}
        not_worked = self._skipped | over | self._in_position
        found: list[int] = []
        for place in range(before - 1, -1, -1):
            if place not in not_worked or self.was_tried(place) or worked(place):
                return (place, *found)
            if place in self._in_position:
                found.insert(0, place)
        return tuple(found)

    def all_skipped(self, exercises: int) -> bool:
        """Return True if each of so many exercises was skipped before any of its work."""
        return len(self._skipped) == exercises
