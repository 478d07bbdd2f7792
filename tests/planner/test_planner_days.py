"""Which day it is: a session just before midnight, on the night before the clocks change, and after a flight."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from hipcoach.clock import SystemClock
from hipcoach.planner.aim import aim_now, rested_days
from hipcoach.planner.nextday import sessions_asked_about
from hipcoach.planner.programme import Programme
from tests.planner.diary import Diary


def at(utc: str) -> datetime:
    return datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch, diary: Diary) -> Iterator[Callable[[str], None]]:
    """Have the diary's clock in the zone that the machine is set to."""

    def live(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        diary.clock.at_zone = SystemClock().zone()

    yield live
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "evening", "day"),
    [
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-28"),
        ("Europe/Berlin", "2026-10-24T21:30", "2026-10-24"),
        ("America/Los_Angeles", "2026-03-08T07:30", "2026-03-07"),
        ("America/Los_Angeles", "2026-11-01T06:30", "2026-10-31"),
        ("Pacific/Kiritimati", "2026-03-01T09:30", "2026-03-01"),
        ("Asia/Kathmandu", "2026-03-01T17:45", "2026-03-01"),
        ("Australia/Lord_Howe", "2026-04-04T12:40", "2026-04-04"),
        ("Australia/Lord_Howe", "2026-10-03T13:10", "2026-10-03"),
    ],
)
def test_what_began_before_midnight_stays_on_its_day(
    diary: Diary, live_in: Callable[[str], None], name: str, evening: str, day: str
) -> None:
    """Also when it is looked at months later, with the other offset in force."""
    live_in(name)
    diary.clock.at_utc, own = at(evening), date.fromisoformat(day)
    diary.session("first-steps", a=3)  # a short rest, for the rest of that day
    diary.clock.at_utc = at(evening)
    assert (diary.today().date, diary.today().line) == (own, "before_soft_today")
    diary.wait(minutes=45)
    assert (diary.today().date.toordinal(), diary.today().line) == (own.toordinal() + 1, "before_soft_open")
    diary.wait(days=50)
    snapshot = diary.snapshot()
    assert [snapshot.day_of(past) for past in snapshot.past] == [own]
    assert min(rested_days(diary.rule, snapshot)) == own


def test_a_flight_moves_no_session_to_another_day(diary: Diary, live_in: Callable[[str], None]) -> None:
    live_in("America/Los_Angeles")
    diary.clock.at_utc = at("2026-03-03T04:00")  # Monday evening
    diary.session("first-steps")
    live_in("Pacific/Kiritimati")
    diary.clock.at_utc = at("2026-03-04T20:00")  # Thursday morning
    snapshot = diary.snapshot()
    assert [snapshot.day_of(past).isoformat() for past in snapshot.past] == ["2026-03-02"]
    assert aim_now(diary.rule, snapshot, Programme()).done == 1


def test_who_flies_west_did_today_s_session_today(diary: Diary, live_in: Callable[[str], None]) -> None:
    live_in("Pacific/Kiritimati")
    diary.clock.at_utc = at("2026-03-03T20:00")  # Wednesday morning
    diary.session("first-steps")
    live_in("America/Los_Angeles")
    diary.wait(hours=2)  # Tuesday afternoon
    snapshot = diary.snapshot()
    assert (snapshot.today.isoformat(), snapshot.day_of(snapshot.past[0])) == ("2026-03-03", snapshot.today)
    assert diary.today().line == "week_done"
    assert [past.id for past in sessions_asked_about(snapshot)] == [snapshot.past[0].id]
