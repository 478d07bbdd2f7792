"""`hipcoach import`: merge a diary that was exported as JSON."""

import argparse
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary
from hipcoach.history.import_diary import import_diary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file."""
    parser.add_argument("file", type=Path, metavar="F", help="what `export --format json` wrote")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the file as a whole, then merge it. No record comes in twice, and a pain rest in force stays in force."""
    with open_diary(context) as store:
        changed = import_diary(store, args.file, context.clock.utc())
    if changed:
        context.print("Taken in: " + ", ".join(f"{kind} {count}" for kind, count in changed.items()))
    else:
        context.print("Nothing was new.")
    return 0
