"""What the shape of a record alone cannot say: free values are small, ids stand once, references lead somewhere."""

from collections.abc import Iterator
from typing import Any

from hipcoach.history.diary_document import SMALL

OF_A_SESSION = ("pains", "screens", "notes")
PARTS = (("exercises", ("ord",)), ("sets", ("ord", "set_no", "side")), ("events", ("seq",)))

Problem = tuple[list[str | int], str]


class RecordChecks:
    """Looks at the records of one document in their order: the sessions come before what belongs to them."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}

    def problems(self, kind: str, record: Any) -> Iterator[Problem]:
        """What is wrong with the next record of a kind, each with its place in the record."""
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
