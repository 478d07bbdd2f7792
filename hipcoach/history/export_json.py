"""The diary as JSON: everything, one record a line, the same bytes for the same diary."""

from collections.abc import Sequence

import msgspec

from hipcoach.history.collect import collect
from hipcoach.history.progress_report import Told, between, silent
from hipcoach.store import Store

COLLECTED = 0.9  # share of the time after which the diary has been read


def json_export(store: Store, told: Told = silent) -> bytes:
    """The whole document."""
    diary = collect(store, between(told, 0.0, COLLECTED))
    parts = []
    for name in diary.__struct_fields__:
        value = getattr(diary, name)
        parts.append(f'"{name}":'.encode() + (_lines(value) if isinstance(value, list) else msgspec.json.encode(value)))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _lines(records: Sequence[object]) -> bytes:
    return b"[\n" + b",\n".join(map(msgspec.json.encode, records)) + b"\n]" if records else b"[]"
