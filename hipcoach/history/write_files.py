"""The diary as files: CSV, JSON or FHIR, readable by the user alone."""

import os
from collections.abc import Sequence
from pathlib import Path

from hipcoach.errors import InputError
from hipcoach.history.progress_report import Told, silent
from hipcoach.store import Store


def write(form: str, out: Path, store: Store, told: Told = silent) -> Sequence[Path]:
    """Write the diary as `csv`, `json` or `fhir`; CSV goes to a folder. Raises OSError, or InputError."""
    if form == "csv":
        from hipcoach.history.export_csv import csv_tables

        if out.exists() and not out.is_dir():
            raise InputError(f"{out}: expected a folder; csv writes one file for each table")
        out.mkdir(parents=True, exist_ok=True)
        return [put(out / f"{name}.csv", text.encode()) for name, text in csv_tables(store, told).items()]
    if form == "json":
        from hipcoach.history.export_json import json_export

        return [put(out, json_export(store, told))]
    from hipcoach.history.export_fhir import fhir_export

    return [put(out, fhir_export(store, told))]


def put(path: Path, content: bytes) -> Path:
    """Write a whole file. Raises OSError where it cannot be written."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    return path
