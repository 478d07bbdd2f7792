"""Brings this diary and those of the user's other computers together, while the window is open.

Nothing is read where neither the folder nor the diary has changed since.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipcoach.clock import Clock
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync import KEPT, OLDER
from hipcoach.ui.settings_keeper import SettingsKeeper

if TYPE_CHECKING:
    from hipcoach.sync.exchange_result import ExchangeResult


class Sharing(QObject):
    """Exchanges where the user has chosen a folder; one problem is told once, until it is over."""

    taken_in = Signal(str)  # the diary has more or less than before: what, in words
    failed = Signal(str)
    worked = Signal()  # after it had failed
    came_over = Signal(int, int)  # sessions by now, of how many; only where there are many
    ended = Signal()

    def __init__(self, store: Store, clock: Clock, settings: SettingsKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = clock
        self._settings = settings
        self._problem = ""
        self._kept: tuple[str, ...] = ()  # what came in the midst of a session, still to be said
        self._mark: tuple[object, ...] | None = None  # of the folder and the diary, as the last exchange left them

    @property
    def folder(self) -> Path | None:
        """Return the folder that is exchanged through; None where there is none."""
        if not (self._store.folder / KEPT).is_dir():
            return None
        from hipcoach.sync.device import shared_folder  # 20 ms with the document's shapes, only where it is shared

        return shared_folder(self._store.folder)

    @property
    def replaced(self) -> Path | None:
        """Return the folder with the files that another computer's took the place of; None where there is none."""
        older = self._store.folder / KEPT / OLDER
        return older if older.is_dir() and any(older.iterdir()) else None

    def share_through(self, folder: Path | None) -> None:
        """Begin to exchange through a folder, or stop. Raises EnvironmentProblem."""
        from hipcoach.sync.device import share_through  # as above

        share_through(self._store.folder, folder)
        self._mark = None

    def exchange(self) -> tuple[str, ...]:
        """Exchange where that is wanted and there is anything new; return what is to be said of it."""
        folder = self.folder
        if folder is None or (self._mark == self._present(folder) and not self._kept):
            return ()
        from hipcoach.sync.result_words import result_lines  # as above

        try:
            result = self._run(folder)
        except EnvironmentProblem as problem:
            self._say(str(problem))
            return (str(problem),)
        self._say(result.problem)
        lines = (*self._kept, *result_lines(result), *filter(None, (result.problem,)))
        is_new, self._kept = bool(self._kept) or any(result.changed.values()), ()
        if is_new:
            self.taken_in.emit(" ".join(lines))
        return lines

    def look(self) -> bool:
        """Exchange in the midst of a session, where the folder has changed; return True if the diary may have more."""
        folder = self.folder
        if folder is None:
            return False
        from hipcoach.sync.segments import folder_mark  # as above

        if self._mark is not None and self._mark[1] == folder_mark(folder):
            return False
        try:
            self._kept += self._run(folder).kept
        except EnvironmentProblem:  # it is told after the session, where it lasts; it may have come after the diary's
            return True
        return True

    def _run(self, folder: Path) -> "ExchangeResult":
        from hipcoach.sync.exchange import Exchange  # as above
        from hipcoach.sync.exchange_result import ExchangeTime, SettingsHere

        settings = self._settings
        moment = ExchangeTime(self._clock.utc(), self._clock.zone(), self._clock.uptime())
        try:
            result = Exchange(self._store, folder, self.came_over.emit).run(
                moment, SettingsHere(settings.current, settings.are_in_doubt(), settings.keep)
            )
        finally:
            self.ended.emit()
        self._mark = None if result.problem else self._present(folder)
        return result

    def _present(self, folder: Path) -> tuple[object, ...]:
        from hipcoach.sync.own_things import OwnThings
        from hipcoach.sync.segments import folder_mark  # as above

        try:
            own = OwnThings(self._settings.current, self._store.folder).marks()
        except OSError:  # an exchange says so
            own = {}
        return folder, folder_mark(folder), self._store.changes, self._settings.current, own

    def _say(self, problem: str) -> None:
        before, self._problem = self._problem, problem
        if problem and problem != before:
            self.failed.emit(problem)
        elif before and not problem:
            self.worked.emit()
