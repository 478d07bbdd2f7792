"""The open diary: one file, one connection, everything that is kept."""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from hipcoach.errors import EnvironmentProblem
from hipcoach.store import backup
from hipcoach.store.before_opening import FolderLock
from hipcoach.store.connection import CANNOT_READ, is_damage, is_no_room, is_outside, primary_code, transaction
from hipcoach.store.diary_files import Places
from hipcoach.store.files import Reserve
from hipcoach.store.marks import TableMark, are_kept, table_marks
from hipcoach.store.merge_pain_rests import PainRestRule, merge_pain_rests
from hipcoach.store.migrate import migrate, version
from hipcoach.store.queries import DiaryQueries
from hipcoach.store.records import Doses, NoteRecords, PainRests, Pains, ProfileRecords, Screens
from hipcoach.store.rows import PainRestRow
from hipcoach.store.schema import SchemaStep
from hipcoach.store.session_records import Sessions

logger = logging.getLogger(__name__)

READ_ONLY = "This diary was written by a newer hipcoach and is shown read-only; update hipcoach to add to it."
NOT_GOOD = "This backup is damaged or is no diary of hipcoach; nothing was changed: {path}"
NOT_KEPT = "This could not be kept: {why}."
FULL = "the disk is full. Please make room on it"
FAILS = "the diary cannot be written ({error}). Please look at the disk"
TOO_NEW = "This backup was written by a newer hipcoach; update hipcoach to restore it: {path}"

LONG_JOURNAL_BYTES = 128 * 1024

_KEPT_BY_DELETION = ("migration", "hold")


