"""Which exercises a declaration hides, and why; what is done on the bed for it; which side may not be lain on."""

from collections.abc import Collection, Mapping

from hipcoach.catalogue.positions import FLOOR_ONLY, KNEELING
from hipcoach.catalogue.types import CANNOT, CLEARABLE, Exercise, Lock, Position, SessionPlan, Side, Thing
from hipcoach.catalogue.uses import Surface
from hipcoach.safety.reason import Reason

NO_WAY_DOWN = frozenset({Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.HIP_REPLACEMENT})
"""With these nobody gets down to the floor: the way leads over kneeling."""


def lock_reason(
    exercise: Exercise, declared: Collection[Lock], cleared: Collection[str], *, sore_buttock: bool = False
) -> Reason | None:
    """Return why an exercise is hidden, or None. `cleared` holds the ids that a clinician has cleared.

    What the body cannot do (kneel, lie on the front) stays hidden, whatever was cleared. While the buttock hurts, what
    bends back far stays hidden too: pain of the sacroiliac joint is felt there.
    """
    for lock in CANNOT:
        if lock in declared and _out_of_reach(exercise, lock):
            sits = lock is Lock.NO_KNEELING and exercise.position not in KNEELING
            return Reason("locks", "lock_way_down" if sits else "lock_cannot", {"lock": lock.value})
    if exercise.id in cleared:
        return Reason("locks", "sore_buttock") if sore_buttock and exercise.off_until_cleared else None
    for lock in CLEARABLE:
        if lock in declared and lock in exercise.locks:
            return Reason("locks", "lock_until_cleared", {"lock": lock.value})
    if exercise.off_until_cleared:
        return Reason("locks", "off_until_cleared")
    return None


def still_cleared(cleared: Collection[str], exercises: Mapping[str, Exercise], declared: Lock) -> frozenset[str]:
    """Return what stays cleared once a lock is declared anew: nobody has cleared an exercise for that one yet."""
    return frozenset(id for id in cleared if id not in exercises or declared not in exercises[id].locks)


def bed_reason(declared: Collection[Lock], at_hand: Collection[Thing]) -> Reason | None:
    """Return why what is done lying is for the bed, or None where it may be on the floor.

    The way to the floor leads over kneeling, with a hand on a chair: it is closed to a user who cannot kneel, has a
    replaced hip, or has no chair.
    """
    for lock in Lock:
        if lock in NO_WAY_DOWN and lock in declared:
            return Reason("locks", "bed_lock", {"lock": lock.value})
    for thing in (Thing.MAT, Thing.CHAIR):
        if thing not in at_hand:
            return Reason("equipment", "bed_thing", {"needs": (thing.value,)})
    return None


def surface_today(plan: SessionPlan, declared: Collection[Lock], at_hand: Collection[Thing]) -> Surface:
    """Return where the lying work of a plan is done."""
    return plan.surface if bed_reason(declared, at_hand) is None else Surface.BED


def stays_in_bed(plan: SessionPlan, exercise: Exercise) -> Reason | None:
    """Return why an exercise has no place in a plan that is written for the bed, or None."""
    if plan.in_bed and exercise.position in FLOOR_ONLY:
        return Reason(wording="kneels_on_floor" if exercise.position in KNEELING else "sits_on_floor")
    return None


def _out_of_reach(exercise: Exercise, lock: Lock) -> bool:
    """Return True if the user cannot take this position; without a way down, lying is still done on the bed."""
    return exercise.position is Position.PRONE if lock is Lock.NO_PRONE else exercise.position in FLOOR_ONLY


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
