"""A wait until the user is ready, and a change of position that takes its time instead."""

from collections.abc import Callable

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    CueStarted,
    ExerciseFinished,
    Silenced,
    TimeAdded,
)
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import Outcome, StepKind, Timing
from tests.engine.driving import fork, in_state, pass_time, to_kind, to_step, to_wait


class TestWaiting:
    def test_it_waits_for_ever_and_then_settles(self, engine_of: Callable[..., Engine]) -> None:
        engine = in_state(engine_of("first-steps"), State.WAITING)
        engine.advance(7200.0)
        assert engine.state is State.WAITING
        engine.in_position(7200.0)
        assert engine.next_deadline() == pytest.approx(7201.0)

    def test_while_it_waits_it_says_so_at_once_after_fifteen_seconds_and_then_every_thirty(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = in_state(engine_of("first-steps"), State.WAITING)
        said = [e for e in pass_time(engine, 300.0) if isinstance(e, CueStarted) and e.cue.kind == "wait"]
        at_s = [e.at_s - said[0].at_s for e in said]
        assert at_s[:4] == pytest.approx([0.0, 15.0, 45.0, 75.0])
        late = [e for e in engine.advance(4000.0) if isinstance(e, CueStarted)]
        assert len(late) == 1, "what was missed while the machine slept is not said again and again"

    def test_on_the_way_to_the_floor_it_goes_on_by_itself_but_not_while_it_is_held_or_the_machine_slept(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("first-steps")
        now = to_wait(engine)
        step = engine.status(now).step
        assert step is not None
        assert step.goes_on_s is not None
        before = now + step.goes_on_s - 0.1
        pass_time(engine, before)
        assert engine.state is State.WAITING
        slept, held, ready, longer = (fork(engine) for _ in range(4))
        pass_time(engine, before + 0.2)
        assert (engine.state, engine.status(before + 0.2).step) != (State.WAITING, step)
        slept.advance(before + 3600.0)
        assert slept.state is State.PAUSED
        slept.ask(Request.RESUME, before + 3601.0)
        again = slept.status(before + 3601.0).step
        assert again is not None
        assert [cue.text for cue in again.cues[1:]] == [cue.text for cue in step.cues], "its words are said again"
        assert "wait there until I catch up" in again.cues[0].text, "who lies by now stays there"
        held.pause(before)
        held.advance(before + 600.0)
        assert held.state is State.PAUSED
        assert [type(event) for event in longer.more_time(15.0, before)] == [TimeAdded]
        said = [event.cue.text for event in pass_time(longer, before + 15.0) if isinstance(event, CueStarted)]
        assert said == ["I go on in ten seconds."], "it was said before, of another time"
        assert longer.state is State.WAITING
        longer.more_time(-15.0, before + 15.0)
        pass_time(longer, before + 15.2)
        assert longer.state is not State.WAITING
        ready.in_position(before)
        assert ready.next_deadline() == pytest.approx(before + Timing().floor_settle_s)

    def test_up_from_the_floor_who_only_sits_down_is_led_on_past_this_exercise(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("hip-and-back")
        engine.start(0.0)
        now = to_step(engine, lambda step: step.leaves_out)
        step = engine.status(now).step
        assert step is not None
        assert step.goes_on_s is not None
        now -= engine.status(now).elapsed_s
        at_the_keys = fork(engine)
        said = [
            event.cue.text for event in pass_time(engine, now + step.goes_on_s - 0.1) if isinstance(event, CueStarted)
        ]
        assert engine.state is State.WAITING
        assert any("contact your doctor" in text for text in said), "its question, which says so, is left out as well"
        events = pass_time(engine, now + step.goes_on_s + 0.2)
        ended = [(e.exercise, e.outcome) for e in events if isinstance(e, ExerciseFinished)]
        assert ended == [(step.exercise, Outcome.SKIPPED)]
        last = engine.status(now + step.goes_on_s + 0.2).step
        assert last is not None
        assert last.kind is StepKind.FINISH
        at_the_keys.in_position(now + step.goes_on_s - 0.1)
        pass_time(at_the_keys, now + step.goes_on_s + 5.0)
        following = at_the_keys.status(now + step.goes_on_s + 5.0).step
        assert following is not None
        assert following.exercise == step.exercise

    def test_ready_ends_a_timed_change_in_the_midst_of_its_words(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", timing=Timing(floor_waits=False))
        engine.start(0.0)
        now = to_kind(engine, StepKind.POSITION_CHANGE) + 0.5
        events = engine.in_position(now)
        assert Silenced in [type(e) for e in events]
        step = engine.status(now).step
        assert step is not None
        assert step.kind is not StepKind.POSITION_CHANGE

    def test_the_setting_makes_it_a_timed_change(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", timing=Timing(floor_waits=False))
        moves = [step for step in engine.steps if step.kind is StepKind.POSITION_CHANGE]
        assert moves
        assert all(step.duration_s >= 45.0 and not step.waits for step in moves)

    def test_whoever_has_keys_at_hand_may_have_it_wait_at_every_change_of_position(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        steps = engine_of("no-floor", timing=Timing(floor_goes_on_s=None)).steps
        waits = [step for step in steps if step.waits]
        assert {step.kind for step in waits} == {StepKind.ANNOUNCE, StepKind.POSITION_CHANGE}
        assert all(step.wait and step.wait.goes_on_s is None and step.wait.reminder for step in waits)
        assert all(step.waits for step in steps if step.kind is StepKind.POSITION_CHANGE)

    def test_a_timed_change_never_says_that_it_waits(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", timing=Timing(floor_waits=False, floor_timed_s=120.0))
        timed = [step for step in engine.steps if step.ready_ends and not step.waits]
        assert any(step.duration_s >= 120.0 for step in timed)
        assert not any("waiting" in cue.text for step in timed for cue in step.cues)

    def test_in_bed_nobody_gets_down_to_the_floor(self, engine_of: Callable[..., Engine]) -> None:
        steps = engine_of("morning-in-bed").steps
        assert [step.kind for step in steps if step.waits] == [StepKind.ANNOUNCE], "the greeting alone"
