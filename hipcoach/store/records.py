"""Rows that stand alone: pain answers, screenings, pain rests, doses, the profile, notes. Each has its checksum."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from hipcoach.store.connection import transaction
from hipcoach.store.digest import row_digest
from hipcoach.store.rows import DoseRow, NoteRow, PainRestRow, PainRow, ProfileRow, ScreenRow, StoredQuestion
from hipcoach.store.values import RowTable, to_text


class _Row(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Row)

PAIN = RowTable("pain", PainRow)
SCREEN = RowTable("screen", ScreenRow)
PAIN_REST = RowTable("hold", PainRestRow)  # the table keeps an older name
DOSE = RowTable("dose", DoseRow)
PROFILE = RowTable("profile", ProfileRow)
NOTE = RowTable("note", NoteRow)

_SHOWN = "(session IS NULL OR session NOT IN (SELECT id FROM session WHERE deleted = 1))"


class Records(Generic[R]):
    """Rows of one kind, by id."""

    def __init__(self, connection: sqlite3.Connection, table: RowTable[R]) -> None:
        self._connection = connection
        self._table = table

    def add(self, row: R) -> None:
        """Write a new row. Raises sqlite3.IntegrityError where its id is taken."""
        self._write("INSERT", row)

    def put(self, row: R) -> None:
        """Write a row in the place of the one with its id."""
        values = {**self._table.values(row), "digest": row_digest(self._table.values(row))}
        self._connection.execute(
            f"UPDATE {self._table.name} SET {', '.join(f'{name} = ?' for name in values)} WHERE id = ?",
            (*values.values(), row.id),
        )

    def get(self, row_id: str) -> R:
        """Return one row. Raises KeyError where it is not there."""
        found = self.where("id = ?", (row_id,))
        if not found:
            raise KeyError(row_id)
        return found[0]

    def find(self, row_id: str) -> R | None:
        """Return one row; None where it is not there."""
        return next(iter(self.where("id = ?", (row_id,))), None)

    def since(self, key: int) -> tuple[R, ...]:
        """Return the rows behind a key (`TableMark`), in the order written."""
        return self.where("key > ?", (key,))

    def all(self) -> tuple[R, ...]:
        """Return every row, in the order written."""
        return self.where("1", ())

    def where(self, condition: str, values: Sequence[str | int | None], *, order: str = "key") -> tuple[R, ...]:
        """Return the rows for which an SQL condition of ours holds."""
        rows = self._connection.execute(
            f"SELECT {self._table.listed} FROM {self._table.name} WHERE {condition} ORDER BY {order}", values
        )
        return tuple(self._table.read(row) for row in rows)

    def _write(self, verb: str, row: R) -> int:
        values = self._table.values(row)
        marks = ", ".join("?" * (len(values) + 1))
        with transaction(self._connection):
            return self._connection.execute(
                f"{verb} INTO {self._table.name} ({self._table.listed}, digest) VALUES ({marks})",
                (*values.values(), row_digest(values)),
            ).rowcount


class Pains(Records[PainRow]):
    """Answers to the pain questions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, PAIN)

    def of_session(self, session: str) -> tuple[PainRow, ...]:
        """Return all answers that belong to a session, as they were given."""
        return self.where("session = ?", (session,), order="at, key")

    def of_question(self, question: str, *, since: datetime | None = None) -> tuple[PainRow, ...]:
        """Return all answers to one question, oldest first. Those of deleted sessions are left out."""
        return self.where(
            f"question = ? AND at >= ? AND {_SHOWN}",
            (question, "" if since is None else to_text(since)),
            order="at, key",
        )

    def latest(self, question: str, count: int) -> tuple[PainRow, ...]:
        """Return the last `count` answers that gave a number, newest first."""
        return self.where(
            f"question = ? AND score IS NOT NULL AND {_SHOWN}", (question,), order=f"at DESC, key DESC LIMIT {count:d}"
        )

    def last_written(self, question: str) -> PainRow | None:
        """Return the answer with a number that was written last, whatever its date: a clock may be set back."""
        found = self.where(f"question = ? AND score IS NOT NULL AND {_SHOWN}", (question,), order="key DESC LIMIT 1")
        return found[0] if found else None

    def marked_worse(self) -> frozenset[str]:
        """Return the exercises that a report of more pain was about, in any session."""
        rows = self._connection.execute(
            f"SELECT DISTINCT exercise, also FROM pain WHERE question = ? AND {_SHOWN}", (StoredQuestion.DURING,)
        )
        return frozenset(name for exercise, also in rows for name in (exercise, *also.split()) if name)


class PainRests(Records[PainRestRow]):
    """Pain rests, in force or over."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, PAIN_REST)

    def in_force(self) -> tuple[PainRestRow, ...]:
        """Return those that hold sessions back, oldest first."""
        return self.where("corrected_at IS NULL AND released_at IS NULL", (), order="started_at, key")

    def correct(self, pain_rest: str, at: datetime) -> None:
        """Mark a pain rest as corrected, because it came from a mistyped number: it no longer counts."""
        self._change(replace(self.get(pain_rest), corrected_at=at))

    def release(self, pain_rest: str, at: datetime) -> None:
        """Mark a pain rest as released, which the rule and the user agreed on."""
        self._change(replace(self.get(pain_rest), released_at=at))

    def advise(self, pain_rest: str, advice: str, at: datetime) -> None:
        """Write the advice that the user has had beside a pain rest."""
        self._change(replace(self.get(pain_rest), advice=advice, advice_at=at))

    def _change(self, row: PainRestRow) -> None:
        with transaction(self._connection):
            self.put(row)


class Doses(Records[DoseRow]):
    """Where each exercise stands on its ladder, and how it came there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, DOSE)

    def current(self) -> dict[tuple[str, str | None], DoseRow]:
        """Return the newest row of each exercise and side. A newer row for both sides counts for each side."""
        newest: dict[tuple[str, str | None], DoseRow] = {}
        for row in self.where("1", (), order="at, key"):
            if row.side is None:
                newest = {place: kept for place, kept in newest.items() if place[0] != row.exercise}
            newest[row.exercise, row.side] = row
        return newest


class ProfileRecords(Records[ProfileRow]):
    """What the user said about themselves; the newest of each name counts, all are kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, PROFILE)

    def value(self, name: str) -> str | None:
        """Return the newest JSON value, or None where there is none."""
        found = self.where("name = ?", (name,), order="at DESC, key DESC LIMIT 1")
        return found[0].value if found else None

    def history(self, name: str) -> tuple[ProfileRow, ...]:
        """Return all rows of one name, oldest first."""
        return self.where("name = ?", (name,), order="at, key")


class NoteRecords(Records[NoteRow]):
    """Notes on sessions, with their corrections."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, NOTE)

    def of_session(self, session: str) -> tuple[NoteRow, ...]:
        """Return all notes of a session and all corrections, oldest first."""
        return self.where("session = ?", (session,), order="at, key")


class Screens(Records[ScreenRow]):
    """Answers of the screening; those without a session are days on which it refused one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, SCREEN)

    def of_session(self, session: str) -> tuple[ScreenRow, ...]:
        """Return the answers that one session began with, and went on with."""
        return self.where("session = ?", (session,), order="at, key")

    def with_signs(self) -> tuple[ScreenRow, ...]:
        """Return the answers that marked a sign, oldest first. Those of deleted sessions are left out."""
        return self.where(f"items <> '[]' AND {_SHOWN}", (), order="at, key")
