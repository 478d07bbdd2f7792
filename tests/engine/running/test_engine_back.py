"""Back in the middle of any exercise first ends the movement and lets go: nobody listens on one leg or on a forearm."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import Lock, Side, Work
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, Phase, Step, StepKind, Timing
from tests.engine.alone import alone, sides_of
from tests.engine.driving import to_step
from tests.engine.loaded import loaded
from tests.engine.on_the_way import ahead
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT

BEFORE_THE_COUNT = {
    "single_leg_stand": "Stand on both feet.",
    "standing_quad_stretch": "Stand on both feet.",
    "side_plank_knees": "Lie down from your left forearm.",
    "lying_twist": "Put your feet down, one at a time.",
}


def deep_in(side: Side | None) -> Callable[[Step], bool]:
    return lambda step: step.kind in WORK_KINDS and step.phase is not Phase.UP and step.side is side


def back(exercise: str, declared: tuple[Lock, ...], where: Callable[[Step], bool]) -> tuple[list[str], str]:
    """Return what was told until then, and what is said first."""
    script = alone([exercise], declared, cleared=True)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, where) + 0.5
    engine.advance(now)
    until = engine.steps[: engine.status(now).step_index + 1]
    told = [cue.text for step in until for cue in step.cues if cue.kind not in ("instruction", "caution")]
    engine.ask(Request.BACK, now)
    first = ahead(engine, now)[0]
    assert first in texts_of(script.session, SCRIPT, Timing(), RULE)
    return told, first


@pytest.mark.parametrize("exercise", sorted(CATALOGUE.exercises))
def test_back_in_the_middle_of_a_movement_ends_it_first(exercise: str) -> None:
    if CATALOGUE.exercises[exercise].work is Work.ACTIVITY:
        return
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        form = CATALOGUE.exercises[exercise].text(CATALOGUE.exercises[exercise].ladder[0].form)
        for side in sides_of(exercise):
            told, first = back(exercise, declared, deep_in(side))
            if first.startswith("If "):  # a strap, a step, a pillow: test_engine_every_place
                assert form.stop is not None
            else:
                assert first.startswith(form.down)
                assert loaded(" ".join([*told, first])) == [], (declared, first)


@pytest.mark.parametrize("exercise", sorted(CATALOGUE.exercises))
def test_a_skip_in_the_middle_of_a_movement_ends_it_first(exercise: str) -> None:
    form = CATALOGUE.exercises[exercise].text(CATALOGUE.exercises[exercise].ladder[0].form)
    for side in sides_of(exercise) if form.down else ():
        script = alone([exercise], cleared=True)
        assert script is not None
        engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
        engine.start(0.0)
        held = to_step(engine, deep_in(side))
        engine.advance(held + 0.5)
        engine.ask(Request.SKIP, held + 0.5)
        step = engine.status(held + 0.5).step
        assert step is not None
        assert step.cues[0].text == form.down
        assert step.cues[1].offset_s >= step.cues[0].duration_s + 3.9
        assert {cue.text for cue in step.cues} <= set(texts_of(script.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize("exercise", sorted(BEFORE_THE_COUNT))
def test_back_just_before_the_count_lets_go_first(exercise: str) -> None:
    assert back(exercise, (), lambda step: step.kind is StepKind.LEAD_IN)[1] == BEFORE_THE_COUNT[exercise]
