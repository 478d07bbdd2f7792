"""A number given in a rest, and its correction, where the disk is full meanwhile: nothing red is lost by either."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import STANDS, NumberQuestion, PainAnswer
from hipcoach.coach.pain_rest import ABOUT_THE_REST, IN_DIARY, ComeBackQuestion, PainRestInForce
from hipcoach.coach.pain_rest_table import PainRestState
from hipcoach.coach.way_in_questions import ScreenQuestion
from hipcoach.errors import EnvironmentProblem
from hipcoach.safety.before import screen
from tests.coach.coach_world import DAY_S, HOUR_S, RULE, CoachWorld, Played, begin, coach_world, play


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    """In a rest for an 8 that has lasted two days."""
    with coach_world(tmp_path) as made:
        play(made.clock, begin(made), Played(8))
        made.clock.jump(2 * DAY_S)
        yield made


@pytest.fixture
def full(world: CoachWorld, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fill the disk, or make room again."""
    works = world.store.transaction

    def refuse() -> object:
        raise EnvironmentProblem("The disk is full.")

    return lambda is_full: monkeypatch.setattr(world.store, "transaction", refuse if is_full else works)


def said(world: CoachWorld) -> list[int | None]:
    return [row.score for row in world.store.pains.all() if row.question == "now"]


def test_a_correction_takes_back_nothing_that_waited_before_it(world: CoachWorld, full: Callable[[bool], None]) -> None:
    full(True)
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(9))
    rest.confirm_number(True)
    rest.leave()
    full(False)
    world.clock.jump(HOUR_S)
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(8))
    again = rest.confirm_number(False)
    assert isinstance(again, NumberQuestion)
    assert again.lead == STANDS.format(given=8)
    rest.answer_number(PainAnswer(2))
    assert said(world) == [9, None, 2]


@pytest.mark.parametrize(("first", "then"), [(6, 9), (8, 2)])
def test_a_correction_that_cannot_be_written_waits_and_counts(
    world: CoachWorld, full: Callable[[bool], None], first: int, then: int
) -> None:
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(first))
    assert rest.state is PainRestState.CONFIRM
    rest.confirm_number(False)
    full(True)
    rest.answer_number(PainAnswer(then))
    assert rest.not_kept
    if rest.state is PainRestState.CONFIRM:
        rest.confirm_number(True)
    full(False)
    rest.answer_screen(())
    assert said(world) == [None, then]


def test_a_disk_that_fills_within_a_correction_leaves_the_red_number(
    world: CoachWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(9))
    rest.confirm_number(False)

    def refuse(_store: object, _row: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(world.store.pains), "add", refuse)
        rest.answer_number(PainAnswer(2))
    assert said(world) == [9]


def test_a_red_number_is_asked_back_without_a_rest_to_release(tmp_path: Path) -> None:
    with coach_world(tmp_path) as made:
        rest = made.rest()
        rest.ask_now()
        rest.answer_number(PainAnswer(9))
        assert rest.state is PainRestState.CONFIRM


@pytest.mark.parametrize(("before", "set_back_h"), [(None, 0), (None, 96), (2, 2)])
def test_a_red_number_is_told_also_after_the_clock_was_set_back(
    world: CoachWorld, before: int | None, set_back_h: int
) -> None:
    """In a rest that is dated ahead then, and beside a lower number that seems to be newer."""
    if before is not None:
        rest = world.rest()
        rest.ask_now()
        rest.answer_number(PainAnswer(before))
        rest.answer_screen(())
        world.clock.jump(HOUR_S)
    world.clock.at_utc -= timedelta(hours=set_back_h)
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(9))
    rest.confirm_number(True)
    assert rest.answer_screen(()).today.red_since == 9


def test_a_lower_number_given_afterwards_ends_that(world: CoachWorld) -> None:
    for score in (9, 2):
        rest = world.rest()
        rest.ask_now()
        rest.answer_number(PainAnswer(score))
        if score == 9:
            rest.confirm_number(True)
        rest.answer_screen(())
        world.clock.jump(HOUR_S)
    assert world.rest().question.today.red_since is None


@pytest.mark.parametrize(
    ("score", "is_full", "lead"),
    [(3, False, IN_DIARY), (None, False, ABOUT_THE_REST), (3, True, "The disk is full.")],
)
def test_before_the_signs_only_what_is_on_record_is_said_to_be(
    world: CoachWorld, full: Callable[[bool], None], score: int | None, is_full: bool, lead: str
) -> None:
    rest = world.rest()
    rest.ask_now()
    full(is_full)
    asked = rest.answer_number(PainAnswer(score))
    assert isinstance(asked, ScreenQuestion)
    assert asked.lead == lead


@pytest.mark.parametrize(("score", "state"), [(1, PainRestState.COME_BACK), (4, PainRestState.SHOWN)])
def test_a_sign_is_on_record_before_what_follows_it(world: CoachWorld, score: int, state: PainRestState) -> None:
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(score))
    asked = rest.answer_screen(("limping",))
    assert rest.state is state
    if isinstance(asked, PainRestInForce):
        assert asked.result is not None
        said = asked.result[1]
    else:
        assert isinstance(asked, ComeBackQuestion)
        said = asked.lead
    assert said.startswith(screen(RULE, ("limping",)).why), "one sees that it was heard"
    assert [row.items for row in world.store.screens.all() if row.session is None] == [("limping",)]


def test_a_sign_that_the_disk_has_no_room_for_is_tried_again(world: CoachWorld, full: Callable[[bool], None]) -> None:
    sign = "saddle_bladder_bowel"
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(4))
    full(True)
    rest.answer_screen((sign,))
    assert rest.state is PainRestState.SIGN
    assert rest.not_kept
    given = world.clock.utc()
    full(False)
    world.clock.jump(HOUR_S)
    world.rest().ask_now()
    assert world.diary.queue.write_waiting()
    assert [(row.items, row.at) for row in world.store.screens.all() if row.session is None] == [((sign,), given)]
