"""What has to be at hand for an exercise, and what of it is missing."""

from collections.abc import Collection

from hipcoach.catalogue.types import LYING, Exercise, Lock, Thing
from hipcoach.catalogue.uses import Surface
from hipcoach.safety.reason import Reason
from hipcoach.safety.sentence_parts import EITHER

EVERYTHING = frozenset(Thing)
EQUIPMENT = "equipment"  # the line of what is left out for want of it alone


def missing(
    exercise: Exercise, at_hand: Collection[Thing], *, declared: Collection[Lock] = (), surface: Surface = Surface.FLOOR
) -> tuple[frozenset[Thing], ...]:
    """Return the needs that are not met, also those that follow from what is declared. One thing of a need meets it.

    A bed serves as a mat to lie on. It also has what an exercise calls by no name there.
    """
    in_bed = surface is Surface.BED and exercise.position in LYING
    there = {*at_hand, Thing.MAT} if in_bed else set(at_hand)
    own = [each for each in exercise.equipment if each.lock in declared and not each.optional]
    needs = (*exercise.needs, *(each.things for each in own if each.things and not (in_bed and each.bed == "")))
    return tuple(dict.fromkeys(one_of for one_of in needs if not one_of & there))


def missing_reason(
    exercise: Exercise, at_hand: Collection[Thing], *, declared: Collection[Lock] = (), surface: Surface = Surface.FLOOR
) -> Reason | None:
    """Return why an exercise cannot be done with what is at hand, or None."""
    unmet = missing(exercise, at_hand, declared=declared, surface=surface)
    if not unmet:
        return None
    order = list(Thing)
    needs = tuple(EITHER.join(thing.value for thing in sorted(one_of, key=order.index)) for one_of in unmet)
    return Reason(EQUIPMENT, values={"needs": needs})
