"""What has to be at hand for an exercise, and what of it is missing."""

from collections.abc import Collection, Iterable

from hipcoach.catalogue.types import Exercise, Thing

EVERYTHING = frozenset(Thing)

NAMES = {
    Thing.MAT: "a mat",
    Thing.PILLOW: "a pillow",
    Thing.CHAIR: "a sturdy chair",
    Thing.TABLE: "a table or counter",
    Thing.WALL: "a wall",
    Thing.RAIL: "a rail",
    Thing.STEP: "a low step",
    Thing.PAD: "a pad for the knees",
    Thing.STRAP: "a strap or long belt",
    Thing.BICYCLE: "a stationary bicycle",
    Thing.POOL: "a pool",
}


def missing(exercise: Exercise, at_hand: Collection[Thing], *, surface: str = "floor") -> tuple[frozenset[Thing], ...]:
    """What is wanting: of each, one thing would do. A bed is as good as a mat."""
    there = {*at_hand, Thing.MAT} if surface == "bed" else set(at_hand)
    return tuple(one_of for one_of in exercise.needs if not one_of & there)


def missing_reason(exercise: Exercise, at_hand: Collection[Thing], *, surface: str = "floor") -> str | None:
    """The one sentence for an exercise that cannot be done with what is at hand, or None."""
    wanting = missing(exercise, at_hand, surface=surface)
    if not wanting:
        return None
    return f"It needs {' and '.join(map(one_of_words, wanting))}, which you do not have at hand."


def one_of_words(things: Iterable[Thing]) -> str:
    """Say things of which one will do: "a rail or a wall"."""
    order = list(Thing)
    return " or ".join(NAMES[thing] for thing in sorted(things, key=order.index))
