"""Skip in a change of sides leaves the exercise, by the way out of what the body is still in."""

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import Request
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from tests.engine.alone import alone
from tests.engine.driving import pass_time, to_step
from tests.engine.on_the_way import ahead, from_here, started
from tests.engine.script_told import RULE, SCRIPT

STEP_DOWN = "If you stand on the step, step down slowly, holding on."


@pytest.mark.parametrize(
    ("exercise", "early", "late"),
    [
        (
            "hip_hike",
            "Step down slowly, your right foot first, holding on.",
            STEP_DOWN,
        ),
        (
            "strap_leg_out",
            "Bend your left knee, take the strap off, and put that foot down.",
            "Bend your right knee, take the strap off, and put that foot down.",
        ),
        ("figure_four", "Stretch your left leg out long.", "Stretch your right leg out long."),
        (
            "side_lying_leg_raise",
            "Take the pillow out, and push it an arm's length beyond your head.",
            "Take the pillow out, and push it an arm's length beyond your head.",
        ),
    ],
)
def test_nobody_is_counted_on_a_side_that_they_have_not_come_to(exercise: str, early: str, late: str) -> None:
    for told, out in ((0.4, early), (-0.5, late)):
        made = alone([exercise, "bridge"])
        assert made is not None
        engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
        engine.start(0.0)
        now = to_step(engine, lambda step: step.kind is StepKind.CHANGEOVER and step.repetition is None)
        now += told if told > 0 else engine.status(now).remaining_s + told
        pass_time(engine, now)
        engine.ask(Request.SKIP, now)
        assert out in ahead(engine, now), (exercise, told)
        left = engine.steps[engine.status(now).step_index :]
        assert not [step for step in left if step.order == 0 and step.kind in WORK_KINDS]


def test_who_presses_on_gets_past_a_line_that_is_told_anyway() -> None:
    """It comes again once, as it was cut so soon that nobody has understood it; not with every press."""
    engine = started("first-steps")
    for now in range(1, 7):
        engine.advance(float(now))
        engine.ask(Request.SKIP, float(now))
    assert engine.status(6.0).step_index > 1, "how to stand up after the rules was told without end"


@pytest.mark.parametrize("leaves", ["skip", "taken back", "skip later"])
def test_who_is_down_already_in_the_change_of_feet_is_not_told_to_step_down(leaves: str) -> None:
    made = alone(["hip_hike", "bridge"])
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is StepKind.CHANGEOVER and step.repetition is None)
    words = "Turn on, until the step" if leaves == "skip later" else "Take both hands to the rail"
    now = from_here(engine, now, words) + 0.2
    pass_time(engine, now)
    if leaves == "taken back":
        engine.report_pain(now)
        engine.ask(Request.WITHDRAW, now + 2.0)
        engine.ask(Request.RESUME, now + 9.0)
        told = [cue.text for cue in engine.status(now + 9.0).step.cues]
    else:
        engine.ask(Request.SKIP, now)
        told = ahead(engine, now)
    assert STEP_DOWN in told
    assert not any(text.startswith("Step down slowly, your") for text in told)
