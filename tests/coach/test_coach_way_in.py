"""The way into a session: what is asked when, what it leads to, and that nothing else is possible."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Lock, Side
from hipcoach.coach.pain_question import NumberQuestion, PainAnswer
from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import (
    ConfirmQuestion,
    GentleQuestion,
    NextDayResult,
    PainRestNotice,
    PlanQuestion,
    RestChoice,
)
from hipcoach.coach.way_in_table import WAY_IN, WayInRequest, WayInState
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.planner import profile_values
from hipcoach.store.rows import PainRestRow
from tests.coach.coach_world import (
    DAY_S,
    RULE,
    CoachWorld,
    Played,
    begin,
    coach_world,
    play,
    rows,
)
from tests.coach.way_in_story import PLAN, REACH, R, S, at_number, at_screen, numbered

DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


ASK: dict[WayInRequest, Callable[[WayIn], object]] = {
    R.START_PLAN: lambda way: way.start_plan(PLAN),
    R.OFFER_CUT_OFF: lambda way: way.offer_cut_off(),
    R.ASK_NEXT_DAY: lambda way: way.ask_next_day(),
    R.ANSWER_CUT_OFF: lambda way: way.answer_cut_off(True),
    R.GO_ON: lambda way: way.go_on(),
    R.ANSWER_SCREEN: lambda way: way.answer_screen(("calf",)),
    R.ANSWER_NUMBER: lambda way: way.answer_number(PainAnswer(7)),
    R.CONFIRM_NUMBER: lambda way: way.confirm_number(False),
    R.ANSWER_GENTLE: lambda way: way.answer_gentle(True),
    R.ASK_USUAL: lambda way: way.ask_usual(),
    R.ANSWER_USUAL: lambda way: way.answer_usual(4),
    R.CHANGE_DOSE: lambda way: way.change_dose("bridge", -1, Side.BOTH),
    R.STAY: lambda way: way.stay("bridge"),
    R.SWAP: lambda way: way.swap("bridge", "mini_squat"),
    R.SKIP: lambda way: way.skip("bridge"),
    R.PUT_BACK: lambda way: way.put_back("bridge"),
    R.TURN_ON: lambda way: way.turn_on("bridge"),
    R.BEGIN: lambda way: way.begin(),
    R.BACK: lambda way: way.back(),
    R.LEAVE: lambda way: way.leave(),
}


@pytest.mark.parametrize("state", list(S))
def test_a_request_that_the_table_does_not_have_raises_and_changes_nothing(
    world: CoachWorld, state: WayInState
) -> None:
    way = REACH[state](world)
    assert way.state is state
    question, before = way.question, rows(world.store)
    illegal = [request for request in R if (state, request) not in WAY_IN.transitions]
    assert illegal
    for request in illegal:
        with pytest.raises(IllegalRequest):
            ASK[request](way)
        assert (way.state, way.question) == (state, question)
        assert way.question is question
    if state is not S.PLAN:
        with pytest.raises(IllegalRequest):
            way.replacements("bridge")
    assert rows(world.store) == before


@pytest.mark.parametrize(("state", "request_"), list(WAY_IN.transitions))
def test_a_request_of_the_table_leads_where_it_says(
    world: CoachWorld, state: WayInState, request_: WayInRequest
) -> None:
    way = REACH[state](world)
    given = ASK[request_](way)
    assert way.state in WAY_IN.transitions[state, request_]
    assert given is way.question


def test_back_is_one_question_and_keeps_what_was_answered_until_something_is_on_record(world: CoachWorld) -> None:
    way = at_screen(world)
    assert not way.may_go_back
    way.answer_screen(("limping",))
    way.answer_number(PainAnswer(2))
    before = rows(world.store)
    way.back()
    assert (way.state, way.given.pain) == (S.NUMBER, PainAnswer(2))
    asked = way.back()
    assert (way.state, getattr(asked, "ticked", ()), rows(world.store)) == (S.SCREEN, ("limping",), before)
    way.answer_screen(())
    way.answer_number(PainAnswer(7))
    way.confirm_number(False)
    assert way.given.pain is None, "a number that is not right is not shown again"
    assert not way.may_go_back


def test_every_answer_is_on_disk_before_the_next_question(world: CoachWorld) -> None:
    way = at_number(world)
    assert isinstance(way.answer_number(PainAnswer(6)), ConfirmQuestion)
    assert [row.score for row in world.store.pains.all()] == [6], "refused before it is confirmed"
    stop = way.confirm_number(True)
    assert isinstance(stop, StopText)
    assert (stop.kind, stop.line) == (Stop.REST, "before_none_today")
    assert isinstance(at_screen(world).question, PainRestNotice)


@pytest.mark.parametrize(("right", "state"), [(True, S.STOPPED), (None, S.STOPPED), (False, S.NUMBER)])
def test_silence_lets_a_high_number_stand_and_a_correction_takes_it_back(
    world: CoachWorld, right: bool | None, state: WayInState
) -> None:
    way = numbered(world, 8)
    way.confirm_number(right)
    assert way.state is state
    assert [row.score for row in world.store.pains.all()] == [8], "No by itself corrects nothing"
    if right is False:
        way.answer_number(PainAnswer(2))
        assert way.state is S.PLAN
        assert [row.score for row in world.store.pains.all()] == [None]


@pytest.mark.parametrize("then", [None, 9])
def test_a_number_that_was_doubted_stands_until_another_is_given(world: CoachWorld, then: int | None) -> None:
    way = numbered(world, 8)
    way.confirm_number(False)
    way.answer_number(PainAnswer(then))
    if then is not None:
        assert way.question == ConfirmQuestion(9)
        way.confirm_number(True)
    assert way.state is S.STOPPED
    assert [row.score for row in world.store.pains.all()] == ([8] if then is None else [None, 9])
    assert isinstance(at_screen(world).question, PainRestNotice)


@pytest.mark.parametrize("score", range(6))
def test_a_number_that_refuses_nothing_is_not_confirmed(world: CoachWorld, score: int) -> None:
    assert numbered(world, score).state in (S.PLAN, S.GENTLE)


def yesterday(world: CoachWorld) -> None:
    """A session begun with 3, of which the next-day answer is due."""
    play(world.clock, begin(world), Played())
    world.clock.jump(DAY_S)


@pytest.mark.parametrize(("score", "state"), [(3, S.PLAN), (4, S.PLAN), (5, S.CONFIRM), (7, S.CONFIRM)])
def test_a_number_is_the_next_day_answer_too_and_confirmed_where_that_is_red(
    world: CoachWorld, score: int, state: WayInState
) -> None:
    yesterday(world)
    way = at_number(world)
    question = way.question
    assert isinstance(question, NumberQuestion)
    assert (question.next_day, question.lead) == (True, "You reported 3 then.")
    way.answer_number(PainAnswer(score))
    assert way.state is state
    held = [row.kind for row in world.store.pain_rests.in_force()]
    assert held == (["hold"] if state is S.CONFIRM else [])
    if state is S.CONFIRM:
        way.confirm_number(False)
        assert len(world.store.pain_rests.in_force()) == 1, "No by itself corrects nothing"
        assert way.question == question.asked_again(way.given.number.score)
        way.answer_number(PainAnswer(2))
        assert way.state is S.PLAN
        assert world.store.pain_rests.in_force() == ()
        assert [row.score for row in world.store.pains.all() if row.question == "next"] == [None, 2]


def test_the_next_day_answer_may_have_been_given_apart(world: CoachWorld) -> None:
    yesterday(world)
    way = at_number(world)
    way.answer_number(PainAnswer(2), next_day=PainAnswer(4))
    question = way.question
    assert isinstance(question, PlanQuestion)
    assert question.next_day is not None
    assert (question.next_day.pain, question.before.number) == (4, 2)


def test_the_next_day_question_by_itself(world: CoachWorld) -> None:
    yesterday(world)
    way = world.way_in()
    question = way.ask_next_day()
    assert isinstance(question, NumberQuestion)
    assert (question.next_day, question.where) == (True, False)
    result = way.answer_number(PainAnswer(3))
    assert isinstance(result, NextDayResult)
    assert "settled" in result.why
    assert way.state is S.ANSWERED


class TestAGentlerDay:
    def test_it_is_asked_and_taken(self, world: CoachWorld) -> None:
        way = numbered(world, 5)
        assert isinstance(way.question, GentleQuestion)
        question = way.answer_gentle(True)
        assert isinstance(question, PlanQuestion)
        assert question.preview.session.plan.id == "gentle-day"

    @pytest.mark.parametrize("answer", [False, None])
    def test_unanswered_is_rest(self, world: CoachWorld, answer: bool | None) -> None:
        way = numbered(world, 5)
        chosen = way.answer_gentle(answer)
        assert isinstance(chosen, RestChoice)
        assert "a gentler day, or rest" in chosen.why
        assert world.store.sessions.not_ended() == ()

    def test_it_is_not_offered_where_nothing_of_it_is_left(self, world: CoachWorld) -> None:
        """The first session of return is mobility only, and with a replaced hip only what started the rest is that."""
        now = world.clock.utc()
        rest = PainRestRow("h", "hold", now - 3 * DAY, ("bent_knee_fallout",), None, 2, 6, RULE.version)
        with world.store.transaction():
            profile_values.keep_answer(world.store, profile_values.LOCKS, [Lock.HIP_REPLACEMENT], now)
            world.store.pain_rests.add(replace(rest, released_at=now - DAY))
        stop = numbered(world, 5).question
        assert isinstance(stop, StopText)
        assert stop.why == "You reported 5 before the session, and 3 is usual for you: today is for rest."

    def test_who_wanted_it_is_not_asked(self, world: CoachWorld) -> None:
        way = world.way_in()
        way.start_plan("gentle-day")
        way.answer_screen(())
        assert isinstance(way.answer_number(PainAnswer(5)), PlanQuestion)


def test_one_exercise_is_tried_out_like_any_session_and_kept_in_the_diary(world: CoachWorld) -> None:
    way, plan = world.way_in(), world.diary.catalogue.plans[PLAN]
    way.start(replace(plan, id="try-out", title="Bridge, tried out", exercises=("bridge",)))
    assert way.state is S.SCREEN
    way.answer_screen(())
    way.answer_number(PainAnswer(2))
    way.begin()
    assert [(head.plan, head.title) for head in world.store.sessions.not_ended()] == [("try-out", "Bridge, tried out")]


def test_an_unanswered_screen_starts_nothing_and_says_so(world: CoachWorld) -> None:
    way = at_screen(world)
    stop = way.answer_screen(None)
    assert isinstance(stop, StopText)
    assert ("have not been answered" in stop.why, world.store.screens.all()) == (True, ())


def test_an_emergency_asks_for_one_call_alone(world: CoachWorld) -> None:
    stop = at_screen(world).answer_screen(("sudden_leg_weakness",))
    assert isinstance(stop, StopText)
    assert (stop.kind, stop.do, stop.call) == (Stop.EMERGENCY, "", "")
