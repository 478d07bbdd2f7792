"""Who this device is among others: its name in the shared folder, and what it has read. Kept beside the diary."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import msgspec

from hipcoach.errors import EnvironmentProblem
from hipcoach.history.private_file import write_private_file
from hipcoach.sync import KEPT

_NAME, _STATE = "device.json", "read.json"


class DeviceState(msgspec.Struct, frozen=True):
    """How far each device was read, the setting that was last the same for all, and the folder that they share."""

    read: dict[str, int] = {}
    pain_stop: int | None = None
    own: dict[str, str] = {}  # checksums of settings and files, as they were last the same for all
    folder: str = ""
    by_itself: bool = False  # the window exchanges without being asked


@dataclass(frozen=True, slots=True)
class SharingDevice:
    """A device's folder beside its diary, and its name among the others."""

    folder: Path
    name: str
    state: DeviceState = field(default_factory=DeviceState)

    def keep(self, state: DeviceState) -> None:
        """Write what has been read. Raises OSError."""
        write_private_file(self.folder / _STATE, msgspec.json.encode(state))


def this_device(data: Path) -> SharingDevice:
    """Return this device, named anew where its folder is new, or was copied from another. Raises EnvironmentProblem.

    A copy has the name too, but not the file's number on the disk: both would write as one.
    """
    folder = data / KEPT
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        place = folder / _NAME
        name = _name_in(place)
        if name is None:
            name = str(uuid4())
            place.unlink(missing_ok=True)
            (folder / _STATE).unlink(missing_ok=True)
            place.touch(mode=0o600)
            place.write_text(json.dumps({"device": name, "file": place.stat().st_ino}), "utf-8")
        return SharingDevice(folder, name, _state_in(folder / _STATE))
    except OSError as error:
        raise EnvironmentProblem(f"{folder}: expected a folder that can be written to ({error.strerror})") from error


def shared_folder(data: Path) -> Path | None:
    """Return the folder that the window exchanges through by itself; None where it does not."""
    state = _state_in(data / KEPT / _STATE)
    return Path(state.folder) if state.by_itself and state.folder else None


def share_through(data: Path, folder: Path | None) -> None:
    """Let the window exchange through a folder by itself, or no more (None). Raises EnvironmentProblem."""
    device = this_device(data)
    named = device.state.folder if folder is None else str(folder.absolute())
    try:
        device.keep(msgspec.structs.replace(device.state, folder=named, by_itself=folder is not None))
    except OSError as error:
        raise EnvironmentProblem(f"This could not be kept: {error.strerror}.") from error


def _name_in(place: Path) -> str | None:
    try:
        found = json.loads(place.read_bytes())
        return str(found["device"]) if found["file"] == place.stat().st_ino else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _state_in(path: Path) -> DeviceState:
    try:
        return msgspec.json.decode(path.read_bytes(), type=DeviceState)
    except (OSError, msgspec.MsgspecError):
        return DeviceState()  # read as if for the first time: what was made apart counts as apart, so stricter
