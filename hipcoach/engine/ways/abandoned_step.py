"""Where the body is when somebody leaves a step before its end, and what is said first to one who is not there.

Somebody skips an exercise, goes back, or goes on after a rest. If they were in the middle of an exercise, its position
says where they are. If they were on the way to it, that depends on how much of the way was told. The cases stand in two
tables, `TOLD_TO_ITS_END` and `TOLD_IN_PART`; of each, the first case that applies decides. Their functions stand in the
order of the tables.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hipcoach.catalogue.positions import FLOOR_ONLY
from hipcoach.catalogue.types import Position, Side
from hipcoach.catalogue.ways import BED_EDGE
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain, WayBrokenOff
from hipcoach.engine.types import AFTER_WORK, Step, StepKind
from hipcoach.engine.ways.getting_up import still_down
from hipcoach.engine.ways.places import leads_up, place_of, place_passed, places_down
from hipcoach.engine.ways.whereabouts import begins_at, is_up, whereabouts
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session


@dataclass(frozen=True, slots=True)
class GoesOnFrom:
    """Where the body is when the next steps begin, and what is said before them to one who is not there."""

    body: BodyNow
    way_up: str = ""  # how to get up, for somebody who may still be down
    if_down: str = ""  # where the next exercise is done down there, too: what one does who is down already

    @property
    def say_first(self) -> str:
        """What is said before the next steps."""
        return self.way_up or self.if_down


@dataclass(frozen=True, slots=True)
class AbandonedStep:
    """A step that somebody leaves, and what is known at that moment."""

    session: Session
    script: Script
    step: Step
    cues_told: int  # how many of its cues were said
    side: Side | None  # that the body lies on or kneels on, where the step is in an exercise
    next_order: int | None  # the exercise that comes next; None: the end
    ready: bool  # the user has said that they are in position
    rested: bool  # a rest lies between: one may have moved meanwhile

    @property
    def place(self) -> BodyPlace:
        """The place of the step: of its exercise, or the end of the way that it tells."""
        return place_of(self.session, self.step.position or Position.STANDING)

    @property
    def wanted(self) -> Position:
        """The position of what comes next; at the end of a session one stands up."""
        if self.next_order is None:
            return Position.STANDING
        return self.session.assignments[self.next_order].exercise.position

    @property
    def ends(self) -> bool:
        """True at the end of a session: one rests where one is before the way up is told."""
        return self.ends_up or self.next_order is None

    @property
    def ends_up(self) -> bool:
        """True in the last step: its way leads up from where it is told."""
        return self.step.kind is StepKind.FINISH

    def with_side(self, position: Position) -> BodyPlace:
        """Return a position as a place, on the side that the body is on."""
        return place_of(self.session, position, self.side)

    def way_up_from(self, place: BodyPlace, *, going_down: bool = False) -> str:
        """Return how to get up, for one who may still be down at this place."""
        return still_down(self.session, self.script, place, going_down=going_down)


@dataclass(frozen=True, slots=True)
class AbandonedWay:
    """The way that the abandoned step tells: from `origin` to `end`."""

    abandoned: AbandonedStep
    origin: BodyPlace
    end: BodyPlace

    @property
    def leads_down(self) -> bool:
        """True if it leads to the floor, or into a bed."""
        return leads_up(self.end, self.origin)

    @property
    def leads_up(self) -> bool:
        """True if it leads up from the floor, or out of a bed."""
        return leads_up(self.origin, self.end)


def goes_on_from(abandoned: AbandonedStep) -> GoesOnFrom:
    """Return where the body is when a step is abandoned, and what is said first."""
    origin = begins_at(abandoned.session, abandoned.step)
    if origin is None or abandoned.step.leaves:
        return in_an_exercise(abandoned)
    end = place_of(abandoned.session, Position.STANDING) if abandoned.ends_up else abandoned.place
    way = AbandonedWay(abandoned, origin, end)
    here = whereabouts(abandoned.session, abandoned.step, abandoned.cues_told)
    if here is None:
        return next(found for case in TOLD_TO_ITS_END if (found := case(way)) is not None)
    return next(found for case in TOLD_IN_PART if (found := case(way, here)) is not None)


def may_have_sat_down(step: Step) -> bool:
    """Return True where one was on one's feet, and may have sat down: on the way out, or while one is asked."""
    return step.position is Position.STANDING and (step.leaves or step.kind in AFTER_WORK)


