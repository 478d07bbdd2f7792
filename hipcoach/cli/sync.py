"""`hipcoach sync`: brings this diary and those of the user's other computers together, through a folder."""

import argparse
from dataclasses import replace
from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store
from hipcoach.sync.device import shared_folder
from hipcoach.sync.exchange import Exchange, ExchangeTime
from hipcoach.sync.result_words import result_lines

STOP = "A session ends at {score} here too, as on your other computer."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    what = "the folder that Syncthing, Nextcloud or a stick keeps in step; each computer writes only a part of its own"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=what)


def run(args: argparse.Namespace, context: Context) -> int:
    """Exchange once, and say what came."""
    with open_diary(context) as store:
        exchange(context, store, args.folder)
    return 0


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