class Store:
    """The diary, open. Times are handed in; it never reads the clock. Not to be shared between threads."""

    def __init__(
        self,
        folder: Path,
        connection: sqlite3.Connection,
        steps: Sequence[SchemaStep],
        *,
        rule: PainRestRule,
        lock: FolderLock | None,
        read_only: bool,
        notices: tuple[str, ...],
    ) -> None:
        self.folder = folder
        self.notices = notices  # what the user should be told about how it was opened
        self.read_only = read_only
        self._connection = connection
        self.sessions = Sessions(connection)
        self.pains = Pains(connection)
        self.screens = Screens(connection)
        self.pain_rests = PainRests(connection)
        self.doses = Doses(connection)
        self.profile = ProfileRecords(connection)
        self.notes = NoteRecords(connection)
        self.queries = DiaryQueries(connection)
        self._steps = steps
        self._strictest = rule.strictest
        self._lock = lock
        self._closed = False
        self._reserve = Reserve(Places(folder).reserve)
        self._journal = Places(folder).journal  # looked up once: it is asked after every event

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all of what is written inside, or nothing; inside another transaction it is a part of that one.

        Raises EnvironmentProblem where nothing may change or nothing can be written; nothing is changed then.
        """
        if self.read_only:
            raise EnvironmentProblem(READ_ONLY)
        try:
            with transaction(self._connection):
                yield
        except sqlite3.Error as error:
            if is_no_room(error) or is_damage(error):
                full = primary_code(error) == sqlite3.SQLITE_FULL
                raise EnvironmentProblem(NOT_KEPT.format(why=FULL if full else FAILS.format(error=error))) from error
            raise

    @property
    def changes(self) -> int:
        """Return how many rows were changed since the diary was opened."""
        return self._connection.total_changes

    def marks(self) -> dict[str, TableMark]:
        """Return how each table is now, for `are_kept` and for what comes behind it."""
        return table_marks(self._connection)

    def are_kept(self, marks: Mapping[str, TableMark]) -> bool:
        """Return True if every row that these marks cover is as it was."""
        return are_kept(self._connection, marks)

    def make_room(self) -> bool:
        """Free a part of the reserve, for what must not be lost on a full disk. Return False if none is left."""
        return self._reserve.give_up()

    def take_reserve(self) -> bool:
        """Take the reserve again; return True if there is room for it, and so for everything."""
        return self._reserve.keep()

    @property
    def may_lack(self) -> bool:
        """Return True if the reserve was given up, so that what came after may be missing.

        It stays so at the next start.
        """
        return self._reserve.given_up

    def nothing_lacks(self) -> None:
        """Note that all that happened is on record."""
        self._reserve.forget()

    def settle_if_long(self) -> None:
        """Settle where the journal has grown long: in a session it would grow several times the diary's size."""
        try:
            size = self._journal.stat().st_size
        except FileNotFoundError:
            return
        if size >= LONG_JOURNAL_BYTES:
            self.settle()

    def settle(self) -> None:
        """Write the journal home and seal the file, so that after a crash the next start need not look at every record.

        Where there is no room for that, all stays in the journal, and is kept just as well.
        """
        if self.read_only or self._connection.in_transaction:
            return
        seal = Places(self.folder).seal
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if hasattr(self._connection, "serialize"):
                seal.write_for(self._connection.serialize())
        except OSError as error:
            logger.warning("the diary's checksum could not be written: %s", error.strerror)
            seal.take_away()
        except sqlite3.Error as error:
            if not is_no_room(error):
                raise
            logger.warning("no room to write the diary's journal home: all stays in the journal")

    def back_up(self, now: datetime) -> backup.Backup:
        """Copy the diary, verify the copy, delete old ones. Raises EnvironmentProblem where there is no room."""
        self.settle()
        return backup.make(self._connection, Places(self.folder).backups, now)

    def backups(self) -> tuple[backup.Backup, ...]:
        """Return all copies, newest first."""
        return backup.listed(Places(self.folder).backups)

    def restore(self, path: Path, now: datetime) -> backup.Backup:
        """Put a copy in the place of what is there, and return a copy of that. The strictest pain rest stays in force.

        Raises EnvironmentProblem for a copy that is not good, and then changes nothing.
        """
        if self.read_only:
            raise EnvironmentProblem(READ_ONLY)
        if not path.is_file() or not backup.is_good(path):
            raise EnvironmentProblem(NOT_GOOD.format(path=path))
        kept = self.back_up(now)
        self._take(path, now)
        return kept

    def merge_pain_rests(self, rows: Iterable[PainRestRow]) -> int:
        """Bring in another account of pain rests, by their ids; return how many rows changed."""
        return merge_pain_rests(self._connection, rows, self._strictest)

    def delete_everything(self) -> None:
        """Empty the diary, but for its pain rests. `undo_delete_everything` brings it back until it is closed."""
        undo = Places(self.folder).undo
        with self.transaction():
            pass
        backup.copy(self._connection, undo)
        with self.transaction():
            for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                if name not in _KEPT_BY_DELETION:
                    self._connection.execute(f"DELETE FROM {name}")

    def undo_delete_everything(self, now: datetime) -> bool:
        """Bring back what `delete_everything` took. Return True if there was anything to bring back."""
        undo = Places(self.folder).undo
        if not undo.exists():
            return False
        self._take(undo, now)
        undo.unlink()
        return True

    def close(self) -> None:
        """Make deletions final, write everything home, and let the file go. Closing twice does nothing more."""
        if self._closed:
            return
        self._closed = True
        try:
            if not self.read_only:
                self._make_deletions_final()
            self._connection.close()
            if not self.read_only:
                self._seal()
        finally:
            if self._lock is not None:
                self._lock.release()

    def _make_deletions_final(self) -> None:
        try:
            make_deletions_final(self)
        except sqlite3.Error as error:
            if not is_outside(error):
                raise
            logger.warning("deletions could not be made final (%s): they become so at the next opening", error)

    def _seal(self) -> None:
        place = Places(self.folder)
        try:
            place.seal.write()
        except OSError as error:
            logger.warning("the diary's checksum could not be written at closing: %s", error.strerror)
            place.seal.take_away()  # the next opening looks at every record instead

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        problem = outside_problem(error, self.folder)
        if problem is not None and problem is not error:
            raise problem from error

    def _take(self, path: Path, now: datetime) -> None:
        """Replace the content by that of a good copy, in one step. The pain rests of both remain."""
        part = path.with_name(path.name + ".taken")
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            backup.copy(source, part)
        try:
            with closing(sqlite3.connect(part, isolation_level=None)) as source:
                if version(source) > len(self._steps):
                    raise EnvironmentProblem(TOO_NEW.format(path=path))
                migrate(source, self._steps, now)
                merge_pain_rests(source, self.pain_rests.all(), self._strictest)
                source.backup(self._connection)
            self.settle()
        finally:
            part.unlink(missing_ok=True)


def outside_problem(error: BaseException | None, folder: Path) -> EnvironmentProblem | None:
    """Return what the user is told where the disk or the diary's file is at fault; None for any other error."""
    if isinstance(error, sqlite3.Error) and is_outside(error):
        return EnvironmentProblem(CANNOT_READ.format(why=error, path=Places(folder).diary))
    return error if isinstance(error, EnvironmentProblem) else None


def make_deletions_final(store: Store) -> None:
    """Remove what was deleted: hidden sessions, and after "delete everything" the copies of it too."""
    store.sessions.purge()
    place = Places(store.folder)
    if place.undo.exists():
        for copy in store.backups():
            copy.path.unlink(missing_ok=True)
        for aside in store.folder.glob("damaged-*.sqlite3*"):
            aside.unlink(missing_ok=True)
        place.undo.unlink()
