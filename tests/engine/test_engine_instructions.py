"""Nobody listens to how an exercise is done on one leg, on a forearm or in a hold: they are led out of it first."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import Lock, Side, Work
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, SetFinished, StepStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, Phase, Step, StepKind, Timing
from tests.engine.alone import alone, sides_of
from tests.engine.driving import pass_time, to_step
from tests.engine.loaded import loaded
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT

EXERCISES = sorted(each.id for each in CATALOGUE.exercises.values() if each.work is not Work.ACTIVITY)


def cues_of(events: tuple[Event, ...]) -> list[str]:
    return [event.cue.text or event.cue.tone for event in events if isinstance(event, CueStarted)]


def deep_in(side: Side | None) -> Callable[[Step], bool]:
    return lambda step: (
        step.kind in WORK_KINDS and step.phase is not Phase.UP and step.side is side and step.repetition == 2
    )


@pytest.mark.parametrize("exercise", EXERCISES)
def test_instructions_in_a_movement_end_it_first_and_lead_back_into_it(exercise: str) -> None:
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        for side in sides_of(exercise):
            script = alone([exercise], declared, cleared=True)
            assert script is not None
            engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
            engine.start(0.0)
            now = to_step(engine, deep_in(side)) + 0.5
            engine.advance(now)
            here = engine.status(now).step
            assert here is not None
            until = engine.steps[: engine.status(now).step_index + 1]
            before = [cue.text for step in until for cue in step.cues if cue.kind not in ("instruction", "caution")]
            events = (*engine.ask(Request.INSTRUCTIONS, now), *pass_time(engine, now + 900.0))
            said = cues_of(events)
            listen = said.index("Just listen.")
            up_to = [*before, *said[:listen]]
            assert loaded(" ".join(up_to)) == [], (declared, side, said[:listen])
            works = [event.step for event in events if isinstance(event, StepStarted) and event.step.kind in WORK_KINDS]
            assert works[0].side is here.side
            if exercise != "belly_breathing":  # it is listened to where one lies, and goes on
                assert works[0].repetition == here.repetition
            done = [event for event in events if isinstance(event, SetFinished) and event.side is here.side]
            assert done[0].reps_done == done[0].reps_target
            assert done[0].hold_s_done == pytest.approx(done[0].hold_s_target)
            assert {text for text in said if not text.startswith("rise_")} <= set(
                texts_of(script.session, SCRIPT, Timing(), RULE)
            )


@pytest.mark.parametrize(
    ("exercise", "where", "first", "again"),
    [
        ("hip_hike", deep_in(Side.LEFT), "Step down", "Step up sideways with your left foot"),
        ("side_plank_knees", deep_in(Side.LEFT), "Lie down from your left forearm", "Prop yourself on your left"),
        ("strap_leg_out", deep_in(Side.LEFT), "Bend your left knee", "Raise your left leg"),
        ("kneeling_hip_flexor_stretch", deep_in(Side.LEFT), "knee down beside", "come up onto both knees"),
        ("standing_quad_stretch", deep_in(Side.RIGHT), "Foot down slowly. Stand on both feet", "onto your left foot"),
        ("standing_side_leg_lift", deep_in(Side.LEFT), "Both feet down", "Weight on your right foot. Left leg next."),
    ],
)
def test_what_loads_a_side_is_told_again_before_the_ticks(
    exercise: str, where: Callable[[Step], bool], first: str, again: str
) -> None:
    script = alone([exercise], cleared=True)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, where) + 0.5
    engine.advance(now)
    said = cues_of((*engine.ask(Request.INSTRUCTIONS, now), *pass_time(engine, now + 120.0)))
    ticks, listen = said.index("rise_1"), said.index("Just listen.")
    assert first in said[0]
    led = [n for n, text in enumerate(said[:ticks]) if again in text]
    assert led
    assert led[-1] > listen
    if exercise in ("hip_hike", "strap_leg_out"):
        assert not any("Lower the loop" in text or text.startswith("Stand with the step") for text in said[:ticks])


def test_in_a_wait_or_before_the_movement_nothing_is_left() -> None:
    script = alone(["bridge"])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is StepKind.LEAD_IN) + 0.5
    engine.advance(now)
    assert cues_of(engine.ask(Request.INSTRUCTIONS, now))[:1] != ["Lower slowly."]


def test_a_pause_while_one_listens_leads_back_onto_the_step() -> None:
    script = alone(["hip_hike"], cleared=True)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, deep_in(Side.LEFT)) + 0.5
    engine.advance(now)
    engine.ask(Request.INSTRUCTIONS, now)
    pass_time(engine, now + 20.0)
    engine.pause(now + 20.0)
    said = cues_of((*engine.ask(Request.RESUME, now + 30.0), *pass_time(engine, now + 90.0)))
    step_up = next(n for n, text in enumerate(said) if text.startswith("Step up sideways with your left foot"))
    assert step_up < said.index("rise_1")


@pytest.mark.parametrize(
    ("exercise", "where"),
    [
        ("chair_stand", StepKind.POSITION_CHANGE),
        ("mini_squat", StepKind.CHECK),
    ],
)
def test_who_is_on_the_way_hears_no_command_of_what_comes_later(exercise: str, where: StepKind) -> None:
    script = alone([exercise], cleared=True)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is where and not step.waits) + 0.3
    engine.advance(now)
    events = engine.ask(Request.INSTRUCTIONS, now)
    while engine.state is State.RESUMING:
        now = engine.next_deadline() or now
        events = (*events, *engine.advance(now))
    kinds = {event.cue.kind for event in events if isinstance(event, CueStarted)}
    assert "instruction" in kinds
    assert kinds.isdisjoint({"place", "last", "reach"})
