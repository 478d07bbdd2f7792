"""Checks that need more than one record's type: free values are small, ids are unique, references exist."""

from collections.abc import Iterator
from typing import Any

from hipcoach.history.diary_document import SMALL

OF_A_SESSION = ("pains", "screens", "notes")
PARTS = (("exercises", ("ord",)), ("sets", ("ord", "set_no", "side")), ("events", ("seq",)))

Problem = tuple[list[str | int], str]


class RecordChecks:
    """Checks the records of one document in order; sessions must come before the records that refer to them."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}

    def problems(self, kind: str, record: Any) -> Iterator[Problem]:
        """Yield each problem of the next record of a kind, with its path inside the record."""
        seen = self._seen.setdefault(kind, set())
        if record.id in seen:
            yield ["id"], f"expected each id once, found {record.id!r} again"
        seen.add(record.id)
        if kind in OF_A_SESSION and record.session is not None and record.session not in self._seen.get("sessions", ()):
            yield ["session"], f"expected a session of this file, found {record.session!r}"
        if kind == "profile" and len(bytes(record.value)) > SMALL:
            yield ["value"], f"expected at most {SMALL} bytes"
        if kind == "sessions":
            yield from _session_problems(record)


def _session_problems(session: Any) -> Iterator[Problem]:
    for place, event in enumerate(session.events):
        if len(bytes(event.payload)) > SMALL:
            yield ["events", place, "payload"], f"expected at most {SMALL} bytes"
    for kind, key in PARTS:
        seen: set[tuple[object, ...]] = set()
        for place, part in enumerate(getattr(session, kind)):
            found = tuple([getattr(part, name) for name in key])
            if found in seen:
                yield [kind, place, key[0]], f"expected each {' and '.join(key)} once"
            seen.add(found)
