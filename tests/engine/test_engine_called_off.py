"""Called off from another computer: what somebody is in or on is left first."""

import pytest

from hipcoach.catalogue.types import Exercise
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.texts import called_off_texts, called_off_told
from hipcoach.engine.types import WORK_KINDS, CalledOff, Timing
from tests.engine.alone import alone
from tests.engine.driving import fork, to_step
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT

FREED = {
    "swimming": "come out slowly",
    "water_aerobics": "come out slowly",
    "stationary_cycling": "get off slowly",
    "strap_leg_out": "take the strap off",
    "hamstring_strap": "take the strap off",
    "hip_hike": "step down slowly",
    "step_up": "step down slowly",
}


def has_a_stop(exercise: Exercise) -> bool:
    return any(text.stop is not None and text.stop.say for text in exercise.forms.values())


@pytest.mark.parametrize("exercise", [each.id for each in CATALOGUE.exercises.values() if has_a_stop(each)])
@pytest.mark.parametrize("why", list(CalledOff))
def test_what_one_is_in_or_on_is_left_before_one_gets_up(exercise: str, why: CalledOff) -> None:
    script = alone([exercise], cleared=True)
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS)
    said = [each.cue.text for each in fork(engine).call_off(why, now) if isinstance(each, CueStarted)]
    assert said[0] == called_off_told(SCRIPT, why)[0], "why it ends comes first"
    assert FREED.get(exercise, "If ") in said[1]
    assert set(said) <= set(called_off_texts(script.session, SCRIPT))
