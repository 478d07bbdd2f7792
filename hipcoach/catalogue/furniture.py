"""What a session's exercises are done at: one thing each to hold on to, and a chair that is moved as seldom as can be.

An exercise that any of several things will do for says "your support"; in a session that is the one chosen here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import LYING, Equipment, Exercise, Instruction, Position, Spot, Thing

YOUR_SUPPORT = "your support"
SUPPORTS: Mapping[Thing, tuple[str, str]] = {  # what is asked for, and what is held on to; the first at hand is chosen
    Thing.CHAIR: ("a sturdy chair", "the back of the chair"),
    Thing.RAIL: ("a rail", "the rail"),
    Thing.TABLE: ("a counter or a heavy table", "the counter"),
    Thing.WALL: ("a wall", "the wall"),
}
AT_A_WALL = "Put the chair with its back against a wall."
CALLED = "I call it the counter, even if it is a table."
NEAR_THE_COUNTER = "Put the chair with its back against a wall, near the counter."
SECOND_CHAIR = Equipment("a second chair to sit on", put="Put the second chair where you can sit down at any time.")
FLOOR_CHAIR = Equipment(
    say="a sturdy chair",
    things=frozenset({Thing.CHAIR}),
    put="Put the chair at the long side of the mat, its back against a wall.",
    stands=Spot.WALL,
    bring=(
        Instruction("Keep your eyes open, and carry the chair back to the mat.", 12.0),
        Instruction("Put its back against the wall.", 6.0),
    ),
)
"""What getting down to the floor and up again needs."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What one exercise of a session is done with, and how the chair gets to where it is needed."""

    equipment: tuple[Equipment, ...] = ()
    support: str = ""  # what "your support" is
    before: tuple[Instruction, ...] = ()  # said to somebody who stands, before the exercise's own steps
    after: tuple[Instruction, ...] = ()  # said when the exercise is over
    carries: bool = False  # `before` takes as long as it takes: the chair is carried, not only turned

    def named(self, text: str) -> str:
        """Return the text with the chosen thing for "your support"."""
        return text.replace(YOUR_SUPPORT, self.support) if self.support else text


def furnish(
    exercises: Sequence[Exercise], at_hand: Collection[Thing] = frozenset(Thing), *, bed: bool = False
) -> tuple[Setup, ...]:
    """Return the setup of each exercise of a session, in order; `bed`: what is done lying is done on one."""
    spots = [_spot(each, bed=bed) for each in exercises]
    counter = any(one.things == {Thing.TABLE} for each in exercises for one in each.equipment)
    chosen: list[Thing | None] = []
    at: Spot | None = None
    for order, exercise in enumerate(exercises):
        stays = at is Spot.WALL and Spot.TURNED not in spots[order:]
        thing = _chosen(exercise, at_hand, counter=counter, stays=stays)
        spots[order] = Spot.TURNED if thing is Thing.CHAIR else spots[order]
        at = spots[order] or at
        chosen.append(thing)
    setups = [_setup(exercise, thing) for exercise, thing in zip(exercises, chosen, strict=True)]
    return tuple(_with_moves(exercises, setups, spots))


def _spot(exercise: Exercise, *, bed: bool) -> Spot | None:
    """Return where the chair has to stand, whatever is chosen; on the way to the floor one holds on to it."""
    certain = (each.stands for each in exercise.equipment if each.things == {Thing.CHAIR})
    floor = exercise.position.on_floor and not (bed and exercise.position in LYING)
    return next(certain, Spot.WALL if floor else None)


def _chosen(exercise: Exercise, at_hand: Collection[Thing], *, counter: bool, stays: bool) -> Thing | None:
    """Return what is held on to where several things will do; not a chair that `stays` at a wall, to be sat on."""
    one_of = next((each.things for each in exercise.equipment if len(each.things) > 1), None)
    if one_of is None:
        return None
    there = one_of & set(at_hand) or one_of
    if counter and Thing.TABLE in one_of:
        return Thing.TABLE
    if stays and Thing.CHAIR in there and Thing.WALL in one_of:
        return Thing.WALL
    return next(each for each in SUPPORTS if each in there)


def _setup(exercise: Exercise, thing: Thing | None) -> Setup:
    """Return the setup without what moves the chair."""
    if thing is None:
        return Setup(exercise.equipment)
    say, support = SUPPORTS[thing]
    plain = Setup(support=support)
    equipment = []
    for each in exercise.equipment:
        if len(each.things) > 1:
            put = each.put if thing is Thing.CHAIR else CALLED if thing is Thing.TABLE else ""
            equipment.append(replace(each, say=say, things=frozenset({thing}), put=put))
        else:
            equipment.append(replace(each, put=plain.named(each.put)))
    return replace(plain, equipment=tuple(equipment))


def _with_moves(
    exercises: Sequence[Exercise], setups: Sequence[Setup], spots: Sequence[Spot | None]
) -> Iterator[Setup]:
    """Yield the setups with where the chair stands at first, and with the steps that carry it: said to who stands."""
    chairs = (each for setup in setups for each in setup.equipment if each.things == {Thing.CHAIR})
    kinds = {Spot.WALL: FLOOR_CHAIR, **{each.stands: each for each in chairs if each.stands}}
    before, after = dict[int, Spot](), dict[int, Spot]()
    at, last = None, 0
    for order, spot in enumerate(spots):
        if spot is None:
            continue
        if at is not None and spot is not at:
            if exercises[order].position is Position.STANDING:
                before[order] = spot
            else:
                after[last] = spot
        at, last = spot, order
    first = next(filter(None, spots), None)
    put = kinds[first].put if first else ""
    put = NEAR_THE_COUNTER if (first, put) == (Spot.WALL, AT_A_WALL) and Spot.COUNTER in spots else put
    turned = spots.index(Spot.TURNED) if spots.count(Spot.TURNED) > 1 else -1  # nobody can sit on that one meanwhile
    for order, setup in enumerate(setups):
        equipment = tuple(
            replace(each, put=put) if first and each.things == {Thing.CHAIR} else each for each in setup.equipment
        )
        equipment += (SECOND_CHAIR,) if order == turned else ()
        carried = [kinds[each[order]].bring if order in each else () for each in (before, after)]
        carries = before.get(order, Spot.TURNED) is not Spot.TURNED
        yield replace(setup, equipment=equipment, before=carried[0], after=carried[1], carries=carries)
