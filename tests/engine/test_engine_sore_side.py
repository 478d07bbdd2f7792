"""Who cannot lie on a side stays on the back, and is promised the other side only where that one comes."""

import re
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.types import Lock, Position, Side
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Timing
from hipcoach.engine.words.blocks import blocks_of
from tests.engine.alone import EVERY, alone
from tests.engine.script_told import SCRIPT

SIDE_LYING = sorted(each.id for each in EVERY.exercises.values() if each.position is Position.SIDE_LYING)


@pytest.mark.parametrize("exercise", SIDE_LYING)
def test_who_stays_on_the_back_is_called_to_the_other_side_or_leaves_it_out(exercise: str) -> None:
    cases = product((["bridge"], []), ((), (Lock.HIP_REPLACEMENT,), (Lock.NO_KNEELING,)), (None, *list(Side)[:2]))
    for before, declared, only in cases:
        script = alone([*before, exercise], declared, cleared=True)
        assert script is not None
        *others, one = script.session.assignments
        session = replace(script.session, assignments=(*others, replace(one, only_side=only)))
        blocks = blocks_of(session.assignments[-1], len(others))
        starts = [None] if only else [None, StartPoint(len(others), len(blocks) // 2)]
        for start in starts:
            said = " ".join(
                cue.text for step in unroll(session, SCRIPT, Timing(), start=start) for cue in step.cues if cue.text
            )
            sore = re.search(r"too sore to lie on, stay on your back", said)
            assert (sore is not None) == bool(declared or (before and start is None)), (
                "where one lies on the back first"
            )
            names = re.search(r"stay on your back until I name your (left|right) side", said)
            if sore is not None:
                assert (names is not None) == (only is None and start is None), (declared, only, start)
            if names is not None:
                assert re.search(f"on ?to your {names[1]} side", said[names.end() :])
