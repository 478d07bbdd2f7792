"""`hipcoach sync`: brings this diary and those of the user's other computers together, through a folder."""

import argparse
from dataclasses import replace
from pathlib import Path

from hipcoach import settings_file
from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary
from hipcoach.sync.exchange import Exchange, ExchangeResult, ExchangeTime

RESTS = "A rest for pain from your other computer holds here too: its hours count from now."
LOWER_STOP = "A session ends at {score} here too, as on your other computer."
ALONE = "No other computer has written there yet."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    what = "the folder that Syncthing, Nextcloud or a stick keeps in step; each computer writes only a part of its own"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=what)


def run(args: argparse.Namespace, context: Context) -> int:
    """Exchange once, and say what came."""
    with open_diary(context) as store:
        clock = context.clock
        moment = ExchangeTime(clock.utc(), clock.zone(), clock.uptime())
        outcome = Exchange(store, args.folder).run(moment, context.settings.pain_stop)
        if outcome.pain_stop < context.settings.pain_stop:
            settings_file.save(context.paths.settings_file, replace(context.settings, pain_stop=outcome.pain_stop))
            context.print(LOWER_STOP.format(score=outcome.pain_stop))
    for line in _lines(outcome):
        context.print(line)
    return 0


def _lines(outcome: ExchangeResult) -> list[str]:
    changed = outcome.changed
    lines = [f"Written for the others: {outcome.told} records. Taken in: {changed.get('sessions', 0)} sessions."]
    if not outcome.devices:
        lines.append(ALONE)
    if changed.get("rests"):
        lines.append(RESTS)
    if changed.get("ended"):
        lines.append(f"Rests that were ended on another computer: {changed['ended']}.")
    if changed.get("deleted"):
        lines.append(f"Sessions that were deleted on another computer: {changed['deleted']}.")
    if outcome.waiting or outcome.damaged:
        lines.append(f"{outcome.waiting} records wait, and {outcome.damaged} lines cannot be read.")
    return lines
