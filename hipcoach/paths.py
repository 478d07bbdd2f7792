"""Where things are: the shipped data, and the user's own folders."""

import os
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
PRIVATE_UMASK = 0o077


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place the program reads or writes. `shipped` is never written to; the rest is the user's alone."""

    shipped: Path  # holds `sessions` and `assets`
    data: Path
    cache: Path
    settings_file: Path
    home: Path | None = None  # the one folder that holds all of the user's, where one was named

    @property
    def sessions(self) -> Path:
        """Shipped session plans, the exercises in `exercises/`, and `pain_rule.toml`."""
        return self.shipped / "sessions"

    @property
    def assets(self) -> Path:
        """Shipped figures, icons, tones, phrases and themes."""
        return self.shipped / "assets"

    @property
    def user_plans(self) -> Path:
        """The user's own session plans: each `*.toml` in it is offered beside the shipped ones."""
        return self.data / "plans"

    @property
    def user_exercises(self) -> Path:
        """The user's own exercises: each `*.toml` in it may stand in their plans."""
        return self.data / "exercises"

    @property
    def voices(self) -> Path:
        """The user's own Piper voices: each `*.onnx` in it, with its `*.onnx.json`, may be chosen."""
        return self.data / "voices"

    @property
    def backups(self) -> Path:
        """Copies of the diary."""
        return self.data / "backups"

    @property
    def reminded(self) -> Path:
        """The time of the last reminder, so that none comes twice."""
        return self.data / "reminded-on"

    @property
    def window_place(self) -> Path:
        """Where the window was, in Qt's own form."""
        return self.data / "window-place"

    @property
    def menu_offered(self) -> Path:
        """There once a place in the desktop's menu has been offered."""
        return self.data / "menu-offered"

    @property
    def taught_words(self) -> Path:
        """The words that the user has taught, as numbers of which no sound can be made."""
        return self.data / "taught-words"

    @property
    def listen_models(self) -> Path:
        """The folder of the shipped model that tells words apart."""
        return self.assets / "listen"

    @property
    def log(self) -> Path:
        """Fallbacks taken and faults of the program (`hipcoach.log`); nothing is written while all is well."""
        return self.data / "hipcoach.log"

    @property
    def speech(self) -> Path:
        """Rendered phrases; may be deleted at any time."""
        return self.cache / "speech"

    @property
    def frames(self) -> Path:
        """Painted pictures of figures; may be deleted at any time."""
        return self.cache / "figures"

    def create(self) -> None:
        """Make the user's folders, readable by nobody else. Raises OSError where that cannot be done."""
        for folder in (self.data, self.user_plans, self.user_exercises, self.cache, self.settings_file.parent):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for folder in (self.data, self.cache):
            if folder.stat().st_mode & 0o077:  # it was there before us, open to others
                folder.chmod(PRIVATE_FOLDER)


def find_paths(home: Path | None = None) -> Paths:
    """Return the paths of this installation; with `home`, everything of the user's lies inside that folder."""
    if home is not None:
        home = home.expanduser().absolute()
        return Paths(shipped_folder(), home / "data", home / "cache", home / "settings.toml", home)
    from platformdirs import PlatformDirs  # 1.6 ms before the first frame, not needed with --home

    user = PlatformDirs("hipcoach", appauthor=False)
    return Paths(shipped_folder(), user.user_data_path, user.user_cache_path, user.user_config_path / "settings.toml")


def shipped_folder(package: Path = Path(__file__).parent) -> Path:
    """Return the folder that holds `sessions` and `assets`: inside the package in a wheel, beside it in a checkout."""
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def keep_files_private() -> None:
    """Make whatever this process and its helpers write from now on readable by the user alone.

    SQLite, its copies and Qt's own files would otherwise be 0644.
    """
    os.umask(PRIVATE_UMASK)
