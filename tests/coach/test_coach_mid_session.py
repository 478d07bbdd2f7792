"""What comes from another computer in mid-session: whatever a new session would not be begun with ends this one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Lock
from hipcoach.coach.mid_session import CHANGED, FROM_THERE, MARKED, MORE_PAIN, MidSession
from hipcoach.coach.session_diary import SessionDiary
from hipcoach.coach.stop_text import Stop, numbers_to_call, stop_text
from hipcoach.engine.events import StepStarted
from hipcoach.engine.types import CalledOff
from hipcoach.store.rows import PainRestRow
from tests.coach.coach_world import CATALOGUE, HOUR_S, RULE, CoachWorld, Played, begin, coach_world, engine_of, play

Comes = Callable[[CoachWorld], object]


def hold(kind: str) -> Comes:
    return lambda world: world.store.pain_rests.add(
        PainRestRow("h", kind, world.clock.utc(), ("bridge",), None, 2, 7, "2")
    )


def sign(name: str) -> Comes:
    return lambda world: world.diary.record_without_session(world.clock.utc(), ticked=(name,))


def says(**values: object) -> Comes:
    def write(world: CoachWorld) -> None:
        profile = world.diary.profile
        profile.write(replace(profile.read(), **values))  # type: ignore[arg-type]

    return write


@pytest.mark.parametrize(
    ("comes", "why", "said"),
    [
        (hold("hold"), CalledOff.STOP, "Contact your doctor or physiotherapist before"),
        (hold("soft"), CalledOff.REST, "If it does not settle"),
        (sign("calf"), CalledOff.SAME_DAY, "Have this looked at today"),
        (sign("hot_joint_fever"), CalledOff.EMERGENCY, "emergency number"),
        (says(locks=frozenset({Lock.NO_FLOOR})), CalledOff.CHANGED, CHANGED),
        (says(emergency_number="112"), None, ""),
    ],
)
def test_what_comes_ends_a_session_before_its_next_exercise(
    tmp_path: Path, comes: Comes, why: CalledOff | None, said: str
) -> None:
    with coach_world(tmp_path) as world:
        started = begin(world)
        rule, news = [RULE], [False]
        diary = SessionDiary(
            world.store, world.clock, CATALOGUE, rule=lambda: rule[0], full_times=lambda: 2, app_version="1"
        )
        watch = MidSession(lambda: news[0], diary, world.forecast, started.session)
        steps = [StepStarted(0.0, step) for step in engine_of(world.clock, started).steps]
        first, second = (next(each for each in steps if each.step.order == order) for order in (0, 1))
        assert watch.look((first,)) is None
        comes(world)
        assert watch.look((second,)) is None, "nothing has arrived here"
        news[0] = True
        assert watch.look((second,)) is None, "its beginning is over"
        assert watch.look(()) is None
        assert watch.look((first,)) is why
        assert watch.look(()) is why, "kept until it can be carried out: a report of pain may be open"
        stop = watch.stop
        assert (stop is None) == (why is None)
        if stop is not None:
            marked = f" {MARKED.format(exercises='Bridge')}" if why in (CalledOff.STOP, CalledOff.REST) else ""
            assert stop.reported == FROM_THERE + marked
            assert said in f"{stop.why} {stop.call} {numbers_to_call(stop.kind, diary.profile.read())}"
            pain = stop_text(Stop.STOP, "You reported 7.", "It is red.", "during_red")
            more_pressing = why in (CalledOff.SAME_DAY, CalledOff.EMERGENCY)
            assert watch.stop_text(pain) is (stop if more_pressing else pain), "pain ended it before that"
            assert watch.stop_text(None) is stop
        else:
            rule[0] = replace(RULE, red_absolute=5)
            assert watch.look((second,)) is CalledOff.CHANGED, "pain would end it sooner now"


def test_a_short_rest_of_yesterday_ends_a_session_too(tmp_path: Path) -> None:
    """By now one answer would end it; but here the session began without that question."""
    with coach_world(tmp_path) as world:
        started = begin(world)
        play(world.clock, started, Played(4, after_break=4))
        world.clock.jump(14 * HOUR_S)
        (rest,), session = world.store.pain_rests.in_force(), started.recorder.session_id
        world.store.pain_rests.put(replace(rest, corrected_at=world.clock.utc()))
        world.store.sessions.delete(session)  # neither has come yet
        started = begin(world)
        watch = MidSession(lambda: True, world.diary, world.forecast, started.session)
        steps = [StepStarted(0.0, step) for step in engine_of(world.clock, started).steps]
        first, second = (next(each for each in steps if each.step.order == order) for order in (0, 1))
        assert watch.look((first,)) is None
        assert watch.look((second,)) is None
        world.store.sessions.undelete(session)
        world.store.pain_rests.put(rest)
        assert watch.look((first,)) is CalledOff.REST
        assert watch.stop is not None
        assert (watch.stop.reported, watch.stop.why) == (f"{FROM_THERE} There you marked Knee rolls.", MORE_PAIN)
        assert "If it does not settle" in watch.stop.call
