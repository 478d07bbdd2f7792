"""Writes what this device has to tell, numbered after what it told before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from hipcoach.sync.outgoing import Told
from hipcoach.sync.segments import OwnSegments
from hipcoach.sync.shared_record import SharedRecord, record_of


def append_new(
    own: OwnSegments, device: str, told: Sequence[Told], seen: Mapping[str, int], last: int, now: datetime
) -> list[SharedRecord]:
    """Write new records of this device after its `last`, on its own disk; return them. Raises OSError."""
    others = {name: count for name, count in seen.items() if name != device}
    new = [
        record_of(str(uuid4()), device, last + number, others, now, kind, body)
        for number, (kind, body) in enumerate(told, start=1)
    ]
    own.append(new, now)
    return new
