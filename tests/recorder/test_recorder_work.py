"""What was worked on outlasts a cut and a step back: a pain rest begins from that, and nothing counts twice."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Dose
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import StepKind
from hipcoach.recorder import find_unfinished
from hipcoach.safety.types import Assignment, Session
from hipcoach.store import Store
from tests.recorder.driving import CATALOGUE, MORNING, Drive, again, drive, session_of

TWO_SETS = Dose(2, 3, rest_s=30.0)


def three_exercises() -> Session:
    names = ("bridge", "heel_slide", "knee_rolls")
    made = (Assignment(CATALOGUE.exercises[name], TWO_SETS, TWO_SETS, on_sheet=True) for name in names)
    return replace(session_of(), assignments=tuple(made), left_out=())


def order_of(going: Drive) -> int:
    """The place of the exercise on the screen; before the first one it is below 0."""
    step = going.engine.status(going.clock.now_s()).step
    return -1 if step is None else step.order


def until(going: Drive, order: int, *, set_number: int | None = None) -> None:
    """Go on to an exercise, or to one of its sets."""
    while (step := going.engine.status(going.clock.now_s()).step) is None or (step.order, step.set or 1) < (
        order,
        set_number or 1,
    ):
        assert going.on()


def leave_out(going: Drive) -> None:
    """Skip what is left of the exercise."""
    order = order_of(going)
    while going.engine.state is not State.ENDED and order_of(going) == order:
        step = going.engine.status(going.clock.now_s()).step
        if going.engine.can(Request.SKIP) and (step is None or step.kind is not StepKind.CHECK):
            going.do(partial(going.engine.ask, Request.SKIP))
        else:
            assert going.on()


def cut_off(store: Store, clock: FakeClock) -> Drive:
    """The program dies, and the session goes on."""
    lost = find_unfinished(store)
    assert lost is not None
    going = again(store, clock, lost)
    going.do(partial(going.engine.ask, Request.RESUME))
    return going


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("worked", [False, True])
def test_only_what_was_worked_on_starts_a_pain_rest(tmp_path: Path, *, cut: bool, worked: bool) -> None:
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, three_exercises())
        until(going, 0, set_number=2 if worked else None)
        if not worked:
            leave_out(going)
        if cut:
            going = cut_off(store, clock)
            until(going, 0 if worked else 1)
        if worked:
            leave_out(going)
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 8, now))
        session = going.recorder.session_id
        going.to_the_end()
        outcomes = [row.outcome for row in store.sessions.exercises(session)]
        assert (outcomes[0] == "skipped") != worked
        assert ["bridge" in hold.triggers for hold in store.pain_rests.all()] == [worked]


def test_what_is_begun_again_on_its_second_side_counts_once(tmp_path: Path) -> None:
    clock, dose = FakeClock(at_utc=MORNING), Dose(1, 2, hold_s=10.0)
    stretch = Assignment(CATALOGUE.exercises["kneeling_hip_flexor_stretch"], dose, dose, on_sheet=True)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, replace(session_of(), assignments=(stretch,), left_out=()))
        while (step := going.engine.status(clock.now_s()).step) is None or step.repetition is None or step.side is None:
            assert going.on()
        first = step.side
        while (step := going.engine.status(clock.now_s()).step).repetition is None or step.side is first:
            assert going.on()
        going.do(partial(going.engine.ask, Request.BACK))
        going.to_the_end()
        session = going.recorder.session_id
        assert [(row.reps_target, row.hold_s_target) for row in store.sessions.sets(session)] == [(2, 20.0)] * 2
        assert [row.outcome for row in store.sessions.exercises(session)] == ["done"]


def test_what_was_done_is_known_by_its_records_too(tmp_path: Path) -> None:
    """Where there was little room the steps are not kept; then the program dies, the rest is left out, and it hurts."""
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, three_exercises())
        until(going, 0, set_number=2)
        assert any(row.reps_done for row in store.sessions.sets(going.recorder.session_id))
        with store.transaction():
            store.sessions._connection.execute("DELETE FROM event WHERE kind = 'StepStarted' AND seq > 1")  # noqa: SLF001
        going = cut_off(store, clock)
        until(going, 0)
        leave_out(going)
        going.do(going.engine.report_pain)
        going.do(lambda now: going.engine.answer_question(State.PAIN_SCORE, 8, now))
        (rest,) = store.pain_rests.all()
        assert going.engine.session.assignments[0].exercise.id in rest.triggers
