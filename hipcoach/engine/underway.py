"""Where the body is on its way from one position to the next: as far as that way has been told."""

from collections.abc import Mapping
from dataclasses import replace

from hipcoach.catalogue.instruct import circumstances, said_steps
from hipcoach.catalogue.types import Position
from hipcoach.catalogue.ways import BED, BED_EDGE, EASIER_SIDE
from hipcoach.engine.blocks import blocks_of
from hipcoach.engine.position_changes import BodyPlace, Mover, block_place, first_place, place_of, route
from hipcoach.engine.script import Script, sentence
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.safety.types import Session

PASSED: Mapping[str, Position] = {
    EASIER_SIDE: Position.SIDE_LYING,
    BED_EDGE: Position.SEATED,
}
"""The positions nearest to places that no exercise has."""


def whereabouts(session: Session, script: Script, step: Step, said: int) -> BodyPlace | None:
    """Return where the body is in a change of position of which so many cues were said; None once all was told of it.

    A link of the way whose last step was told is behind them; of one that is told in part they know how far it was.
    At the end, who was told all of the way up stands.
    """
    ways = [number for number, cue in enumerate(step.cues) if cue.kind == "position"]
    ends = _ends(session, step)
    if ends is None or not ways or said > ways[-1] + 1:
        return None
    heard, (here, end) = {cue.text for cue in step.cues[:said]}, ends
    under = circumstances(session.declared, bed=end.name.startswith(BED))
    links = route(session, script, here, end.name)
    lines = [[sentence(words) for words, _ in said_steps(link.steps, step.below, under)] for link in links]
    begun = [number for number, each in enumerate(lines) if heard.intersection(each)]
    if not begun:  # a way may have been told from its middle on, so that the last line heard counts
        return here
    link, steps = links[begun[-1]], lines[begun[-1]]
    told = steps[: 1 + max(number for number, line in enumerate(steps) if line in heard)]
    if len(told) < len(steps):
        here = place_passed(session, link.start) if begun[-1] else here
        return replace(here, told=tuple(told), toward=link.end)
    if link is links[-1]:
        return end if step.kind is StepKind.FINISH else None
    return place_passed(session, link.end)


def begins_at(session: Session, step: Step) -> BodyPlace | None:
    """Return where the way begins that a step tells; None where it tells none."""
    ends = _ends(session, step)
    return None if ends is None else ends[0]


def _ends(session: Session, step: Step) -> tuple[BodyPlace, BodyPlace] | None:
    """Return from where to where a step leads: a change of position, or the end of a session, which leads up."""
    if step.position is None:
        return None
    if step.kind is StepKind.FINISH:
        return place_of(session, step.position, step.below), place_of(session, Position.STANDING)
    if step.origin is None:
        return None
    return place_of(session, step.origin, step.below), place_of(session, step.position, step.below)


def stands(session: Session, script: Script, timing: Timing, here: BodyPlace) -> bool:
    """Return True if the way up to standing was told to its end, although it may lead on from there."""
    if not here.told:
        return here.position is Position.STANDING
    return here.position is not Position.STANDING and not Mover(session, script, timing).way(here, Position.STANDING)


def passed_between(session: Session, script: Script, origin: BodyPlace, target: BodyPlace) -> tuple[BodyPlace, ...]:
    """Return the places that the way from one place to another leads through."""
    return tuple(place_passed(session, link.start) for link in route(session, script, origin, target.name)[1:])


def every_place(session: Session, script: Script) -> tuple[BodyPlace, ...]:
    """Return wherever the body may be in a session, each place once: in an exercise, or on the way to one."""
    blocks = (block for order, each in enumerate(session.assignments) for block in blocks_of(each, order))
    stays = tuple(dict.fromkeys((first_place(session), *(block_place(session, block) for block in blocks))))
    ends = (*stays, place_of(session, Position.STANDING))
    passes = (one for here in stays for there in ends for one in passed_between(session, script, here, there))
    return tuple(dict.fromkeys((*stays, *passes)))


def place_passed(session: Session, name: str) -> BodyPlace:
    """Return the place of this name, on a way that leads through it."""
    if name in PASSED:
        return BodyPlace(PASSED[name], via=name)
    place = place_of(session, Position(name.removeprefix(BED)))
    return place if place.position is Position.STANDING else replace(place, via=name)
