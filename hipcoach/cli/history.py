"""`hipcoach history`: what was done."""

import argparse

from hipcoach.cli.context import Context
from hipcoach.cli.days import day
from hipcoach.cli.session import rule_of
from hipcoach.cli.store_access import open_diary
from hipcoach.coach import words
from hipcoach.history.session_detail import by_day, history_json
from hipcoach.history.summary_line import session_text
from hipcoach.safety.types import Finish
from hipcoach.store.queries import Search


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the answer, and which sessions are wanted."""
    parser.add_argument("--json", action="store_true", help='{"sessions": [...]}, oldest first')
    parser.add_argument("--since", type=day, metavar="DATE", help="from this day on")
    parser.add_argument("--until", type=day, metavar="DATE", help="up to this day")
    parser.add_argument("--plan", help="only sessions of this plan")
    parser.add_argument("--exercise", help="only sessions with this exercise in them")
    parser.add_argument("--finish", choices=[each.value for each in Finish], help="how it ended")
    parser.add_argument("--pain-from", type=int, metavar="N", help="only sessions with an answer this high")
    parser.add_argument("--text", help="only sessions with these words in a note")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the sessions that were asked for."""
    search = Search(args.since, args.until, args.plan, args.exercise, args.finish, args.pain_from, args.text)
    rule = rule_of(context)
    with open_diary(context) as store:
        if args.json:
            context.print_json(history_json(store, rule, search))
            return 0
        found = store.queries.sessions(search)
        if not found:
            context.print("No sessions yet." if search == Search() else "No session is like that.")
        for day, lines in by_day(found).items():
            context.print(words.long_date(day))
            for line in lines:
                context.print(f"  {session_text(line, rule)}")
    return 0
