"""`hipcoach backup`: the copies of the diary, a new one, or one brought back."""

import argparse
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.store_access import open_diary
from hipcoach.coach.check_copy import refuse_unusable_copy
from hipcoach.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do; with nothing said, the copies are listed."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--now", action="store_true", help="make a copy now")
    what.add_argument("--restore", type=Path, metavar="FILE", help="bring this copy back; what is there now is kept")


def run(args: argparse.Namespace, context: Context) -> int:
    """List the copies, newest first, or make or bring back one."""
    with open_diary(context) as store:
        if args.restore is not None:
            found = _found(args.restore, context)
            if found.parent.resolve() != context.paths.backups.resolve():
                refuse_unusable_copy(found, context.clock.utc())
            kept = store.restore(found, context.clock.utc())
            context.print(f"Brought back: {args.restore}. What was there before is kept: {kept.path}")
            return 0
        if args.now:
            context.print(f"Copied and looked over: {store.back_up(context.clock.utc()).path}")
            return 0
        backups = store.backups()
        zone = context.clock.zone()
        if not backups:
            context.print("No copies yet: one is made after each session.")
        for backup in backups:
            context.print(f"{backup.at.astimezone(zone):%Y-%m-%d %H:%M}  {backup.path}")
    return 0


def _found(path: Path, context: Context) -> Path:
    """Return the copy at `path`, or of that name among our own. Raises InputError where there is none."""
    found = path if path.exists() else context.paths.backups / path.name
    if not found.is_file():
        raise InputError([f"{path}: expected one of the copies that `hipcoach backup` lists"])
    return found
