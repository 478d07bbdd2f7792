"""`hipcoach today`, against what the Today page says of the same diary."""

import io
import json
import time
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hipcoach.catalogue.types import Lock, Thing
from hipcoach.cli import today
from hipcoach.cli.context import Context
from hipcoach.clock import FakeClock, SystemClock
from hipcoach.coach.diary import open_diary_in
from hipcoach.coach.stop_text import CALL_TODAY, EVERYDAY
from hipcoach.coach.words import long_date
from hipcoach.engine.events import SetFinished
from hipcoach.engine.steps.unroll import effort_s, unroll
from hipcoach.engine.types import Step, Timing
from hipcoach.engine.words.script import Script
from hipcoach.paths import find_paths
from hipcoach.planner import profile_values
from hipcoach.planner.programme import Programme
from hipcoach.safety.types import Session
from hipcoach.store.rows import PainRestRow, ScreenRow
from tests.recorder.driving import MORNING, drive

MONDAY = "2026-03-02T09:00+00:00"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    find_paths(tmp_path / "home").create()
    return tmp_path / "home"


def run(home: Path, *words: str) -> str:
    parser = ArgumentParser()
    today.add_arguments(parser)
    out = io.StringIO()
    context = Context(find_paths(home), io.StringIO(), out, io.StringIO())
    assert today.run(parser.parse_args(words), context) == 0
    return out.getvalue()


def read(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(home, "--json", "--at", MONDAY))
    return found


def choose(home: Path, programme: Programme, *locks: Lock) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with open_diary_in(find_paths(home).data, now) as store, store.transaction():
        profile_values.keep_answer(store, profile_values.PROGRAMME, profile_values.programme_to(programme), now)
        profile_values.keep_answer(store, profile_values.LOCKS, sorted(locks), now)


def test_it_says_what_is_due_how_long_and_why(home: Path) -> None:
    found = read(home)
    assert not found["open_report"]
    assert found.items() >= {"date": "2026-03-02", "kind": "session", "plan": "first-steps", "hold": "none"}.items()
    assert found["why"] == "The gentlest start: try it, and see how it feels."
    assert found["rule"].startswith("A week has mobility every day")
    assert [each["exercise"] for each in found["exercises"]] == [
        "knee_rolls",
        "knees_to_chest",
        "bridge",
        "chair_stand",
    ]
    assert found["exercises"][2]["dose"] == "5 times, 3 seconds each"
    assert 6 * 60 < found["seconds"] < 20 * 60
    assert found["aim"]["says"] == "This week's aim: seven days."
    assert [len(dues) for dues in found["week"].values()] == [1] * 7
    text = run(home, "--at", MONDAY)
    assert "Monday 2 March: session (First steps)." in text
    assert "Bridge: 5 times, 3 seconds each." in text
    assert text.rstrip().endswith("This week's aim: seven days.")


def efforts_s(monkeypatch: pytest.MonkeyPatch, home: Path) -> list[float]:
    """The seconds of work and rests of each exercise of the day's session, as the command measures it."""
    found: list[float] = []

    def measured(session: Session, script: Script, timing: Timing) -> tuple[Step, ...]:
        found[:] = [effort_s(session, order, script, timing) for order in range(len(session.assignments))]
        return unroll(session, script, timing)

    with monkeypatch.context() as patching:
        patching.setattr(today, "unroll", measured)
        exercises = read(home)["exercises"]
    assert len(found) == len(exercises)
    return found


def test_it_says_what_is_left_out_for_want_of_it_and_keeps_to_the_minutes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_hand = frozenset({Thing.MAT, Thing.PILLOW})
    choose(home, Programme(at_hand=at_hand, minutes=1), Lock.STIFF_SPINE)
    assert 0 < sum(efforts_s(monkeypatch, home)) <= 60, "what is said, and getting into position, does not count"
    (waits,) = [left for left in read(home)["left_out"] if left["line"] == "session_cap"]
    assert (waits["exercise"], waits["why"].startswith("It does not fit into ")) == ("bridge", True)
    choose(home, Programme(at_hand=at_hand, minutes=5), Lock.STIFF_SPINE)
    found = read(home)
    assert 60 < sum(efforts_s(monkeypatch, home)) <= 5 * 60 < found["seconds"]
    assert {left["exercise"]: left["line"] for left in found["left_out"]} == {
        "knee_rolls": "locks",
        "chair_stand": "equipment",
    }
    text = run(home, "--at", MONDAY)
    assert "Not today: Chair stand. It needs a sturdy chair and a wall, which you do not have at hand." in text
    assert found["on_bed"] == "You do not have a sturdy chair at hand, so lying work is on your bed, not on the floor."
    assert found["on_bed"] in text
    assert found["exercises"][0]["cautions"] == ["Keep your head on a pillow, and leave your chin as it is."]
    assert "    Take care: Keep your head on a pillow, and leave your chin as it is." in text
    assert "New to you: Knees to chest and Bridge. If you are unsure about one of them, ask" in text


