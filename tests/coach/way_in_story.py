"""The way into a session, led to each of its states."""

from collections.abc import Callable

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_table import WayInRequest, WayInState
from tests.coach.coach_world import (
    CoachWorld,
    Played,
    begin,
    cut_off_at,
    play,
)

S, R = WayInState, WayInRequest
PLAN = "first-steps"


def at_screen(world: CoachWorld) -> WayIn:
    """Begin a plan, up to the signs."""
    way = world.way_in()
    way.start_plan(PLAN)
    return way


def at_number(world: CoachWorld) -> WayIn:
    """Go on to the number, no sign marked."""
    way = at_screen(world)
    way.answer_screen(())
    return way


def numbered(world: CoachWorld, score: int | None) -> WayIn:
    """Give a number."""
    way = at_number(world)
    way.answer_number(PainAnswer(score))
    return way


def done(world: CoachWorld, way: WayIn, request: Callable[[WayIn], object]) -> WayIn:
    """Make a request, and return the way in after it."""
    request(way)
    return way


def resting(world: CoachWorld) -> WayIn:
    """End a session by pain, and begin the next."""
    play(world.clock, begin(world), Played(7))
    return at_screen(world)


def answered(world: CoachWorld) -> WayIn:
    """Answer the next-day question."""
    way = world.way_in()
    way.ask_next_day()
    way.answer_number(PainAnswer(1))
    return way


REACH: dict[WayInState, Callable[[CoachWorld], WayIn]] = {
    S.IDLE: lambda world: world.way_in(),
    S.CUT_OFF: cut_off_at,
    S.SCREEN_AGAIN: lambda world: cut_off_at(world, True),
    S.KEPT: lambda world: cut_off_at(world, False),
    S.SCREEN: at_screen,
    S.NUMBER: at_number,
    S.CONFIRM: lambda world: numbered(world, 6),
    S.GENTLE: lambda world: numbered(world, 5),
    S.USUAL: lambda world: done(world, numbered(world, 5), lambda way: way.ask_usual()),
    S.PLAN: lambda world: numbered(world, 2),
    S.RESTING: resting,
    S.STOPPED: lambda world: done(world, at_screen(world), lambda way: way.answer_screen(("calf",))),
    S.RESTED: lambda world: done(world, numbered(world, 5), lambda way: way.answer_gentle(False)),
    S.ANSWERED: answered,
    S.STARTED: lambda world: done(world, numbered(world, 2), lambda way: way.begin()),
    S.LEFT: lambda world: done(world, at_screen(world), lambda way: way.leave()),
}
