"""The history's questions to the diary. Each is one SQL statement, answered with plain rows."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from hipcoach.store.values import from_text
from hipcoach.zones import fixed_zone


class SessionLine(NamedTuple):
    """One session of a list, with the highest score of each question.

    It is a tuple, as ten years of them are read at once.
    """

    id: str
    plan: str
    title: str
    started_at: str  # UTC, as `values.to_text` writes it
    offset_min: int
    local_date: str  # YYYY-MM-DD
    duration_s: float
    finish: str
    pain_rest: str  # the stored name of the one it led to
    pain_before: int | None
    pain_after: int | None
    reports: int  # of more pain
    shortened: int  # exercises of which not all was done
    pain_reported: int | None  # during it, in answer to a break too
    base: int  # what the rule compares its numbers with
    ended_at: str  # UTC
    later: str | None  # the numbers given after it, with their times: `given_later` reads them

    @property
    def started(self) -> datetime:
        """Return the time it began, by the user's clock of that day."""
        return from_text(self.started_at).astimezone(fixed_zone(self.offset_min))

    @property
    def ended(self) -> datetime:
        """Return the time it ended, by the same clock."""
        return from_text(self.ended_at).astimezone(fixed_zone(self.offset_min))

    @property
    def given_later(self) -> Sequence[tuple[datetime, int]]:
        """Return the numbers given after it, as answers to the next-day question, with their times."""
        each_of = [] if self.later is None else [given.split() for given in self.later.split(",")]
        return [(from_text(at), int(score)) for at, score in each_of]

    @property
    def day(self) -> date:
        """Return the user's own date when it began."""
        return date.fromisoformat(self.local_date)


@dataclass(frozen=True, slots=True)
class Search:
    """Conditions on sessions; None sets no condition."""

    since: date | None = None  # local dates, both included
    until: date | None = None
    plan: str | None = None
    exercise: str | None = None  # planned in it, done or not
    finish: str | None = None
    pain_from: int | None = None  # some answer of the session is this high
    text: str | None = None  # in one of its notes


EVERYTHING = Search()

_MOMENTS = {
    "session": ("started_at", "ended_at"),
    "hold": ("started_at", "corrected_at", "released_at", "advice_at"),
    **dict.fromkeys(("pain", "screen", "dose", "profile", "note"), ("at",)),
}


class PainReportLine(NamedTuple):
    """One report of more pain during a session, with the dose at which it came."""

    session: str
    local_date: str
    exercise: str
    name: str
    side: str | None
    score: int | None
    kind: str | None
    dose: str  # JSON


class SideTotal(NamedTuple):
    """What was done of one exercise on one side in a period."""

    exercise: str
    name: str
    side: str  # empty where sides mean nothing
    reps: int
    hold_s: float


class PracticeLine(NamedTuple):
    """One exercise as it was done in one session, for its dose over time."""

    local_date: str
    exercise: str
    name: str
    dose: str  # JSON
    dose_right: str | None  # JSON, where the right side's differs
    outcome: str
    left_reps: int  # done
    left_hold_s: float
    right_reps: int
    right_hold_s: float
    both_reps: int  # where sides mean nothing
    both_hold_s: float


class LastDoseLine(NamedTuple):
    """The dose of an exercise in the last session that had it."""

    exercise: str
    name: str
    dose: str  # JSON
    dose_right: str | None
    reasons: str  # JSON
    started_at: str


