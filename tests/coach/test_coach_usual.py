"""Who gave too low a usual number is offered gentler days for ever: it is said there, and can be changed there."""

from pathlib import Path

import pytest

from hipcoach.coach.pain_question import USUAL_QUESTION, PainAnswer
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import GentleQuestion, PlanQuestion
from hipcoach.coach.way_in_table import WayInState
from hipcoach.safety.before import Gate
from tests.coach.coach_world import DAY_S, HOUR_S, CoachWorld, Played, begin, coach_world, play

S = WayInState


def numbered(world: CoachWorld, score: int) -> WayIn:
    way = world.way_in()
    way.start_plan("first-steps")
    way.answer_screen(())
    way.answer_number(PainAnswer(score))
    return way


@pytest.mark.parametrize(
    ("usual", "b", "then", "state", "gate"),
    [
        (2, 4, 4, S.PLAN, Gate.AS_USUAL),  # who lives with 4 does the session as planned
        (2, 4, 3, S.PLAN, Gate.HALF),
        (2, 4, 2, S.GENTLE, Gate.GENTLE),
        (2, 4, None, S.GENTLE, Gate.GENTLE),
        (3, 5, 5, S.PLAN, Gate.HALF),  # 5 is half for everybody
        (3, 5, 10, S.PLAN, Gate.HALF),
    ],
)
def test_who_gave_too_low_a_usual_number_is_told_and_may_change_it(
    tmp_path: Path, usual: int, b: int, then: int | None, state: WayInState, gate: Gate
) -> None:
    with coach_world(tmp_path, usual_pain=usual) as world:
        way = numbered(world, b)
        question = way.question
        assert isinstance(question, GentleQuestion)
        assert f"Your usual number, {usual}, is the one that you gave yourself." in question.change
        assert way.ask_usual() == USUAL_QUESTION
        found = way.answer_usual(then)
        assert way.state is state
        assert isinstance(found, PlanQuestion | GentleQuestion)
        assert (found.before if isinstance(found, PlanQuestion) else found.decision).gate is gate
        assert world.diary.profile.read().usual_pain == (usual if then is None else then)
        assert world.store.pains.all() == (), "today's number goes on record with the session"


def test_where_the_diary_makes_the_usual_number_no_change_is_offered(tmp_path: Path) -> None:
    with coach_world(tmp_path, usual_pain=0) as world:
        for score, then_s in ((2, DAY_S), (2, DAY_S), (2, HOUR_S), (3, DAY_S)):  # of a day, the first number counts
            play(world.clock, begin(world, score=score), Played())
            world.clock.jump(then_s)
        question = numbered(world, 4).question
        assert isinstance(question, GentleQuestion)
        assert (question.decision.usual, question.change) == (2, "")
