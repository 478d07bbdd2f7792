"""Where the body is on its way from one position to the next: as far as that way has been told."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from hipcoach.catalogue.instruct import circumstances, said_steps
from hipcoach.catalogue.types import Position
from hipcoach.catalogue.ways import BED, BED_EDGE, EASIER_SIDE
from hipcoach.engine.blocks import blocks_of
from hipcoach.engine.position_changes import BodyPlace, block_place, first_place, place_of, route
from hipcoach.engine.script import Script, sentence
from hipcoach.engine.types import Step
from hipcoach.safety.types import Session

PASSED: Mapping[str, Position] = {
    EASIER_SIDE: Position.SIDE_LYING,
    BED_EDGE: Position.SEATED,
}
"""The positions nearest to places that no exercise has."""


def whereabouts(session: Session, script: Script, step: Step, said: int) -> BodyPlace | None:
    """Return where the body is in a change of position of which so many cues were said; None once all was told of it.

    A link of the way whose last step was told is behind them; of one that is told in part they know how far it was.
    """
    ways = [number for number, cue in enumerate(step.cues) if cue.kind == "position"]
    if step.origin is None or step.position is None or not ways or said > ways[-1] + 1:
        return None
    origin, end = place_of(session, step.origin, step.below), place_of(session, step.position, step.below)
    heard = {cue.text for cue in step.cues[:said]}
    under = circumstances(session.declared, bed=end.name.startswith(BED))
    here = origin
    for link in route(session, script, origin, end.name):
        lines = [sentence(words) for words, _ in said_steps(link.steps, step.below, under)]
        told = tuple(takewhile(heard.__contains__, lines))
        if len(told) < len(lines):
            return replace(here, told=told)
        here = _passed(session, link.end)
    return None


def passed_between(session: Session, script: Script, origin: BodyPlace, target: BodyPlace) -> tuple[BodyPlace, ...]:
    """Return the places that the way from one place to another leads through."""
    return tuple(_passed(session, link.start) for link in route(session, script, origin, target.name)[1:])


def every_place(session: Session, script: Script) -> tuple[BodyPlace, ...]:
    """Return wherever the body may be in a session, each place once: in an exercise, or on the way to one."""
    blocks = (block for order, each in enumerate(session.assignments) for block in blocks_of(each, order))
    stays = tuple(dict.fromkeys((first_place(session), *(block_place(session, block) for block in blocks))))
    ends = (*stays, place_of(session, Position.STANDING))
    passes = (one for here in stays for there in ends for one in passed_between(session, script, here, there))
    return tuple(dict.fromkeys((*stays, *passes)))


def _passed(session: Session, name: str) -> BodyPlace:
    if name in PASSED:
        return BodyPlace(PASSED[name], via=name)
    return replace(place_of(session, Position(name.removeprefix(BED))), via=name)
