"""Where the body is when the user leaves a step before its end, and what is said first to a user who is elsewhere.

The user skips an exercise, goes back, or goes on after a rest. In the middle of an exercise its position says where
they are: `IN_AN_EXERCISE`. On the way to an exercise that depends on how much of the way was told. `TOLD_TO_ITS_END`
has the cases in which all of it was told, and `TOLD_IN_PART` those in which a part was.

Of each table the first case that applies decides. The functions stand in the order of the tables.
"""

from collections.abc import Callable

from hipcoach.catalogue.positions import FLOOR_ONLY
from hipcoach.catalogue.types import Position
from hipcoach.engine.body_place import BodyNow, BodyPlace, ToldAgain, WayBrokenOff
from hipcoach.engine.ways.abandoned_step import AbandonedStep, AbandonedWay, GoesOnFrom
from hipcoach.engine.ways.places import place_of, place_passed
from hipcoach.engine.ways.whereabouts import begins_at, is_up, whereabouts


def goes_on_from(abandoned: AbandonedStep) -> GoesOnFrom:
    """Return where the body is when a step is abandoned, and what is said first."""
    origin = begins_at(abandoned.session, abandoned.step)
    if origin is None or abandoned.step.leaves:  # it tells no way
        return next(found for case in IN_AN_EXERCISE if (found := case(abandoned)) is not None)
    end = place_of(abandoned.session, Position.STANDING) if abandoned.ends_up else abandoned.place
    way = AbandonedWay(abandoned, origin, end)
    here = whereabouts(abandoned.session, abandoned.step, abandoned.cues_told)
    if here is None:
        return next(found for case in TOLD_TO_ITS_END if (found := case(way)) is not None)
    return next(found for case in TOLD_IN_PART if (found := case(way, here)) is not None)


# -- in an exercise


def may_lie_and_stays_down(abandoned: AbandonedStep) -> GoesOnFrom | None:
    """Return that the user stands, or lies already, if what comes next is done down there.

    Example: rested on the way to the mat, then skipped as the exercise was named anew. The next one is a bridge.
    """
    if abandoned.may_lie_at is None or not abandoned.wanted.on_floor:
        return None
    still_stands = BodyNow(abandoned.in_exercise, ToldAgain.JUST_TOLD)
    return GoesOnFrom(still_stands, if_down=abandoned.script.text("down_already"))


def may_lie_and_gets_up(abandoned: AbandonedStep) -> GoesOnFrom | None:
    """Return that the user stands, or lies already and hears how to get up: what comes next is not done down there.

    Example: rested on the way to the mat, then skipped as the exercise was named anew. The next one is a heel raise.
    """
    down = abandoned.may_lie_at
    if down is None:
        return None
    stands = BodyNow(abandoned.in_exercise, ToldAgain.BEGINS_ANEW)
    return GoesOnFrom(abandoned.edge_of_bed if down.bed else stands, abandoned.way_up_from(down))


def stands_or_has_sat_down(abandoned: AbandonedStep) -> GoesOnFrom | None:
    """Return that the user stands, and may have sat down. Before an exercise on that seat they stay there.

    Example: rested in the middle of a heel raise.
    """
    if not abandoned.may_have_sat_down or abandoned.wanted is Position.SEATED:
        return None
    return GoesOnFrom(BodyNow(abandoned.in_exercise, _anew(abandoned), may_sit=True))


def in_its_position(abandoned: AbandonedStep) -> GoesOnFrom:
    """Return the position of the exercise.

    Example: skipped in the middle of a bridge. The user lies on the back.
    """
    return GoesOnFrom(BodyNow(abandoned.in_exercise, _anew(abandoned)))


IN_AN_EXERCISE: tuple[Callable[[AbandonedStep], GoesOnFrom | None], ...] = (
    may_lie_and_stays_down,
    may_lie_and_gets_up,
    stands_or_has_sat_down,
    in_its_position,
)
"""Where the body is in a step that tells no way."""


