"""The diary as JSON: everything, one record a line, the same bytes for the same diary."""

from collections.abc import Sequence

import msgspec

from hipcoach.history.collect import collect
from hipcoach.store import Store


def json_export(store: Store) -> bytes:
    """The whole document."""
    diary = collect(store)
    parts = []
    for name in diary.__struct_fields__:
        value = getattr(diary, name)
        parts.append(f'"{name}":'.encode() + (_lines(value) if isinstance(value, list) else msgspec.json.encode(value)))
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _lines(records: Sequence[object]) -> bytes:
    return b"[\n" + b",\n".join(map(msgspec.json.encode, records)) + b"\n]" if records else b"[]"
