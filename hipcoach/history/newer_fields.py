"""What a newer version says of a record beyond what is known here: kept beside it, and written out where it stood.

It is one JSON object for each record: the unknown fields by their names, and under the name of a known list or object
what is unknown of the things in it. A thing in a list is named by its key, because a list may come in any order.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from hipcoach.history import diary_document as doc
from hipcoach.history.free_value import free_value_problem

R = TypeVar("R", bound=msgspec.Struct)
Key = Sequence[str]
Tree = dict[str, Any]

PARTS: Mapping[str, tuple[type[msgspec.Struct], Key]] = {
    "exercises": (doc.ExerciseDoc, ("ord",)),
    "sets": (doc.SetDoc, ("ord", "set_no", "side")),
    "events": (doc.EventDoc, ("seq",)),
}
"""The lists in a session, with what makes each thing in them one of its kind."""
_INSIDE: Mapping[type[msgspec.Struct], Mapping[str, tuple[type[msgspec.Struct], Key]]] = {
    doc.SessionDoc: PARTS,
    doc.ExerciseDoc: {"dose": (doc.DoseDoc, ()), "dose_right": (doc.DoseDoc, ())},
}
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_PARTS = msgspec.json.Decoder(list[msgspec.Raw])


def with_newer(record: R, raw: bytes | msgspec.Raw) -> R:
    """Return a record with what else stands in its JSON; as it is where there is nothing."""
    if getattr(record, "newer", None) is None and msgspec.json.encode(record) == bytes(raw):
        return record  # as it was written here: the usual case, and quick
    found = _unknown(raw, type(record))
    return msgspec.structs.replace(record, newer=_settled(found) if found else None)


def encoded(record: msgspec.Struct) -> bytes:
    """Return a record as JSON, with what a newer version said of it."""
    newer = getattr(record, "newer", None)
    if newer is None:
        return msgspec.json.encode(record)
    known = msgspec.json.encode(msgspec.structs.replace(record, newer=None))
    return msgspec.json.encode(_together(known, msgspec.json.decode(newer), type(record)))


def _settled(found: Tree) -> str:
    """Return what was found as one text, the same for the same values; one that cannot be kept stays as it is."""
    text = msgspec.json.encode(found)
    if not free_value_problem(text):
        text = msgspec.json.encode(msgspec.json.decode(text), order="sorted")
    return text.decode()


def _unknown(raw: bytes | msgspec.Raw, shape: type[msgspec.Struct]) -> Tree:
    fields = _FIELDS.decode(raw)
    found: Tree = {name: value for name, value in fields.items() if name not in shape.__struct_fields__}
    for name, (inside, key) in _INSIDE.get(shape, {}).items():
        if key:
            parts = ((part, _unknown(part, inside)) for part in _PARTS.decode(fields[name]))
            unknown = {_name(part, key): each for part, each in parts if each}
        else:
            unknown = {} if bytes(fields[name]) == b"null" else _unknown(fields[name], inside)
        if unknown:
            found[name] = unknown
    return found


def _together(raw: bytes | msgspec.Raw, newer: Tree, shape: type[msgspec.Struct]) -> Tree:
    known = _INSIDE.get(shape, {})
    fields: Tree = dict(_FIELDS.decode(raw))
    for name, unknown in newer.items():
        if name not in known:
            fields[name] = unknown
            continue
        inside, key = known[name]
        if key:
            parts = _PARTS.decode(fields[name])
            fields[name] = [_together(part, unknown.get(_name(part, key), {}), inside) for part in parts]
        else:
            fields[name] = _together(fields[name], unknown, inside)
    return fields


def _name(part: msgspec.Raw, key: Key) -> str:
    fields = _FIELDS.decode(part)
    return " ".join(str(msgspec.json.decode(fields[name])) for name in key)
