"""Where only counts are said, there is the time for what is not told, and it is promised: each exercise alone."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from hipcoach.catalogue.types import Lock, Work
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import WORK_KINDS, Step, StepKind, Timing
from hipcoach.engine.words.script import SpeechDetail
from tests.engine.alone import EACH_SIDE, EVERY, SIDED, alone
from tests.engine.script_told import SCRIPT

COUNTS = replace(SCRIPT, detail=SpeechDetail.COUNTS)
ALL = {**EVERY.exercises, **EACH_SIDE}
LONGEST_SILENCE_S = 15.5


def pauses_s(steps: Sequence[Step], kind: str = "") -> float:
    """Return the seconds in which nothing is said, after words of a kind."""
    found = 0.0
    for step in steps:
        ends = [cue.offset_s for cue in step.cues[1:]] + [step.duration_s]
        found += sum(
            end_s - cue.offset_s - cue.duration_s
            for cue, end_s in zip(step.cues, ends, strict=True)
            if cue.kind == kind or not kind
        )
    return found


def silences_s(step: Step) -> list[float]:
    at = [0.0, *(time_s for cue in step.cues for time_s in (cue.offset_s, cue.offset_s + cue.duration_s))]
    return [later_s - earlier_s for earlier_s, later_s in list(pairwise([*at, step.duration_s]))[::2]]


def sided(step: Step) -> bool:
    return step.kind is StepKind.CHANGEOVER and step.repetition is None


@pytest.mark.parametrize("exercise", sorted(ALL))
def test_the_time_to_get_into_position_and_to_change_sides_stays_and_is_named(exercise: str) -> None:
    if ALL[exercise].work is Work.ACTIVITY:
        return
    for declared in ((), (Lock.HIP_REPLACEMENT,), (Lock.BALANCE,)):
        catalogue = SIDED if exercise in EACH_SIDE else EVERY
        script = alone([exercise], declared, cleared=True, catalogue=catalogue)
        assert script is not None
        counts = unroll(script.session, COUNTS, Timing())
        first = [next(n for n, step in enumerate(steps) if step.kind in WORK_KINDS) for steps in (script.steps, counts)]
        for kind in ("place", "last"):
            told_s, untold_s = (
                pauses_s(steps[:at], kind) for steps, at in zip((script.steps, counts), first, strict=True)
            )
            words = [cue for step in script.steps[: first[0]] for cue in step.cues if cue.kind == kind]
            assert untold_s >= told_s - 2.0 * len(words), (kind, declared)  # not the breath between two sentences
        said = {cue.text for step in counts for cue in step.cues if cue.kind in ("place", "last", "side")}
        (one,) = script.session.assignments
        text = one.exercise.text(one.dose.form)
        assert said.isdisjoint(step.say for step in (*text.place, *text.change_side)), declared
        for told, counted in zip(filter(sided, script.steps), filter(sided, counts), strict=True):
            assert counted.duration_s >= told.duration_s - 1.0, declared  # as long as with the words
            named = [cue.offset_s for cue in counted.cues if cue.text.startswith("You have about")]
            assert (counted.duration_s > 12.0) == bool(named)
            assert all(at_s < 5.0 for at_s in named), "it is promised as it begins"
        for step in counts:
            if step.kind in (StepKind.ANNOUNCE, StepKind.LEAD_IN, StepKind.CHANGEOVER) and not step.waits:
                assert max(silences_s(step)) <= LONGEST_SILENCE_S, step
                promised = [cue.text for cue in step.cues if "seconds." in cue.text and "about" in cue.text]
                longer = [each for each in promised if each.split()[-2] not in ("five", "ten")]
                assert len(longer) == sum(cue.text == "Ten seconds more." for cue in step.cues), step
