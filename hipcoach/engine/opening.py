"""The first and the last words of a session: what it is and what it needs, how to stop, and how to get up again."""

from dataclasses import replace

from hipcoach.catalogue.types import Position, Thing
from hipcoach.catalogue.ways import BED_EDGE
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.exercise_words import listed
from hipcoach.engine.position_changes import BodyPlace, Mover, place_of
from hipcoach.engine.promises import TimedLine, paced, timed, waiting
from hipcoach.engine.script import Script
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.safety.types import Session

GREETED = -1  # the order of what comes before the first exercise
FULL_TIMES = 3  # how to stop is told in full in this many sessions
SETTLE_S = 1.0  # after the greeting
UP_PAUSE_S = 1.0  # between the words for getting up, which is done later


def greeting(session: Session, script: Script, timing: Timing, minutes: int) -> Step:
    """Return the greeting: title, exercises, minutes, all to fetch and where to put it; then it waits until ready."""
    count = len(session.assignments)
    key = "greeting_one" if count == 1 else "greeting"
    lines = [TimedLine("greeting", script.text(key, title=session.plan.title, n=count, minutes=minutes))]
    things = session.things
    against_wall = any("wall" in each.put for each in things)  # then the wall is named where something stands at it
    needed = [each for each in things if not each.optional and not (against_wall and each.things == {Thing.WALL})]
    if needed:
        lines.append(TimedLine("equipment", script.text("equipment", things=listed([each.say for each in needed]))))
    if liked := [each.say for each in things if each.optional]:
        lines.append(TimedLine("equipment", script.text("equipment_if_you_like", things=listed(liked))))
    lines += [TimedLine("equipment", put) for put in dict.fromkeys(each.put for each in things) if put]
    step = _step(session, StepKind.ANNOUNCE, place_of(session, session.plan.start_position))
    if timing.floor_waits:
        return waiting(step, script, lines, SETTLE_S, asks="tell_ready")
    return timed(step, script, lines, timing.floor_timed_s)


def how_to_stop(session: Session, script: Script) -> Step:
    """Return how to stop, before anything moves."""
    key = "how_to_stop" if session.sessions_done < FULL_TIMES else "how_to_stop_short"
    cues = paced(script, [TimedLine("how_to_stop", script.text(key))])
    step = _step(session, StepKind.ANNOUNCE, place_of(session, session.plan.start_position))
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues)


def finish(session: Session, script: Script, timing: Timing, place: BodyPlace) -> Step:
    """Return the end: what comes in two minutes, and how to get up from `place` when the user wants to."""
    lies = place.position.on_floor or place.bed
    lines = [TimedLine("finish", script.text("finish_lying" if lies else "finish"))]
    if lies:
        way = Mover(session, script, timing).way(place, BED_EDGE if place.bed else Position.STANDING)
        lines += [TimedLine("finish", script.text("getting_up")), *(replace(each, time_s=UP_PAUSE_S) for each in way)]
    cues = paced(script, lines)
    step = _step(session, StepKind.FINISH, place)
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues, order=len(session.assignments))


def _step(session: Session, kind: StepKind, place: BodyPlace) -> Step:
    return replace(Step(-1, kind, None, None, None, None, 0.0), position=place.position, order=GREETED)
