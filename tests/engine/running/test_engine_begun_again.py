"""Who goes on with a session that was cut off comes from the keys, wherever the exercise had left them."""

import pytest

from hipcoach.catalogue.types import Lock
from hipcoach.engine.steps.start_point import StartPoint, start_at
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Step, StepKind, Timing
from hipcoach.engine.ways.places import first_place
from tests.engine.script_told import SCRIPT, told

PLANS = ("first-steps", "strength", "hip-and-back", "daily-mobility", "no-floor", "morning-in-bed", "evening", "steady")


def said_from(steps: tuple[Step, ...], order: int) -> list[str]:
    return [cue.text for step in steps if step.order >= order for cue in step.cues]


@pytest.mark.parametrize("declared", [(), (Lock.NO_KNEELING,), (Lock.HIP_REPLACEMENT,)], ids=str)
@pytest.mark.parametrize("plan", PLANS)
def test_who_begins_again_at_a_question_is_led_from_the_keys(plan: str, declared: tuple[Lock, ...]) -> None:
    if (made := told(plan, 0, declared)) is None:
        return
    session = made.session
    asked = [step for step in made.steps if step.kind is StepKind.CHECK or step.leaves]
    assert len(asked) >= len(session.assignments)
    for step in asked:
        order = session.next_order(step.order) or len(session.assignments)
        ahead = unroll(session, SCRIPT, Timing(), start=start_at(session, step))
        fresh = unroll(session, SCRIPT, Timing(), start=StartPoint(order))
        assert said_from(ahead, order) == said_from(fresh, order), step.exercise
        (check,) = (each for each in ahead if each.kind is StepKind.CHECK and each.order == step.order)
        assert check.position is first_place(session).position
        up = "To get up now" in " ".join(cue.text for cue in check.cues)
        assert not up or first_place(session).bed, step.exercise
