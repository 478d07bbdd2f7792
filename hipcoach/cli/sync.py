"""`hipcoach sync`: brings this diary and those of the user's other computers together, through a folder."""

import argparse
from dataclasses import replace
from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary
from hipcoach.sync.exchange import Exchange, ExchangeTime
from hipcoach.sync.result_words import result_lines

LOWER_STOP = "A session ends at {score} here too, as on your other computer."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    what = "the folder that Syncthing, Nextcloud or a stick keeps in step; each computer writes only a part of its own"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=what)


def run(args: argparse.Namespace, context: Context) -> int:
    """Exchange once, and say what came."""
    with open_diary(context) as store:
        clock = context.clock
        moment = ExchangeTime(clock.utc(), clock.zone(), clock.uptime())
        result = Exchange(store, args.folder).run(moment, context.settings.pain_stop)
        if result.pain_stop < context.settings.pain_stop:
            settings_file.save(context.paths.settings_file, replace(context.settings, pain_stop=result.pain_stop))
            context.print(LOWER_STOP.format(score=result.pain_stop))
    context.print(f"Written for the others: {result.told} records.")
    for line in result_lines(result):
        context.print(line)
    return 0
