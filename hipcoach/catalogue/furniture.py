"""Chairs and supports: what is held on to in each exercise, where the chair stands for it, how it gets there.

Where any of several things will do, an exercise says "your support". Here one is chosen for the session.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from hipcoach.catalogue.furniture_words import (
    CALLED,
    CHAIR_AT_THE_COUNTER,
    CUSHION,
    FIRST_CHAIR,
    FLOOR_CHAIR,
    KNEELER_CHAIR,
    NEAR_THE_COUNTER,
    NO_WALL,
    PAD_BESIDE,
    SECOND_CHAIR,
    SECOND_CHAIRS,
    SOMETHING_TO_SIT_ON,
    SUPPORTS,
    WITHOUT_SECOND_CHAIR,
    WITHOUT_STEP,
    YOUR_SUPPORT,
)
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.things_and_locks import THINGS
from hipcoach.catalogue.types import LYING, Equipment, Exercise, Position, Thing
from hipcoach.catalogue.uses import Spot, Use


def against(text: str, at_hand: Collection[Thing]) -> str:
    """Return the text with what a chair can stand against here: a wall, or something heavy where no wall is free."""
    for wall, instead in () if Thing.WALL in at_hand else NO_WALL:
        text = text.replace(wall, instead)
    return text


@dataclass(frozen=True, slots=True)
class Setup:
    """What one exercise of a session is done with, and how the chair gets to where it is needed."""

    equipment: tuple[Equipment, ...] = ()
    support: str = ""  # what "your support" is
    before: tuple[Instruction, ...] = ()  # said to somebody who stands, before the exercise's own steps
    after: tuple[Instruction, ...] = ()  # said when the exercise is over
    without: tuple[Instruction, ...] = ()  # what to do where a thing is not there: said before anybody gets up
    carries: bool = False  # `before` takes as long as it takes: the chair is carried, or a step is walked to
    spot: Spot | None = None  # where the chair has to stand for it
    seat: str = ""  # where somebody who stands can sit down meanwhile; empty: nowhere that is known of

    def named(self, text: str) -> str:
        """Return the text with the chosen thing for "your support"."""
        return text.replace(YOUR_SUPPORT, self.support) if self.support else text


def furnish(
    exercises: Sequence[Exercise], at_hand: Collection[Thing] = frozenset(Thing), *, bed: bool = False
) -> tuple[Setup, ...]:
    """Return the setup of each exercise of a session, in order. `bed`: what is done lying is done on one."""
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
    setups = [
        replace(_setup(exercise, thing, bed=bed), spot=spot)
        for exercise, thing, spot in zip(exercises, chosen, spots, strict=True)
    ]
    return _with_seats(exercises, _moved(exercises, _at_first(setups)))


def _spot(exercise: Exercise, *, bed: bool) -> Spot | None:
    """Return where the chair has to stand, whatever is chosen: on the way to the floor the user holds on to it."""
    certain = (each.stands for each in exercise.equipment if each.things == {Thing.CHAIR})
    floor = exercise.position.on_floor and not (bed and exercise.position in LYING)
    return next(certain, Spot.WALL if floor else None)


def _chosen(exercise: Exercise, at_hand: Collection[Thing], *, counter: bool, stays: bool) -> Thing | None:
    """Return what is held on to where several things will do. It is no chair that `stays` at a wall, to be sat on."""
    one_of = next((each.things for each in exercise.equipment if len(each.things) > 1), None)
    if one_of is None:
        return None
    there = one_of & set(at_hand) or one_of
    if counter and Thing.TABLE in one_of:
        return Thing.TABLE
    if stays and Thing.CHAIR in there and Thing.WALL in one_of:
        return Thing.WALL
    return next(each for each in SUPPORTS if each in there)


def _setup(exercise: Exercise, thing: Thing | None, *, bed: bool) -> Setup:
    """Return the setup without what moves the chair."""
    lies = bed and exercise.position in LYING
    used = tuple(each for each in exercise.equipment if not (lies and each.things == {Thing.MAT}))
    if thing is None:
        return Setup(used)
    called = THINGS[thing]
    plain = Setup(support=called.held)
    equipment = []
    for each in used:
        if len(each.things) > 1:
            put = each.put if thing is Thing.CHAIR else CALLED if thing is Thing.TABLE else ""
            equipment.append(replace(each, say=called.to_hold, things=frozenset({thing}), put=put))
        else:
            equipment.append(replace(each, put=plain.named(each.put), put_next=plain.named(each.put_next)))
    return replace(plain, equipment=tuple(equipment))


def went_on(
    exercises: Sequence[Exercise], setups: Sequence[Setup], order: int, done: Collection[int], left: Collection[int]
) -> tuple[Setup, ...]:
    """Return the setups of a session that goes on with exercise `order`, with the chair where it has come to.

    `done` are the exercises so far that were begun, or for which the chair was brought. `left` are those that the user
    was led out of. What was skipped has moved no chair.
    """
    at = next((each.spot for each in setups if each.spot), None)
    for before in range(min(order + 1, len(setups))):
        if before in done and setups[before].spot:
            at = setups[before].spot
        if before in left and setups[before].after:
            at = next((each.spot for each in setups[before + 1 :] if each.spot), at)
    plain = [
        replace(each, before=(), after=(), without=(), carries=False) if n >= order else each
        for n, each in enumerate(setups)
    ]
    return _moved(exercises, plain, order, at)


def _at_first(setups: Sequence[Setup]) -> list[Setup]:
    """Return the setups with where the chairs stand when the session begins, and with what else there is to sit on."""
    spots = [each.spot for each in setups]
    kinds, first = _kinds(setups), next(filter(None, spots), None)
    put = kinds[first].put if first else ""
    if first is Spot.WALL and kinds[first] is not FLOOR_CHAIR and Spot.COUNTER in spots:
        put = NEAR_THE_COUNTER
    turned = spots.index(Spot.TURNED) if spots.count(Spot.TURNED) > 1 else -1  # nobody can sit on that one meanwhile
    counter = spots.index(Spot.COUNTER) if Spot.COUNTER in spots and first is not Spot.COUNTER else -1
    seat = "on the second chair" if turned >= 0 else ""
    if not seat and counter >= 0 and first is Spot.WALL:  # two chairs: it is the one at the wall that was tried
        seat = "on the first chair"
    if turned >= 0:  # of two chairs it is said which, each time
        there = THINGS[Thing.CHAIR].held
        setups = [replace(each, support=FIRST_CHAIR) if each.support == there else each for each in setups]
    found = []
    for order, setup in enumerate(setups):
        equipment = tuple(
            replace(each, put=put, put_at=first) if first and each.things == {Thing.CHAIR} else each
            for each in setup.equipment
        )
        equipment += (SECOND_CHAIR,) * (order == turned) + (CHAIR_AT_THE_COUNTER,) * (order == counter)
        found.append(replace(setup, equipment=equipment, seat=seat))
    return found


def put_order(one: Equipment) -> int:
    """Return when a thing is put in its place: first what others stand at, then chairs, then what lies around them."""
    if Thing.TABLE in one.things:
        return 0
    return 1 if Thing.CHAIR in one.things or one.say in {each.say for each in SECOND_CHAIRS} else 2


def offers_a_seat(exercises: Sequence[Exercise], order: int) -> bool:
    """Return True if the user may sit down before an exercise: it is done standing, and so was the one before it."""
    return order > 0 and all(each.position is Position.STANDING for each in exercises[order - 1 : order + 1])


def _with_seats(exercises: Sequence[Exercise], setups: Sequence[Setup]) -> tuple[Setup, ...]:
    """Return the setups with something to sit on where no chair is known of, and a cushion for low seats."""
    found = list(setups)
    offers = [order for order in range(len(exercises)) if offers_a_seat(exercises, order)]
    if any(not setups[order].seat for order in offers):
        found[0] = replace(found[0], equipment=(*found[0].equipment, SOMETHING_TO_SIT_ON))
    sat_on = offers or any(each.spot in (Spot.WALL, Spot.COUNTER) for each in setups)
    if sat_on and not any(each.use is Use.SEAT for setup in setups for each in setup.equipment):
        found[0] = replace(found[0], equipment=(*found[0].equipment, CUSHION))
    return tuple(found)


def _kinds(setups: Sequence[Setup]) -> Mapping[Spot, Equipment]:
    """Return the chair of each spot. Where there is a mat, the chair at the wall is the one that the mat lies at."""
    every = [each for setup in setups for each in setup.equipment]
    chairs = (each for each in every if each.things == {Thing.CHAIR})
    mat = any(each.things == {Thing.MAT} for each in every)
    found = {Spot.WALL: KNEELER_CHAIR, **{each.stands: each for each in chairs if each.stands}}
    return {**found, Spot.WALL: FLOOR_CHAIR} if mat else found


def pad_beside(setups: Sequence[Setup]) -> tuple[Instruction, ...]:
    """Return how the pad gets to a chair that is brought later, where one of these exercises is done kneeling on it."""
    return PAD_BESIDE if any(each.things == {Thing.PAD} for setup in setups for each in setup.equipment) else ()


def _moved(
    exercises: Sequence[Exercise], setups: Sequence[Setup], start: int = 0, at: Spot | None = None
) -> tuple[Setup, ...]:
    """Return the setups from `start` on with the steps that move the chair.

    It stands `at` now; the user stands, too.
    """
    kinds, moved, last = _kinds(setups), list(setups), start
    for order in range(start, len(setups)):
        setup, spot = setups[order], setups[order].spot
        carry = spot is not None and at is not None and spot is not at
        if spot is not None and carry:
            bring = (*kinds[spot].bring, *(pad_beside(setups[order:]) if spot is Spot.WALL else ()))
            if exercises[order].position is Position.STANDING or order == start:
                without = WITHOUT_SECOND_CHAIR if spot is Spot.COUNTER else ()
                moved[order] = replace(setup, before=bring, without=without, carries=spot is Spot.WALL)
            else:
                moved[last] = replace(moved[last], after=bring)
        elif walk := _walk(exercises, order, start):
            moved[order] = replace(setup, before=walk, without=WITHOUT_STEP, carries=True)
        if spot is not None:
            at, last = spot, order
        if at in (Spot.WALL, Spot.COUNTER) and not setup.seat:
            moved[order] = replace(moved[order], seat="on the chair")
    return tuple(moved)


def _walk(exercises: Sequence[Exercise], order: int, start: int) -> tuple[Instruction, ...]:
    """Return the way to something that is no chair, such as a step; empty where the user is there already."""
    before = exercises[order - 1].equipment if order > start else ()
    there = [each for each in exercises[order].equipment if each.bring and Thing.CHAIR not in each.things]
    return next((each.bring for each in there if all(each.things != other.things for other in before)), ())
