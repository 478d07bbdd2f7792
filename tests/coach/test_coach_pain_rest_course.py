"""How a rest goes on, in points: it cannot be asked whether it can end before an answer could end it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.pain_rest import PainRestInForce
from hipcoach.coach.pain_rest_course import PainRestPoint, course
from tests.coach.coach_world import DAY_S, HOUR_S, RULE, CoachWorld, Played, begin, coach_world, play


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    """In the rest of a session that ended with a red number."""
    with coach_world(tmp_path) as made:
        play(made.clock, begin(made), Played(8))
        yield made


def shown(world: CoachWorld) -> PainRestInForce:
    question = world.rest().question
    assert isinstance(question, PainRestInForce)
    return question


def points(world: CoachWorld) -> tuple[PainRestPoint, ...]:
    return course(RULE, shown(world), lambda at: f"{at:%d %H}")


def test_it_begins_is_now_can_end_and_is_followed_by_a_return(world: CoachWorld) -> None:
    (rest,) = world.store.pain_rests.in_force()
    began, wakes = f"{rest.started_at:%d %H}", f"{rest.started_at + timedelta(hours=RULE.release_h):%d %H}"
    world.clock.jump(HOUR_S)
    assert [point.when for point in points(world)] == [began, "Now", f"{wakes}, at the earliest", "Afterwards"]
    assert [point.can_end for point in points(world)] == [False, False, True, False]
    assert "three sessions, each at half" in points(world)[-1].text
    world.clock.jump(RULE.release_h * HOUR_S)
    assert [point.when for point in points(world)] == [began, "Now", "Afterwards"]
    asked = "“Can this rest end?” asks how much it hurts, and about the signs."
    assert f"{asked} The rest ends at {shown(world).ends_at} or less, with no sign marked, and" in points(world)[1].text


def test_the_number_at_which_it_ends_is_the_one_that_is_told_to_be_missing(world: CoachWorld) -> None:
    limit = shown(world).ends_at
    told = f"You reported {limit + 1} now; {limit} or less is needed."
    assert told in world.diary.missing_for_release(limit + 1, ())
    assert not any("is needed" in each for each in world.diary.missing_for_release(limit, ()))


def test_a_pause_waits_for_advice_and_sleeps_again_once_that_is_taken_back(world: CoachWorld) -> None:
    world.clock.jump(RULE.pause_days * DAY_S)
    before = world.store.pain_rests.in_force()
    asleep = shown(world)
    assert asleep.paused
    assert points(world)[2].when == "Once you have had advice"
    world.rest().note_advice()
    assert not shown(world).asleep
    world.clock.jump(HOUR_S)
    world.rest().take_back_advice()
    assert shown(world) == asleep
    assert world.store.pain_rests.in_force() == before
    world.rest().take_back_advice()  # there is none
    assert shown(world) == asleep


def test_only_the_newest_note_of_advice_is_taken_back(world: CoachWorld) -> None:
    for _ in range(2):
        world.clock.jump(DAY_S)
        world.rest().note_advice()
    first = (world.clock.utc() - timedelta(days=1)).date()
    world.rest().take_back_advice()
    assert shown(world).advised_on == first
    (rest,) = world.store.pain_rests.in_force()
    assert rest.advice_at is not None
    assert rest.advice_at.date() == first


def test_a_rest_that_a_wrong_clock_dated_has_no_times_until_it_counts_from_now(world: CoachWorld) -> None:
    world.clock.at_utc -= timedelta(days=60)
    assert [point.when for point in points(world)] == ["Now", "One day after you let it count from now", "Afterwards"]
    world.rest().date_anew()
    assert [point.can_end for point in points(world)] == [False, False, True, False]
