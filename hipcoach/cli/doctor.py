"""`hipcoach doctor`: looks over the machine, and says what is missing and the command that mends it."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec

from hipcoach.cli.context import Context, program
from hipcoach.cli.machine import DRAWING, X11, install_command, missing_libraries, window_problem
from hipcoach.paths import Paths
from hipcoach.settings import load


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `mend` is empty where nothing is missing."""

    name: str
    ok: bool
    found: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the answer."""
    parser.add_argument("--json", action="store_true", help='{"ok", "checks": [{"name", "ok", "found", "mend"}]}')


def run(args: argparse.Namespace, context: Context) -> int:
    """Print each check; status 1 where something is missing."""
    checks = tuple(examine(context.paths))
    ok = all(check.ok for check in checks)
    if args.json:
        context.print_json({"ok": ok, "checks": [asdict(check) for check in checks]})
        return 0 if ok else 1
    for check in checks:
        context.print(f"{'ok     ' if check.ok else 'MISSING'}  {check.name:<12} {check.found}")
        if check.mend:
            context.print(f"{'':<22}mend it: {check.mend}")
    return 0 if ok else 1


def examine(paths: Paths) -> Iterator[Check]:
    """Look at everything the program needs, without starting Qt or a voice."""
    yield _python()
    yield _qt()
    yield _display()
    yield _folder(paths)
    yield _settings(paths)


def _python() -> Check:
    return Check("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} at {sys.executable}")


def _qt() -> Check:
    if find_spec("PySide6") is None:
        return Check("qt", False, "PySide6 is not installed", f"{sys.executable} -m pip install PySide6-Essentials")
    if missing := missing_libraries(DRAWING | X11):
        return Check("qt", False, f"system libraries are missing: {', '.join(missing)}", install_command(missing))
    return Check("qt", True, "PySide6 and the system libraries it needs")


def _display() -> Check:
    problem = window_problem()
    if problem is None:
        return Check("display", True, "a window can be opened")
    return Check("display", False, problem, f"log in to a desktop, or: {program()} play first-steps --text")


def _folder(paths: Paths) -> Check:
    try:
        paths.create()
        with tempfile.NamedTemporaryFile(dir=paths.data) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Check("data folder", False, f"{paths.data}: {error.strerror}", f"{program()} --home DIR takes another")
    return Check("data folder", True, f"{paths.data} can be written to")


def _settings(paths: Paths) -> Check:
    loaded = load(paths.settings_file)
    if loaded.problems:
        return Check("settings", False, "; ".join(loaded.problems), "correct these lines, or delete the file")
    there = paths.settings_file.exists()
    return Check("settings", True, f"{paths.settings_file}" if there else "the defaults")
