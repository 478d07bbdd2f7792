"""Where the body is on its way from one position to the next: as far as that way has been told."""

from hipcoach.catalogue.types import Position
from hipcoach.engine.body_place import BodyNow, BodyPlace
from hipcoach.engine.cue import CueKind
from hipcoach.engine.types import Step, StepKind
from hipcoach.engine.ways.places import block_place, first_place, place_of, place_passed, route
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.words.blocks import blocks_of
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session


def whereabouts(session: Session, step: Step, said: int) -> BodyNow | None:
    """Return where the body is in a step that tells a way, once so many of its cues were `said`.

    None once all of the way was told. At the end of a session that does not occur: there the user then stands. Each cue
    that tells a step of the way carries where the body is after it.
    Example: after "Put both hands on the seat" the user kneels at the chair.
    """
    ways = [number for number, cue in enumerate(step.cues) if cue.kind is CueKind.POSITION]
    ends = _ends(session, step)
    if ends is None or not ways or said > ways[-1] + 1:
        return None
    begins, end = ends
    here = next((cue.means.body for cue in reversed(step.cues[:said]) if cue.means.body is not None), None)
    if here is None:
        return BodyNow(begins)
    there = here.place.name == end.name and not here.steps_told
    return None if there and step.kind is not StepKind.FINISH else here


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


def is_up(session: Session, script: Script, here: BodyNow) -> bool:
    """Return True if the way was told as far as standing, although it may lead on from there, say to a chair."""
    stood_before = here.place.position is Position.STANDING
    if not here.steps_told:
        return stood_before
    way = WayWords(session, script).way(here.place, Position.STANDING, told=here.steps_told)
    return not stood_before and not way


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
