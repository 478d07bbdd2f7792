"""The first and the last words of a session: what it is and what it needs, how to stop, and how to get up again."""

from dataclasses import replace

from hipcoach.catalogue.furniture import CARRIES_NOTHING, put_order
from hipcoach.catalogue.instruct import circumstances
from hipcoach.catalogue.types import Position, Thing, Work
from hipcoach.catalogue.uses import Spot, Use
from hipcoach.catalogue.words import joined
from hipcoach.engine.body_place import BodyNow, BodyPlace
from hipcoach.engine.cue_layout import end_s
from hipcoach.engine.dose_words import FULL_TIMES
from hipcoach.engine.getting_up import staying_down, told_in_a_wait
from hipcoach.engine.phrase_keys import for_hip
from hipcoach.engine.places import first_place, goes_to_the_floor, place_of, places_down
from hipcoach.engine.promises import TEN_S, TimedLine, line_cues, patient, timed, waiting
from hipcoach.engine.script import Script
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.way_words import WayWords
from hipcoach.safety.types import Assignment, Session

SETTLE_S = 1.0  # after the greeting
FETCH_S = 8.0  # after each thing to put somewhere: Enter ends the wait after the last
IN_BED_S = 12.0  # no silence is longer
MINUTE_IN_BED = (
    ("fetch_in_bed", IN_BED_S),
    ("no_hurry", IN_BED_S),
    ("no_hurry_still", IN_BED_S),
    ("ten_seconds", TEN_S),
)
"""What is said, with its seconds, while all is fetched to a bed, where no key is in reach."""
UP_S = 3.0  # to stand up, for one who has sat down while the rules were told
REST_S = 10.0  # before the way up is told


def greeting(session: Session, script: Script, timing: Timing, minutes: int) -> Step:
    """Return the greeting: title, exercises, minutes, all to fetch and where to put it; then it waits until ready."""
    count = len(session.assignments)
    key = "greeting_one" if count == 1 else "greeting"
    lines = [TimedLine("greeting", script.text(key, title=session.plan.title, n=count, minutes=minutes))]
    hip = session.hip_replaced
    if session.plan.in_bed and not first_place(session).lies:
        lines.append(TimedLine("equipment", script.text(for_hip(session, "on_bed"))))
    first = session.sessions_done < FULL_TIMES
    if first:
        keys = script.text("how_to_skip" if script.skip_key else "how_to_end", skip=script.skip_key)
        lines.append(TimedLine("greeting", keys))
    if first and first_place(session).lies:
        lines.append(TimedLine("equipment", script.text("hear_in_bed"), FETCH_S))
    if hip and first_place(session).lies:
        lines.append(TimedLine("equipment", script.text("bed_hip"), FETCH_S if first else 0.0))
    if first and goes_to_the_floor(session):
        lines.append(TimedLine("equipment", script.text("on_floor")))
    things = session.things
    spot = next((setup.spot for setup in session.setups if setup.spot), None)
    against_wall = spot in (Spot.WALL, Spot.TURNED)  # then the wall is named where the chair is put
    needed = [each for each in things if not each.optional and not (against_wall and each.things == {Thing.WALL})]
    if needed:
        lines.append(TimedLine("equipment", script.text("equipment", things=joined(each.say for each in needed))))
    if liked := [each.say for each in things if each.optional]:
        lines.append(TimedLine("equipment", script.text("equipment_if_you_like", things=joined(liked))))
    if first and any(setup.without for setup in session.setups):
        lines.append(TimedLine("equipment", script.text("without_second_chair")))
    chair = any(Thing.CHAIR in each.things for each in things)
    if first and chair:
        lines.append(TimedLine("equipment", script.text("sturdy")))
    if chair and circumstances(session.declared).intersection(CARRIES_NOTHING):
        lines.append(TimedLine("equipment", script.text("slide_the_chair")))
    place = first_place(session)
    waits = timing.waits_for_ready
    fetch_s = FETCH_S if first else 0.0
    puts = dict.fromkeys((each.put, each.put_next) for each in sorted(things, key=put_order) if each.put)
    if first and len(puts) > 1:
        lines.append(TimedLine("equipment", script.text("fetch")))
    lines += [TimedLine("equipment", part, fetch_s) for parts in puts for part in parts if part]
    mat = any(each.things == {Thing.MAT} for each in things)
    if first and mat and not any(each.use is Use.HEAD for each in things):
        lines.append(TimedLine("equipment", script.text("head_cushion")))
    if place.lies or any(each.bed for each in places_down(session)):  # each time: the way up names all of it
        beside_bed = ["shoes_in_bed", *(["long_shoehorn"] if hip else [])]
        lines += [TimedLine("equipment", script.text(key), fetch_s) for key in beside_bed]
    elif first and (goes_to_the_floor(session) or any(map(_stands_up, session.assignments))):
        shoes = script.text(for_hip(session, "shoes"))
        lines.append(TimedLine("equipment", shoes, FETCH_S if not waits else 0.0))
    last_s = fetch_s if place.lies or not waits else 0.0  # a user who is waited for needs no time for the last thing
    lines.append(TimedLine("equipment", script.text("telephone"), last_s))
    step = _step(session, StepKind.ANNOUNCE, place)
    if not waits:
        return timed(step, script, lines, timing.floor_timed_s)
    if place.lies:
        if first:
            lines += [TimedLine("equipment", script.text(key), time_s) for key, time_s in MINUTE_IN_BED]
        way = WayWords(session, script).way(BodyPlace(Position.STANDING), place_of(session, place.position).name)
        into_bed = script.text("get_into_bed", steps=len(way))
        lines.append(TimedLine("equipment", into_bed, FETCH_S if first else 0.0))
        lines += [replace(each, kind="equipment") for each in way]
        patience_s = timing.floor_goes_on_s and min(timing.floor_goes_on_s, timing.position_change_s)
        told = [script.text(key) for key in ("no_hurry", "eyes_shut")] if first else []
        return patient(step, script, lines, SETTLE_S, patience_s, told)
    return waiting(step, script, lines, SETTLE_S)


