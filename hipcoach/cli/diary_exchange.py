"""An exchange with the user's other computers, in the terminal: the command, and a session by itself."""

from dataclasses import replace
from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync.device import shared_folder
from hipcoach.sync.exchange import Exchange, ExchangeTime
from hipcoach.sync.result_words import result_lines

STOP = "A session ends at {score} here too, as on your other computer."


def exchange(context: Context, store: Store, folder: Path) -> None:
    """Exchange, and say what came. Raises EnvironmentProblem where the folder or the diary cannot be used."""
    clock, settings = context.clock, context.settings
    moment = ExchangeTime(clock.utc(), clock.zone(), clock.uptime())
    result = Exchange(store, folder).run(moment, settings.pain_stop)
    if result.pain_stop != settings.pain_stop:
        settings_file.save(context.paths.settings_file, replace(settings, pain_stop=result.pain_stop))
        vars(context).pop("settings")  # read anew
        context.print(STOP.format(score=result.pain_stop))
    context.print(f"Written for the others: {result.told} records.")
    for line in result_lines(result):
        context.print(line)


def exchange_by_itself(context: Context, store: Store) -> None:
    """Exchange where the user's settings want it, before and after a session; a problem is one line and no more."""
    folder = shared_folder(store.folder)
    if folder is None:
        return
    try:
        exchange(context, store, folder)
    except EnvironmentProblem as problem:
        print(problem, file=context.stderr)