def _anew(abandoned: AbandonedStep) -> ToldAgain | None:
    """Return that the next way begins anew, where the step did."""
    return ToldAgain.BEGINS_ANEW if abandoned.step.anew else None


# -- all of the way was told


def lies_or_still_stands(way: AbandonedWay) -> GoesOnFrom | None:
    """Return where a way down begins, if the user has not said that they are ready: they may be down, or not yet.

    Example: skipped after the last words of the way to the mat. The user may lie there, or still hold on to the chair.
    """
    abandoned = way.abandoned
    if not way.leads_down or abandoned.ready:
        return None
    still_there = BodyNow(abandoned.with_side(way.origin.position), ToldAgain.JUST_TOLD)
    if abandoned.wanted.on_floor:
        return GoesOnFrom(still_there, if_down=abandoned.script.text("down_already"))
    way_up = abandoned.way_up_from(way.end)
    if way.origin.position.on_floor:  # from the bed to the knees: the user gets up from there
        return GoesOnFrom(_is_up(abandoned), way_up)
    if way.end.bed and abandoned.next_order is not None:  # the user may sit on its edge now
        return GoesOnFrom(abandoned.edge_of_bed, way_up)
    return GoesOnFrom(still_there, way_up)


def stands_or_still_sits(way: AbandonedWay) -> GoesOnFrom | None:
    """Return that the user stands, or still sits: they were told to stand up, and stand for what comes next, too.

    Example: skipped while the user stands up from the chair for a heel raise; a side step comes next. No way leads to
    it that would say how to stand up.
    """
    stood_up = way.origin.position is Position.SEATED and way.end.position is Position.STANDING
    if not stood_up or not _may_not_be_there_yet(way):
        return None
    return GoesOnFrom(BodyNow(way.end, may_sit=True))


def there_or_on_the_way(way: AbandonedWay) -> GoesOnFrom | None:
    """Return where the way begins, if it leads where what comes next is done: it is told once more.

    Example: skipped after "Roll onto your left side"; the next exercise is on the left side, too.
    """
    if not _may_not_be_there_yet(way):
        return None
    why = ToldAgain.BEGINS_ANEW if way.end.position in FLOOR_ONLY else ToldAgain.JUST_TOLD
    return GoesOnFrom(BodyNow(way.abandoned.with_side(way.origin.position), why))


def at_the_end_of_the_way(way: AbandonedWay) -> GoesOnFrom:
    """Return the end of any other way of which all was told. After a way up, a user who is still down hears it.

    Example: skipped after the last words of the way up from the mat. The user stands. If they still lie, they hear how
    to get up.
    """
    abandoned = way.abandoned
    may_still_be_down = way.leads_up and not abandoned.ready
    told = abandoned.way_up_from(way.origin) if may_still_be_down else ""
    if told and way.end.position is Position.SEATED:  # it ends on the feet
        return GoesOnFrom(_is_up(abandoned), told)
    return GoesOnFrom(BodyNow(abandoned.with_side(way.end.position)), told)


def _may_not_be_there_yet(way: AbandonedWay) -> bool:
    """Return True if what comes next is done where the way leads, and the user may not be there yet."""
    stays_there = way.abandoned.wanted is way.end.position and not way.leads_up
    return stays_there and not way.abandoned.ready


TOLD_TO_ITS_END: tuple[Callable[[AbandonedWay], GoesOnFrom | None], ...] = (
    lies_or_still_stands,
    stands_or_still_sits,
    there_or_on_the_way,
    at_the_end_of_the_way,
)
"""Where the body is once all of the way was told."""


# -- a part of the way was told: as far as `here`