def in_an_exercise(abandoned: AbandonedStep) -> GoesOnFrom:
    """Return the place of the step, where it tells no way. Who stands may have sat down in a rest.

    Example: skipped in the middle of a bridge. One lies on the back.
    """
    place = abandoned.with_side(abandoned.place.position)
    stands = place.position is Position.STANDING
    for_a_seat = abandoned.wanted is Position.SEATED  # who sits on that chair stays there
    has_sat = abandoned.rested or may_have_sat_down(abandoned.step) or _sat_for_the_rules(abandoned)
    sat_down = stands and not for_a_seat and has_sat
    down = next(iter(places_down(abandoned.session)), None)
    if stands and abandoned.step.anew and down is not None:  # one was told to stay where one is, and may lie there
        if abandoned.wanted.on_floor:
            return GoesOnFrom(BodyNow(place, ToldAgain.WAS_SAID), if_down=abandoned.script.text("down_already"))
        edge = BodyNow(place_passed(abandoned.session, BED_EDGE), ToldAgain.SAYS_SO)
        return GoesOnFrom(edge if down.bed else BodyNow(place, ToldAgain.SAYS_SO), abandoned.way_up_from(down))
    return GoesOnFrom(BodyNow(place, ToldAgain.SAYS_SO if abandoned.step.anew else None, may_sit=sat_down))


def _sat_for_the_rules(abandoned: AbandonedStep) -> bool:
    """Return True at the name of a first exercise that is done sitting: who sat down for the rules stayed there."""
    return abandoned.step.order == 0 and abandoned.session.assignments[0].exercise.position is Position.SEATED


# -- all of the way was told


def lies_or_still_stands(way: AbandonedWay) -> GoesOnFrom | None:
    """Return where a way down begins, of which all was told: without "ready" nobody knows whether one is down.

    Example: skipped after the last words of the way to the mat. One may lie there, or still hold on to the chair.
    """
    abandoned = way.abandoned
    if not way.leads_down or abandoned.ready:
        return None
    still_there = BodyNow(abandoned.with_side(way.origin.position), ToldAgain.WAS_SAID)
    if abandoned.wanted.on_floor:
        return GoesOnFrom(still_there, if_down=abandoned.script.text("down_already"))
    way_up = abandoned.way_up_from(way.end)
    if way.origin.position.on_floor:  # from the bed to the knees: from there one gets up
        return GoesOnFrom(_is_up(abandoned), way_up)
    if way.end.bed and abandoned.next_order is not None:  # they may sit on its edge now
        return GoesOnFrom(BodyNow(place_passed(abandoned.session, BED_EDGE), ToldAgain.SAYS_SO), way_up)
    return GoesOnFrom(still_there, way_up)


def stands_or_still_sits(way: AbandonedWay) -> GoesOnFrom | None:
    """Return that one stands, or still sits: one was told to stand up, and stands for what comes next, too.

    Example: skipped while one stands up from the chair for a heel raise; a side step comes next. No way leads to it
    that would say how to stand up.
    """
    if not _stays_at_the_end(way):
        return None
    stands = way.abandoned.wanted is Position.STANDING
    if not (stands and way.origin.position is Position.SEATED):
        return None
    return GoesOnFrom(BodyNow(way.end, may_sit=True))


def there_or_on_the_way(way: AbandonedWay) -> GoesOnFrom | None:
    """Return where the way begins, if it leads where what comes next is done: it is told once more.

    Example: skipped after "Roll onto your left side"; the next exercise is on the left side, too.
    """
    if not _stays_at_the_end(way):
        return None
    why = ToldAgain.SAYS_SO if way.end.position in FLOOR_ONLY else ToldAgain.WAS_SAID
    return GoesOnFrom(BodyNow(way.abandoned.with_side(way.origin.position), why))


def at_the_end_of_the_way(way: AbandonedWay) -> GoesOnFrom:
    """Return the end of any other way of which all was told. After a way up, one who is still down hears it.

    Example: skipped after the last words of the way up from the mat. One stands; who still lies hears how to get up.
    """
    abandoned = way.abandoned
    may_still_be_down = way.leads_up and not abandoned.ready
    told = abandoned.way_up_from(way.origin) if may_still_be_down else ""
    return GoesOnFrom(BodyNow(abandoned.with_side(way.end.position)), told)


def _stays_at_the_end(way: AbandonedWay) -> bool:
    """Return True if what comes next is done where the way leads, and one may not be there yet."""
    return way.abandoned.wanted is way.end.position and not way.leads_up and not way.abandoned.ready


