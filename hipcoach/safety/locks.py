"""Which exercises a declaration hides, and why; which side may not be lain on."""

from collections.abc import Collection

from hipcoach.catalogue.types import Exercise, Lock, Position, Side
from hipcoach.safety.reason import Reason

_DECLARED = (Lock.HIP_REPLACEMENT, Lock.STIFF_SPINE, Lock.OSTEOPOROSIS, Lock.BALANCE)
_CANNOT = (Lock.NO_KNEELING, Lock.NO_PRONE, Lock.NO_FLOOR)
_KNEELING = frozenset({Position.TALL_KNEELING, Position.HALF_KNEELING})
_LYING = frozenset({Position.SUPINE, Position.SIDE_LYING, Position.PRONE})


def lock_reason(
    exercise: Exercise, declared: Collection[Lock], cleared: Collection[str], *, surface: str = "floor"
) -> Reason | None:
    """Return why an exercise is hidden, or None. `cleared` holds the ids that a clinician has cleared.

    What the body cannot do (kneel, lie on the front, get down) stays hidden whatever was cleared. On a bed nobody gets
    down to the floor.
    """
    for lock in _CANNOT:
        if lock in declared and _out_of_reach(exercise, lock, surface):
            return Reason("locks", "lock_cannot", {"lock": lock.value})
    if exercise.id in cleared:
        return None
    for lock in _DECLARED:
        if lock in declared and lock in exercise.locks:
            return Reason("locks", "lock_until_cleared", {"lock": lock.value})
    if exercise.off_until_cleared:
        return Reason("locks", "off_until_cleared")
    return None


def _out_of_reach(exercise: Exercise, lock: Lock, surface: str) -> bool:
    """Return True if the position is one that the user cannot take."""
    if lock is Lock.NO_KNEELING:
        return exercise.position in _KNEELING
    if lock is Lock.NO_PRONE:
        return exercise.position is Position.PRONE
    return exercise.position.on_floor and not (surface == "bed" and exercise.position in _LYING)


def needs_both_hands(exercise: Exercise, declared: Collection[Lock]) -> bool:
    """Return True if the words add "both hands" (standing work with a balance problem)."""
    return exercise.both_hands and Lock.BALANCE in declared


def sides_left(exercise: Exercise, sore: Side | None) -> frozenset[Side]:
    """Return the working sides that are left when nobody lies on a sore side; both for all other exercises."""
    both = frozenset({Side.LEFT, Side.RIGHT})
    if sore is None or not exercise.loads_side:
        return both
    if sore is Side.BOTH:
        return frozenset()
    return both - {sore if exercise.lies_on_worked_side else sore.other}
