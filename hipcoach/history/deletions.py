"""Deletion of one session or of everything, which can be undone until the diary is closed."""

from hipcoach.clock import Clock
from hipcoach.store import Store

EVERYTHING = "Everything"


class Deletions:
    """Deletes, and remembers each deletion so that the last one can be undone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._steps: list[tuple[str, str]] = []  # the name to show, and the session's id or "" for everything

    @property
    def last(self) -> str | None:
        """Return the name of what `undo` would bring back, or None."""
        return self._steps[-1][0] if self._steps else None

    def delete_session(self, session: str, name: str) -> None:
        """Hide a session; `name` is what Undo calls it. Raises EnvironmentProblem where nothing may change."""
        with self._store.transaction():
            self._store.sessions.delete(session)
        self._steps.append((name, session))

    def delete_everything(self) -> None:
        """Empty the diary; pain rests in force stay. Raises EnvironmentProblem where nothing may change."""
        self._store.delete_everything()
        self._steps.append((EVERYTHING, ""))

    def undo(self) -> None:
        """Bring back the last deletion."""
        _, session = self._steps[-1]
        if session:
            with self._store.transaction():
                self._store.sessions.undelete(session)
        else:
            now = self._clock.utc()
            if self._store.sessions.all():
                self._store.back_up(now)  # sessions done since then would be lost
            self._store.undo_delete_everything(now)
        self._steps.pop()

    def forget(self) -> None:
        """Drop all undo steps, because the diary was replaced by another one."""
        self._steps.clear()
