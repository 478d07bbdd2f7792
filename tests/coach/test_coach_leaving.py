"""What was answered before a session is kept where none begins, as of when it was given, and once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import ScreenQuestion
from hipcoach.coach.way_in_table import WAY_IN, WayInState
from hipcoach.coach.way_in_table import WayInRequest as R
from hipcoach.coach.way_in_table import WayInState as S
from hipcoach.safety.types import Area
from tests.coach.coach_world import DAY_S, HOUR_S, CoachWorld, coach_world, cut_off_at
from tests.coach.way_in_story import REACH, at_screen, numbered


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


def test_who_leaves_without_a_session_keeps_what_was_answered(world: CoachWorld) -> None:
    way = at_screen(world)
    way.answer_screen(("limping",))
    way.answer_number(PainAnswer(5))
    way.leave()
    assert [(row.session, row.score) for row in world.store.pains.all()] == [(None, 5)]
    assert [(row.session, row.items) for row in world.store.screens.all()] == [(None, ("limping",))]
    assert at_screen(world).state is S.SCREEN, "and it refuses nothing"


def test_what_was_answered_is_kept_as_of_when_it_was_given(world: CoachWorld) -> None:
    """The page before a session may stay open over night; and what counts no more is asked anew, but not lost."""
    way = at_screen(world)
    way.answer_screen(("limping",))
    way.answer_number(PainAnswer(2))
    given = world.clock.utc()
    world.clock.jump(DAY_S)
    way.begin()
    assert isinstance(way.question, ScreenQuestion), "asked anew"
    way.leave()
    assert [(row.score, row.at) for row in world.store.pains.all()] == [(2, given)]
    assert [(row.items, row.at) for row in world.store.screens.all()] == [(("limping",), given)]


def test_a_number_that_stood_already_is_not_written_again(world: CoachWorld) -> None:
    way = numbered(world, 9)
    way.confirm_number(False)
    way.leave()
    assert [row.score for row in world.store.pains.all()] == [9]


WITHOUT_A_SESSION: list[tuple[str, Callable[[WayIn], object], int]] = [
    ("the number refuses it", lambda way: (way.answer_number(PainAnswer(9)), way.confirm_number(True)), 9),
    ("the program ends as the number is asked back", lambda way: way.answer_number(PainAnswer(9)), 9),
    ("rest is chosen", lambda way: (way.answer_number(PainAnswer(5)), way.answer_gentle(False)), 5),
    ("the program ends at what is usual", lambda way: (way.answer_number(PainAnswer(5)), way.ask_usual()), 5),
]


@pytest.mark.parametrize(
    ("act", "score"), [row[1:] for row in WITHOUT_A_SESSION], ids=[r[0] for r in WITHOUT_A_SESSION]
)
def test_a_sign_is_kept_as_the_number_is(tmp_path: Path, act: Callable[[WayIn], object], score: int) -> None:
    with coach_world(tmp_path, usual_pain=0) as world:
        way = at_screen(world)
        way.answer_screen(("limping",))
        act(way)
        way.close()
        assert [row.score for row in world.store.pains.all()] == [score]
        assert [row.items for row in world.store.screens.all()] == [("limping",)]


@pytest.mark.parametrize("score", [2, 9], ids=["not now", "the number refuses it"])
def test_where_it_hurts_is_kept_with_the_number(world: CoachWorld, score: int) -> None:
    way = at_screen(world)
    way.answer_screen(())
    way.answer_number(PainAnswer(score, Area.GROIN, Side.LEFT))
    way.close()
    assert [(row.score, row.area, row.side) for row in world.store.pains.all()] == [(score, Area.GROIN, Side.LEFT)]


@pytest.mark.parametrize("state", list(S))
def test_a_program_that_ends_keeps_what_was_answered(world: CoachWorld, state: WayInState) -> None:
    way = REACH[state](world)
    may_leave = (state, R.LEAVE) in WAY_IN.transitions
    way.close()
    assert way.state is (S.LEFT if may_leave else state)
    if state is S.PLAN:
        assert [row.score for row in world.store.pains.all()] == [2]


def test_a_sign_is_kept_where_the_time_to_go_on_has_passed_meanwhile(world: CoachWorld) -> None:
    way = cut_off_at(world, True)
    world.clock.jump(2 * HOUR_S)
    way.answer_screen(("limping",))
    assert way.state is S.KEPT
    assert ("limping",) in [row.items for row in world.store.screens.all()]
