"""Between two sets nobody rests on a step, in a strap or on one knee: what lets go comes before the rest."""

import re
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.engine.types import WORK_KINDS, Timing
from hipcoach.engine.unroll import unroll
from tests.engine.script_told import SCRIPT
from tests.engine.test_engine_every_place import alone

LETS_GO = {
    "hip_hike": "Step down slowly",
    "strap_leg_out": "Lower your (left|right) leg",
    "hamstring_strap": "Lower your (left|right) leg",
    "kneeling_hip_flexor_stretch": "knee down",
    "side_plank_knees": "Lie down from your (left|right) forearm",
    "standing_quad_stretch": "Stand on both feet",
    "lying_twist": "Put your feet down",
}


@pytest.mark.parametrize("exercise", sorted(LETS_GO))
def test_nobody_rests_between_sets_on_a_step_in_a_strap_or_on_one_knee(exercise: str) -> None:
    script = alone([exercise])
    assert script is not None
    (one,) = script.session.assignments
    for side in (None, Side.RIGHT):
        made = replace(one, dose=replace(one.dose, sets=2, rest_s=60.0), only_side=side)
        steps = unroll(replace(script.session, assignments=(made,)), SCRIPT, Timing())
        rests = [n for n, step in enumerate(steps) if any(cue.kind == "rest" for cue in step.cues)]
        assert len(rests) >= 1
        for at in rests:
            since = next(n for n in range(at, 0, -1) if steps[n].kind in WORK_KINDS)
            assert re.search(LETS_GO[exercise], " ".join(cue.text for step in steps[since:at] for cue in step.cues))
