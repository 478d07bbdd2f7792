"""An exchange with the user's other computers, in the terminal: the command, and a session by itself."""

from dataclasses import replace
from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.errors import EnvironmentProblem
from hipcoach.settings import Settings
from hipcoach.store import Store
from hipcoach.sync.device import shared_folder
from hipcoach.sync.exchange import Exchange
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime, SettingsHere
from hipcoach.sync.incoming import Progress
from hipcoach.sync.result_words import result_lines
from hipcoach.sync.segments import folder_mark

SAID_EVERY = 1_000  # sessions
STOP = "A session ends at {score} here too, as on your other computer."


def exchange(context: Context, store: Store, folder: Path) -> None:
    """Exchange, and say what came. Raises EnvironmentProblem where folder, diary or settings cannot be used."""
    result = _run(context, store, folder, lambda done, of: _show_progress(context, done, of))
    context.print(f"Written for the others: {result.told} records.")
    for line in result_lines(result):
        context.print(line)
    if result.problem:
        raise EnvironmentProblem(result.problem)


def _show_progress(context: Context, done: int, of: int) -> None:
    if done % SAID_EVERY == 0:
        context.print(f"{done:,} of {of:,} sessions have come over.")


def _run(context: Context, store: Store, folder: Path, progress: Progress = lambda _done, _of: None) -> ExchangeResult:
    clock, loaded = context.clock, context.loaded_settings
    moment = ExchangeTime(clock.utc(), clock.zone(), clock.uptime())
    here = SettingsHere(loaded.settings, bool(loaded.problems), lambda settings: _keep_settings(context, settings))
    return Exchange(store, folder, progress).run(moment, here)


def _keep_settings(context: Context, settings: Settings) -> None:
    """Use settings from now on, and save them. Raises EnvironmentProblem; a lower stop counts even then."""
    loaded = context.loaded_settings
    before = loaded.settings
    if settings == before:
        return
    problem = None
    if not loaded.problems:
        try:
            settings_file.save(context.paths.settings_file, settings)
        except OSError as error:
            problem = EnvironmentProblem(f"Your settings could not be saved ({error.strerror}).")
            settings = replace(before, pain_stop=min(before.pain_stop, settings.pain_stop))
    vars(context)["loaded_settings"] = replace(loaded, settings=settings)
    if settings.pain_stop != before.pain_stop:
        context.print(STOP.format(score=settings.pain_stop))
    if problem is not None:
        raise problem


class SessionExchange:
    """The exchanges of one session, if the user's settings want any: before it, at each exercise, and after it."""

    def __init__(self, context: Context, store: Store) -> None:
        self._context, self._store = context, store
        self.folder = shared_folder(store.folder)
        self._mark: object = None  # of the folder, as the last exchange left it
        self._kept: tuple[str, ...] = ()  # what a look found, still to be said

    def exchange(self) -> None:
        """Exchange, and say what came; a problem is one line and no more."""
        if self.folder is None:
            return
        try:
            for line in self._kept:
                self._context.print(line)
            self._kept = ()
            exchange(self._context, self._store, self.folder)
            self._mark = folder_mark(self.folder)
        except EnvironmentProblem as problem:
            print(problem, file=self._context.stderr)

    def look(self) -> bool:
        """Exchange where the folder has changed. Return True if the diary may have more now. Says little."""
        if self.folder is None or self._mark == folder_mark(self.folder):
            return False
        try:
            self._kept += _run(self._context, self._store, self.folder).kept
        except EnvironmentProblem:  # it is told after the session, where it lasts; it may have come after the diary's
            return True
        self._mark = folder_mark(self.folder)
        return True
