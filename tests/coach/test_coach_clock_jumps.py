"""The way out and a rest, with a clock that is set meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.pain_rest import FROM_NOW, ComeBackQuestion, PainRestInForce, PainRestQuestion
from hipcoach.coach.way_in_questions import NoQuestion
from tests.coach.coach_world import HOUR_S, CoachWorld, Played, begin, coach_world, play

JUMPS = [pytest.param(days, id=f"{days} days") for days in (-60, -1, 1, 60, 27_028)]  # the last one is 74 years
FORWARD = JUMPS[2:]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


def set_clock(world: CoachWorld, days: int) -> None:
    """Set the clock, while the machine goes on as before."""
    world.clock.at_utc += timedelta(days=days)


@pytest.mark.parametrize("days", JUMPS)
def test_the_number_after_a_session_and_its_rest_belong_to_the_session_s_time(world: CoachWorld, days: int) -> None:
    started = begin(world)
    set_clock(world, days)
    play(world.clock, started, Played())
    world.clock.jump(120.0)
    world.diary.record_after(started.recorder.session_id, started.session, PainAnswer(8))
    (head,), (rest,) = world.store.sessions.all(), world.store.pain_rests.all()
    assert head.ended_at is not None
    assert rest.started_at - head.ended_at == timedelta(minutes=2)
    assert [row.at for row in world.store.pains.of_question("after")] == [rest.started_at]


def in_rest(world: CoachWorld) -> None:
    """A session that ends with a red number."""
    started = begin(world)
    play(world.clock, started, Played(8))


def answer_how_it_is(world: CoachWorld, score: int = 2) -> PainRestQuestion:
    """Answer "how is it now?", mark no sign, and come back where that is asked."""
    rest = world.rest()
    rest.ask_now()
    rest.answer_number(PainAnswer(score))
    question = rest.answer_screen(())
    return rest.come_back(True) if isinstance(question, ComeBackQuestion) else question


def advised(world: CoachWorld) -> None:
    """Note advice, which ends a pause."""
    world.rest().note_advice()


@pytest.mark.parametrize("days", FORWARD)
def test_a_rest_does_not_end_early_because_the_clock_was_put_forward(world: CoachWorld, days: int) -> None:
    in_rest(world)
    world.clock.jump(HOUR_S)
    set_clock(world, days)
    advised(world)
    found = answer_how_it_is(world)
    assert isinstance(found, PainRestInForce)
    assert found.result is not None
    assert "24 hours" in found.result[1]
    set_clock(world, -days)
    assert world.store.pain_rests.in_force()
    assert isinstance(answer_how_it_is(world), PainRestInForce)
    world.clock.jump(23 * HOUR_S)
    assert isinstance(answer_how_it_is(world), NoQuestion)
    assert not world.store.pain_rests.in_force()


def test_after_the_machine_was_started_anew_only_its_clock_is_left(world: CoachWorld) -> None:
    in_rest(world)
    world.clock.boot = "another run"
    set_clock(world, 1)
    assert isinstance(answer_how_it_is(world), NoQuestion)


@pytest.mark.parametrize("days", FORWARD)
def test_a_short_rest_does_not_end_early_because_the_clock_was_put_forward(world: CoachWorld, days: int) -> None:
    started = begin(world)
    play(world.clock, started, Played())
    world.diary.record_after(started.recorder.session_id, started.session, PainAnswer(4))
    world.clock.jump(HOUR_S)
    set_clock(world, days)
    world.diary.record_next_day(PainAnswer(2), world.clock.utc())
    assert [row.kind for row in world.store.pain_rests.in_force()] == ["soft"]
    set_clock(world, -days)
    world.clock.jump(12 * HOUR_S)
    world.diary.record_next_day(PainAnswer(2), world.clock.utc())
    assert not world.store.pain_rests.in_force()


@pytest.mark.parametrize("days", FORWARD)
def test_a_rest_from_a_clock_that_was_ahead_counts_from_now_by_the_user_s_word(world: CoachWorld, days: int) -> None:
    set_clock(world, days)
    in_rest(world)
    set_clock(world, -days)
    rest = world.rest()
    assert isinstance(rest.question, PainRestInForce)
    assert rest.question.today.ahead == (world.clock.utc() + timedelta(days=days)).date()
    found = rest.date_anew()
    assert isinstance(found, PainRestInForce)
    assert (found.today.ahead, found.result, found.held) == (None, FROM_NOW, True)
    assert [row.started_at for row in world.store.pain_rests.in_force()] == [world.clock.utc()]
    world.clock.jump(23 * HOUR_S)
    assert isinstance(answer_how_it_is(world), PainRestInForce)
    world.clock.jump(HOUR_S)
    assert isinstance(answer_how_it_is(world), NoQuestion)


def test_a_rest_of_now_is_not_dated_anew(world: CoachWorld) -> None:
    in_rest(world)
    before = world.store.pain_rests.in_force()
    world.clock.jump(HOUR_S)
    rest = world.rest()
    assert isinstance(rest.question, PainRestInForce)
    assert rest.question.today.ahead is None
    rest.date_anew()
    assert world.store.pain_rests.in_force() == before


@pytest.mark.parametrize("days", FORWARD)
def test_today_says_when_the_rest_can_end_by_the_time_that_has_passed(world: CoachWorld, days: int) -> None:
    in_rest(world)
    world.clock.jump(60.0)
    set_clock(world, days)
    today = world.forecast.today()
    assert today.earliest is not None, "it was said that the shortest time had passed"
    assert timedelta(hours=23) < today.earliest - world.clock.utc() < timedelta(hours=24)
    assert world.forecast.next_due() is None
