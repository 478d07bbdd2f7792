"""When a reminder comes, and when it does not."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from hipcoach.clock import times_of_day
from hipcoach.planner.remind import reminder, time_due
from hipcoach.planner.today import DayKind, Today
from hipcoach.safety.reason import Reason
from hipcoach.safety.standing import Standing
from hipcoach.safety.types import PainRestKind

SIX, TEN = time(18), time(10)
WEEK = [(SIX,)] * 5 + [(TEN,)] * 2
MONDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 7)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(timedelta(hours=2)))


def said_at(day: date, hour: int, minute: int = 0) -> datetime:
    return at(day, hour, minute).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("now", "last", "comes"),
    [
        (at(MONDAY, 17, 59), None, False),
        (at(MONDAY, 18), None, True),
        (at(MONDAY, 18, 59), None, True),  # the machine woke up a little late
        (at(MONDAY, 19), None, False),  # much too late is not at all
        (at(MONDAY, 10), None, False),
        (at(SATURDAY, 10), None, True),
        (at(SATURDAY + timedelta(days=1), 10), None, True),
        (at(SATURDAY, 18), None, False),
        (at(MONDAY, 18, 1), said_at(MONDAY, 18), False),  # once
        (at(MONDAY, 18), said_at(MONDAY - timedelta(days=1), 10), True),
        (at(MONDAY, 18), said_at(MONDAY + timedelta(days=1), 18), False),  # flew west: it was said already
        (at(MONDAY, 18), said_at(MONDAY + timedelta(days=400), 18), True),  # a clock that was wrong silences nothing
    ],
)
def test_it_comes_at_the_days_time_and_once(now: datetime, last: datetime | None, comes: bool) -> None:
    assert (time_due(WEEK, now, last) is not None) is comes


def test_each_weekday_has_times_of_its_own_as_many_as_wanted_or_none() -> None:
    week = [(time(7, 5), time(18, 30)), (), (time(12),), (), (), (), (time(0),)]
    heard = []
    last = None
    now = at(MONDAY, 0)
    while now < at(MONDAY + timedelta(days=7), 0):
        due = time_due(week, now, last)
        if due is not None:
            heard.append(due)
            last = due
        now += timedelta(minutes=1)
    wednesday, sunday = MONDAY + timedelta(days=2), MONDAY + timedelta(days=6)
    assert heard == [said_at(MONDAY, 7, 5), said_at(MONDAY, 18, 30), said_at(wednesday, 12), said_at(sunday, 0)]


def test_two_times_slept_through_are_one() -> None:
    week = [(time(18), time(18, 30))] * 7
    assert time_due(week, at(MONDAY, 18, 40), None) == said_at(MONDAY, 18, 30)
    assert time_due(week, at(MONDAY, 18, 40), said_at(MONDAY, 18, 30)) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", ()),
        ("  ", ()),
        ("18:00", (SIX,)),
        ("18.00, 8:05,18:00", (time(8, 5), SIX)),
        ("0:00", (time(0),)),
        ("23:59", (time(23, 59),)),
        ("6 pm, 8:05 AM, 12 a.m., 12:30 p.m.", (time(0), time(8, 5), time(12, 30), SIX)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, times: tuple[time, ...]) -> None:
    assert times_of_day(text) == times


@pytest.mark.parametrize(
    "text", ["24:00", "18", "18:0", "18:60", "evening", "18:00,", "-1:00", "18:000", "8:00 18:00", "13 pm", "0 am"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no time of day|must be in"):
        times_of_day(text)


def the_day(kind: DayKind, rest: PainRestKind = PainRestKind.NONE) -> Today:
    plan = "daily-mobility" if kind is DayKind.SESSION else None
    return Today(MONDAY, kind, plan, Reason("before_planned", values={"now": 2}), rest, Standing.READY)


SAID = "Daily mobility, whenever it suits you today."


@pytest.mark.parametrize(
    ("kind", "rest", "done", "said"),
    [
        (DayKind.SESSION, PainRestKind.NONE, False, SAID),
        (DayKind.SESSION, PainRestKind.NONE, True, None),
        (DayKind.SESSION, PainRestKind.SHORT, False, None),  # mobility is offered, but a short rest is a rest
        (DayKind.CHECK_FIRST, PainRestKind.SHORT, False, None),
        (DayKind.CHECK_FIRST, PainRestKind.NONE, True, None),
        (DayKind.REST, PainRestKind.NONE, False, None),
        (DayKind.REST, PainRestKind.SHORT, False, None),
        (DayKind.BLOCKED, PainRestKind.FULL, False, None),
        (DayKind.PAUSED, PainRestKind.FULL, False, None),
        (DayKind.PAUSED, PainRestKind.NONE, False, None),
    ],
)
def test_never_during_a_rest_and_never_after_a_session(
    kind: DayKind, rest: PainRestKind, done: bool, said: str | None
) -> None:
    assert reminder(the_day(kind, rest), "Daily mobility", done_today=done) == said


def test_a_question_that_waits_is_reminded_of() -> None:
    said = reminder(the_day(DayKind.CHECK_FIRST), "A session", done_today=False)
    assert said is not None
    assert "compared with before your last session" in said


@pytest.mark.parametrize("kind", list(DayKind))
@pytest.mark.parametrize("rest", list(PainRestKind))
def test_no_reminder_counts_days_or_blames(kind: DayKind, rest: PainRestKind) -> None:
    said = reminder(the_day(kind, rest), "Daily mobility", done_today=False) or ""
    assert not any(character.isdigit() for character in said)
    assert not any(word in said.lower() for word in ("miss", "streak", "behind", "again", "forgot"))


def test_it_is_the_users_own_clock_that_counts() -> None:
    utc = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert time_due(WEEK, utc, None) is None
    assert time_due(WEEK, utc.astimezone(timezone(timedelta(hours=2))), None) == said_at(MONDAY, 18)
