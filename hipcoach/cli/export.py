"""`hipcoach export`: the diary written out."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.days import day
from hipcoach.cli.store_access import open_diary
from hipcoach.errors import EnvironmentProblem
from hipcoach.history.export_formats import FORMATS, format_named
from hipcoach.history.progress import no_progress
from hipcoach.store import Store

REPORT = "hipcoach.ui.report.report_file"  # imported only for a report: it needs Qt, and no other form does


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form and where it goes."""
    parser.add_argument("--format", required=True, choices=[each.name for each in FORMATS], help=_help())
    parser.add_argument("--out", required=True, type=Path, metavar="F", help="the file; for csv a folder")
    parser.add_argument("--since", type=day, metavar="DAY", help="pdf: from this day (three months)")
    parser.add_argument("--until", type=day, metavar="DAY", help="pdf: to this day (today)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="pdf: its size")


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


def _help() -> str:
    return " ".join(f"{each.name}: {each.hint}" for each in FORMATS)


def _write(args: argparse.Namespace, store: Store, context: Context) -> Sequence[Path]:
    write = format_named(args.format).write
    if write is not None:
        return write(store, args.out, no_progress)
    period = {"since": args.since, "until": args.until, "letter": args.paper == "letter"}
    import_module(REPORT).write_pdf(store, args.out, context, **period)
    return [args.out]