def greeted_at(session: Session, timing: Timing) -> BodyPlace:
    """Return where the body is after the greeting. Where that waits, it has led everybody into bed the same way."""
    place = first_place(session)
    return replace(place, anyhow=place.anyhow and not timing.waits_for_ready)


def how_to_stop(session: Session, script: Script, timing: Timing) -> Step:
    """Return how to stop, before anything moves: what the body does comes first, and then the keys.

    What is needed only later is said then: see `told_in_a_wait`, and the first question after an exercise.
    """
    keys = ["how_to_stop_short", "stop_for_today_again", "warning_signs", "how_to_get_advice"]
    first, lies = session.sessions_done < FULL_TIMES, first_place(session).lies
    if first:
        keys = ["rules_begin_lying" if lies else "rules_begin", "how_to_ease", "how_to_stop", "stop_for_today"]
        keys += ["warning_signs", "how_to_get_advice", "how_to_ring", "how_to_rest"]
        keys += [] if lies else ["eyes_open"]
    lines = [TimedLine("how_to_stop", script.text(key)) for key in keys]
    if first and not told_in_a_wait(session, timing):
        down = sorted(places_down(session), key=lambda place: not place.lies)[:1]
        lines += [TimedLine("how_to_stop", text) for place in down for text in staying_down(session, script, place)]
    wanted = session.assignments[0].exercise
    if first and not lies and wanted.position is not Position.SEATED and wanted.work is not Work.ACTIVITY:
        lines.append(TimedLine("how_to_stop", script.text(for_hip(session, "rules_end")), UP_S))
    cues = line_cues(script, lines)
    step = _step(session, StepKind.ANNOUNCE, first_place(session))
    return replace(step, duration_s=end_s(cues) + max(0.5, lines[-1].time_s), cues=cues)


def finish(session: Session, script: Script, body: BodyNow) -> Step:
    """Return the last step: that it is over, and how to get up from where the `body` is, when the user wants to."""
    place = body.place
    lies = place.position.on_floor or place.bed
    lines = [TimedLine("finish", script.text("finish_lying" if lies else "finish"))]
    if not (lies or place.via):
        walked = session.assignments[-1].exercise.work is Work.ACTIVITY
        seat = "finish_standing" if place.position is Position.STANDING and not walked else "finish_sitting"
        lines.append(TimedLine("finish", script.text(seat)))
    if lies or place.via:
        way = WayWords(session, script).way(place, Position.STANDING, told=body.steps_told)
        lines[0] = replace(lines[0], time_s=REST_S)
        up_s = end_s(line_cues(script, way)) + (way[-1].time_s if way else 0.0)
        before = WayWords(session, script).before(body) if way else []
        lines += [TimedLine("finish", script.text("getting_up", minutes=max(1, round(up_s / 60)))), *before, *way]
        lines.append(TimedLine("finish", script.text("done")))
    elif place.position is Position.AS_SHOWN:
        lines += [replace(each, kind="finish") for each in WayWords(session, script).up_as_shown()]
    cues = line_cues(script, lines)
    step = replace(_step(session, StepKind.FINISH, place), below=place.side)
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues, order=len(session.assignments))


def _stands_up(assignment: Assignment) -> bool:
    """Return True if an exercise that is guided is done on the feet, or by getting up onto them."""
    exercise = assignment.exercise
    return exercise.work is not Work.ACTIVITY and exercise.position in (Position.STANDING, Position.SEATED)


def _step(session: Session, kind: StepKind, place: BodyPlace) -> Step:
    return Step(kind=kind, position=place.position)
