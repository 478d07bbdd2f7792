"""A year at a glance and a month in detail: what each day was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipcoach.store import Store
from hipcoach.store.queries import Search, SessionLine
from hipcoach.store.rows import HoldRow


class DayMark(StrEnum):
    """What a day is shown as: a shape of its own for each, never colour alone."""

    DONE = "done"  # every session of the day in full
    SHORTENED = "shortened"  # part of what was planned
    PAIN_STOP = "pain_stop"  # stopped for pain
    REST = "rest"  # a rest for pain, and no session


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    mark: DayMark
    sessions: tuple[SessionLine, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all its sessions."""
        return round(sum(line.duration_s for line in self.sessions) / 60)


def calendar(store: Store, since: date, until: date) -> Mapping[date, Day]:
    """The days from `since` to `until` on which something was; days with nothing are not in it."""
    found: dict[date, list[SessionLine]] = {}
    for line in store.queries.sessions(Search(since=since, until=until)):
        found.setdefault(line.day, []).append(line)
    days = {day: Day(_mark(sessions), tuple(reversed(sessions))) for day, sessions in found.items()}
    for day in _rests(store.holds.all(), since, until):
        days.setdefault(day, Day(DayMark.REST, ()))
    return dict(sorted(days.items()))


def _mark(sessions: Iterable[SessionLine]) -> DayMark:
    marks = {_of(line) for line in sessions}
    return next(mark for mark in (DayMark.PAIN_STOP, DayMark.SHORTENED, DayMark.DONE) if mark in marks)


def _of(line: SessionLine) -> DayMark:
    if line.finish == "pain_stop":
        return DayMark.PAIN_STOP
    return DayMark.SHORTENED if line.finish != "completed" or line.shortened else DayMark.DONE


def _rests(holds: Iterable[HoldRow], since: date, until: date) -> Iterable[date]:
    """The days of the rests for pain, the day on which each began left out; one in force lasts to `until`."""
    for hold in holds:
        if hold.corrected_at is not None:
            continue
        day = hold.started_at.date() + timedelta(days=1)
        last = until if hold.released_at is None else hold.released_at.date()
        day = max(day, since)
        while day <= min(last, until):
            yield day
            day += timedelta(days=1)
