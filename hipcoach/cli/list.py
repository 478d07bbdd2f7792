"""`hipcoach list`: the exercises and session plans."""

import argparse

from hipcoach.catalogue.jsonable import loaded_data
from hipcoach.catalogue.listing import list_text
from hipcoach.catalogue.loader import load
from hipcoach.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the answer."""
    parser.add_argument("--json", action="store_true", help='{"exercises", "plans", "problems"}')


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the catalogue. What is wrong in the user's own plans goes to stderr and stops nothing."""
    loaded = load(context.paths.sessions, context.paths.user_plans, context.paths.user_exercises)
    if args.json:
        context.print_json(loaded_data(loaded))
    else:
        for line in list_text(loaded.catalogue):
            context.print(line)
    for problem in loaded.problems:
        print(problem, file=context.stderr)
    return 0
