"""The places of a session: where the body is in an exercise, and which ways lead from one place to another."""

from collections.abc import Mapping
from dataclasses import replace

from hipcoach.catalogue.positions import FLOOR_ONLY, ONE_SIDED
from hipcoach.catalogue.types import Lock, Position, Side
from hipcoach.catalogue.ways import BED_EDGE, BED_PREFIX, EASIER_SIDE, Link
from hipcoach.engine.body_place import BodyPlace
from hipcoach.engine.words.blocks import Block
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session

PASSED: Mapping[str, Position] = {
    EASIER_SIDE: Position.SIDE_LYING,
    BED_EDGE: Position.SEATED,
}
"""The positions nearest to places that no exercise has."""


def place_of(session: Session, position: Position, side: Side | None = None) -> BodyPlace:
    """Return a position of this session as a place."""
    return BodyPlace(position, session.plan.lies_in_bed(position), side if position in ONE_SIDED else None)


def first_place(session: Session) -> BodyPlace:
    """Return where the body is after the greeting.

    In bed, if the plan begins there. Else on the feet: the user has just fetched the things, and pressed a key.
    """
    start = place_of(session, session.plan.start_position)
    return replace(start, anyhow=True) if start.bed else place_of(session, Position.STANDING)


def block_place(session: Session, block: Block) -> BodyPlace:
    """Return where the body is in a block of work."""
    side = block.side
    if block.exercise.position is Position.SIDE_LYING and side is not None:
        side = block.exercise.side_below(side)
    return place_of(session, block.exercise.position, side)


def place_passed(session: Session, name: str) -> BodyPlace:
    """Return the place of this name, on a way that leads through it, such as the edge of the bed."""
    if name in PASSED:
        return BodyPlace(PASSED[name], via=name)
    place = place_of(session, Position(name.removeprefix(BED_PREFIX)))
    return place if place.position is Position.STANDING else replace(place, via=name)


def takes_long(origin: BodyPlace, target: BodyPlace) -> bool:
    """Return True if the way leads to the floor or up from it, into a bed or out of it, or from lying to kneeling."""
    if Position.AS_SHOWN in (origin.position, target.position):
        return True  # nobody knows
    return (
        origin.position.on_floor != target.position.on_floor or origin.bed != target.bed or origin.lies != target.lies
    )


def route(session: Session, script: Script, origin: BodyPlace, end: str) -> tuple[Link, ...]:
    """Return the links of the way to the place of this name.

    There are none where nobody with these declarations is led there, such as to the floor with a replaced hip.
    """
    passable = session.declared
    if FLOOR_ONLY & {origin.name, end}:  # with a replaced hip, a clinician has cleared the user for it
        passable = passable - {Lock.HIP_REPLACEMENT}
    return script.phrases.ways.route(origin.name, end, passable) or ()


def leads_up(origin: BodyPlace, target: BodyPlace) -> bool:
    """Return True if the way leads up from the floor, or out of a bed."""
    return origin.height < target.height


def places_down(session: Session) -> tuple[BodyPlace, ...]:
    """Return where the body lies or kneels in a session, each place once."""
    places = (place_of(session, each.exercise.position) for each in session.assignments)
    return tuple(dict.fromkeys(place for place in places if place.position.on_floor))


def goes_to_the_floor(session: Session) -> bool:
    """Return True if anything of a session is done down on the floor."""
    return any(not place.bed for place in places_down(session))
