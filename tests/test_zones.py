"""A moment's local day: by the rules of a zone at that moment, whatever the offset is today."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.clock import SystemClock
from hipcoach.zones import SystemRules, Whereabouts, fixed_zone, kept_zone, local_day, named_zone, offset_min, zone_name

NAMES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu", "Australia/Lord_Howe")
FIRST, LAST = (datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None) for year in (1995, 2038))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@pytest.fixture
def machine_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test set TZ; what the C library made of it is gone afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "utc", "day", "minutes"),
    [
        ("Europe/Berlin", "2026-03-28T22:30", "2026-03-28", 60),  # just before midnight, the clocks change that night
        ("Europe/Berlin", "2026-03-28T23:30", "2026-03-29", 60),
        ("Europe/Berlin", "2026-03-29T22:30", "2026-03-30", 120),
        ("Europe/Berlin", "2026-10-24T22:30", "2026-10-25", 120),
        ("Europe/Berlin", "2026-10-25T22:30", "2026-10-25", 60),
        ("America/Los_Angeles", "2026-03-08T07:30", "2026-03-07", -480),
        ("America/Los_Angeles", "2026-03-09T06:30", "2026-03-08", -420),
        ("America/Los_Angeles", "2026-11-01T06:30", "2026-10-31", -420),
        ("America/Los_Angeles", "2026-11-02T07:30", "2026-11-01", -480),
        ("Pacific/Kiritimati", "2026-03-01T09:59", "2026-03-01", 840),
        ("Pacific/Kiritimati", "2026-03-01T10:00", "2026-03-02", 840),
        ("Asia/Kathmandu", "2026-03-01T18:14", "2026-03-01", 345),
        ("Asia/Kathmandu", "2026-03-01T18:15", "2026-03-02", 345),
        ("Australia/Lord_Howe", "2026-04-04T12:59", "2026-04-04", 660),  # half an hour of summer time
        ("Australia/Lord_Howe", "2026-04-05T13:29", "2026-04-05", 630),
        ("Australia/Lord_Howe", "2026-04-05T13:30", "2026-04-06", 630),
    ],
)
def test_a_day_around_midnight_and_around_a_change_of_clocks(name: str, utc: str, day: str, minutes: int) -> None:
    at, zone = datetime.fromisoformat(utc).replace(tzinfo=UTC), ZoneInfo(name)
    assert (local_day(at, zone), offset_min(at, zone)) == (date.fromisoformat(day), minutes)
    assert kept_zone(at, name, minutes) is zone


@given(MOMENTS, MOMENTS, st.sampled_from(NAMES))
def test_the_day_of_a_moment_never_depends_on_today_s_offset(at: datetime, today: datetime, name: str) -> None:
    """Whenever it is asked: from the name, from what a session kept, and from what the machine says that day."""
    zone = ZoneInfo(name)
    day = (at.replace(tzinfo=None) + timedelta(minutes=offset_min(at, zone))).date()
    kept = kept_zone(at, name, offset_min(at, zone), fixed_zone(offset_min(today, zone)))
    assert {local_day(at, zone), local_day(at, kept), Whereabouts(zone).day(at)} == {day}


@given(st.sampled_from(NAMES), MOMENTS, MOMENTS)
def test_the_machine_s_zone_has_its_name_and_its_rules_at_every_moment(
    name: str, at: datetime, today: datetime
) -> None:
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = name
        assert zone_name(today, SystemClock().zone()) == name
        assert offset_min(at, SystemRules()) == offset_min(at, ZoneInfo(name))
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


@pytest.mark.parametrize("told", ["CET-1CEST,M3.5.0,M10.5.0/3", "Nowhere/At_All", "../../etc/passwd", "Europe", ""])
def test_a_zone_without_a_name_goes_by_the_rules_that_the_c_library_has(
    told: str, machine_zone: pytest.MonkeyPatch
) -> None:
    machine_zone.setenv("TZ", told)
    zone = SystemClock().zone()
    assert isinstance(zone, SystemRules)
    summer, winter = (offset_min(datetime(2026, month, 1, tzinfo=UTC), zone) for month in (7, 1))
    assert (summer, winter) == ((120, 60) if told.startswith("CET") else (0, 0))


def test_a_path_to_a_zone_s_file_tells_its_name(machine_zone: pytest.MonkeyPatch) -> None:
    machine_zone.setenv("TZ", ":/usr/share/zoneinfo/Asia/Kathmandu")
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert zone_name(now, SystemClock().zone()) in ("Asia/Kathmandu", "Asia/Katmandu")


def test_a_name_whose_rules_say_something_else_gives_way_to_the_offset_that_was_kept() -> None:
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    assert kept_zone(at, "CEST", 120) == timezone(timedelta(hours=2))
    assert kept_zone(at, "CEST", 120, berlin) is berlin
    assert kept_zone(at, "Europe/Berlin", 60, berlin) == timezone(timedelta(hours=1))
    assert named_zone("Europe/Berlin\0") is None


def test_a_moment_belongs_to_where_the_user_was_then() -> None:
    berlin, kiritimati = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Kiritimati")
    march, may = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 5, 4, 9, tzinfo=UTC)
    stays = ((march, "CET", 60), (may, "Pacific/Kiritimati", 840))
    was = Whereabouts.from_zones(berlin, stays)
    evening = timedelta(hours=13, minutes=30)
    assert was.local(march + timedelta(days=60)).tzinfo is berlin
    assert [was.day(march - timedelta(days=1)), was.day(march + evening)] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert [was.day(may + evening), was.local(may).tzinfo] == [date(2026, 5, 5), kiritimati]
