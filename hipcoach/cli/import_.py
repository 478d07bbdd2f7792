"""`hipcoach import`: a diary that was exported as JSON, taken in."""

import argparse
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.diary import open_diary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("file", type=Path, metavar="F", help="what `export --format json` wrote")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read the file whole, then bring it in; what is there already stays once, and a rest in force stays in force."""
    from hipcoach.history.merge import merge
    from hipcoach.history.read_json import read_diary

    diary = read_diary(args.file)
    with open_diary(context) as store:
        if store.sessions.all() or store.profile.all():
            store.back_up(context.clock.utc())
        changed = {kind: count for kind, count in merge(store, diary).items() if count}
    if changed:
        context.print("Taken in: " + ", ".join(f"{kind} {count}" for kind, count in changed.items()))
    else:
        context.print("Nothing was new.")
    return 0
