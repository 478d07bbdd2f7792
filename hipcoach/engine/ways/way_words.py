"""What is said on a way from one place to another: its steps, and what comes before them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from hipcoach.catalogue.furniture import against
from hipcoach.catalogue.instruction import Circumstance
from hipcoach.catalogue.types import Exercise, Position, Side, Thing
from hipcoach.catalogue.ways import BED_PREFIX
from hipcoach.catalogue.wording import circumstances, said_steps
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain, WayBrokenOff
from hipcoach.engine.cue import CueKind, Meaning
from hipcoach.engine.ways.getting_up import OVER_THE_BACK, up_as_shown
from hipcoach.engine.ways.places import block_place, place_passed, route
from hipcoach.engine.words.blocks import Block, blocks_of
from hipcoach.engine.words.exercise_words import UP_S
from hipcoach.engine.words.phrase_keys import for_hip
from hipcoach.engine.words.script import Script, sentence
from hipcoach.engine.words.waits import TimedLine
from hipcoach.safety.types import Session

ON_A_SIDE = frozenset[str]({Position.SIDE_LYING, f"{BED_PREFIX}{Position.SIDE_LYING}"})
ON_THE_BACK = frozenset[str]({Position.SUPINE, f"{BED_PREFIX}{Position.SUPINE}"})
ONTO_THE_BACK_S = 8.0  # from wherever the user lies
SORE_S = 3.0  # to feel whether one can lie on it
BEND_S = 4.0  # both knees, the eyes open
REACH_PILLOW_S = 8.0
BETWEEN_S = 6.0  # the knees, where the pillow goes
FROM_THE_HIP_S = 14.0  # until the user kneels
BACK_S = 20.0  # from a way that was broken off
SHOWN_S = 14.0  # into a position that only the user knows
UP_AS_SHOWN_S = 14.0  # after a way up that is told in one piece
FROM_THE_HIP = {
    Position.TALL_KNEELING: "from_the_hip",
    Position.HALF_KNEELING: "from_the_hip_on_the_pad",
    Position.ALL_FOURS: "from_the_hip_all_fours",
}
"""What is said on the knees, as the user may have sat down while they were asked how it feels."""


def way_anew(script: Script) -> TimedLine:
    """Return that a way is told from its start, for a user who may be further along it."""
    return TimedLine(CueKind.POSITION, script.text("way_anew"), means=Meaning(begins_anew=True))


@dataclass(frozen=True, slots=True)
class WayWords:
    """What is said to this session's user on the ways between its places."""

    session: Session
    script: Script

    def way(
        self,
        origin: BodyPlace,
        end: str,
        side: Side | None = None,
        order: int | None = None,
        *,
        told: Sequence[str] = (),
    ) -> list[TimedLine]:
        """Return what is said on the way to the place of this name; `side`: the one to lie on, or to kneel on.

        On the way to exercise `order`, a user who lies on the back hears what to do where that side is too sore.
        What was `told` of the way already is left out. Nothing where nobody with these declarations is led there: then
        a session names the place alone. Each line carries where the body is after it.
        """
        under = self._under(end)
        lines, rolls_at = list[TimedLine](), None
        here = origin
        for link in route(self.session, self.script, origin, end):
            if link.start in ON_THE_BACK and link.end == end and end in ON_A_SIDE:
                rolls_at = len(lines)
            there = place_passed(self.session, link.end)
            said = said_steps(link.steps, side, under)
            steps = [(sentence(against(words, self.session.at_hand)), time_s) for words, time_s in said]
            arrives = len(said_steps(link.steps[: link.arrives_after], side, under))
            for number, (text, time_s) in enumerate(steps, 1):
                so_far = tuple(step_text for step_text, _ in steps[:number])
                on_it = BodyNow(here, WayBrokenOff(so_far, link.end))
                body = BodyNow(there) if number >= arrives else on_it
                lines.append(TimedLine(CueKind.POSITION, text, time_s, Meaning(body=body)))
            here = there
        known = takewhile(lambda pair: pair[0].text == pair[1], zip(lines, told, strict=False))
        after = len(tuple(known))
        if rolls_at is not None and rolls_at >= after and side is not None and order is not None:
            lines.insert(rolls_at, self._too_sore(side, order))
        return lines[after:]

    def _under(self, end: str) -> frozenset[Circumstance]:
        """Return what chooses the wordings on the way to the place of this name."""
        done = (each.exercise for each in self.session.assignments)
        on_floor = (each for each in done if not self.session.plan.lies_in_bed(each.position))
        mat = any(Thing.MAT in thing.things for each in on_floor for thing in each.equipment)
        under = circumstances(self.session.declared, bed=end.startswith(BED_PREFIX))
        return under if mat else under | {Circumstance.NO_MAT}

    def _too_sore(self, side: Side, order: int) -> TimedLine:
        """Return what to do where this side is too sore to lie on: whether the other one is still to come."""
        sides = [block_place(self.session, each).side for each in blocks_of(self.session.assignments[order], order)]
        key = "too_sore" if side is not sides[-1] else "too_sore_only"
        return TimedLine(CueKind.POSITION, self.script.text(key, side=side, other=side.other), SORE_S)

    def pillow_first(self, origin: BodyPlace, target: BodyPlace, exercise: Exercise) -> list[TimedLine]:
        """Return how a pillow gets between the knees before somebody rolls off their back: later it lies behind it."""
        needs = any(each.is_knee_pillow for each in exercise.equipment)
        rolls = (origin.position, target.position) == (Position.SUPINE, Position.SIDE_LYING)
        if not (needs and rolls) or self.session.hip_replaced:
            return []  # with a replaced hip the way itself says it
        earlier = takewhile(lambda each: each.exercise != exercise, self.session.assignments)
        moved = any(thing.is_knee_pillow for each in earlier for thing in each.exercise.equipment)
        reach = "pillow_reach_again" if moved or origin.bed else "pillow_reach"
        timed_s = {"pillow_first": BEND_S, reach: REACH_PILLOW_S, "pillow_between": BETWEEN_S}
        return [TimedLine(CueKind.POSITION, self.script.text(key), seconds) for key, seconds in timed_s.items()]

    def onto_the_back(self, body: BodyNow, target: BodyPlace) -> list[TimedLine]:
        """Return how the user comes back onto the back, where they may have rolled off it."""
        if body.place.position is not Position.SUPINE:
            return []
        if isinstance(body.way, WayBrokenOff):
            way = [line.text for line in self.way(body.place, target.name, target.side)]
            rolled = place_passed(self.session, body.way.toward).position in OVER_THE_BACK
            if not rolled or tuple(way[: len(body.steps_told)]) == body.steps_told:
                return []
        elif body.way is not ToldAgain.JUST_TOLD:
            return []
        return [TimedLine(CueKind.POSITION, self.script.text("back_first"), ONTO_THE_BACK_S)]

    def by_standing(self, body: BodyNow, target: BodyPlace, order: int) -> list[TimedLine]:
        """Return the way to or from a position that only the user was shown: it leads by way of standing.

        Example: "If it is done lying, this is the way down."
        """
        script, lines = self.script, list[TimedLine]()
        if target.position is Position.AS_SHOWN:
            lies = body.place.position.on_floor
            way = self.way(body.place, Position.STANDING, told=body.steps_told) if lies else []
            lines = [TimedLine(CueKind.POSITION, script.text("shown_up")), *way] if way else []
            return [*lines, TimedLine(CueKind.POSITION, script.text("shown_now"))]
        if not target.position.on_floor:
            lines = self.up_as_shown()
        way = self.way(BodyPlace(Position.STANDING), target.name, target.side, order)
        if not way:
            return lines
        gets_up = [self._up_from_the_seat()] if target.position.on_floor else []  # the way to a seat says it itself
        return [*lines, TimedLine(CueKind.POSITION, script.text("shown_before")), *gets_up, *way]

    def change_as_shown(self, before: Block, after: Block) -> list[TimedLine]:
        """Return how sides are changed in an exercise of the user's own: by the way, where a way is known."""
        if not after.exercise.own:
            return []
        origin, target = block_place(self.session, before), block_place(self.session, after)
        way = [] if origin == target else self.way(origin, target.name, target.side)
        sits = after.text.change_side  # and comes up just before the work
        shown = [] if sits else [TimedLine(CueKind.SIDE, self.script.text("shown_now"), SHOWN_S)]
        return [*(replace(line, kind=CueKind.SIDE) for line in way), *shown]

    def before(self, body: BodyNow) -> list[TimedLine]:
        """Return what comes before the steps of a way.

        Where it begins anew: a sentence that says so. For a user who may sit: how to stand up. For a user who kneels,
        and may have sat down while they were asked how it feels: how to come up onto the knees.
        """
        lines = list[TimedLine]()
        origin, begins_anew = body.place, body.way is ToldAgain.BEGINS_ANEW
        if begins_anew:
            lines.append(way_anew(self.script))
        if (begins_anew or body.may_sit) and origin.position is Position.STANDING:
            lines.append(self._up_from_the_seat())
        on_a_hip = FROM_THE_HIP.get(origin.position, "")  # while they were asked how it feels
        if on_a_hip and not (self.session.hip_replaced or origin.via):  # with a replaced hip the arms rest on the seat
            lines.append(TimedLine(CueKind.POSITION, self.script.text(on_a_hip), FROM_THE_HIP_S))
        return lines

    def _up_from_the_seat(self) -> TimedLine:
        """Return how the user stands up, if they may sit."""
        return TimedLine(CueKind.POSITION, self.script.text(for_hip(self.session, "up_from_the_seat")), UP_S)

    def back(self, origin: BodyPlace, target: BodyPlace) -> list[TimedLine]:
        """Return how a user who was on the way up, or out of bed, comes back to where they were; else nothing."""
        if not target.position.on_floor or target.position is not origin.position:
            return []
        return [TimedLine(CueKind.POSITION, self.script.text("back_as_you_came"), BACK_S)]

    def up_as_shown(self) -> list[TimedLine]:
        """Return the way up for a user who may lie for an exercise that they were shown."""
        text = up_as_shown(self.session, self.script)
        return [TimedLine(CueKind.POSITION, text, UP_AS_SHOWN_S)] if text else []
