"""Deletions as the other devices hear of them: nothing in a diary tells later that a session was there."""

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from hipcoach.errors import EnvironmentProblem
from hipcoach.sync import KEPT
from hipcoach.sync.device import this_device
from hipcoach.sync.outgoing import Told
from hipcoach.sync.segments import SHARED, OwnSegments
from hipcoach.sync.shared_record import DeletionUndo, RecordKind, SessionDeletion
from hipcoach.sync.telling import append_new

STILL_THERE = "What your other computer has of it is still there: delete it there too."


class SharedDeletions:
    """Notes each deletion before it happens, where this diary is shared; nothing where it is not."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def delete(self, session: str, now: datetime) -> str:
        """Note that a session is deleted; return what its undo names. Raises EnvironmentProblem."""
        return self._tell((RecordKind.DELETION, msgspec.json.encode(SessionDeletion(session))), now)

    def undo(self, deletion: str, now: datetime) -> None:
        """Note that a deletion counts no more. Raises EnvironmentProblem."""
        if deletion:
            self._tell((RecordKind.UNDO, msgspec.json.encode(DeletionUndo([deletion]))), now)

    def delete_everything(self) -> str:
        """Take away this device's own part of the shared folder; return what the user is told of the others'."""
        if not self._is_shared:
            return ""
        device = this_device(self._data)
        try:
            if device.state.folder:
                shutil.rmtree(Path(device.state.folder) / SHARED / device.name, ignore_errors=True)
            shutil.rmtree(self._data / KEPT)
        except OSError as error:
            raise EnvironmentProblem(f"{error.filename}: could not be deleted ({error.strerror})") from error
        return STILL_THERE

    @property
    def _is_shared(self) -> bool:
        return (self._data / KEPT).is_dir()

    def _tell(self, told: Told, now: datetime) -> str:
        if not self._is_shared:
            return ""
        device = this_device(self._data)
        own = OwnSegments(device.folder, device.name)
        last = max((record.seq for record in own.records()), default=0)
        try:
            [record] = append_new(own, device.name, [told], device.state.read, last, now)
        except OSError as error:
            raise EnvironmentProblem(f"This could not be kept: {error.strerror}.") from error
        return record.id
