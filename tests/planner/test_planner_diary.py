"""Days in the life of one user, each kept in a real diary and read back from it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from hipcoach.catalogue.types import Category, Lock, Side
from hipcoach.coach.diary import pain_rest_in_doubt
from hipcoach.planner import profile_values
from hipcoach.planner.prepare import look_ahead
from hipcoach.planner.programme import Aim, Programme
from hipcoach.planner.swap import replacements, swapped
from hipcoach.planner.today import DONE, DayKind
from hipcoach.safety.before import before, screen
from hipcoach.safety.compose import Refusal
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.standing import Standing
from hipcoach.safety.types import PainKind, PainRestKind, Session
from hipcoach.store.rows import PainRow
from tests.planner.diary import ACHE, Diary
from tests.safety.made import facts_of

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_the_first_day_begins_gently(diary: Diary) -> None:
    now = diary.today()
    assert (now.kind, now.plan, now.pain_rest, now.standing) == (
        DayKind.SESSION,
        "first-steps",
        PainRestKind.NONE,
        Standing.READY,
    )


def test_a_session_then_the_check_then_the_next_session(diary: Diary) -> None:
    diary.session("first-steps")
    assert (diary.today().kind, diary.today().line) == (DayKind.REST, DONE)
    diary.wait(hours=11)
    assert diary.today().kind is DayKind.REST
    diary.wait(hours=10)
    assert diary.today().kind is DayKind.CHECK_FIRST
    diary.next_day(2)
    assert diary.snapshot().past[-1].settled(diary.rule)
    assert (diary.today().kind, diary.today().plan) == (DayKind.SESSION, "daily-mobility")


@pytest.mark.parametrize("days", range(7))
def test_whoever_began_today_is_done_for_today_on_any_day_of_the_week(diary: Diary, days: int) -> None:
    diary.wait(days=days)
    assert diary.today().plan == "first-steps"
    diary.session("first-steps")
    assert (diary.today().kind, diary.today().line) == (DayKind.REST, DONE)


def test_a_session_knows_what_was_done_before_and_what_it_led_to(diary: Diary) -> None:
    first, _ = diary.session("first-steps", worse={"bridge": (2, ACHE)})
    diary.wait(hours=48)
    second, _ = diary.session("first-steps")
    assert (first.sessions_done, second.sessions_done) == (0, 1)
    assert {each.times_done for each in first.assignments} == {0}
    assert {each.times_done for each in second.assignments} == {1}
    assert not any(each.marked_worse for each in first.assignments)
    assert [each.exercise.id for each in second.assignments if each.marked_worse] == ["bridge"]


def test_an_unanswered_check_is_not_asked_twice_a_day_and_settles_nothing(diary: Diary) -> None:
    diary.session("first-steps")
    diary.wait(hours=23)
    diary.next_day(None)
    assert diary.today().kind is DayKind.SESSION
    assert not diary.snapshot().past[-1].settled(diary.rule)


def test_pain_before_any_exercise_is_put_down_to_none(diary: Diary) -> None:
    diary.session("strength")
    (past,) = diary.snapshot().past
    with diary.store.transaction():
        diary.store.pains.add(PainRow("d", "during", diary.clock.utc(), 3, past.id, kind="ache"))
    (early,) = diary.snapshot().past
    assert (early.highest, early.rose(diary.rule)) == (3, False)
    with diary.store.transaction():
        diary.store.pains.add(PainRow("e", "during", diary.clock.utc(), 3, past.id, exercise="bridge", kind="ache"))
    (late,) = diary.snapshot().past
    assert (late.highest, late.rose(diary.rule)) == (3, True)


def test_red_holds_and_only_the_rule_releases(diary: Diary) -> None:
    diary.session("first-steps", worse={"bridge": (6, ACHE)})
    now = diary.today()
    assert (now.kind, now.pain_rest, now.standing) == (DayKind.BLOCKED, PainRestKind.FULL, Standing.RESTING)
    assert now.why == "You reported 2 before and 6 then. Stop and rest until it has settled."
    assert not now.contact
    assert isinstance(diary.prepare("gentle-day"), Refusal)
    diary.wait(hours=23)
    assert not diary.release(2)
    diary.wait(hours=25)
    assert diary.today().contact
    assert not diary.release(3)
    assert not diary.release(2, confirmed=False)
    assert diary.release(2)
    now = diary.today()
    assert (now.kind, now.plan, now.standing) == (DayKind.SESSION, "daily-mobility", Standing.RETURN_1)


def test_a_rest_in_doubt_says_why_and_is_released_as_any(diary: Diary) -> None:
    diary.session("first-steps")
    diary.store.pain_rests.add(pain_rest_in_doubt(diary.clock.utc()))
    now = diary.today()
    assert now.kind is DayKind.BLOCKED
    assert now.why.startswith("A part of your diary may be missing, and a rest may have been in it.")
    diary.wait(hours=25)
    assert diary.release(0)
    assert diary.today().kind is not DayKind.BLOCKED


def test_one_session_sets_one_rest_however_often_it_is_reported(diary: Diary) -> None:
    diary.session("first-steps", a=7, worse={"bridge": (6, ACHE)})
    assert [rest.kind for rest in diary.snapshot().pain_rests] == [PainRestKind.FULL]
    assert diary.today().kind is DayKind.BLOCKED


def test_coming_back_in_three_sessions(diary: Diary) -> None:
    diary.session("first-steps", worse={"bridge": (6, ACHE)})
    diary.wait(hours=48)
    assert diary.release(2)
    for number in (1, 2, 3):
        session, _ = diary.session("first-steps")
        done = [each.exercise for each in session.assignments]
        assert "bridge" not in [each.id for each in done]
        assert all(each.note.startswith(("Half today.", "Half of it is never less")) for each in session.assignments)
        if number == 1:
            assert all(Category.MOBILITY in each.categories for each in done)
        diary.wait(hours=48)
    session, _ = diary.session("first-steps")
    assert diary.today().standing is Standing.READY
    assert not any("Half" in each.note for each in session.assignments)
    assert "bridge" not in [each.exercise.id for each in session.assignments]  # until advice, and turned on again


def test_advice_and_turning_it_on_bring_the_trigger_back_at_start(diary: Diary) -> None:
    bridge = diary.catalogue.exercises["bridge"]
    diary.session("first-steps", worse={"bridge": (6, ACHE)})
    diary.wait(hours=48)
    diary.release(2)
    diary.answers.record_advice("Fine with short holds", diary.clock.utc())
    diary.answers.record_turn_on(bridge, diary.clock.utc(), UTC)
    diary.session("first-steps")
    diary.wait(hours=48)
    session, _ = diary.session("first-steps")
    found = {each.exercise.id: each for each in session.assignments}
    assert found["bridge"].dose == bridge.ladder[0]
    assert found["chair_stand"].note == "Half today."


def test_a_soft_hold_ends_with_an_answer_that_is_not_higher(diary: Diary) -> None:
    _, after = diary.session("first-steps", a=3)
    assert after.pain_rest is PainRestKind.SHORT
    assert diary.today().line == "before_soft_today"
    assert isinstance(diary.prepare("gentle-day"), Refusal)
    diary.wait(hours=23)
    assert diary.today().kind is DayKind.CHECK_FIRST
    diary.next_day(None)
    now = diary.today()
    assert (now.kind, now.plan, now.standing) == (DayKind.SESSION, "daily-mobility", Standing.SHORT_REST)
    without = diary.prepare("daily-mobility", None)
    assert isinstance(without, Session)
    assert all(each.dose == each.exercise.ladder[0] for each in without.assignments)
    diary.wait(hours=24)
    diary.next_day(2)
    assert diary.today().standing is Standing.READY


def test_a_higher_next_day_means_rest_and_one_step_lower_and_two_a_hold(diary: Diary) -> None:
    diary.session("first-steps")
    diary.put_at("bridge", 3)
    diary.put_at("chair_stand", 3)
    diary.wait(hours=23)
    diary.next_day(3)
    now = diary.today()
    assert (now.kind, now.line) == (DayKind.REST, "next_amber")
    assert "daily-mobility" in now.others
    assert diary.snapshot().places["bridge"] == LadderPlace(2, 2)
    assert diary.snapshot().places["chair_stand"] == LadderPlace(2, 2)
    diary.wait(hours=24)
    diary.session("daily-mobility", b=2)
    diary.wait(hours=24)
    found = diary.next_day(3)
    assert found is not None
    assert found.decision.line == "next_two_ambers"
    assert diary.today().kind is DayKind.BLOCKED


def test_a_second_hold_in_two_weeks_pauses_until_advice(diary: Diary) -> None:
    diary.session("first-steps", worse={"bridge": (6, ACHE)})
    diary.wait(hours=48)
    diary.release(2)
    diary.session("first-steps", worse={"knee_rolls": (6, ACHE)})
    now = diary.today()
    assert (now.kind, now.standing, now.pain_rest) == (DayKind.PAUSED, Standing.PAUSED, PainRestKind.FULL)
    diary.wait(hours=48)
    assert not diary.release(1)
    diary.answers.record_advice("Keep to the first step", diary.clock.utc())
    assert diary.today().kind is DayKind.BLOCKED
    assert diary.release(1)


def test_strength_keeps_its_distance(diary: Diary) -> None:
    diary.session("strength")
    diary.wait(hours=47)
    found = diary.prepare("strength")
    assert isinstance(found, Refusal)
    assert "at least 48 hours apart" in found.why
    mixed = diary.prepare("hip-essentials")
    assert isinstance(mixed, Session)
    assert not any(Category.STRENGTH in each.exercise.categories for each in mixed.assignments)
    diary.wait(hours=1)
    assert isinstance(diary.prepare("strength"), Session)


def test_a_ticked_sign_and_a_high_number_end_the_day(diary: Diary) -> None:
    diary.answers.record_without_session(None, ("eye",), diary.clock.utc())
    assert (diary.today().kind, diary.today().why[:11]) == (DayKind.REST, "You marked:")
    diary.wait(hours=3)
    assert isinstance(diary.prepare("gentle-day"), Refusal)  # "none of these" later on the same day changes nothing
    diary.answers.record_without_session(None, ("sudden_leg_weakness",), diary.clock.utc())
    diary.wait(hours=1)
    diary.answers.record_without_session(None, ("calf",), diary.clock.utc())
    assert diary.today().sign.line == "screen_emergency", "the strictest of the day stands"
    diary.wait(hours=20)
    assert diary.today().kind is DayKind.SESSION
    diary.answers.record_without_session(7, None, diary.clock.utc())
    assert "from 6 up there is no session" in diary.today().why


def test_a_soft_hold_is_not_shortened_by_travelling(diary: Diary) -> None:
    diary.session("first-steps", a=3)
    diary.clock.at_zone = timezone(timedelta(hours=14))
    assert diary.today().line == "before_soft_today"


def test_what_the_user_said_is_read_back(diary: Diary) -> None:
    now = diary.clock.utc()
    programme = Programme(aims=frozenset({Aim.BALANCE}), floor=False, dropped=frozenset())
    with diary.store.transaction():
        profile_values.keep_answer(diary.store, profile_values.USUAL, 3, now)
        profile_values.keep_answer(diary.store, profile_values.LOCKS, ["no_floor", "unknown one"], now)
        profile_values.keep_answer(diary.store, profile_values.PROGRAMME, profile_values.programme_to(programme), now)
    assert diary.snapshot().declared == frozenset({Lock.NO_FLOOR})
    assert diary.snapshot().usual0 == 3
    assert profile_values.programme(diary.store) == programme
    assert diary.today().plan == "morning-in-bed"


def test_a_hold_outlives_the_deletion_of_everything(diary: Diary) -> None:
    diary.session("first-steps", worse={"bridge": (2, PainKind.NEURO)})
    diary.store.delete_everything()
    assert diary.today().kind is DayKind.BLOCKED


def test_a_swap_is_of_one_category_and_never_locked_or_hurting(diary: Diary) -> None:
    rule, catalogue = diary.rule, diary.catalogue
    facts = facts_of(now=MONDAY, declared=frozenset({Lock.NO_PRONE}))
    plan, bridge = catalogue.plans["first-steps"], catalogue.exercises["bridge"]
    found = replacements(
        rule, catalogue, plan, bridge, facts, before(rule, 2, 2), hurt=("mini_squat",), sore_side=Side.LEFT
    )
    ids = [each.id for each in found]
    assert ids
    assert not {"prone_leg_lift", "mini_squat", "chair_stand", "bridge"} & set(ids)
    assert all(Category.STRENGTH in each.categories for each in found)
    assert "bridge" not in swapped(plan, "bridge", ids[0], catalogue.exercises).exercises
    with pytest.raises(ValueError, match="is not in"):
        swapped(plan, "hip_hike", ids[0], catalogue.exercises)
    assert not screen(rule, ()).blocks


def test_a_look_ahead_takes_no_guess_for_an_answer(diary: Diary) -> None:
    """After a session begun at 0 a usual of 2 is no next-day answer: nothing says that it hurt more."""
    for _ in range(3):
        diary.session("daily-mobility", b=2, a=2)
        diary.wait(hours=24)
    diary.session("daily-mobility", b=0, a=0)
    diary.wait(hours=24)
    found = look_ahead(diary.rule, diary.snapshot(), diary.catalogue, diary.catalogue.plans["first-steps"])
    assert isinstance(found, Session)
    assert not any("the day after" in left.why for left in found.left_out)
    assert not any("First step" in each.note for each in found.assignments)