def told_from_its_start_already(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return where the way begins, if this was not the first time that it was told: nobody knows how far the user is.

    On a way down they may have been told to stay where it ends.
    Example: rested on the way up, heard "If you sit or lie, come up onto your knees", and rested again.
    """
    if not way.abandoned.step.anew:
        return None
    return lies_or_still_stands(way) or _from_its_start(way)


def stands_already(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that the user is up, if the way up was told as far as standing. If they are not, they hear how to get up.

    Example: skipped at "Walk to the chair", after "Stand up slowly".
    """
    abandoned = way.abandoned
    if not is_up(abandoned.session, abandoned.script, here):
        return None
    may_be_at = way.origin if abandoned.ends or not here.steps_told else here.place
    return GoesOnFrom(_is_up(abandoned), abandoned.way_up_from(may_be_at))


def turns_back_on_the_way_down(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that the user is up, if the way leads down and what comes next is done on the feet or on a seat.

    If they are down already, they hear how to get up.
    Example: skipped after "Lower whichever knee is easier" on the way to the mat; a heel raise comes next.
    """
    abandoned = way.abandoned
    led_to = _led_to(abandoned, here)
    turns_back = way.leads_down and not abandoned.wanted.on_floor
    may_be_down = led_to.position.on_floor
    surely_there = here == BodyNow(led_to) and not abandoned.rested
    if not turns_back or not may_be_down or surely_there:
        return None
    is_up_now = abandoned.edge_of_bed if led_to.bed else _is_up(abandoned)
    return GoesOnFrom(is_up_now, abandoned.way_up_from(led_to, going_down=True))


def stands_and_may_sit(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return that the user stands, or has sat down: they stood before the way, and stand for what comes next, too.

    Example: rested on the way from the wall to the chair, or skipped after "Go to the chair".
    """
    stays_up = way.origin.position is way.abandoned.wanted is Position.STANDING
    is_down = here.place.position.on_floor
    return GoesOnFrom(BodyNow(way.origin, may_sit=True)) if stays_up and not is_down else None


def as_far_as_told(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return the place up to which the way was told, if the user cannot have moved since: it goes on from there.

    Example: skipped after "Put both hands on the seat" on the way up; "Kneel up slowly" comes next.
    """
    has_begun = here != BodyNow(way.origin)
    may_have_moved = way.abandoned.rested or way.abandoned.ends
    return None if has_begun and may_have_moved else GoesOnFrom(here)


def goes_back_down(way: AbandonedWay, here: BodyNow) -> GoesOnFrom | None:
    """Return where the way up begins, if what comes next is done down there: the user first goes back as they came.

    Example: rested on the way up from the mat; what comes next is done lying on the side.
    """
    if not way.leads_up or not way.abandoned.wanted.on_floor:
        return None
    return GoesOnFrom(BodyNow(way.origin), if_down=way.abandoned.script.text("back_as_you_came"))


def nobody_knows_where(way: AbandonedWay, here: BodyNow) -> GoesOnFrom:
    """Return where the way begins. In a rest the user may have moved: it is told from its start, and that is said.

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
"""Where the body is once the way was told as far as `here`."""


def _from_its_start(way: AbandonedWay) -> GoesOnFrom:
    return GoesOnFrom(BodyNow(way.origin, ToldAgain.BEGINS_ANEW))


def _led_to(abandoned: AbandonedStep, here: BodyNow) -> BodyPlace:
    """Return the place that the user may have reached: on the feet, already the next one that the way leads to."""
    if isinstance(here.way, WayBrokenOff) and not here.place.position.on_floor:
        return place_passed(abandoned.session, here.way.toward)
    return here.place


def _is_up(abandoned: AbandonedStep) -> BodyNow:
    """Return the place of a user who is up, and may sit: before an exercise done standing they are told to stand."""
    if abandoned.next_order is not None and abandoned.wanted is Position.STANDING:
        return BodyNow(place_of(abandoned.session, Position.SEATED), ToldAgain.BEGINS_ANEW)
    stays_seated = abandoned.wanted is Position.SEATED  # what comes next is done on that chair
    return BodyNow(place_of(abandoned.session, Position.STANDING), may_sit=abandoned.rested and not stays_seated)
