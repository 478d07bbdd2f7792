"""The first and the last words of a session: what it is and what it needs, how to stop, and how to get up again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hipcoach.catalogue.furniture import put_order
from hipcoach.catalogue.furniture_words import CARRIES_NOTHING
from hipcoach.catalogue.types import Position, Thing, Work
from hipcoach.catalogue.uses import Spot, Use
from hipcoach.catalogue.wording import circumstances
from hipcoach.catalogue.words import joined
from hipcoach.engine.body_place import BodyNow, BodyPlace
from hipcoach.engine.cue import CueKind, Meaning
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.ways.getting_up import staying_down, told_in_a_wait
from hipcoach.engine.ways.places import first_place, goes_to_the_floor, place_of, places_down
from hipcoach.engine.ways.way_words import WayWords
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.dose_words import RULES_TOLD_SESSIONS
from hipcoach.engine.words.phrase_keys import for_hip
from hipcoach.engine.words.script import Script
from hipcoach.engine.words.waits import TEN_S, TimedLine, line_cues, patient, timed, waiting
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
UP_S = 3.0  # to stand up, where the user has sat down while the rules were told
REST_S = 10.0  # before the way up is told


def greeting(session: Session, script: Script, timing: Timing, minutes: int) -> Step:
    """Return the greeting: title, exercises, minutes, all to fetch and where to put it; then it waits until ready."""
    words = GreetingWords(session, script, timing)
    lines = [*words.session_and_keys(minutes), *words.where_it_is_done(), *words.things(), *words.putting()]
    lines += [*words.shoes(), words.telephone()]
    step = _step(session, StepKind.ANNOUNCE, first_place(session))
    if not timing.waits_for_ready:
        return timed(step, script, lines, timing.floor_timed_s)
    if not first_place(session).lies:
        return waiting(step, script, lines, SETTLE_S)
    patience_s = timing.floor_goes_on_s and min(timing.floor_goes_on_s, timing.position_change_s)
    told = [script.text(key) for key in ("no_hurry", "eyes_shut")] if words.is_early else []
    return patient(step, script, [*lines, *words.into_bed()], SETTLE_S, patience_s, told)


@dataclass(frozen=True, slots=True)
class GreetingWords:
    """What the greeting says, part by part and in order."""

    session: Session
    script: Script
    timing: Timing

    @property
    def is_early(self) -> bool:
        """True in the first sessions, in which more is explained."""
        return self.session.sessions_done < RULES_TOLD_SESSIONS

    @property
    def begins_in_bed(self) -> bool:
        """True if the plan begins lying in bed: no key is in reach there."""
        return first_place(self.session).lies

    @property
    def fetch_s(self) -> float:
        """The seconds after each thing to fetch: only the first sessions leave time for it."""
        return FETCH_S if self.is_early else 0.0

    def _line(self, key: str, time_s: float = 0.0, **values: object) -> TimedLine:
        return TimedLine(CueKind.EQUIPMENT, self.script.text(key, **values), time_s)

    def session_and_keys(self, minutes: int) -> Iterator[TimedLine]:
        """Yield what the session is, and in the first ones which key leaves an exercise out."""
        session, script = self.session, self.script
        count = len(session.assignments)
        key = "greeting_one" if count == 1 else "greeting"
        yield TimedLine(CueKind.GREETING, script.text(key, title=session.plan.title, n=count, minutes=minutes))
        if session.plan.in_bed and not self.begins_in_bed:
            yield self._line(for_hip(session, "on_bed"))
        if self.is_early:
            keys = script.text("how_to_skip" if script.skip_key else "how_to_end", skip=script.skip_key)
            yield TimedLine(CueKind.GREETING, keys)

    def where_it_is_done(self) -> Iterator[TimedLine]:
        """Yield what the bed or the floor asks for."""
        if self.is_early and self.begins_in_bed:
            yield self._line("hear_in_bed", FETCH_S)
        if self.session.hip_replaced and self.begins_in_bed:
            yield self._line("bed_hip", self.fetch_s)
        if self.is_early and goes_to_the_floor(self.session):
            yield self._line("on_floor")

    def things(self) -> Iterator[TimedLine]:
        """Yield the things that are needed, those that the user may have, and what a chair has to be like."""
        session, things = self.session, self.session.things
        spot = next((setup.spot for setup in session.setups if setup.spot), None)
        named_with_chair = spot in (Spot.WALL, Spot.TURNED)  # the wall, where the chair is put
        needed = [
            each for each in things if not each.optional and not (named_with_chair and each.things == {Thing.WALL})
        ]
        if needed:
            yield self._line("equipment", things=joined(each.say for each in needed))
        if liked := [each.say for each in things if each.optional]:
            yield self._line("equipment_if_you_like", things=joined(liked))
        if self.is_early and any(each.things == {Thing.STEP} for each in things):
            yield self._line("without_step")
        if self.is_early and any(setup.without and setup.spot is Spot.COUNTER for setup in session.setups):
            yield self._line("without_second_chair")
        if any(Thing.CHAIR in each.things for each in things):
            if self.is_early:
                yield self._line("sturdy")
            if circumstances(session.declared).intersection(CARRIES_NOTHING):
                yield self._line("slide_the_chair")

    def putting(self) -> Iterator[TimedLine]:
        """Yield where each thing is put, with the time for it."""
        things = self.session.things
        puts = dict.fromkeys((each.put, each.put_next) for each in sorted(things, key=put_order) if each.put)
        if self.is_early and len(puts) > 1:
            yield self._line("fetch")
        yield from (TimedLine(CueKind.EQUIPMENT, part, self.fetch_s) for parts in puts for part in parts if part)
        has_mat = any(each.things == {Thing.MAT} for each in things)
        if self.is_early and has_mat and not any(each.use is Use.HEAD for each in things):
            down = (each.exercise.position for each in self.session.assignments if each.exercise.position.on_floor)
            over_a_hip = next(down, None) is Position.SUPINE  # to another position the way down is another one
            yield self._line("head_cushion" if over_a_hip else "head_cushion_anywhere")

    def shoes(self) -> Iterator[TimedLine]:
        """Yield what becomes of the shoes: beside the bed each time, as the way up names them."""
        session = self.session
        if self.begins_in_bed or any(each.bed for each in places_down(session)):
            yield self._line("shoes_in_bed", self.fetch_s)
            if session.hip_replaced:
                yield self._line("long_shoehorn", self.fetch_s)
        elif self.is_early and (goes_to_the_floor(session) or any(map(_stands_up, session.assignments))):
            yield self._line(for_hip(session, "shoes"), 0.0 if self.timing.waits_for_ready else FETCH_S)

    def telephone(self) -> TimedLine:
        """Return the last thing to have at hand; where the step waits for the user, no time is needed for it."""
        is_waited_for = self.timing.waits_for_ready and not self.begins_in_bed
        return self._line("telephone", 0.0 if is_waited_for else self.fetch_s)

    def into_bed(self) -> Iterator[TimedLine]:
        """Yield how everybody gets into bed, in the first sessions after a minute to fetch all."""
        if self.is_early:
            yield from (self._line(key, time_s) for key, time_s in MINUTE_IN_BED)
        bed = place_of(self.session, first_place(self.session).position)
        way = WayWords(self.session, self.script).way(BodyPlace(Position.STANDING), bed.name)
        yield self._line("get_into_bed", self.fetch_s, steps=len(way))
        yield from (replace(each, kind=CueKind.EQUIPMENT) for each in way)


def greeted_at(session: Session, timing: Timing) -> BodyPlace:
    """Return where the body is after the greeting. Where that waits, it has led everybody into bed the same way."""
    place = first_place(session)
    return replace(place, anyhow=place.anyhow and not timing.waits_for_ready)


def how_to_stop(session: Session, script: Script, timing: Timing, *, sat_down: bool = False) -> Step:
    """Return how to stop, before anything moves: what the body does comes first, and then the keys.

    In the first sessions the user may sit meanwhile, later only where a rest has come between: `sat_down`.

    What is needed only later is said then: see `told_in_a_wait`, and the first question after an exercise.
    """
    keys = ["how_to_stop_short", "stop_for_today_again", "warning_signs", "how_to_get_advice"]
    first, lies = session.sessions_done < RULES_TOLD_SESSIONS, first_place(session).lies
    if first:
        keys = ["rules_begin_lying" if lies else "rules_begin", "how_to_ease", "how_to_stop", "stop_for_today"]
        keys += ["warning_signs", "how_to_get_advice", "how_to_ring", "how_to_rest"]
        keys += [] if lies else ["eyes_open"]
    lines = [TimedLine(CueKind.HOW_TO_STOP, script.text(key)) for key in keys]
    if first and not told_in_a_wait(session, timing):
        down = sorted(places_down(session), key=lambda place: not place.lies)[:1]
        lines += [
            TimedLine(CueKind.HOW_TO_STOP, text) for place in down for text in staying_down(session, script, place)
        ]
    if first or sat_down:
        lines += called_up(session, script)
    cues = line_cues(script, lines)
    step = _step(session, StepKind.ANNOUNCE, first_place(session))
    return replace(step, duration_s=end_s(cues) + max(0.5, lines[-1].time_s), cues=cues)


def called_up(session: Session, script: Script) -> list[TimedLine]:
    """Return how the user stands up after the rules; nothing where they lie, or are next led to a seat."""
    if first_place(session).lies or session.assignments[0].exercise.position is Position.SEATED:
        return []
    up = script.text(for_hip(session, "rules_end"))
    return [TimedLine(CueKind.HOW_TO_STOP, up, UP_S, Meaning(said_if_skipped=True))]


def finish(session: Session, script: Script, body: BodyNow) -> Step:
    """Return the last step: that it is over, and how to get up from where the `body` is, when the user wants to."""
    place = body.place
    lies = place.position.on_floor or place.bed
    lines = [TimedLine(CueKind.FINISH, script.text("finish_lying" if lies else "finish"))]
    if not (lies or place.via):
        seat = "finish_standing" if place.position is Position.STANDING else "finish_sitting"
        lines.append(TimedLine(CueKind.FINISH, script.text(seat)))
    if lies or place.via:
        way = WayWords(session, script).way(place, Position.STANDING, told=body.steps_told)
        lines[0] = replace(lines[0], time_s=REST_S)
        up_s = end_s(line_cues(script, way)) + (way[-1].time_s if way else 0.0)
        words, up = WayWords(session, script), BodyPlace(Position.STANDING)
        before = [*words.onto_the_back(body, up), *words.before(body)] if way else []
        lines += [TimedLine(CueKind.FINISH, script.text("getting_up", minutes=max(1, round(up_s / 60)))), *before, *way]
        at_chair = bool(way) and not (place.bed or place.via)  # the user has just come up holding it
        done = for_hip(session, "done_at_chair") if at_chair else "done"
        lines.append(TimedLine(CueKind.FINISH, script.text(done)))
    elif place.position is Position.AS_SHOWN:
        lines += [replace(each, kind=CueKind.FINISH) for each in WayWords(session, script).up_as_shown()]
    cues = line_cues(script, lines)
    step = replace(_step(session, StepKind.FINISH, place), below=place.side)
    return replace(step, duration_s=end_s(cues) + 0.5, cues=cues, order=len(session.assignments))


def _stands_up(assignment: Assignment) -> bool:
    """Return True if an exercise that is guided is done on the feet, or by getting up onto them."""
    exercise = assignment.exercise
    return exercise.work is not Work.ACTIVITY and exercise.position in (Position.STANDING, Position.SEATED)


def _step(session: Session, kind: StepKind, place: BodyPlace) -> Step:
    return Step(kind=kind, position=place.position)
