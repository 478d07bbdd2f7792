"""`hipcoach figure`: draw the contact sheet of a figure, or check figures."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.catalogue.words import count
from hipcoach.cli.machine_checks import window_problem
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.history.private_file import write_private_file

if TYPE_CHECKING:
    from hipcoach.body.types import Figure
    from hipcoach.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the figures, and what to do with them."""
    parser.add_argument("figures", nargs="*", metavar="EXERCISE|FILE", help="an exercise, or a figure's TOML file")
    parser.add_argument("--out", metavar="PNG", type=Path, help="draw a contact sheet: key poses, both sides, dark")
    parser.add_argument("--check", action="store_true", help="check joint limits, contacts and more")


def run(args: argparse.Namespace, context: "Context") -> int:
    """Draw or check; status 1 where a check finds something."""
    if not args.check and not (args.figures and args.out):
        raise InputError("hipcoach figure: expected EXERCISE --out PNG, or --check")
    folder = context.paths.assets / "figures"
    if args.out:
        _draw(_load(args.figures, folder), context, args.out)
    found = _check(_load(args.figures, folder, every=not args.figures), folder, context) if args.check else 0
    return 1 if found else 0


def _offscreen_without_a_display() -> None:
    """Let Qt draw without a window where there is no display."""
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _load(names: list[str], folder: Path, *, every: bool = False) -> "list[Figure]":
    """Return the named figures in all their forms. Where none is named: all figures, and all changes of position."""
    from hipcoach.body.changes import every_link, read_changes  # numpy: only once figures are asked for
    from hipcoach.figure.api import load_file

    changes = folder / "changes.toml"
    shipped = [p for p in sorted(folder.glob("*.toml")) if p != changes]
    chosen: list[Path] = shipped if every else []
    problems = []
    for name in names:
        forms = [p for p in shipped if p.name.removesuffix(".toml").split(".")[0] == name]
        if not forms and not Path(name).is_file():
            problems.append(f"{name}:1: expected an exercise that has a figure, or a figure's file")
        chosen += forms or [Path(name)]
    if problems:
        raise InputError(problems)
    figures = []
    for path in chosen:
        try:
            figures.append(load_file(path))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if every and changes.is_file():
        figures += every_link(read_changes(changes))
    return figures


def _draw(figures: "list[Figure]", context: "Context", out: Path) -> None:
    """Write the contact sheet."""
    _offscreen_without_a_display()
    if problem := window_problem():
        raise EnvironmentProblem(problem)
    from PySide6.QtGui import QGuiApplication  # Qt only once it is known what to draw

    from hipcoach.figure.contact_sheet import contact_sheet
    from hipcoach.figure.pictures import FigurePictures
    from hipcoach.figure.png import png_of

    application = QGuiApplication.instance() or QGuiApplication([])  # texts need one
    paths = context.paths
    pictures = FigurePictures(paths.assets / "figures", paths.frames, context.clock, patient=True)
    try:
        write_private_file(out, png_of(contact_sheet(figures, pictures)))
    except OSError as error:
        raise InputError(f"{out}: expected a PNG file that can be written ({error.strerror})") from error
    finally:
        pictures.close()
    del application
    context.print(f"{out}: {count(len(figures), 'figure')}")


def _check(figures: "list[Figure]", folder: Path, context: "Context") -> int:
    """Print every finding for every body; return how many there are."""
    from hipcoach.body.build import BODIES, load_build  # numpy: only where there is something to check
    from hipcoach.body.check import check_figure

    total = 0
    for body in BODIES:
        build = load_build(folder / "body.npz", body)
        for figure in figures:
            for finding in check_figure(figure, build):
                context.print(str(finding))
                total += 1
    context.print(f"{count(len(figures), 'figure')} checked with {len(BODIES)} bodies, {count(total, 'failure')}")
    return total
