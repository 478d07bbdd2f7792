"""The one place that turns a moment into a local day: by a zone's rules at that moment, never by today's offset.

A zone is known by its IANA name where the system tells it: "Europe/Berlin" knows both of its offsets, "CEST" only one.
Where no name is known, or its rules are not on this machine, the offset that was kept stands in.

Each session is kept in UTC with the name of its zone, its offset and its date. A rest "for today" goes by where the
user is now, so that no flight ends it early; history and report go by where they were.
"""

import os
import time
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")  # a link into the system's zones, on Linux and macOS
_NAME_FILE = Path("/etc/timezone")  # where that is a copy: the name alone, on Debian and its like
_ZONES_FOLDER = "zoneinfo/"
MOST_OFFSET_MIN = 14 * 60  # ahead of UTC or behind it, of any place


def local_day(at: datetime, zone: tzinfo) -> date:
    """Return the date that a clock in `zone` showed at a moment."""
    return at.astimezone(zone).date()


def later(at: datetime, by: timedelta) -> datetime:
    """Return a moment so much later, or the last of the calendar: a clock may stand anywhere in it."""
    try:
        return at + by
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def zone_name(at: datetime, zone: tzinfo) -> str:
    """Return the zone's IANA name, or where it has none the abbreviation that stood at a moment."""
    key = getattr(zone, "key", None)
    return str(key) if key else at.astimezone(zone).tzname() or ""


def offset_min(at: datetime, zone: tzinfo) -> int:
    """Return the minutes by which the zone was ahead of UTC at a moment."""
    return round((at.astimezone(zone).utcoffset() or timedelta(0)) / timedelta(minutes=1))


def fixed_zone(minutes: int) -> tzinfo:
    """Return the zone that is always so many minutes ahead of UTC."""
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=64)
def named_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name, or None where this machine does not know it."""
    from zoneinfo import ZoneInfo  # 4 ms that commands without a clock do not pay for

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name of a zone at all, or the name of a folder
        return None


def kept_zone(at: datetime, name: str, minutes: int, here: tzinfo | None = None) -> tzinfo:
    """Return the zone in which something was kept at a moment, from its name and its offset then.

    The offset is what the user's clock showed: a name whose rules say otherwise does not count. An abbreviation, such
    as "EST", is taken for `here`, the user's own zone, where that had this offset.
    """
    named = named_zone(name)
    zones = (named, here) if "/" in name or name == "UTC" else (here, named)
    return next((zone for zone in zones if zone is not None and offset_min(at, zone) == minutes), fixed_zone(minutes))


class SystemRules(tzinfo):
    """The machine's zone where its name is not known: the C library knows its rules, too, at any moment."""

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """Return how far it is ahead of UTC at a local time."""
        return None if at is None else at.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, _at: datetime | None) -> None:
        """Return that what of the offset is summer time is not known."""

    def tzname(self, at: datetime | None) -> str | None:
        """Return the abbreviation at a local time."""
        return None if at is None else at.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, at: datetime) -> datetime:
        """Return the local time of a moment."""
        return at.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


def system_zone(now: datetime) -> tzinfo:
    """Return the machine's zone as it is set at this moment; UTC where its offset is that of no place."""
    if hasattr(time, "tzset"):
        time.tzset()  # otherwise the C library keeps the zone with which this process began
    plain = SystemRules()
    try:
        minutes = offset_min(now, plain)
    except ValueError:  # a day or more
        return UTC
    return kept_zone(now, _system_name(), minutes, plain) if abs(minutes) <= MOST_OFFSET_MIN else UTC


def _system_name() -> str:
    """Return the name of the machine's zone, or nothing where it does not tell it."""
    told = os.environ.get("TZ")
    if told is not None:
        told = told.removeprefix(":")
        return _name_in(Path(told)) if told.startswith("/") else told
    return _name_in(_LOCALTIME) or _first_line(_NAME_FILE)


def _name_in(path: Path) -> str:
    """Return the name under which a file, or what it is a link to, lies in the system's zones."""
    return os.path.realpath(path).partition(_ZONES_FOLDER)[2]


def _first_line(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the user was when: each zone from a moment on, oldest first, and the zone where they are now."""

    here: tzinfo
    stays: tuple[tuple[datetime, tzinfo], ...] = ()

    @classmethod
    def from_zones(cls, here: tzinfo, stays: Iterable[tuple[datetime, str, int]]) -> "Whereabouts":
        """Make it from what was kept: moments, oldest first, with the name and the minutes of their zone."""
        return cls(here, tuple((at, kept_zone(at, name, minutes, here)) for at, name, minutes in stays))

    def local(self, at: datetime) -> datetime:
        """Return a moment by the clock that the user saw then; before all that is kept, by the first one."""
        place = bisect_right(self.stays, at, key=lambda stay: stay[0])
        zone = self.stays[max(0, place - 1)][1] if self.stays else self.here
        return at.astimezone(zone)

    def day(self, at: datetime) -> date:
        """Return the user's own date at a moment."""
        return self.local(at).date()
