"""The forms in which the diary can be written out: one table for the command line, the window and the documentation.

A new form is a file beside this one with a function like `write_json`, and one entry in `FORMATS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.errors import InputError
from hipcoach.history.export_csv import write_csv
from hipcoach.history.export_fhir import write_fhir
from hipcoach.history.export_json import write_json
from hipcoach.history.progress import Progress
from hipcoach.store import Store

DiaryWriter = Callable[[Store, Path, Progress], Sequence[Path]]
"""Writes the diary to a path and returns the files written.

Raises OSError where they cannot be written, InputError for a path of the wrong kind.
"""

FOLDER = ""  # in the place of a file's ending


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One form of the diary."""

    name: str  # what follows `--format`
    label: str  # on its button
    ending: str  # of the file's name, or FOLDER
    hint: str  # what it is for: beside the button, in the command's help, in the documentation
    write: DiaryWriter | None  # None: a report on a period, which hipcoach/ui/report lays out


FORMATS = (
    ExportFormat(
        name="json",
        label="Everything (JSON)",
        ending=".json",
        hint="The whole diary, for another computer or for keeping.",
        write=write_json,
    ),
    ExportFormat(
        name="csv",
        label="Tables (CSV)",
        ending=FOLDER,
        hint="A folder with a table for each kind of fact, for a spreadsheet.",
        write=write_csv,
    ),
    ExportFormat(
        name="fhir",
        label="Health record (FHIR)",
        ending=".json",
        hint="For programs of a clinic that read HL7 FHIR R4.",
        write=write_fhir,
    ),
    ExportFormat(
        name="pdf",
        label="Report (PDF)",
        ending=".pdf",
        hint="One page for the physiotherapist, on a period.",
        write=None,
    ),
)


def format_named(name: str) -> ExportFormat:
    """Return the form of this name. Raises InputError for a name that is not in the table."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise InputError(f"{name}: expected one of {', '.join(each.name for each in FORMATS)}")


def formats_markdown() -> str:
    """Return the table as a Markdown list, one line for each form."""
    return "".join(f"- `{each.name}`: {in_sentence(each.hint)}\n" for each in FORMATS)
