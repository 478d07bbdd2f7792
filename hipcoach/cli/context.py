"""What every command is given, built once and only as far as the command needs it."""

import os
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from hipcoach.clock import SystemClock
from hipcoach.errors import shown_text
from hipcoach.paths import Paths

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Catalogue
    from hipcoach.clock import Clock
    from hipcoach.settings import Settings
    from hipcoach.settings_file import LoadedSettings


@dataclass(frozen=True)
class Context:
    """The user's folders and the terminal. Settings, catalogue and clock are loaded when they are first used."""

    paths: Paths
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    @property
    def settings(self) -> "Settings":
        """The user's settings, as they were loaded."""
        return self.loaded_settings.settings

    @cached_property
    def loaded_settings(self) -> "LoadedSettings":
        """Load the user's settings; problems in their file are printed once, on stderr."""
        from hipcoach.settings_file import load  # 6 ms for a command that needs no settings

        loaded = load(self.paths.settings_file)
        for problem in loaded.problems:
            print(problem, file=self.stderr)
        return loaded

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Load the exercises and plans. Problems in the user's own plans are printed once, on stderr."""
        from hipcoach.catalogue.start_cache import load  # 5 ms, after the window's first frame

        catalogue, problems = load(
            self.paths.sessions, self.paths.user_plans, self.paths.user_exercises, self.paths.cache
        )
        for problem in problems:
            print(problem, file=self.stderr)
        return catalogue

    @cached_property
    def clock(self) -> "Clock":
        """The system's clock; a command with `--speed` makes one of its own."""
        return SystemClock()

    @property
    def interactive(self) -> bool:
        """True if there is a terminal to ask on."""
        return self.stdin.isatty() and self.stdout.isatty()

    def print(self, text: str = "") -> None:
        """Write one line to standard output."""
        print(text, file=self.stdout)

    def print_json(self, value: Any) -> None:
        """Write a value in one of the README's JSON shapes."""
        import json  # 1 ms before the first frame

        text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
        self.print(text if shown_text(text) == text else json.dumps(value, indent=2, allow_nan=False))


def program() -> str:
    """Return what the user types to start hipcoach here, for lines that name a command."""
    started_as = Path(sys.argv[0])
    if started_as.name == "__main__.py":
        return f"{Path(sys.executable).name} -m hipcoach"
    on_path = shutil.which("hipcoach")
    if on_path and Path(on_path).resolve() == started_as.resolve():
        return "hipcoach"
    return os.path.relpath(started_as) if started_as.is_relative_to(Path.cwd()) else str(started_as)
