"""Steps up and back over the days, each kept in a real diary."""

from datetime import UTC

import pytest

from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.reason import Reason, reason_from
from hipcoach.safety.types import Session
from tests.planner.diary import ACHE, Diary


def test_two_settled_sessions_are_one_step_and_no_more_within_a_week(diary: Diary) -> None:
    bridge = diary.catalogue.exercises["bridge"]
    for _ in range(2):
        session, _ = diary.session("first-steps")
        assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[0]
        diary.wait(hours=48)
        diary.next_day(2)
    session, _ = diary.session("first-steps")
    found = {each.exercise.id: each for each in session.assignments}["bridge"]
    assert (found.dose, found.easier, found.note) == (bridge.ladder[1], bridge.ladder[0], "One step up today.")
    diary.wait(hours=48)
    session, _ = diary.session("first-steps")
    assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[1]
    kept = reason_from([row for row in diary.store.doses.all() if row.exercise == "bridge"][-1].reason)
    assert kept == Reason("progress_step", "step_up", {"name": "Bridge", "sessions": 2})
    assert kept.sentence == "Bridge: one step up, after two sessions in a row that were done in full and settled."


@pytest.mark.parametrize(
    "fault",
    [
        {"a": None},
        {"a": 3},
        {"b": None},
        {"effort": 6},
        {"effort": None},
        {"worse": {"chair_stand": (3, ACHE)}, "rest": 2},
    ],
)
def test_no_step_after_a_missing_answer_or_an_increase(diary: Diary, fault: dict[str, object]) -> None:
    diary.session("first-steps")
    diary.wait(hours=48)
    diary.next_day(2)
    diary.session("first-steps", **fault)  # type: ignore[arg-type]  # names of its arguments
    diary.wait(hours=48)
    diary.next_day(2)
    session = diary.prepare("first-steps")
    assert isinstance(session, Session)
    for each in session.assignments:
        assert each.dose == each.exercise.ladder[0]


def test_a_step_may_be_declined(diary: Diary) -> None:
    bridge = diary.catalogue.exercises["bridge"]
    for _ in range(2):
        diary.session("first-steps")
        diary.wait(hours=48)
        diary.next_day(2)
    diary.answers.record_stay(bridge, diary.clock.utc(), UTC)
    session = diary.prepare("first-steps")
    assert isinstance(session, Session)
    assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[0]


def test_less_may_always_be_chosen_and_is_the_place_once_done(diary: Diary) -> None:
    diary.put_at("bridge", 3)
    bridge = diary.catalogue.exercises["bridge"]
    diary.session("first-steps", b=4)  # known, so that no gap is in the way
    diary.wait(hours=72)
    diary.answers.record_steps_less(bridge, 2, diary.clock.utc())
    session, _ = diary.session("first-steps")
    assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[1]
    assert diary.snapshot().places["bridge"] == LadderPlace(1, 1)
    assert not diary.snapshot().steps_less


def test_a_gap_takes_steps_back(diary: Diary) -> None:
    diary.session("first-steps")
    diary.put_at("bridge", 3)
    diary.wait(days=15)
    session, _ = diary.session("first-steps")
    bridge = diary.catalogue.exercises["bridge"]
    assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[2]
    assert diary.snapshot().places["bridge"] == LadderPlace(2, 2)
    diary.wait(days=90)
    session, _ = diary.session("first-steps")
    assert {each.exercise.id: each.dose for each in session.assignments}["bridge"] == bridge.ladder[0]


def test_pain_on_one_side_takes_that_side_back(diary: Diary) -> None:
    lift = "side_lying_leg_raise"
    diary.put_at(lift, 3)
    diary.session("hip-and-back", worse={lift: (3, ACHE)}, rest=2)
    sides = {row.side for row in diary.store.pains.all() if row.question == "during"}
    assert sides <= {"left", "right", None}
    place = diary.snapshot().places[lift]
    assert place == (
        LadderPlace(2, 3) if sides == {"left"} else LadderPlace(3, 2) if sides == {"right"} else LadderPlace(2, 2)
    )
