"""The only place that reads time: a system clock, a scaled one for `--speed`, and a fake one for tests.

A clock may be set while the program runs. So a session's moments are its start plus the time that has passed since, and
what lies in the future counts for no gap and no question. A rest for pain keeps the machine's uptime as well: the
shorter of both times counts.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as TimeOfDay
from pathlib import Path
from typing import Protocol

from hipcoach.zones import local_day, system_zone

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Uptime:
    """How long the machine has run, sleep included: no setting of its clock changes that."""

    boot: str  # names this run of the machine; empty where that is not known
    seconds: float


class Clock(Protocol):
    """What the program may ask about time; passed in wherever time matters."""

    def now_s(self) -> float:
        """Return monotonic seconds; only differences mean anything."""

    def utc(self) -> datetime:
        """Return the wall-clock time, aware, in UTC."""

    def zone(self) -> tzinfo:
        """Return the user's time zone at this moment."""

    def uptime(self) -> Uptime:
        """Return how long the machine has run; no speed changes it."""

    @property
    def speed(self) -> float:
        """How many of this clock's seconds pass in one real second."""


class SystemClock:
    """Real time, optionally run `speed` times as fast (sessions watched in a hurry, and slow tests)."""

    def __init__(self, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError(f"speed must be above 0, not {speed}")
        self._speed = speed
        self._origin_s = time.monotonic()  # noqa: TID251 - this module is the one that may

    @property
    def speed(self) -> float:
        """How many of this clock's seconds pass in one real second."""
        return self._speed

    def now_s(self) -> float:
        """Return monotonic seconds, scaled."""
        return self._origin_s + (time.monotonic() - self._origin_s) * self._speed  # noqa: TID251

    def utc(self) -> datetime:
        """Return the wall-clock time in UTC, which no speed changes: the diary keeps when things really happened."""
        return datetime.now(UTC)  # noqa: TID251

    def zone(self) -> tzinfo:
        """Return the machine's zone as it is now."""
        return system_zone(self.utc())

    def uptime(self) -> Uptime:
        """Return the machine's uptime, and the name that Linux gives to each of its runs."""
        try:
            boot = _BOOT_ID.read_text("ascii").strip()
        except (OSError, ValueError):
            boot = ""
        with_sleep = getattr(time, "CLOCK_BOOTTIME", None)  # elsewhere the monotonic clock has to do
        seconds = time.monotonic() if with_sleep is None else time.clock_gettime(with_sleep)  # noqa: TID251
        return Uptime(boot, seconds)


@dataclass
class FakeClock:
    """A clock that moves only when a test moves it."""

    at_s: float = 1000.0
    at_utc: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    at_zone: tzinfo = UTC
    speed: float = 1.0
    boot: str = "one run"

    def now_s(self) -> float:
        """Return monotonic seconds."""
        return self.at_s

    def utc(self) -> datetime:
        """Return the wall-clock time in UTC."""
        return self.at_utc

    def zone(self) -> tzinfo:
        """Return the zone it was made with."""
        return self.at_zone

    def uptime(self) -> Uptime:
        """Return its monotonic seconds as those of one run of the machine."""
        return Uptime(self.boot, self.at_s)

    def jump(self, seconds: float) -> None:
        """Move both times on together."""
        self.at_s += seconds
        self.at_utc += timedelta(seconds=seconds)


def day_by(clock: Clock) -> date:
    """Return the date that the user's own clock shows."""
    return local_day(clock.utc(), clock.zone())


def wait_s(seconds: float) -> None:
    """Block the calling thread; for terminal loops and helpers, never for the window."""
    if seconds > 0:
        time.sleep(seconds)  # noqa: TID251


def wait_until(clock: Clock, due_s: float, changed: threading.Condition, happens: Callable[[], bool]) -> bool:
    """Wait until something happens, until `due_s` by the clock at the latest; return whether it did.

    `changed` is held, and notified of whatever may have happened.
    """
    while not happens():
        left_s = due_s - clock.now_s()
        if left_s <= 0:
            return False
        changed.wait(left_s)
    return True


def suspended_s() -> float | None:
    """Return the seconds this machine has slept since it booted (BOOTTIME - MONOTONIC); None if that is unknown."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return None
    return time.clock_gettime(boottime) - time.clock_gettime(time.CLOCK_MONOTONIC)


_TIME_OF_DAY = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?m\.?)?")


def times_of_day(text: str) -> tuple[TimeOfDay, ...]:
    """Read times as people write them, "8:00, 18:30" or "8 am, 6:30 pm", in order and each once. Raises ValueError."""
    return tuple(sorted({_time_of_day(part) for part in text.split(",")})) if text.strip() else ()


def _time_of_day(text: str) -> TimeOfDay:
    found = _TIME_OF_DAY.fullmatch(text.strip().lower())
    if found is None or (found["minute"] is None and found["half"] is None):
        raise ValueError(f"{text!r} is no time of day")
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text!r} is no time of day")
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return TimeOfDay(hour, int(found["minute"] or 0))
