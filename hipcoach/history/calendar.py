"""A year at a glance and a month in detail: what each day was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from hipcoach.history.pain_rest_periods import (
    PainRestPeriod,
    numbers_outside_sessions,
    pain_rest_periods,
    signs_outside_sessions,
)
from hipcoach.safety.types import Finish
from hipcoach.store import Store
from hipcoach.store.queries import Search, SessionLine
from hipcoach.store.rows import PainRow, ScreenRow


class DayMark(StrEnum):
    """How a day is marked; each mark has a shape of its own, so that colour is never the only difference."""

    DONE = "done"  # every session of the day in full
    SHORTENED = "shortened"  # part of what was planned
    PAIN_STOP = "pain_stop"  # stopped for pain
    REST = "rest"  # no session: a pain rest
    ANSWERS = "answers"  # a number or signs that no session followed


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    mark: DayMark
    sessions: tuple[SessionLine, ...]
    numbers: tuple[PainRow, ...] = ()  # how much it hurt, as was said in a rest, or before a session that did not begin

    signs: tuple[ScreenRow, ...] = ()  # marked where no session followed, or began

    @property
    def minutes(self) -> int:
        """Return the minutes of all its sessions together."""
        return round(sum(line.duration_s for line in self.sessions) / 60)


def calendar(store: Store, here: tzinfo, since: date, until: date) -> Mapping[date, Day]:
    """Return the days from `since` to `until` with something on them, in order; `here`: the user's zone now."""
    by_day: dict[date, list[SessionLine]] = {}
    for line in store.queries.sessions(Search(since=since, until=until)):
        by_day.setdefault(line.day, []).append(line)
    days = {day: Day(day_mark(sessions), tuple(reversed(sessions))) for day, sessions in by_day.items()}
    for day in _rest_days(pain_rest_periods(store, here), since, until):
        days.setdefault(day, Day(DayMark.REST, ()))
    for row in numbers_outside_sessions(store, here, since, until):
        found = days.get(row.at.date(), Day(DayMark.ANSWERS, ()))
        days[row.at.date()] = replace(found, numbers=(*found.numbers, row))
    for signs in signs_outside_sessions(store, here, since, until):
        found = days.get(signs.at.date(), Day(DayMark.ANSWERS, ()))
        days[signs.at.date()] = replace(found, signs=(*found.signs, signs))
    return dict(sorted(days.items()))


def day_mark(sessions: Iterable[SessionLine]) -> DayMark:
    """Return the mark of a day with sessions: what is less than all of it comes first."""
    marks = {_session_mark(line) for line in sessions}
    return next(mark for mark in (DayMark.PAIN_STOP, DayMark.SHORTENED, DayMark.DONE) if mark in marks)


def _session_mark(line: SessionLine) -> DayMark:
    if line.finish == Finish.PAIN_STOP:
        return DayMark.PAIN_STOP
    return DayMark.SHORTENED if line.finish != Finish.COMPLETED or line.shortened else DayMark.DONE


def _rest_days(rests: Iterable[PainRestPeriod], since: date, until: date) -> Iterable[date]:
    """Yield the days of each pain rest, from the one on which it began; a pain rest in force lasts to `until`."""
    for rest in rests:
        day = max(rest.since.date(), since)
        last = until if rest.until is None else min(rest.until.date(), until)
        while day <= last:
            yield day
            day += timedelta(days=1)
