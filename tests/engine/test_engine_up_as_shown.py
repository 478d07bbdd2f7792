"""Who may lie for what only they were shown is told how to get up, before what is done on the feet or a seat."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import Lock
from hipcoach.engine.engine import Engine
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import stopped
from tests.engine.driving import to_step
from tests.engine.left_out import eases, made_of, skips
from tests.engine.on_the_way import rest
from tests.engine.script_told import RULE, SCRIPT

HIP = (Lock.HIP_REPLACEMENT,)
UP = {
    (): SCRIPT.text("get_up_from_floor", when=SCRIPT.text("if_you_lie")),
    HIP: SCRIPT.text("get_up_from_bed_hip", when=SCRIPT.text("if_you_lie")),
}
GOES_UP = {"single_leg_stand": True, "walking": True, "chair_stand": True, "own_as_shown": False, "bridge": False}


def in_its_work(*exercises: str, declared: tuple[Lock, ...]) -> tuple[Engine, float]:
    engine = made_of(*exercises, declared=declared)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS) + 1.0
    engine.advance(now)
    return engine, now


@pytest.mark.parametrize("leaves", [skips, eases])
@pytest.mark.parametrize("declared", [(), HIP])
@pytest.mark.parametrize("then", GOES_UP)
def test_who_may_lie_as_they_were_shown_is_told_how_to_get_up(
    then: str, declared: tuple[Lock, ...], leaves: Callable[[Engine, float], None]
) -> None:
    engine, now = in_its_work("own_as_shown", then, "single_leg_stand", declared=declared)
    goes_up = GOES_UP[then]
    planned = [cue.text for step in engine.steps if step.order == 1 for cue in step.cues]
    leaves(engine, now)
    left = [cue.text for step in engine.steps if step.order == 1 for cue in step.cues]
    for texts in (planned, left):
        assert any(text.startswith("If you lie, ") for text in texts) is goes_up
        assert (UP[declared] in texts) is goes_up
    assert set(left) - {""} <= set(texts_of(engine.session, SCRIPT, Timing(), RULE))


@pytest.mark.parametrize("declared", [(), HIP])
def test_before_a_walk_it_waits_for_them_and_after_a_break_tells_it_again(declared: tuple[Lock, ...]) -> None:
    engine, now = in_its_work("own_as_shown", "walking", "single_leg_stand", declared=declared)
    skips(engine, now)
    now = to_step(engine, lambda step: step.order == 1 and step.waits, now)
    assert UP[declared] in [cue.text for cue in engine.status(now).step.cues]
    rest(engine, now + 1.0)
    assert any(UP[declared] in cue.text for step in engine.steps if step.order == 1 for cue in step.cues)


@pytest.mark.parametrize("declared", [(), HIP])
@pytest.mark.parametrize("where", ["work", "way"])
def test_at_a_stop_they_hear_how_to_get_up_and_to_call_for_help(where: str, declared: tuple[Lock, ...]) -> None:
    engine, now = in_its_work("own_as_shown", "walking", "single_leg_stand", declared=declared)
    if where == "way":
        skips(engine, now)
        now = to_step(engine, lambda step: step.order == 1 and step.waits, now) + 1.0
        engine.advance(now)
    told = f"{UP[declared]} {SCRIPT.text('cannot_get_up')}"
    assert told in stopped(engine, now, 8, PainKind.ACHE)
    assert told in texts_of(engine.session, SCRIPT, Timing(), RULE)
