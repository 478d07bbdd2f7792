"""Back on the way into a session: what was answered is taken back, kept or found again, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import PlanQuestion
from tests.coach.coach_world import CoachWorld, coach_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


def at_plan(world: CoachWorld, *ticked: str) -> WayIn:
    way = world.way_in()
    way.start_plan("first-steps")
    way.answer_screen(ticked)
    way.answer_number(PainAnswer(2))
    return way


def exercises(way: WayIn) -> list[str]:
    assert isinstance(way.question, PlanQuestion)
    return [each.exercise.id for each in way.question.preview.session.assignments]


def test_a_sign_that_one_goes_back_from_is_not_written_until_it_is_marked_again(world: CoachWorld) -> None:
    way = at_plan(world, "limping")
    way.back()
    way.back()
    way.leave()
    assert [row.items for row in world.store.screens.all()] == []
    assert [row.score for row in world.store.pains.all()] == [2], "the number was given"


def test_a_number_that_one_goes_back_from_is_on_record_where_a_sign_then_ends_it(world: CoachWorld) -> None:
    way = at_plan(world)
    way.back()
    way.back()
    way.answer_screen(("hot_joint_fever",))
    assert [row.score for row in world.store.pains.all()] == [2]
    assert len(world.store.screens.all()) == 1


@pytest.mark.parametrize(("then", "stays"), [(2, True), (1, False)])
def test_what_was_chosen_for_today_is_found_again_where_nothing_else_is_answered(
    world: CoachWorld, then: int, *, stays: bool
) -> None:
    way = at_plan(world)
    first = exercises(way)[0]
    way.skip(first)
    way.back()
    way.answer_number(PainAnswer(then))
    assert (first not in exercises(way)) is stays


def test_what_was_given_before_a_plan_that_cannot_be_composed_is_on_record(world: CoachWorld) -> None:
    way = at_plan(world, "limping")
    assert isinstance(way.question, PlanQuestion)
    for exercise in exercises(way):
        if isinstance(way.question, PlanQuestion):
            way.skip(exercise)
    assert not isinstance(way.question, PlanQuestion)
    assert [row.score for row in world.store.pains.all()] == [2]
    assert len(world.store.screens.all()) == 1
