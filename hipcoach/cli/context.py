"""What every command is given, built once and only as far as the command needs it."""

import os
import shutil
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from hipcoach.clock import SystemClock
from hipcoach.paths import Paths

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Catalogue
    from hipcoach.clock import Clock
    from hipcoach.settings import Settings


@dataclass(frozen=True)
class Context:
    """The user's folders and the terminal; settings and clock come when first asked for."""

    paths: Paths
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings; what is wrong in their file is said once, on stderr."""
        from hipcoach.settings_file import load  # 6 ms for a command that needs no settings

        loaded = load(self.paths.settings_file)
        for problem in loaded.problems:
            print(problem, file=self.stderr)
        return loaded.settings

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The exercises and plans, the user's own plans among them; what is wrong in those is said once, on stderr."""
        from hipcoach.catalogue.start_cache import load  # 5 ms, after the window's first frame

        catalogue, problems = load(self.paths.sessions, self.paths.user_plans, self.paths.cache)
        for problem in problems:
            print(problem, file=self.stderr)
        return catalogue

    @cached_property
    def clock(self) -> "Clock":
        """Real time; a command with `--speed` makes a clock of its own."""
        return SystemClock()

    @property
    def interactive(self) -> bool:
        """Whether there is a terminal to ask on."""
        return self.stdin.isatty() and self.stdout.isatty()

    def print(self, text: str = "") -> None:
        """Write one line to standard output."""
        print(text, file=self.stdout)

    def print_json(self, value: Any) -> None:
        """Write a value in one of the README's JSON shapes."""
        import json  # 1 ms before the first frame

        self.print(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def program() -> str:
    """Give what the user types to start hipcoach here, for lines that name a command."""
    started_as = Path(sys.argv[0])
    if started_as.name == "__main__.py":
        return f"{Path(sys.executable).name} -m hipcoach"
    on_path = shutil.which("hipcoach")
    if on_path and Path(on_path).resolve() == started_as.resolve():
        return "hipcoach"
    return os.path.relpath(started_as) if started_as.is_relative_to(Path.cwd()) else str(started_as)
