"""When a reminder comes, and when it does not."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from hipcoach.planner.remind import Times, is_time, reminder
from hipcoach.planner.today import Kinds, Today
from hipcoach.safety.standing import Standing
from hipcoach.safety.types import HoldKind

TIMES = Times(time(18, 0), time(10, 0))
MONDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 7)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(timedelta(hours=2)))


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
        (at(MONDAY, 18), MONDAY, False),  # once a day
        (at(MONDAY, 18), MONDAY - timedelta(days=1), True),
        (at(MONDAY, 18), MONDAY + timedelta(days=1), False),  # flew west: it was said on this day already
        (at(MONDAY, 18), MONDAY + timedelta(days=400), True),  # a clock that was wrong silences nothing for years
    ],
)
def test_it_comes_at_the_days_time_and_once_a_day(now: datetime, last: date | None, comes: bool) -> None:
    assert is_time(TIMES, now, last) is comes


def test_minutes_after_midnight_are_a_time() -> None:
    assert Times.of_minutes(0, 1439) == Times(time(0), time(23, 59))
    with pytest.raises(ValueError, match="hour"):
        Times.of_minutes(24 * 60, 0)


def the_day(kind: Kinds, hold: HoldKind = HoldKind.NONE) -> Today:
    plan = "daily-mobility" if kind is Kinds.SESSION else None
    return Today(MONDAY, kind, plan, "why", hold, "before_planned", Standing.READY)


SAID = "Daily mobility, whenever it suits you today."


@pytest.mark.parametrize(
    ("kind", "hold", "done", "said"),
    [
        (Kinds.SESSION, HoldKind.NONE, False, SAID),
        (Kinds.SESSION, HoldKind.NONE, True, None),
        (Kinds.SESSION, HoldKind.SOFT, False, None),  # mobility is offered, but a short rest is a rest
        (Kinds.CHECK_FIRST, HoldKind.SOFT, False, None),
        (Kinds.CHECK_FIRST, HoldKind.NONE, True, None),
        (Kinds.REST, HoldKind.NONE, False, None),
        (Kinds.REST, HoldKind.SOFT, False, None),
        (Kinds.BLOCKED, HoldKind.HOLD, False, None),
        (Kinds.PAUSED, HoldKind.HOLD, False, None),
        (Kinds.PAUSED, HoldKind.NONE, False, None),
    ],
)
def test_never_during_a_rest_and_never_after_a_session(
    kind: Kinds, hold: HoldKind, done: bool, said: str | None
) -> None:
    assert reminder(the_day(kind, hold), "Daily mobility", done_today=done) == said


def test_a_question_that_waits_is_reminded_of() -> None:
    said = reminder(the_day(Kinds.CHECK_FIRST), "A session", done_today=False)
    assert said is not None
    assert "compared with before your last session" in said


@pytest.mark.parametrize("kind", list(Kinds))
@pytest.mark.parametrize("hold", list(HoldKind))
def test_no_reminder_counts_days_or_blames(kind: Kinds, hold: HoldKind) -> None:
    said = reminder(the_day(kind, hold), "Daily mobility", done_today=False) or ""
    assert not any(character.isdigit() for character in said)
    assert not any(word in said.lower() for word in ("miss", "streak", "behind", "again", "forgot"))


def test_it_is_the_users_own_clock_that_counts() -> None:
    utc = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert not is_time(TIMES, utc, None)
    assert is_time(TIMES, utc.astimezone(timezone(timedelta(hours=2))), None)
