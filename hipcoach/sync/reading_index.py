"""An index of what the last exchange read and told, so that the next one need not look at ten years again.

It is only a help: where it is missing, or does not fit what is found, everything is read. It is written only where the
diary and the account of all devices were the same: nothing waiting, no gap, no session going on. Of a file
with a damaged line it says nothing: that is read every time.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from hipcoach.history.private_file import write_private_file
from hipcoach.store.marks import TableMark
from hipcoach.sync.device import SharingDevice
from hipcoach.sync.shared_record import SharedRecord

_NAME = "index.json"


class ReadingIndex(msgspec.Struct, frozen=True):
    """What was read of each file, and how the diary was then."""

    device: str
    folder: str
    files: dict[str, int]  # of the shared folder, by device and name: bytes read, up to a line's end
    own: dict[str, int]  # of this device's own files, beside the diary: bytes
    tables: dict[str, TableMark]
    devices: int  # others in the folder


def read_index(device: SharingDevice, folder: Path) -> ReadingIndex | None:
    """Return the index of this device and folder; None where there is none that can be used."""
    try:
        found = msgspec.json.decode((device.folder / _NAME).read_bytes(), type=ReadingIndex)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if (found.device, found.folder) == (device.name, str(folder.absolute())) else None


def keep_index(device: SharingDevice, index: ReadingIndex) -> None:
    """Write the index. Raises OSError."""
    write_private_file(device.folder / _NAME, msgspec.json.encode(index))


def drop_index(device: SharingDevice) -> None:
    """Take the index away: the next exchange reads everything. Raises OSError."""
    (device.folder / _NAME).unlink(missing_ok=True)


def follows(records: Iterable[SharedRecord], read: Mapping[str, int]) -> bool:
    """Return True if these records, each once, stand right behind what was read of each device: there is no gap."""
    after = dict(read)
    for record in sorted(records, key=lambda each: each.seq):
        if record.seq != after.get(record.device, 0) + 1:
            return False
        after[record.device] = record.seq
    return True