_HIGHEST = "(SELECT max(score) FROM pain WHERE session = s.id AND question = '{question}')"
_NOT_STORED_AS_NAMED: Mapping[str, str] = {
    "pain_rest": "s.hold",
    "pain_before": _HIGHEST.format(question="before"),
    "pain_after": _HIGHEST.format(question="after"),
    "reports": "(SELECT count(*) FROM pain WHERE session = s.id AND question = 'during')",
    "shortened": "(SELECT count(*) FROM exercise_record "
    "WHERE session = s.key AND outcome IN ('shortened', 'skipped', 'pain'))",
    "pain_reported": "(SELECT max(score) FROM pain WHERE session = s.id AND question IN ('during', 'rest'))",
    "later": "(SELECT group_concat(at || ' ' || score) FROM pain WHERE session = s.id AND question = 'next')",
}
"""The fields of a `SessionLine` that are no column of their name, and how SQL finds them."""
_COLUMNS = ", ".join(f"{_NOT_STORED_AS_NAMED.get(field, f's.{field}')} AS {field}" for field in SessionLine._fields)
_DONE_BY_SIDE = ", ".join(
    f"coalesce(sum(r.{what}) FILTER (WHERE r.side {side}), {none})"
    for side in ("= 'left'", "= 'right'", "NOT IN ('left', 'right')")
    for what, none in (("reps_done", 0), ("hold_s_done", 0.0))
)
_DONE = (
    "e.outcome IN ('done', 'shortened', 'pain') AND s.deleted = 0 AND s.ended_at IS NOT NULL "
    "AND s.local_date BETWEEN ? AND ?"
)