TOLD_TO_ITS_END: tuple[Callable[[AbandonedWay], GoesOnFrom | None], ...] = (
    lies_or_still_stands,
    stands_or_still_sits,
    there_or_on_the_way,
    at_the_end_of_the_way,
)
"""Where one is once all of the way was told: the first case that applies."""


# -- a part of the way was told


def told_from_its_start_already(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return where the way begins, if this was not the first time that it was told: nobody knows how far one is.

    On a way down one may have been told to stay where it ends.
    Example: rested on the way up, heard "If you sit or lie, come up onto your knees", and rested again.
    """
    if not way.abandoned.step.anew:
        return None
    return lies_or_still_stands(way) or _from_its_start(way)


def stands_already(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that one is up, if the way up was told as far as standing. One who is not hears how to get up.

    Example: skipped at "Walk to the chair", after "Stand up slowly".
    """
    abandoned = way.abandoned
    if not is_up(abandoned.session, abandoned.script, here):
        return None
    may_be_at = way.origin if abandoned.ends or not here.steps_told else here.place
    return GoesOnFrom(_is_up(abandoned), abandoned.way_up_from(may_be_at))


def turns_back_on_the_way_down(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that one is up, if the way leads down and what comes next is done on the feet or on a seat.

    One who is down already hears how to get up.
    Example: skipped after "Lower whichever knee is easier" on the way to the mat; a heel raise comes next.
    """
    abandoned, next_place = way.abandoned, here.place
    if isinstance(here.way, WayBrokenOff) and not here.place.position.on_floor:
        next_place = place_passed(abandoned.session, here.way.toward)
    is_on_the_way = abandoned.rested or here != BodyNow(next_place)
    if not way.leads_down or abandoned.wanted.on_floor or not next_place.position.on_floor or not is_on_the_way:
        return None
    edge = BodyNow(place_passed(abandoned.session, BED_EDGE), ToldAgain.SAYS_SO)
    return GoesOnFrom(edge if next_place.bed else _is_up(abandoned), abandoned.way_up_from(next_place, going_down=True))


def stands_and_may_sit(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that one stands, or has sat down, if one stood before the way and stands for what comes next, too.

    Example: rested on the way from the wall to the chair, or skipped after "Go to the chair".
    """
    stays_up = way.origin.position is way.abandoned.wanted is Position.STANDING
    return GoesOnFrom(BodyNow(way.origin, may_sit=True)) if stays_up else None


def as_far_as_told(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return the place up to which the way was told, if nobody may have moved since: it goes on from there.

    Example: skipped after "Put both hands on the seat" on the way up; "Kneel up slowly" comes next.
    """
    may_have_moved = way.abandoned.rested or way.abandoned.ends
    return None if may_have_moved and here != BodyNow(way.origin) else GoesOnFrom(here)


def goes_back_down(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return where the way up begins, if one has rested on it and is to be down again: one goes back there first.

    Example: rested on the way up from the mat; what comes next is done lying on the side.
    """
    if not way.leads_up or not way.abandoned.wanted.on_floor:
        return None
    return GoesOnFrom(BodyNow(way.origin), if_down=way.abandoned.script.text("back_as_you_came"))


def nobody_knows_where(way: AbandonedWay, here: BodyNow) -> GoesOnFrom:
    """Return where the way begins: in a rest one may have moved, so it is told from its start, and that is said.

    Example: rested after "Put both hands on the seat" on the way up.
    """
    return _from_its_start(way)


TOLD_IN_PART: tuple[Callable[[AbandonedWay, BodyNow], GoesOnFrom | None], ...] = (
    told_from_its_start_already,
    stands_already,
    turns_back_on_the_way_down,
    stands_and_may_sit,
    as_far_as_told,
    goes_back_down,
    nobody_knows_where,
)
"""Where one is who was told the way as far as `here`: the first case that applies."""


def _from_its_start(way: AbandonedWay) -> GoesOnFrom:
    return GoesOnFrom(BodyNow(way.origin, ToldAgain.SAYS_SO))


def _is_up(abandoned: AbandonedStep) -> BodyNow:
    """Return the place of somebody who is up, and may sit: before an exercise done standing they are told to stand."""
    wanted = None if abandoned.next_order is None else abandoned.wanted
    if wanted is Position.STANDING:
        return BodyNow(place_of(abandoned.session, Position.SEATED), ToldAgain.SAYS_SO)
    sits_for_it = wanted is Position.SEATED  # who sits on that chair stays there
    return BodyNow(place_of(abandoned.session, Position.STANDING), may_sit=abandoned.rested and not sits_for_it)
