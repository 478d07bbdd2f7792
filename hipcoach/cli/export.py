"""`hipcoach export`: the diary written out."""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.days import day
from hipcoach.cli.store_access import open_diary
from hipcoach.errors import EnvironmentProblem
from hipcoach.store import Store

REPORT = "hipcoach.ui.report"  # needs Qt, so it is looked for and imported only when it is asked for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form and where it goes."""
    parser.add_argument("--format", required=True, choices=formats(), help="csv writes one file for each table")
    parser.add_argument("--out", required=True, type=Path, metavar="F", help="the file; for csv a folder")
    parser.add_argument("--since", type=day, metavar="DAY", help="pdf: from this day (three months)")
    parser.add_argument("--until", type=day, metavar="DAY", help="pdf: to this day (today)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="pdf: its size")


def formats() -> tuple[str, ...]:
    """The forms that can be written here."""
    return ("csv", "json", "fhir", "pdf") if find_spec(REPORT) else ("csv", "json", "fhir")


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the diary to a file that only the user may read."""
    with open_diary(context) as store:
        try:
            written = _write(args, store, context)
        except OSError as error:
            raise EnvironmentProblem(f"{args.out}: cannot be written ({error.strerror})") from error
    for path in written:
        context.print(f"Written: {path}")
    return 0


def _write(args: argparse.Namespace, store: Store, context: Context) -> Sequence[Path]:
    if args.format == "pdf":
        from importlib import import_module

        wanted = {"since": args.since, "until": args.until, "letter": args.paper == "letter"}
        import_module(REPORT).write_pdf(store, args.out, context, **wanted)
        return [args.out]
    from hipcoach.history.write_files import write

    return write(args.format, args.out, store)
