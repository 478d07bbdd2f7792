"""What was made knowing what: of two changes, one may have been made after reading the other, or both apart."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hipcoach.sync.shared_record import SharedRecord


def supersedes(later: SharedRecord, earlier: SharedRecord) -> bool:
    """Return True if one record was made knowing the other."""
    if later.device == earlier.device:
        return later.seq > earlier.seq
    return later.seen.get(earlier.device, 0) >= earlier.seq


def is_within(record: SharedRecord, read: Mapping[str, int]) -> bool:
    """Return True if a record is one of those that were read."""
    return record.seq <= read.get(record.device, 0)


def not_superseded(records: Iterable[SharedRecord]) -> list[SharedRecord]:
    """Return the records that none of the others was made knowing: one, or several that were made apart."""
    newest: dict[str, SharedRecord] = {}  # of each device: what it wrote before that is superseded by it
    for record in records:
        if record.device not in newest or record.seq > newest[record.device].seq:
            newest[record.device] = record
    every = sorted(newest.values(), key=order)
    return [each for each in every if not any(supersedes(other, each) for other in every if other is not each)]


def order(record: SharedRecord) -> tuple[int, str, int]:
    """Return a sort key, the same on every device: what was made knowing a record comes after it."""
    return sum(record.seen.values()) + record.seq, record.device, record.seq


def all_read(records: Iterable[SharedRecord], before: Mapping[str, int] = MappingProxyType({})) -> Mapping[str, int]:
    """Return for each device the number up to which every record of it is there: a gap may still arrive.

    `before` is that number where earlier records are not among these.
    """
    found: dict[str, set[int]] = {}
    for record in records:
        found.setdefault(record.device, set()).add(record.seq)
    read = dict(before)
    for device, seqs in found.items():
        count = read.get(device, 0)
        while count + 1 in seqs:
            count += 1
        read[device] = count
    return read
