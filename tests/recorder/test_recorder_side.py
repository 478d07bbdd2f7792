"""The side that a report of pain and its pain rest are kept with: the side that was worked on, never the next one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.questions import State
from hipcoach.engine.types import Step, StepKind
from hipcoach.recorder import find_unfinished, go_on
from hipcoach.safety.types import Assignment
from tests.recorder.driving import CATALOGUE, MORNING, Drive, drive, session_of

Here = Callable[[Step], bool]


def in_step(order: int, kind: StepKind, set_number: int, side: Side) -> Here:
    return lambda step: (step.order, step.kind, step.set, step.side) == (order, kind, set_number, side)


def to_step(going: Drive, here: Here) -> None:
    while (step := going.engine.status(going.clock.now_s()).step) is None or not here(step):
        assert going.on()


BEFORE_LEFT = in_step(0, StepKind.LEAD_IN, 1, Side.LEFT)
TO_THE_RIGHT = in_step(0, StepKind.CHANGEOVER, 1, Side.RIGHT)


@pytest.mark.parametrize(
    ("here", "cut", "side"),
    [
        pytest.param(BEFORE_LEFT, False, "both", id="nothing was worked on"),
        pytest.param(in_step(0, StepKind.HOLD, 1, Side.LEFT), False, "left", id="left works"),
        pytest.param(TO_THE_RIGHT, False, "left", id="on the way to the right"),
        pytest.param(TO_THE_RIGHT, True, "left", id="on the way to the right, cut off"),
        pytest.param(in_step(0, StepKind.LEAD_IN, 1, Side.RIGHT), False, "left", id="just before the right"),
        pytest.param(in_step(0, StepKind.HOLD, 1, Side.RIGHT), False, "right", id="right works"),
        pytest.param(in_step(0, StepKind.REST, 2, Side.LEFT), False, "both", id="between two sets of both"),
        pytest.param(in_step(0, StepKind.HOLD, 2, Side.LEFT), False, "left", id="left works again"),
        pytest.param(in_step(1, StepKind.LEAD_IN, 1, Side.LEFT), False, "both", id="what was before may be what hurts"),
    ],
)
def test_pain_is_kept_with_the_side_that_was_worked_on(tmp_path: Path, here: Here, cut: bool, side: str) -> None:
    exercise = CATALOGUE.exercises["figure_four"]
    dose = replace(exercise.ladder[0], sets=2, reps=1, rest_s=40.0)
    twice = (Assignment(exercise, dose, dose, spoken_in_full=False),) * 2
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, replace(session_of(), assignments=twice, sore_side=Side.RIGHT))
        to_step(going, here)
        if cut:
            lost = find_unfinished(store)
            assert lost is not None
            going.recorder = go_on(store, lost, clock)
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 7, now))
        kept = store.pains.of_session(going.recorder.session_id)[-1], store.pain_rests.in_force()[-1]
    assert [row.side for row in kept] == [side, side]