class DiaryQueries:
    """Read-only questions to the open diary. `Store.queries` is the one instance."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.create_function("folded", 1, folded, deterministic=True)

    def sessions(self, search: Search = EVERYTHING) -> list[SessionLine]:
        """Return the sessions that match, newest first."""
        where, values = _conditions(search)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM session s WHERE s.deleted = 0 AND s.ended_at IS NOT NULL{where} "
            "ORDER BY s.started_at DESC, s.id",
            values,
        )
        return list(map(SessionLine._make, rows))

    def pain_reports(self, since: date, until: date) -> list[PainReportLine]:
        """Return every report of more pain from `since` to `until`, oldest first; of no exercise ("") before the first.

        A report that may be of several exercises comes once for each of them, however often a plan of rounds has it.
        """
        rows = self._connection.execute(
            "SELECT s.id, s.local_date, coalesce(e.exercise, ''), coalesce(e.name, ''), "
            "CASE WHEN e.exercise = p.exercise THEN p.side END, p.score, p.kind, "
            "coalesce(CASE WHEN p.side = 'right' THEN coalesce(e.dose_right, e.dose) ELSE e.dose END, 'null'), "
            "min(e.ord) "  # the other columns are from the row that has it
            "FROM pain p JOIN session s ON s.id = p.session "
            "LEFT JOIN exercise_record e ON e.session = s.key AND e.ord >= 0 "
            "AND instr(' ' || p.exercise || ' ' || p.also || ' ', ' ' || e.exercise || ' ') "
            "WHERE p.question = 'during' AND (p.exercise IS NULL OR e.name IS NOT NULL) "
            "AND s.deleted = 0 AND s.local_date BETWEEN ? AND ? GROUP BY p.key, e.exercise ORDER BY p.at, p.key",
            (since.isoformat(), until.isoformat()),
        )
        return [PainReportLine(*columns) for *columns, _ord in rows]

    def side_totals(self, since: date, until: date) -> list[SideTotal]:
        """Return the repetitions and seconds held by exercise and side from `since` to `until`."""
        rows = self._connection.execute(
            # CROSS JOIN keeps SQLite to this order: the sessions of a period first, not every set of all years.
            "SELECT r.exercise, "
            "coalesce("
            "(SELECT name FROM exercise_record e WHERE e.exercise = r.exercise ORDER BY e.session DESC LIMIT 1), "
            "r.exercise), "
            "r.side, sum(r.reps_done), sum(r.hold_s_done) "
            "FROM session s CROSS JOIN set_record r ON r.session = s.key "
            "WHERE s.deleted = 0 AND s.ended_at IS NOT NULL AND s.local_date BETWEEN ? AND ? "
            "GROUP BY r.exercise, r.side ORDER BY r.exercise, r.side",
            (since.isoformat(), until.isoformat()),
        )
        return list(map(SideTotal._make, rows))

    def practice(self, exercise: str, since: date, until: date) -> list[PracticeLine]:
        """Return every time that one exercise was done from `since` to `until`, oldest first."""
        rows = self._connection.execute(
            f"SELECT s.local_date, e.exercise, e.name, e.dose, e.dose_right, e.outcome, {_DONE_BY_SIDE} "
            "FROM exercise_record e JOIN session s ON s.key = e.session "
            "LEFT JOIN set_record r ON r.session = e.session AND r.ord = e.ord "
            f"WHERE e.exercise = ? AND {_DONE} GROUP BY e.session, e.ord ORDER BY s.started_at",
            (exercise, since.isoformat(), until.isoformat()),
        )
        return list(map(PracticeLine._make, rows))

    def last_doses(self, since: date, until: date) -> list[LastDoseLine]:
        """Return the last planned dose of every exercise done from `since` to `until`, by name."""
        rows = self._connection.execute(
            # SQLite takes the other columns from the row that has the greatest value.
            "SELECT e.exercise, e.name, e.dose, e.dose_right, e.reasons, max(s.started_at) "
            f"FROM exercise_record e JOIN session s ON s.key = e.session WHERE {_DONE} "
            "GROUP BY e.exercise ORDER BY e.name",
            (since.isoformat(), until.isoformat()),
        )
        return list(map(LastDoseLine._make, rows))

    def zones(self) -> list[tuple[datetime, str, int]]:
        """Return from when on the user was in which zone, its name and its minutes ahead of UTC: by all sessions."""
        rows = self._connection.execute(
            "SELECT started_at, zone, offset_min FROM (SELECT started_at, zone, offset_min, "
            "lag(zone) OVER in_order AS zone_before, lag(offset_min) OVER in_order AS offset_before "
            "FROM session WINDOW in_order AS (ORDER BY started_at, key)) "
            "WHERE zone IS NOT zone_before OR offset_min IS NOT offset_before ORDER BY started_at"
        )
        return [(from_text(started_at), zone, minutes) for started_at, zone, minutes in rows]

    def ends(self) -> tuple[tuple[date, ...], tuple[datetime, ...]]:
        """Return the first and the last day with a session, and the first and the last answer given outside one."""
        sessions = self._connection.execute(
            "SELECT min(local_date), max(local_date) FROM session WHERE deleted = 0 AND ended_at IS NOT NULL"
        ).fetchone()
        numbers = self._connection.execute(
            "SELECT min(at), max(at) FROM (SELECT at FROM pain WHERE score IS NOT NULL"
            " AND (question = 'now' OR question = 'before' AND session IS NULL)"
            " UNION ALL SELECT at FROM screen WHERE session IS NULL AND items <> '[]')"
        ).fetchone()
        days = tuple(date.fromisoformat(day) for day in sessions if day is not None)
        return days, tuple(from_text(at) for at in numbers if at is not None)

    def newest_moment(self) -> datetime | None:
        """Return the latest moment on record, which may lie in the future; None in an empty diary."""
        columns = ((table, column) for table, names in _MOMENTS.items() for column in names)
        newest = " UNION ALL ".join(f"SELECT max({column}) AS at FROM {table}" for table, column in columns)
        found = self._connection.execute(f"SELECT max(at) FROM ({newest})").fetchone()[0]
        return None if found is None else from_text(found)


def _conditions(search: Search) -> tuple[str, Sequence[str | int]]:
    asked: tuple[tuple[str, str | int | None], ...] = (
        ("s.local_date >= ?", _day(search.since)),
        ("s.local_date <= ?", _day(search.until)),
        ("s.plan = ?", search.plan),
        ("EXISTS (SELECT 1 FROM exercise_record WHERE session = s.key AND exercise = ?)", search.exercise),
        ("s.finish = ?", search.finish),
        ("EXISTS (SELECT 1 FROM pain WHERE session = s.id AND score >= ?)", search.pain_from),
        ("EXISTS (SELECT 1 FROM note WHERE session = s.id AND instr(folded(text), ?))", _wanted(search.text)),
    )
    wanted = [(condition, value) for condition, value in asked if value is not None]
    return "".join(f" AND {condition}" for condition, _ in wanted), [value for _, value in wanted]


def folded(text: str) -> str:
    """Return a text as it is compared: in small letters, with one form for each letter that has an accent."""
    import unicodedata  # 1 ms of the start, which searches nothing

    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _wanted(text: str | None) -> str | None:
    return folded(text) if text else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
