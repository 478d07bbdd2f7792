"""Whether to remind of today's session now: never during a rest, never twice a day, and no day missed is counted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hipcoach.planner.today import Kinds, Today
from hipcoach.safety.types import HoldKind

LATE = timedelta(minutes=60)  # a time that passed while the machine slept longer than this is let go
SATURDAY = 5
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Times:
    """When the user wants to be reminded."""

    weekday: time  # Monday to Friday
    weekend: time

    @classmethod
    def of_minutes(cls, weekday: int, weekend: int) -> "Times":
        """Take them as minutes after midnight. Raises ValueError outside a day."""
        return cls(time(*divmod(weekday, 60)), time(*divmod(weekend, 60)))

    def on(self, day: date) -> time:
        """The one time of a day."""
        return self.weekend if day.weekday() >= SATURDAY else self.weekday


def is_time(times: Times, now: datetime, reminded_on: date | None) -> bool:
    """Whether the day's time has just come, by the user's own clock, and nothing was said today yet."""
    if reminded_on is not None and abs(now.date() - reminded_on) <= timedelta(days=1) and now.date() <= reminded_on:
        return False  # a day ahead of us: the user flew west, and it is the same day once more
    at = datetime.combine(now.date(), times.on(now.date()), tzinfo=now.tzinfo)
    return timedelta(0) <= now - at < LATE


def reminder(today: Today, title: str, *, done_today: bool) -> str | None:
    """The one sentence, or None where there is nothing to remind of. `title` is that of today's plan."""
    if done_today or today.hold is not HoldKind.NONE:
        return None
    if today.kind is Kinds.SESSION:
        return f"{title}, whenever it suits you today."
    if today.kind is Kinds.CHECK_FIRST:
        return "One question waits for you: how is it, compared with before your last session?"
    return None
