"""A clock that is set: what it dated in the future blocks nothing for good, and lets nothing through."""

from datetime import timedelta

import pytest

from hipcoach.planner import profile_values
from hipcoach.planner.rule_facts import gather_facts
from hipcoach.planner.today import DayKind
from hipcoach.safety.types import Session
from tests.planner.diary import ACHE, Diary

JUMPS = [pytest.param(days, id=f"{days} days") for days in (1, 60, 27_028)]  # the last one is 74 years
FAR = JUMPS[1:]


def set_clock(diary: Diary, days: int) -> None:
    """Set the clock, while the machine goes on as before."""
    diary.clock.at_utc += timedelta(days=days)


@pytest.mark.parametrize("days", JUMPS)
def test_a_session_from_a_clock_that_was_ahead_stops_no_other(diary: Diary, days: int) -> None:
    diary.session("daily-mobility")
    diary.wait(hours=20)
    set_clock(diary, days)
    diary.session("strength")
    set_clock(diary, -days)
    diary.wait(days=4)
    assert isinstance(diary.prepare("strength"), Session)
    assert all(at <= diary.snapshot().now for at in diary.snapshot().last_done.values())


@pytest.mark.parametrize("days", FAR)
def test_the_next_day_question_is_about_the_last_session_that_is_not_in_the_future(diary: Diary, days: int) -> None:
    set_clock(diary, days)
    diary.session("first-steps")
    set_clock(diary, -days)
    diary.session("daily-mobility")
    diary.wait(hours=20)
    last = diary.snapshot().last
    assert last is not None
    assert (diary.today().kind, last.plan) == (DayKind.CHECK_FIRST, "daily-mobility")
    assert diary.next_day(2) is not None
    assert diary.today().kind is DayKind.SESSION


@pytest.mark.parametrize("days", FAR)
def test_a_gap_is_not_hidden_by_a_session_from_the_future(diary: Diary, days: int) -> None:
    diary.put_at("bridge", 3)
    diary.session("first-steps")
    set_clock(diary, days)
    diary.session("first-steps")
    set_clock(diary, -days)
    diary.wait(days=29)
    session = diary.prepare("first-steps")
    assert isinstance(session, Session)
    bridge = next(each for each in session.assignments if each.exercise.id == "bridge")
    assert bridge.dose == bridge.exercise.ladder[0]


@pytest.mark.parametrize(("days", "kind"), [(1, DayKind.REST), (60, DayKind.SESSION), (27_028, DayKind.SESSION)])
def test_a_sign_marked_by_a_clock_that_was_ahead_ends_no_other_day(diary: Diary, days: int, kind: DayKind) -> None:
    """A day ahead is near enough to have been today: then the stricter way counts."""
    set_clock(diary, days)
    diary.answers.record_without_session(None, ("eye",), diary.clock.utc())
    set_clock(diary, -days)
    assert diary.today().kind is kind
    diary.wait(days=2)
    assert diary.today().kind is DayKind.SESSION


@pytest.mark.parametrize("days", FAR)
def test_a_short_rest_from_the_future_ends_with_an_answer_that_is_not_higher(diary: Diary, days: int) -> None:
    diary.session("first-steps")
    diary.wait(hours=20)
    set_clock(diary, days)
    diary.session("daily-mobility", a=3)
    set_clock(diary, -days)
    assert diary.today().line != "before_soft_today"
    diary.next_day(2)
    assert diary.store.pain_rests.in_force()  # set a moment ago, as the machine's uptime tells
    diary.wait(hours=12)
    diary.next_day(2)
    assert not diary.store.pain_rests.in_force()


@pytest.mark.parametrize("days", JUMPS)
def test_advice_from_the_future_ends_no_pause(diary: Diary, days: int) -> None:
    set_clock(diary, days)
    diary.answers.record_advice("I have had advice", diary.clock.utc())
    set_clock(diary, -days)
    diary.session("first-steps", worse={"bridge": (7, ACHE)})
    if days > 8:
        diary.wait(days=8)
        assert diary.today().kind is DayKind.PAUSED
    assert "bridge" in gather_facts(diary.rule, diary.snapshot(), diary.catalogue.exercises).pain.switched_off


@pytest.mark.parametrize("days", JUMPS)
def test_what_is_said_last_counts_whatever_the_clock_said_before(diary: Diary, days: int) -> None:
    diary.put_at("bridge", 3)
    set_clock(diary, days)
    profile_values.keep_answer(diary.store, profile_values.USUAL, 5, diary.clock.utc())
    diary.session("first-steps")
    set_clock(diary, -days)
    profile_values.keep_answer(diary.store, profile_values.USUAL, 1, diary.clock.utc())
    assert profile_values.value(diary.store, profile_values.USUAL, None) == 1
    assert [row.value for row in diary.store.profile.history(profile_values.USUAL)] == ["5", "1"]


@pytest.mark.parametrize("days", JUMPS)
def test_a_step_back_counts_although_a_step_up_lies_in_the_future(diary: Diary, days: int) -> None:
    set_clock(diary, days)
    diary.put_at("bridge", 3)
    set_clock(diary, -days)
    diary.session("first-steps", a=3, worse={"bridge": (2, None)})
    assert diary.snapshot().places["bridge"].left == 2


@pytest.mark.parametrize("days", FAR)
def test_the_sessions_of_return_end_although_the_rest_ended_in_the_future(diary: Diary, days: int) -> None:
    diary.session("first-steps", worse={"bridge": (7, ACHE)})
    set_clock(diary, days)
    diary.wait(hours=25)
    diary.answers.record_advice("I have had advice", diary.clock.utc())
    assert diary.release(1)
    set_clock(diary, -days)
    numbers = []
    for _ in range(4):
        found = gather_facts(diary.rule, diary.snapshot(), diary.catalogue.exercises).pain.returning
        numbers.append(found.number if found is not None else 0)
        diary.session("daily-mobility")
        diary.wait(days=1)
    assert numbers == [1, 2, 3, 0]


@pytest.mark.parametrize("days", JUMPS)
def test_no_rest_in_force_ends_by_a_clock_that_is_put_back(diary: Diary, days: int) -> None:
    diary.session("first-steps", worse={"bridge": (7, ACHE)})
    set_clock(diary, -days)
    assert diary.today().kind is DayKind.BLOCKED
    assert not diary.release(1)
