"""Where the diary and what belongs to it lie within the user's data folder."""

from dataclasses import dataclass
from os.path import realpath
from pathlib import Path

from hipcoach.store.seal import Seal

DIARY = "diary.sqlite3"


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one diary."""

    folder: Path

    @property
    def diary(self) -> Path:
        """The diary itself."""
        return self.folder / DIARY

    @property
    def journal(self) -> Path:
        """What has been committed but not yet written home: beside the file itself, where the diary is a link to it."""
        return Path(f"{realpath(self.diary)}-wal")

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.folder / "backups"

    @property
    def reserve(self) -> Path:
        """Room for the last events on a full disk."""
        return self.folder / "reserve"

    @property
    def undo(self) -> Path:
        """What "delete everything" took, until the diary is closed."""
        return self.folder / "undo.sqlite3"

    @property
    def seal(self) -> Seal:
        """The checksum over the diary, and what is noted of its journal."""
        return Seal(self.folder / f"{DIARY}.sum", self.diary, self.journal)
