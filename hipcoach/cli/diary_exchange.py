"""An exchange with the user's other computers, in the terminal: the command, and a session by itself."""

from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync.device import shared_folder
from hipcoach.sync.exchange import Exchange
from hipcoach.sync.exchange_result import ExchangeResult, ExchangeTime
from hipcoach.sync.incoming import Progress
from hipcoach.sync.result_words import result_lines
from hipcoach.sync.segments import folder_mark

SAID_EVERY = 1_000  # sessions
STOP = "A session ends at {score} here too, as on your other computer."


def exchange(context: Context, store: Store, folder: Path) -> None:
    """Exchange, and say what came. Raises EnvironmentProblem where the folder or the diary cannot be used."""
    result = _run(context, store, folder, lambda done, of: _show_progress(context, done, of))
    context.print(f"Written for the others: {result.told} records.")
    for line in result_lines(result):
        context.print(line)


def _show_progress(context: Context, done: int, of: int) -> None:
    if done % SAID_EVERY == 0:
        context.print(f"{done:,} of {of:,} sessions have come over.")


def _run(context: Context, store: Store, folder: Path, progress: Progress = lambda _done, _of: None) -> ExchangeResult:
    clock, settings = context.clock, context.settings
    moment = ExchangeTime(clock.utc(), clock.zone(), clock.uptime())
    result = Exchange(store, folder, progress).run(moment, settings)
    if result.settings != settings:
        settings_file.save(context.paths.settings_file, result.settings)
        vars(context).pop("settings")  # read anew
        if result.settings.pain_stop != settings.pain_stop:
            context.print(STOP.format(score=result.settings.pain_stop))
    return result


class SessionExchange:
    """The exchanges of one session, where the user's settings want any: before it, at its exercises, and after it."""

    def __init__(self, context: Context, store: Store) -> None:
        self._context, self._store = context, store
        self.folder = shared_folder(store.folder)
        self._mark: object = None  # of the folder, as the last exchange left it

    def exchange(self) -> None:
        """Exchange, and say what came; a problem is one line and no more."""
        if self.folder is None:
            return
        try:
            exchange(self._context, self._store, self.folder)
            self._mark = folder_mark(self.folder)
        except EnvironmentProblem as problem:
            print(problem, file=self._context.stderr)

    def look(self) -> bool:
        """Exchange where the folder has changed; return True if it was read. Says little."""
        if self.folder is None or self._mark == folder_mark(self.folder):
            return False
        try:
            _run(self._context, self._store, self.folder)
        except EnvironmentProblem:  # it is told after the session, where it lasts
            return False
        self._mark = folder_mark(self.folder)
        return True
