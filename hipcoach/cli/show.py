"""`hipcoach show`: one exercise or session plan in full."""

import argparse

from hipcoach.catalogue.find import find
from hipcoach.catalogue.jsonable import exercise_data, plan_data
from hipcoach.catalogue.listing import exercise_text, plan_text
from hipcoach.catalogue.types import SessionPlan
from hipcoach.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to show, and the form of the answer."""
    parser.add_argument("name", metavar="EXERCISE|PLAN", help="an id that `hipcoach list` shows")
    parser.add_argument("--json", action="store_true", help="as data")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print one of them; status 1 where there is none of that name."""
    catalogue = context.catalogue
    found = find(catalogue, args.name)
    if isinstance(found, SessionPlan):
        data, text = plan_data(found, catalogue), plan_text(found, catalogue)
    else:
        data, text = exercise_data(found, catalogue), exercise_text(found, catalogue)
    if args.json:
        context.print_json(data)
    else:
        for line in text:
            context.print(line)
    return 0
