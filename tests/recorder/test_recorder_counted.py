"""What the user has counted is on record as it is counted, and stays there when the session is cut off."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Dose
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import SetFinished
from hipcoach.engine.types import Timing
from hipcoach.recorder import find_unfinished, go_on, keep
from hipcoach.safety.types import Assignment
from tests.recorder.driving import CATALOGUE, MORNING, RULE, SCRIPT, Drive, drive, session_of


@pytest.mark.parametrize(
    ("then", "counted", "seconds", "outcome"),
    [
        (("keep",), 3, 9.0, "shortened"),
        (("stop",), 3, 9.0, "shortened"),
        (("count_one", "count_one", "advance"), 5, 39.0, "done"),
        (("advance",), 3, 39.0, "done"),
        (("back", "count_one", "advance"), 1, 30.0, "done"),
    ],
)
def test_what_was_counted_outlasts_a_cut(
    tmp_path: Path, then: tuple[str, ...], counted: int, seconds: float, outcome: str
) -> None:
    dose = Dose(1, 1, within_s=30.0)
    assignment = Assignment(CATALOGUE.exercises["chair_stand"], dose, dose, on_sheet=True)
    session = replace(session_of(), assignments=(assignment,), left_out=())
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, session)
        to_counting(going)
        for _ in range(3):
            clock.jump(3.0)
            going.do(going.engine.count_one)
        lost = find_unfinished(store)
        assert lost is not None
        if then == ("keep",):
            keep(store, lost, clock, RULE)
        else:
            engine = Engine.restored(
                lost.session,
                last=lost.last,
                worse=lost.worse,
                worse_count=lost.worse_count,
                now=clock.now_s(),
                rule=RULE,
                timing=Timing(),
                script=SCRIPT,
                gap_s=1e9,
            )
            again = Drive(engine, go_on(store, lost, clock), clock)
            for request in then:
                to_counting(again)
                if request == "advance":
                    again.until(SetFinished)
                else:
                    clock.jump(1.0 if request == "count_one" else 0.0)
                    again.do(getattr(engine, request))
            again.to_the_end()
        (row,) = store.sessions.sets(lost.session_id)
        assert (row.reps_target, row.reps_done, row.hold_s_done, row.hold_s_target) == (0, counted, seconds, 30.0)
        assert [each.outcome for each in store.sessions.exercises(lost.session_id)] == [outcome]


def to_counting(going: Drive) -> None:
    while not going.engine.can("count_one"):
        assert going.on()
