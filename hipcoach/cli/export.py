"""`hipcoach export`: the diary written out."""

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.diary import open_diary
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.store import Store

REPORT = "hipcoach.ui.report"  # needs Qt, so it is looked for and imported only when it is asked for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form and where it goes."""
    parser.add_argument("--format", required=True, choices=formats(), help="csv writes one file for each table")
    parser.add_argument("--out", required=True, type=Path, metavar="F", help="the file; for csv a folder")


def formats() -> tuple[str, ...]:
    """The forms that can be written here."""
    return ("csv", "json", "fhir", "pdf") if find_spec(REPORT) else ("csv", "json", "fhir")


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the diary to a file that only the user may read."""
    with open_diary(context) as store:
        try:
            written = _write(args.format, args.out, store, context)
        except OSError as error:
            raise EnvironmentProblem(f"{args.out}: cannot be written ({error.strerror})") from error
    for path in written:
        context.print(f"Written: {path}")
    return 0


def _write(form: str, out: Path, store: Store, context: Context) -> list[Path]:
    if form == "csv":
        from hipcoach.history.export_csv import csv_tables

        if out.exists() and not out.is_dir():
            raise InputError(f"{out}: expected a folder; csv writes one file for each table")
        out.mkdir(parents=True, exist_ok=True)
        return [_put(out / f"{name}.csv", text.encode()) for name, text in csv_tables(store).items()]
    if form == "json":
        from hipcoach.history.export_json import json_export

        return [_put(out, json_export(store))]
    if form == "fhir":
        from hipcoach.history.export_fhir import fhir_export

        return [_put(out, fhir_export(store))]
    from importlib import import_module

    import_module(REPORT).write_pdf(store, out, context)
    return [out]


def _put(path: Path, content: bytes) -> Path:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    return path
