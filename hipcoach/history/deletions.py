"""Deleting one session, or everything, with a way back until the diary is closed."""

from hipcoach.clock import Clock
from hipcoach.store import Store

EVERYTHING = "Everything"


class Deletions:
    """Remembers what was deleted while the diary is open, the last first to come back."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._steps: list[tuple[str, str]] = []  # what it is called, and the session's id; empty: everything

    @property
    def last(self) -> str | None:
        """What `undo` would bring back, by its name."""
        return self._steps[-1][0] if self._steps else None

    def delete_session(self, session: str, name: str) -> None:
        """Hide a session. Raises EnvironmentProblem where nothing may change."""
        with self._store.transaction():
            self._store.sessions.delete(session)
        self._steps.append((name, session))

    def delete_everything(self) -> None:
        """Empty the diary; rests in force stay. Raises EnvironmentProblem where nothing may change."""
        self._store.delete_everything()
        self._steps.append((EVERYTHING, ""))

    def undo(self) -> None:
        """Bring back what was deleted last."""
        _, session = self._steps[-1]
        if session:
            with self._store.transaction():
                self._store.sessions.undelete(session)
        else:
            now = self._clock.utc()
            if self._store.sessions.all():
                self._store.back_up(now)  # what came in since then would be replaced without a trace
            self._store.undo_delete_everything(now)
        self._steps.pop()

    def forget(self) -> None:
        """Another diary is in the place of the one from which things were deleted."""
        self._steps.clear()
