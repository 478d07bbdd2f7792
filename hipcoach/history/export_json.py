"""The diary as JSON: everything, one record a line, the same bytes for the same diary."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hipcoach.history.document_rows import document_of
from hipcoach.history.newer_fields import encoded
from hipcoach.history.private_file import write_private_file
from hipcoach.history.progress import Progress, no_progress, part_of
from hipcoach.store import Store

COLLECTED = 0.9  # share of the time after which the diary has been read


def write_json(store: Store, out: Path, progress: Progress = no_progress) -> Sequence[Path]:
    """Write the file and return its path. Raises OSError where it cannot be written."""
    return [write_private_file(out, json_export(store, progress))]


def json_export(store: Store, progress: Progress = no_progress) -> bytes:
    """Return the whole document."""
    diary = document_of(store, part_of(progress, 0.0, COLLECTED))
    parts = []
    for name in diary.__struct_fields__:
        value = getattr(diary, name)
        parts.append(f'"{name}":'.encode() + (_lines(value) if isinstance(value, list) else msgspec.json.encode(value)))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _lines(records: Sequence[msgspec.Struct]) -> bytes:
    return b"[\n" + b",\n".join(map(encoded, records)) + b"\n]" if records else b"[]"