def test_a_day_off_has_no_session_and_says_so(home: Path) -> None:
    choose(home, Programme(days=frozenset({1, 3})))
    found = read(home)
    assert (found["kind"], found["plan"], found["seconds"], found["exercises"]) == ("rest", None, None, [])
    assert found["aim"]["days"] == 2
    assert found["others"] == ["gentle-day", "morning-in-bed", "no-floor"]


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("Europe/Berlin", "2026-03-28T23:30", "2026-03-28"),
        ("Europe/Berlin", "2026-07-01T00:30", "2026-07-01"),
        ("Europe/Berlin", "2026-07-01T23:30+02:00", "2026-07-01"),
        ("Europe/Berlin", "2026-07-01T23:30-08:00", "2026-07-01"),  # asked as somebody there would
        ("America/Los_Angeles", "2026-07-01T23:30", "2026-07-01"),
        ("Pacific/Kiritimati", "2026-07-01T00:30", "2026-07-01"),
        ("Asia/Kathmandu", "2026-07-01T23:59", "2026-07-01"),
        ("Australia/Lord_Howe", "2026-04-04T23:59", "2026-04-04"),
    ],
)
def test_a_time_without_a_zone_is_in_the_user_s_own(
    home: Path, monkeypatch: pytest.MonkeyPatch, zone: str, at: str, day: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert json.loads(run(home, "--json", "--at", at))["date"] == day
    monkeypatch.undo()
    time.tzset()


def test_yesterday_s_evening_is_yesterday_on_either_side_of_a_change_of_clocks(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sign marked at 23:30, asked about on the days around it: with today's offset it would be on another day."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for utc, same, other in (
        ("2026-03-28T22:30", "2026-03-28T23:45", "2026-03-29T00:15"),
        ("2026-07-01T21:30", "2026-07-01T23:45", "2026-07-02T00:15"),
        ("2026-10-25T22:30", "2026-10-25T23:45", "2026-10-26T00:15"),
    ):
        then = datetime.fromisoformat(utc).replace(tzinfo=UTC)
        with open_diary_in(find_paths(home).data, then) as store:
            store.screens.add(ScreenRow(utc, then, ("eye",)))
        lines = [json.loads(run(home, "--json", "--at", at))["line"] for at in (same, other)]
        assert (lines[0], lines[1] != lines[0]) == ("screen_same_day", True)
    monkeypatch.undo()
    time.tzset()


def test_a_report_that_a_crash_left_open_comes_first(home: Path) -> None:
    with open_diary_in(find_paths(home).data, MORNING) as store:
        going = drive(store, FakeClock(at_utc=MORNING))
        going.until(SetFinished)
        going.do(going.engine.report_pain)
    assert read(home)["open_report"]
    assert run(home, "--at", MONDAY).startswith("First: First steps was cut off while you were asked about pain.")


@pytest.mark.parametrize("days", [1, 60, 27_028])  # the last one is 74 years
def test_a_rest_from_a_clock_that_was_ahead_is_counted_from_now_when_asked(home: Path, days: int) -> None:
    now = SystemClock().utc()
    rest = PainRestRow("r", "hold", now + timedelta(days=days), ("bridge",), None, 2, 7, "1")
    with open_diary_in(find_paths(home).data, now) as store:
        store.pain_rests.add(rest)
    said = run(home)
    assert f"This rest is dated {long_date(rest.started_at.date())}, which is ahead" in said
    assert "`hipcoach today --rest-from-now` does that." in said
    assert "ahead" not in run(home, "--rest-from-now")
    with open_diary_in(find_paths(home).data, now) as store:
        (anew,) = store.pain_rests.in_force()
    assert timedelta(0) <= anew.started_at - now.replace(microsecond=0) < timedelta(minutes=5)
    assert json.loads(run(home, "--json"))["kind"] == "blocked"


def test_a_rest_says_what_it_is_for_and_whom_to_call(home: Path) -> None:
    with open_diary_in(find_paths(home).data, MORNING) as store:
        store.pain_rests.add(
            PainRestRow("r", "hold", MORNING - timedelta(days=1), ("bridge",), None, 2, 3, "2", pain_kind="weak")
        )
    said = run(home, "--at", MONDAY)
    assert "You reported weakness or giving way, with 3 then. Have this looked at today" in said
    assert CALL_TODAY in said
    assert EVERYDAY not in said
    found = read(home)
    assert (found["pain_kind"], found["call"]) == ("weak", CALL_TODAY)
