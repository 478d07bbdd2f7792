"""What the user has counted is on record as it is counted, and stays there when the session is cut off."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from hipcoach.catalogue.types import Dose
from hipcoach.clock import FakeClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.engine.events import OneCounted, SetFinished
from hipcoach.engine.questions import Request
from hipcoach.history.session_detail import session_detail
from hipcoach.recorder import find_unfinished, keep
from hipcoach.recorder.entry import Entry
from hipcoach.safety.types import Assignment
from tests.engine.driving import ask
from tests.recorder.driving import CATALOGUE, MORNING, RULE, Drive, again, drive, session_of


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
            going_on = again(store, clock, lost)
            for request in then:
                to_counting(going_on)
                if request == "advance":
                    going_on.until(SetFinished)
                else:
                    clock.jump(1.0 if request == "count_one" else 0.0)
                    going_on.do(partial(ask, going_on.engine, Request(request)))
            going_on.to_the_end()
        (row,) = store.sessions.sets(lost.session_id)
        assert (row.reps_target, row.reps_done, row.hold_s_done, row.hold_s_target) == (0, counted, seconds, 30.0)
        assert [each.outcome for each in store.sessions.exercises(lost.session_id)] == [outcome]


@pytest.mark.parametrize("timed", ["left", "right"])
def test_each_side_is_told_as_it_was_counted(tmp_path: Path, timed: str) -> None:
    in_a_time, times = Dose(1, 1, within_s=30.0), Dose(1, 8)
    left, right = (in_a_time, times) if timed == "left" else (times, in_a_time)
    assignment = Assignment(CATALOGUE.exercises["clamshell"], left, left, on_sheet=True, dose_right=right)
    clock = FakeClock(at_utc=MORNING)
    with open_diary_in(tmp_path, MORNING) as store:
        going = drive(store, clock, replace(session_of(), assignments=(assignment,), left_out=()))
        going.to_the_end()
        (done,) = session_detail(store, store.sessions.all()[-1].id).exercises
        assert {row.side: done.in_a_time(row) for row in done.sets} == {
            "left": timed == "left",
            "right": timed == "right",
        }


def to_counting(going: Drive) -> None:
    while not going.engine.can(Request.COUNT):
        assert going.on()


def test_what_is_counted_changes_what_is_on_record() -> None:
    """So it is written before steps where there is little room."""
    counted = OneCounted(1.0, "bridge", 0, 1, None, 3)
    assert Entry(0, counted, 0, None, MORNING).counts
