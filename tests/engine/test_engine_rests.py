"""Nobody rests between two sets with a limb that is loaded: on a step, in a strap, on a forearm, on their knees."""

import re
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.positions import KNEELING
from hipcoach.catalogue.types import Side, Work
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Timing
from tests.engine.alone import EACH_SIDE, EVERY, SIDED, alone
from tests.engine.loaded import loaded
from tests.engine.script_places import DECLARED
from tests.engine.script_told import SCRIPT

ALL = {**EVERY.exercises, **EACH_SIDE}


@pytest.mark.parametrize("exercise", sorted(ALL))
def test_nobody_rests_between_sets_on_a_step_in_a_strap_or_on_their_knees(exercise: str) -> None:
    if ALL[exercise].work is Work.ACTIVITY:
        return
    for declared, side in product(DECLARED, (None, Side.LEFT, Side.RIGHT)):
        catalogue = SIDED if exercise in EACH_SIDE else EVERY
        if (script := alone([exercise], declared, cleared=True, catalogue=catalogue)) is None:
            continue
        (one,) = script.session.assignments
        made = replace(one, dose=replace(one.dose, sets=2, rest_s=60.0), only_side=side)
        steps = unroll(replace(script.session, assignments=(made,)), SCRIPT, Timing())
        rests = [n for n, step in enumerate(steps) if any(cue.kind == "rest" for cue in step.cues)]
        assert rests
        for at in rests:
            told = [cue.text for step in steps[:at] for cue in step.cues if cue.kind not in ("instruction", "caution")]
            said = " ".join(told)
            if one.exercise.position in KNEELING:
                said = re.sub("[Gg]et into position for it", "onto your knees", said)
            assert loaded(said) == [], (declared, side)
