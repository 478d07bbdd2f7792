"""As many as is comfortable in a time: who counts in it is led out of the movement before anything else is said."""

from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Dose
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import Request
from hipcoach.engine.types import Timing
from tests.engine.alone import alone
from tests.engine.driving import to_step
from tests.engine.script_told import RULE, SCRIPT


@pytest.mark.parametrize(
    ("exercise", "first"), [("bridge", "Lower"), ("hip_hike", "Raise slowly. Step down"), ("step_up", "Step down")]
)
def test_nobody_hears_the_steps_again_in_a_movement_that_they_count(exercise: str, first: str) -> None:
    made = alone([exercise], cleared=True)
    assert made is not None
    counted = tuple(replace(each, dose=Dose(1, 1, within_s=30.0)) for each in made.session.assignments)
    engine = Engine(replace(made.session, assignments=counted), rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.counted) + 8.0
    engine.count_one(now)
    said = [each.cue.text for each in engine.ask(Request.INSTRUCTIONS, now + 1.0) if isinstance(each, CueStarted)]
    assert said[0].startswith(first), said
    while not engine.can(Request.COUNT):
        engine.advance(now := engine.next_deadline() or now)
    assert engine.status(now).counted == 1
    assert engine.status(now).remaining_s == pytest.approx(21.0, abs=0.01)
