"""The first and the last words of a session: what it is and what it needs, how to stop, and how to get up again."""

from dataclasses import replace

from hipcoach.catalogue.types import Lock, Position, Thing
from hipcoach.catalogue.ways import BED_EDGE
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.exercise_words import FULL_TIMES, listed
from hipcoach.engine.position_changes import BodyPlace, Mover, first_place, place_of
from hipcoach.engine.promises import TimedLine, line_cues, patient, timed, waiting
from hipcoach.engine.script import Script
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.safety.types import Session

GREETED = -1  # the order of what comes before the first exercise
SETTLE_S = 1.0  # after the greeting
REST_S = 10.0  # before the way up is told
STOP_FOR_TODAY = "stop_for_today"  # what ends a session without a key: said at the start, and in every check


def greeting(session: Session, script: Script, timing: Timing, minutes: int) -> Step:
    """Return the greeting: title, exercises, minutes, all to fetch and where to put it; then it waits until ready."""
    count = len(session.assignments)
    key = "greeting_one" if count == 1 else "greeting"
    lines = [TimedLine("greeting", script.text(key, title=session.plan.title, n=count, minutes=minutes))]
    if session.plan.surface == "bed" and not first_place(session).lies:
        lines.append(TimedLine("equipment", script.text("on_bed")))
    if _goes_to_the_floor(session) and session.sessions_done < FULL_TIMES:
        lines.append(TimedLine("equipment", script.text("on_floor")))
    things = session.things
    against_wall = any("wall" in each.put for each in things)  # then the wall is named where something stands at it
    needed = [each for each in things if not each.optional and not (against_wall and each.things == {Thing.WALL})]
    if needed:
        lines.append(TimedLine("equipment", script.text("equipment", things=listed([each.say for each in needed]))))
    if liked := [each.say for each in things if each.optional]:
        lines.append(TimedLine("equipment", script.text("equipment_if_you_like", things=listed(liked))))
    lines += [TimedLine("equipment", put) for put in dict.fromkeys(each.put for each in things) if put]
    lines.append(TimedLine("equipment", script.text("telephone")))
    place = first_place(session)
    step = _step(session, StepKind.ANNOUNCE, place)
    if not timing.floor_waits and timing.floor_goes_on_s is not None:
        return timed(step, script, lines, timing.floor_timed_s)
    if place.lies:
        return patient(step, script, lines, SETTLE_S, timing.floor_goes_on_s)
    return waiting(step, script, lines, SETTLE_S)


def how_to_stop(session: Session, script: Script) -> Step:
    """Return how to stop, before anything moves: what the body does comes first, and then the keys."""
    keys = ["how_to_stop_short", STOP_FOR_TODAY]
    if session.sessions_done < FULL_TIMES:
        keys = ["how_to_stop", "how_to_stop_key", "how_to_miss", STOP_FOR_TODAY, "how_to_get_advice", "how_to_rest"]
        keys += ["how_to_skip"] * bool(script.skip_key) + ["how_to_go_on", "eyes_open"]
    lines = [TimedLine("how_to_stop", script.text(key, skip=script.skip_key)) for key in keys]
    if session.sessions_done < FULL_TIMES and (up := way_up(session, script, "get_up_before_end")):
        lines.append(TimedLine("how_to_stop", up))
    cues = line_cues(script, lines)
    step = _step(session, StepKind.ANNOUNCE, first_place(session))
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues)


def finish(session: Session, script: Script, timing: Timing, place: BodyPlace) -> Step:
    """Return the end: what is asked after a wait, and how to get up from `place` when the user wants to."""
    lies = place.position.on_floor or place.bed
    lines = [TimedLine("finish", script.text("finish_lying" if lies else "finish"))]
    if lies:
        way = Mover(session, script, timing).way(place, BED_EDGE if place.bed else Position.STANDING)
        lines[0] = replace(lines[0], time_s=REST_S)
        lines += [TimedLine("finish", script.text("getting_up")), *way]
    cues = line_cues(script, lines)
    step = _step(session, StepKind.FINISH, place)
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues, order=len(session.assignments))


def way_up(session: Session, script: Script, when: str) -> str:
    """Return how to get up from the floor or the bed, with the phrase `when` first; "" where nobody lies."""
    if _goes_to_the_floor(session):
        key = "get_up_from_floor"
    elif session.plan.surface == "bed":
        key = "get_up_from_bed_hip" if Lock.HIP_REPLACEMENT in session.declared else "get_up_from_bed"
    else:
        return ""
    return script.text(key, when=script.text(when))


def _goes_to_the_floor(session: Session) -> bool:
    places = (place_of(session, each.exercise.position) for each in session.assignments)
    return any(place.position.on_floor and not place.bed for place in places)


def _step(session: Session, kind: StepKind, place: BodyPlace) -> Step:
    return replace(Step(-1, kind, None, None, None, None, 0.0), position=place.position, order=GREETED)
