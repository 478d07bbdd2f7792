"""Checks that need more than one record's type: what reading a value later relies on, unique ids, references, dates."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any

import msgspec

from hipcoach.history.event_shapes import event_problem
from hipcoach.history.free_value import free_value_problem
from hipcoach.history.newer_fields import PARTS
from hipcoach.history.profile_shapes import days_of, shaped
from hipcoach.zones import later

OF_A_SESSION = ("pains", "screens", "notes")
TIMES = {
    "sessions": ("started_at", "ended_at"),
    "holds": ("started_at", "corrected_at", "released_at", "advice_at"),
}
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)  # a clock may be a little ahead; what lies further off would block for good
CLOCK_WAS_AHEAD = "; was its clock ahead? Then bring back a copy of that diary, with `hipcoach backup --restore`"
PLANNED_AHEAD = timedelta(days=400)
A_DAY = timedelta(days=1)  # the most by which a local day differs from the day in UTC

Problem = tuple[list[str | int], str]


class RecordChecks:
    """Checks the records of one document in order; sessions must come before the records that refer to them."""

    def __init__(self, now: datetime) -> None:
        self._latest = later(now, AHEAD)
        self._seen: dict[str, set[str]] = {}

    def problems(self, kind: str, record: Any) -> Iterator[Problem]:
        """Yield each problem of the next record of a kind, with its path inside the record."""
        seen = self._seen.setdefault(kind, set())
        if record.id in seen:
            yield ["id"], f"expected each id once, found {record.id!r} again"
        seen.add(record.id)
        if kind in OF_A_SESSION and record.session is not None and record.session not in self._seen.get("sessions", ()):
            yield ["session"], f"expected a session of this file, found {record.session!r}"
        yield from self.value_problems(kind, record)

    def value_problems(self, kind: str, record: Any) -> Iterator[Problem]:
        """Yield each problem of a record by itself, whatever else there is."""
        if record.newer is not None and (problem := free_value_problem(record.newer.encode())):
            yield [], f"of what this version does not know: {problem}"
            return
        wrong_times = list(self._times(kind, record))
        if wrong_times:
            yield from wrong_times
            return
        if kind == "profile":
            yield from self._profile_problems(record)
        if kind == "doses":
            yield from _day_problems(record.local_date, EARLIEST.date(), self._latest.date())
        if kind == "sessions":
            began = record.started_at.astimezone(UTC).date()
            yield from _day_problems(record.local_date, began - A_DAY, began + A_DAY)
            yield from _session_problems(record)

    def is_out_of_time(self, at: datetime) -> bool:
        """Return True if a moment lies before any diary, or too far ahead."""
        return not EARLIEST <= at <= self._latest

    def _times(self, kind: str, record: Any) -> Iterator[Problem]:
        for name in TIMES.get(kind, ("at",)):
            at = getattr(record, name)
            if at is not None and self.is_out_of_time(at):
                expected = f"expected a time from {EARLIEST.year} to {self._latest:%Y-%m-%d}, found {at:%Y-%m-%d}"
                yield [name], f"{expected}{CLOCK_WAS_AHEAD if at > self._latest else ''}"

    def _profile_problems(self, record: Any) -> Iterator[Problem]:
        """Look at what the user said under one name."""
        raw = bytes(record.value)
        if problem := free_value_problem(raw):
            yield ["value"], problem
            return
        try:
            said = shaped(record.name, raw)
        except msgspec.ValidationError as error:
            yield ["value"], f"{error}".replace("`$", f"`{record.name}")
            return
        for day in days_of(said):
            for _, problem in _day_problems(day, EARLIEST.date(), later(self._latest, PLANNED_AHEAD).date()):
                yield ["value"], problem


def _session_problems(session: Any) -> Iterator[Problem]:
    for place, event in enumerate(session.events):
        raw = bytes(event.payload)
        if problem := free_value_problem(raw) or event_problem(event.kind, raw):
            yield ["events", place, "payload"], problem
    for place, exercise in enumerate(session.exercises):
        if exercise.ord >= 0 and exercise.dose is None:
            yield ["exercises", place, "dose"], "expected the dose of an exercise that was not left out"
    for kind, (_, key) in PARTS.items():
        found = list(map(attrgetter(*key), getattr(session, kind)))
        if len(set(found)) == len(found):  # a diary of ten years has half a million parts
            continue
        seen = set()
        for place, values in enumerate(found):
            if values in seen:
                yield [kind, place, key[0]], f"expected each {' and '.join(key)} once"
            seen.add(values)


def _day_problems(text: str, first: date, last: date) -> Iterator[Problem]:
    on = _day(text)
    if on is None or not first <= on <= last:
        yield ["local_date"], f"expected a day of the calendar from {first} to {last}, found {text}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
