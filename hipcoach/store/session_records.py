"""Sessions in the file: begin, write event by event, end, read back, delete and bring back."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from hipcoach.store.connection import transaction
from hipcoach.store.digest import row_digest, seal
from hipcoach.store.rows import EventRow, ExerciseRow, SessionRow, SetRow
from hipcoach.store.values import RowTable, to_text

R = TypeVar("R")

SESSION = RowTable("session", SessionRow)
EXERCISE = RowTable("exercise_record", ExerciseRow)
SET = RowTable("set_record", SetRow)
EVENT = RowTable("event", EventRow)


class Sessions:
    """Reads and writes sessions. Several changes may share a transaction and one checksum, which `seal` writes last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, head: SessionRow, composition: str, exercises: Iterable[ExerciseRow]) -> int:
        """Write a session with all that it is made of; return the file's own number for it."""
        with transaction(self._connection):
            values = SESSION.values(head)
            self._connection.execute(
                f"INSERT INTO session ({SESSION.listed}, digest) VALUES ({_marks(len(values))}, '')",
                tuple(values.values()),
            )
            key = self.key(head.id)
            self._connection.execute("INSERT INTO composition VALUES (?, ?)", (key, composition))
            for row in exercises:
                self._put(key, EXERCISE, row)
            seal(self._connection, key)
        return key

    def key(self, session: str) -> int:
        """Return the file's own number for a session. Raises KeyError where it is not there."""
        found = self._connection.execute("SELECT key FROM session WHERE id = ?", (session,)).fetchone()
        if found is None:
            raise KeyError(session)
        return int(found[0])

    def add_event(self, key: int, event: EventRow) -> None:
        """Write one event."""
        digest = row_digest({"session": key, **EVENT.values(event)})
        self._connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
            (key, event.seq, event.at_s, event.kind, event.payload, digest),
        )

    def put_set(self, key: int, row: SetRow) -> None:
        """Write what was done of a set; done again, it takes the older one's place. `seal` must follow."""
        self._put(key, SET, row)

    def put_sets(self, key: int, rows: Iterable[SetRow]) -> None:
        """Write what was done of many sets. `seal` must follow."""
        self._connection.executemany(
            f"INSERT OR REPLACE INTO {SET.name} (session, {SET.listed}) VALUES ({_marks(len(SET.columns) + 1)})",
            [(key, *SET.values(row).values()) for row in rows],
        )

    def clear_counts(self, key: int, order: int) -> None:
        """Forget what was counted for one exercise: it is counted again. `seal` must follow."""
        self._connection.execute("DELETE FROM set_record WHERE session = ? AND ord = ?", (key, order))
        self._change_exercise(key, order, "outcome = NULL, response = NULL", ())

    def set_outcome(self, key: int, order: int, outcome: str | None) -> None:
        """Write how an exercise went. `seal` must follow."""
        self._change_exercise(key, order, "outcome = ?", (outcome,))

    def set_response(self, key: int, order: int, response: str | None) -> None:
        """Write the answer after an exercise: better, same or worse; None: not answered. `seal` must follow."""
        self._change_exercise(key, order, "response = ?", (response,))

    def set_composition(self, key: int, body: str) -> None:
        """Write what the session is made of from now on. `seal` must follow."""
        self._connection.execute("UPDATE composition SET body = ? WHERE session = ?", (body, key))

    def end(self, key: int, ended_at: datetime, duration_s: float, finish: str, hold: str) -> None:
        """Write that the session is over. `seal` must follow; from then on it covers the events too."""
        self._connection.execute(
            "UPDATE session SET ended_at = ?, duration_s = ?, finish = ?, hold = ? WHERE key = ?",
            (to_text(ended_at), float(duration_s), finish, hold, key),
        )

    def thin_events(self, key: int, kinds: Iterable[str]) -> None:
        """Drop the events of these kinds: their facts stand in the records. `seal` must follow."""
        self._connection.executemany(
            "DELETE FROM event WHERE session = ? AND kind = ?", [(key, kind) for kind in kinds]
        )

    def seal(self, key: int) -> None:
        """Write the session's checksum again."""
        seal(self._connection, key)

    def get(self, session: str) -> SessionRow:
        """Return one session's head. Raises KeyError where it is not there."""
        found = self._connection.execute(f"SELECT {SESSION.listed} FROM session WHERE id = ?", (session,)).fetchone()
        if found is None:
            raise KeyError(session)
        return SESSION.read(found)

    def all(self, *, since: datetime | None = None) -> tuple[SessionRow, ...]:
        """Return all that have ended and are not deleted, oldest first."""
        return self._heads("ended_at IS NOT NULL AND started_at >= ?", ("" if since is None else to_text(since),))

    def since(self, key: int) -> tuple[SessionRow, ...]:
        """Return those behind a key (`TableMark`) that have ended, oldest first."""
        return self._heads("ended_at IS NOT NULL AND key > ?", (key,))

    def ids(self, *, ended: bool) -> frozenset[str]:
        """Return the ids of all that are not deleted, or of those that have ended."""
        over = " AND ended_at IS NOT NULL" if ended else ""
        return frozenset(id for (id,) in self._connection.execute(f"SELECT id FROM session WHERE deleted = 0{over}"))

    def not_ended(self) -> tuple[SessionRow, ...]:
        """Return those that were cut off (or are going on now), oldest first."""
        return self._heads("ended_at IS NULL", ())

    def composition(self, session: str) -> str:
        """Return what the session is made of, as it was written."""
        found = self._connection.execute("SELECT body FROM composition WHERE session = ?", (self.key(session),))
        return str(found.fetchone()[0])

    def exercises(self, session: str) -> tuple[ExerciseRow, ...]:
        """Return the exercises of a session in their order, those left out first."""
        return self._parts(session, EXERCISE, "ord")

    def sets(self, session: str) -> tuple[SetRow, ...]:
        """Return what was done, set by set and side by side."""
        return self._parts(session, SET, "ord, set_no, side")

    def events(self, session: str) -> tuple[EventRow, ...]:
        """Return the session's journal; thinned once it has ended."""
        return self._parts(session, EVENT, "seq")

    def times_done(self) -> dict[str, int]:
        """Return how many sessions each exercise was done in, at least in part."""
        rows = self._connection.execute(
            "SELECT e.exercise, count(*) FROM exercise_record e JOIN session s ON s.key = e.session "
            "WHERE s.deleted = 0 AND e.outcome IN ('done', 'shortened', 'pain') GROUP BY e.exercise"
        )
        return dict(rows.fetchall())

    def count(self) -> int:
        """Return how many sessions there are."""
        found = self._connection.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()
        return int(found[0])

    def delete(self, session: str) -> None:
        """Hide a session; `purge` makes it final. Pain rests that it set stay in force."""
        self._set_deleted(session, 1)

    def undelete(self, session: str) -> None:
        """Bring a hidden session back."""
        self._set_deleted(session, 0)

    def is_deleted(self, session: str) -> bool:
        """Return True if it is hidden until `purge`."""
        found = self._connection.execute("SELECT deleted FROM session WHERE id = ?", (session,)).fetchone()
        return found is not None and found[0] == 1

    def purge(self) -> int:
        """Remove the hidden sessions for good; return how many there were."""
        with transaction(self._connection):
            return self._connection.execute("DELETE FROM session WHERE deleted = 1").rowcount

    def remove(self, session: str) -> None:
        """Take a session out at once, with all of its own but pain rests: for putting a merged one in its place."""
        self._connection.execute("DELETE FROM session WHERE id = ?", (session,))

    def _set_deleted(self, session: str, deleted: int) -> None:
        with transaction(self._connection):
            key = self.key(session)
            self._connection.execute("UPDATE session SET deleted = ? WHERE key = ?", (deleted, key))
            seal(self._connection, key)

    def _change_exercise(self, key: int, order: int, assignment: str, values: tuple[str | None, ...]) -> None:
        self._connection.execute(
            f"UPDATE exercise_record SET {assignment} WHERE session = ? AND ord = ?", (*values, key, order)
        )

    def _put(self, key: int, table: RowTable[R], row: R) -> None:
        values = table.values(row)
        self._connection.execute(
            f"INSERT OR REPLACE INTO {table.name} (session, {table.listed}) VALUES ({_marks(len(values) + 1)})",
            (key, *values.values()),
        )

    def _heads(self, where: str, values: tuple[str | int, ...]) -> tuple[SessionRow, ...]:
        rows = self._connection.execute(
            f"SELECT {SESSION.listed} FROM session WHERE deleted = 0 AND {where} ORDER BY started_at, id", values
        )
        return tuple(SESSION.read(row) for row in rows)

    def _parts(self, session: str, table: RowTable[R], order: str) -> tuple[R, ...]:
        rows = self._connection.execute(
            f"SELECT {table.listed} FROM {table.name} WHERE session = ? ORDER BY {order}", (self.key(session),)
        )
        return tuple(table.read(row) for row in rows)


def _marks(count: int) -> str:
    return ", ".join("?" * count)
