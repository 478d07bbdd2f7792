"""Deletion of one session or of everything, which can be undone until the diary is closed."""

from datetime import datetime
from typing import Protocol

from hipcoach.clock import Clock
from hipcoach.store import Store

EVERYTHING = "Everything"


class DeletionNotes(Protocol):
    """Notes deletions for the user's other computers, each before it happens."""

    def delete(self, session: str, now: datetime) -> str:
        """Note that a session is deleted; return what its undo names."""

    def undo(self, deletion: str, now: datetime) -> None:
        """Note that a deletion counts no more."""

    def delete_everything(self) -> str:
        """Take away what this computer has told the others; return what is to be said of theirs."""


class Deletions:
    """Deletes, and remembers each deletion so that the last one can be undone."""

    def __init__(self, store: Store, clock: Clock, notes: DeletionNotes) -> None:
        self._store = store
        self._clock = clock
        self._notes = notes
        # The name to show, the session's id or "" for everything, and what the others know the deletion by.
        self._steps: list[tuple[str, str, str]] = []

    @property
    def last(self) -> str | None:
        """Return the name of what `undo` would bring back, or None."""
        return self._steps[-1][0] if self._steps else None

    def delete_session(self, session: str, name: str) -> None:
        """Hide a session; `name` is what Undo calls it. Raises EnvironmentProblem where nothing may change."""
        with self._store.transaction():
            self._store.sessions.delete(session)
            deletion = self._notes.delete(session, self._clock.utc())
        self._steps.append((name, session, deletion))

    def delete_everything(self) -> str:
        """Empty the diary; pain rests in force stay. Return what is to be said of the user's other computers.

        Raises EnvironmentProblem where nothing may change.
        """
        self._store.delete_everything()
        self._steps.append((EVERYTHING, "", ""))
        return self._notes.delete_everything()

    def undo(self) -> None:
        """Bring back the last deletion."""
        _, session, deletion = self._steps[-1]
        if session:
            with self._store.transaction():
                self._store.sessions.undelete(session)
                self._notes.undo(deletion, self._clock.utc())
        else:
            now = self._clock.utc()
            if self._store.sessions.all():
                self._store.back_up(now)  # sessions done since then would be lost
            self._store.undo_delete_everything(now)
        self._steps.pop()

    def forget(self) -> None:
        """Drop all undo steps, because the diary was replaced by another one."""
        self._steps.clear()
