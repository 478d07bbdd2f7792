"""`hipcoach today`: what is due and why."""

import argparse
from datetime import datetime, tzinfo

from hipcoach.cli.context import Context
from hipcoach.cli.diary import open_diary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the answer, and the moment it is about."""
    parser.add_argument("--json", action="store_true", help='{"date", "kind", "plan", "why", "hold"}')
    parser.add_argument(
        "--at",
        metavar="ISO-TIME",
        type=datetime.fromisoformat,
        help="as it would be at this time, such as 2026-03-02T09:00",
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what the Today page says."""
    from hipcoach.planner import saved
    from hipcoach.planner.reading import read
    from hipcoach.planner.today import today
    from hipcoach.safety.load import load_rule
    from hipcoach.safety.rule import stricter

    now, zone = _moment(args.at, context)
    rule = load_rule(context.paths.sessions / "pain_rule.toml")
    if context.settings.pain_stop < rule.red_absolute:
        rule = stricter(rule)
    with open_diary(context) as store:
        known = read(rule, store, now, zone, full_times=context.settings.full_instructions_times)
        found = today(rule, known, saved.programme(store), context.catalogue)
    if args.json:
        context.print_json(
            {
                "date": found.date.isoformat(),
                "kind": found.kind,
                "plan": found.plan,
                "why": found.why,
                "hold": found.hold,
                "line": found.line,
                "standing": found.standing,
                "contact": found.contact,
                "others": list(found.others),
            }
        )
        return 0
    plan = f" ({context.catalogue.plans[found.plan].title})" if found.plan is not None else ""
    context.print(f"{found.date:%A %d %B}: {found.kind.replace('_', ' ')}{plan}. {found.why}")
    return 0


def _moment(at: datetime | None, context: Context) -> tuple[datetime, tzinfo]:
    """The moment asked about and its zone; a time without a zone is the user's own."""
    zone = context.clock.zone()
    if at is None:
        return context.clock.utc(), zone
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    return at, at.tzinfo or zone
