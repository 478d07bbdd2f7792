"""`hipcoach sync`: brings this diary and those of the user's other computers together, through a folder."""

import argparse
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.diary_exchange import exchange
from hipcoach.cli.store_access import open_diary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    what = "the folder that Syncthing, Nextcloud or a stick keeps in step; each computer writes only a part of its own"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=what)


def run(args: argparse.Namespace, context: Context) -> int:
    """Exchange once, and say what came."""
    with open_diary(context) as store:
        exchange(context, store, args.folder)
    return 0
