"""The ways of a leaflet: how to get to where its exercises are done on the floor or the bed, and up again."""

from collections.abc import Iterator
from itertools import chain, pairwise

from hipcoach.catalogue.types import Position
from hipcoach.catalogue.words import POSITIONS
from hipcoach.engine.body_place import BodyPlace
from hipcoach.engine.ways.places import block_place, first_place, place_of, takes_long
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session
from hipcoach.ui.report.leaflet_setting import without_voice

LYING_ON = {Position.SUPINE: "lying on your back", Position.PRONE: "lying on your front"}


def ways_of(session: Session, script: Script) -> tuple[str, ...]:
    """Return each way down, up or to another height, in the order in which they come, and each once."""
    words = WayWords(session, script)
    return tuple(dict.fromkeys(filter(None, (_way(words, *pair) for pair in pairwise(_places(session))))))


def _places(session: Session) -> Iterator[BodyPlace]:
    """Yield where the body is, from before the first exercise to after the last; what is not done down is standing."""
    standing = place_of(session, Position.STANDING)
    blocks = chain.from_iterable(blocks_of(each, order) for order, each in enumerate(session.assignments))
    places = (block_place(session, block) for block in blocks)
    yield first_place(session)
    yield from (place if place.position.on_floor else standing for place in places)
    yield standing


def _way(words: WayWords, origin: BodyPlace, target: BodyPlace) -> str:
    """Return one way with its heading; empty where it is none to speak of, or nobody is led there."""
    lines = words.way(origin, target.name, target.side) if takes_long(origin, target) else []
    steps = " ".join(without_voice(each.text) for each in lines)
    return f"From {_named(origin)} to {_named(target)}: {steps}" if steps else ""


def _named(place: BodyPlace) -> str:
    side = f"lying on your {place.side} side" if place.position is Position.SIDE_LYING else ""
    return (side or LYING_ON.get(place.position, POSITIONS[place.position])) + (" on the bed" if place.bed else "")
