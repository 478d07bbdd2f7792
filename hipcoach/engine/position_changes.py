"""Getting from where the body is to the next position: what is said, how long it takes, and who ends it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from hipcoach.catalogue.instruct import circumstances, said_steps
from hipcoach.catalogue.positions import FLOOR_ONLY, KNEELING, ONE_SIDED
from hipcoach.catalogue.types import Exercise, Lock, Position, Side, Work
from hipcoach.catalogue.ways import BED_EDGE, BED_PREFIX, EASIER_SIDE, Link
from hipcoach.engine.blocks import Block, blocks_of
from hipcoach.engine.body_place import BodyPlace
from hipcoach.engine.exercise_words import FULL_TIMES, UP_S
from hipcoach.engine.getting_up import way_up
from hipcoach.engine.phrase_keys import WHERE_IT_IS_DONE, for_hip
from hipcoach.engine.promises import TimedLine, leaving_out, patient, timed, waiting
from hipcoach.engine.script import Script, sentence
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.safety.types import Session

TELLS_FROM_S = 60.0  # a wait as long as this has room to say what is needed on the floor
SITS_S = 2.0  # between the two things that one may do, so that they are heard as two
ON_A_SIDE = frozenset[str]({Position.SIDE_LYING, f"{BED_PREFIX}{Position.SIDE_LYING}"})
ON_THE_BACK = frozenset[str]({Position.SUPINE, f"{BED_PREFIX}{Position.SUPINE}"})
SORE_S = 3.0  # to feel whether one can lie on it
PILLOW_S = 14.0  # to find it, and to put it between the knees
FROM_THE_HIP_S = 14.0  # until one kneels
BACK_S = 20.0  # from a way that was broken off
SHOWN_S = 14.0  # into a position that only the user knows
FROM_THE_HIP = {
    Position.TALL_KNEELING: "from_the_hip",
    Position.HALF_KNEELING: "from_the_hip_on_the_pad",
    Position.ALL_FOURS: "from_the_hip_all_fours",
}
UP_AS_SHOWN_S = 14.0  # after a way up that is told in one piece
PASSED: Mapping[str, Position] = {
    EASIER_SIDE: Position.SIDE_LYING,
    BED_EDGE: Position.SEATED,
}
"""The positions nearest to places that no exercise has."""


def place_of(session: Session, position: Position, side: Side | None = None) -> BodyPlace:
    """Return a position of this session as a place."""
    return BodyPlace(position, session.plan.lies_in_bed(position), side if position in ONE_SIDED else None)


def first_place(session: Session) -> BodyPlace:
    """Return where the body is after the greeting: who has fetched all and pressed a key stands, but for a bed."""
    start = place_of(session, session.plan.start_position)
    return replace(start, anyhow=True) if start.bed else place_of(session, Position.STANDING)


def block_place(session: Session, block: Block) -> BodyPlace:
    """Return where the body is in a block of work."""
    side = block.side
    if block.exercise.position is Position.SIDE_LYING and side is not None:
        side = block.exercise.side_below(side)
    return place_of(session, block.exercise.position, side)


def place_passed(session: Session, name: str) -> BodyPlace:
    """Return the place of this name, on a way that leads through it."""
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
    """Return the links of the way to the place of this name; none where nobody with these declarations is led there."""
    passable = session.declared
    if FLOOR_ONLY & {origin.name, end}:  # with a replaced hip, a clinician has cleared who gets down there
        passable = passable - {Lock.HIP_REPLACEMENT}
    return script.phrases.ways.route(origin.name, end, passable) or ()


def leads_up(origin: BodyPlace, target: BodyPlace) -> bool:
    """Return True if the way leads up from the floor or out of a bed: who has stopped comes along, too."""
    return origin.height < target.height


def places_down(session: Session) -> tuple[BodyPlace, ...]:
    """Return where the body lies or kneels in a session, each place once."""
    places = (place_of(session, each.exercise.position) for each in session.assignments)
    return tuple(dict.fromkeys(place for place in places if place.position.on_floor))


def goes_to_the_floor(session: Session) -> bool:
    """Return True if anything of a session is done down on the floor."""
    return any(not place.bed for place in places_down(session))


def staying_down(session: Session, script: Script, place: BodyPlace, order: int = 0) -> tuple[str, ...]:
    """Return how to stop without a key, and how to get up, for a user who is down at a place in exercise `order`."""
    places = [place_of(session, each.exercise.position) for each in session.assignments]
    up = (n for n in range(order + 1, len(places)) if leads_up(places[n - 1], places[n]))
    before = next(up, None)  # who has stopped knows then how long they lie
    when = script.phrases.say("up_at_end") if before is None else script.phrases.say("up_before", n=before + 1)
    return script.text("without_keys", when=when), way_up(session, script, "get_up_before_end", place)


def told_in_a_wait(session: Session, timing: Timing) -> bool:
    """Return True if that is said in the wait after getting down: a user who ends that sooner has a key in reach."""
    on_s = timing.floor_goes_on_s
    waits = timing.floor_waits and on_s is not None and on_s >= TELLS_FROM_S
    return waits and not first_place(session).lies


@dataclass(frozen=True, slots=True)
class Mover:
    """Makes position-change steps."""

    session: Session
    script: Script
    timing: Timing

    def way(self, origin: BodyPlace, end: str, side: Side | None = None, order: int | None = None) -> list[TimedLine]:
        """Return what is said on the way to the place of this name; `side`: the one to lie on, or to kneel on.

        On the way to exercise `order`, one who lies on their back hears what to do where that side is too sore.
        Nothing where nobody with these declarations is led there: then a session names the place alone. Each line
        carries where the body is after it.
        """
        under = circumstances(self.session.declared, bed=end.startswith(BED_PREFIX))
        lines, rolls_at = list[TimedLine](), None
        here = BodyPlace(origin.position, origin.bed, origin.side, origin.anyhow, origin.via)
        for link in route(self.session, self.script, origin, end):
            if link.start in ON_THE_BACK and link.end == end and end in ON_A_SIDE:
                rolls_at = len(lines)
            told, there = tuple[str, ...](), place_passed(self.session, link.end)
            said = said_steps(link.steps, side, under)
            for number, (words, time_s) in enumerate(said, 1):
                told = (*told, sentence(words))
                body = there if number == len(said) else replace(here, told=told, toward=link.end)
                lines.append(TimedLine("position", told[-1], time_s, body))
            here = there
        known = takewhile(lambda pair: pair[0].text == pair[1], zip(lines, origin.told, strict=False))
        after = len(tuple(known))
        if rolls_at is not None and rolls_at >= after and side is not None and order is not None:
            lines.insert(rolls_at, self._too_sore(side, order))
        return lines[after:]

    def _too_sore(self, side: Side, order: int) -> TimedLine:
        """Return what to do where this side is too sore to lie on: whether the other one is still to come."""
        sides = [block_place(self.session, each).side for each in blocks_of(self.session.assignments[order], order)]
        key = "too_sore" if side is not sides[-1] else "too_sore_only"
        return TimedLine("position", self.script.text(key, side=side, other=side.other), SORE_S)

    def _patience_s(self, target: BodyPlace) -> float | None:
        """Return how long a wait is: no longer than any other change on the knees, or on a seat."""
        patience_s = self.timing.floor_goes_on_s
        if patience_s is None:
            return None
        soon = target.name in KNEELING or target.position is Position.SEATED
        return min(patience_s, self.timing.position_change_s) if soon else patience_s

    def _told_down_there(self, origin: BodyPlace, target: BodyPlace, order: int) -> tuple[str, ...]:
        """Return what is said in the first sessions while somebody who has just lain down is waited for."""
        session, script = self.session, self.script
        down = target.lies and not origin.position.on_floor and not origin.bed
        if not down or session.sessions_done >= FULL_TIMES or not told_in_a_wait(session, self.timing):
            return ()
        return (script.text("no_hurry"), script.text("eyes_shut"), *staying_down(session, script, target, order))

    def pillow_first(self, origin: BodyPlace, target: BodyPlace, exercise: Exercise) -> list[TimedLine]:
        """Return how a pillow gets between the knees before somebody rolls off their back: later it lies behind it."""
        needs = any(each.is_knee_pillow for each in exercise.equipment)
        rolls = (origin.position, target.position) == (Position.SUPINE, Position.SIDE_LYING)
        if not (needs and rolls) or self.session.hip_replaced:
            return []  # with a replaced hip the way itself says it
        return [TimedLine("position", self.script.text("pillow_first"), PILLOW_S)]

    def by_standing(self, origin: BodyPlace, target: BodyPlace, order: int) -> list[TimedLine]:
        """Return the way to or from a position that only the user knows, by way of standing, for whom it concerns."""
        script, lines = self.script, list[TimedLine]()
        if target.position is Position.AS_SHOWN:
            way = self.way(origin, Position.STANDING) if origin.position.on_floor else []
            lines = [TimedLine("position", script.text("shown_up")), *way] if way else []
            return [*lines, TimedLine("position", script.text("shown_now"))]
        if not target.position.on_floor:
            lines = self.up_as_shown()
        way = self.way(BodyPlace(Position.STANDING), target.name, target.side, order)
        return [*lines, TimedLine("position", script.text("shown_before")), *way] if way else lines

    def change_as_shown(self, before: Block, after: Block) -> list[TimedLine]:
        """Return how somebody changes sides in an exercise of their own: by the way where one is known."""
        if not after.exercise.own:
            return []
        origin, target = block_place(self.session, before), block_place(self.session, after)
        way = [] if origin == target else self.way(origin, target.name, target.side)
        sits = after.text.change_side  # and comes up just before the work
        shown = [] if sits else [TimedLine("side", self.script.text("shown_now"), SHOWN_S)]
        return [*(replace(line, kind="side") for line in way), *shown]

    def before(self, origin: BodyPlace, target: BodyPlace) -> list[TimedLine]:
        """Return what comes before a way: one who kneels may sit now; after a rest nobody knows where one is on it."""
        lines = list[TimedLine]()
        if origin.anew:
            lines.append(TimedLine("position", self.script.text("way_anew")))
        if (origin.anew or origin.may_sit) and origin.position is Position.STANDING:
            up = self.script.text(for_hip(self.session, "up_from_the_seat"))
            lines.append(TimedLine("position", up, UP_S))
        on_a_hip = FROM_THE_HIP.get(origin.position, "")  # while they were asked how it feels
        if on_a_hip and not (self.session.hip_replaced or origin.via):  # with a replaced hip the arms rest on the seat
            lines.append(TimedLine("position", self.script.text(on_a_hip), FROM_THE_HIP_S))
        return lines

    def _back(self, origin: BodyPlace, target: BodyPlace) -> list[TimedLine]:
        """Return how somebody who was on the way up, or out of bed, comes back to where they were; else nothing."""
        if not target.position.on_floor or target.position is not origin.position:
            return []
        return [TimedLine("position", self.script.text("back_as_you_came"), BACK_S)]

    def up_as_shown(self) -> list[TimedLine]:
        """Return the way up for somebody who may lie for an exercise that they were shown."""
        lies = next((place for place in places_down(self.session) if place.lies), None)
        text = way_up(self.session, self.script, "if_you_lie", lies) if lies is not None else ""
        return [TimedLine("position", text, UP_AS_SHOWN_S)] if text else []

    def step(self, origin: BodyPlace, target: BodyPlace, exercise: str, order: int) -> Step | None:
        """Return one position change; None where the body is there already."""
        if origin == target and target.position is not Position.AS_SHOWN:
            return None
        script, timing = self.script, self.timing
        earlier = self.session.assignments[order - 1].exercise if order else None  # one may sit after it
        if earlier is not None and earlier.position is origin.position is Position.STANDING and not origin.told:
            origin = replace(
                origin, may_sit=origin.may_sit or (target.position.on_floor and earlier.work is not Work.ACTIVITY)
            )
        aim = TimedLine("position", script.text(WHERE_IT_IS_DONE[target.position], side=target.side or ""))
        shown = Position.AS_SHOWN in (origin.position, target.position)
        way = self.by_standing(origin, target, order) if shown else self.way(origin, target.name, target.side, order)
        everyone = "for_everyone_but_in_bed" if self.session.plan.in_bed and not origin.bed else "for_everyone"
        up = [TimedLine("position", script.text(everyone))] if way and not shown and leads_up(origin, target) else []
        before = self.before(origin, target) if way else self._back(origin, target)
        if origin.position is Position.SEATED and target.position is Position.STANDING:
            before.insert(0, TimedLine("position", script.text("out_of_the_seat")))
        step = Step(-1, StepKind.POSITION_CHANGE, exercise, None, None, None, 0.0)
        below = target.side or origin.side
        anew = origin.anew or origin.unsure
        step = replace(step, position=target.position, origin=origin.position, below=below, order=order, anew=anew)
        far = takes_long(origin, target)
        if timing.floor_goes_on_s is None or (far and timing.floor_waits):
            pace = [TimedLine("time", script.text("own_pace"))] if far and not up and not shown else []
            settle_s = timing.floor_settle_s if far else 0.0
            told = self._told_down_there(origin, target, order)
            along = [TimedLine("position", script.text("along_the_mat"))] if told and not target.bed else []
            lines = [aim, *along, *up, *pace, *before, *way]
            if up and target.position is Position.SEATED:
                told = (script.text("no_hurry"), script.text("stopped_sits"))
            if target.position is Position.STANDING and leads_up(origin, target) and timing.asks:
                # who has come up to stand can walk to the keys, and is not hurried on; who lies or sits reaches none
                if not script.skip_key or timing.floor_goes_on_s is None:
                    return waiting(step, script, lines, settle_s, "tell_ready_up" if script.skip_key else "tell_ready")
                sits = script.text("leave_out_up_from_bed" if origin.bed else "leave_out_up")
                return leaving_out(step, script, [*lines, TimedLine("wait", sits, SITS_S)], settle_s)
            return patient(step, script, lines, settle_s, self._patience_s(target), told)
        return timed(step, script, [aim, *up, *before, *way], timing.floor_timed_s if far else timing.position_change_s)
