"""`hipcoach import`: a diary that was exported as JSON, taken in."""

import argparse
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("file", type=Path, metavar="F", help="what `export --format json` wrote")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the file whole, then bring it in; what is there already stays once, and a rest in force stays in force."""
    from hipcoach.history.take_in import take_in

    with open_diary(context) as store:
        changed = take_in(store, args.file, context.clock.utc())
    if changed:
        context.print("Taken in: " + ", ".join(f"{kind} {count}" for kind, count in changed.items()))
    else:
        context.print("Nothing was new.")
    return 0
