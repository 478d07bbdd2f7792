"""The way out and a rest, with a clock that is set meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import PainAnswer
from tests.coach.coach_world import CoachWorld, Played, begin, coach_world, play

JUMPS = [pytest.param(days, id=f"{days} days") for days in (-60, -1, 1, 60, 27_028)]  # the last one is 74 years


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
    (head,), (rest,) = world.store.sessions.all(), world.store.holds.all()
    assert head.ended_at is not None
    assert rest.started_at - head.ended_at == timedelta(minutes=2)
    assert [row.at for row in world.store.pains.of_question("after")] == [rest.started_at]
