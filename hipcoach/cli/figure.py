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
    from hipcoach.cli.context import Context
    from hipcoach.figure.types import Figure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the figures, and what to do with them."""
    parser.add_argument("figures", nargs="*", metavar="EXERCISE|FILE", help="an exercise, or a figure's TOML file")
    parser.add_argument("--out", metavar="PNG", type=Path, help="draw a contact sheet: key poses, both sides, dark")
    parser.add_argument("--check", action="store_true", help="check joint limits, contacts and more")


def run(args: argparse.Namespace, context: "Context") -> int:
    """Draw or check; status 1 where a check finds something."""
    if not args.check and not (args.figures and args.out):
        raise InputError("hipcoach figure: expected EXERCISE --out PNG, or --check")
    _offscreen_without_a_display()
    if problem := window_problem():
        raise EnvironmentProblem(problem)
    from PySide6.QtGui import QGuiApplication  # Qt only once it is known what to draw or check

    from hipcoach.figure.threads import paint_on_one_thread

    paint_on_one_thread()
    application = QGuiApplication.instance() or QGuiApplication([])  # texts and pixmaps need one
    folder = context.paths.assets / "figures"
    figures = _load(args.figures, folder, every=args.check and not args.figures)
    if args.out:
        _draw(figures, args.out)
        context.print(f"{args.out}: {len(figures)} figure{'' if len(figures) == 1 else 's'}")
    found = _check(figures, context) if args.check else 0
    del application
    return 1 if found else 0


def _offscreen_without_a_display() -> None:
    """Let Qt draw without a window where there is no display."""
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _load(names: list[str], folder: Path, *, every: bool) -> "list[Figure]":
    """Return the named figures in all their forms; all figures and changes of position where none is named."""
    from hipcoach.figure.changes import every_link, read_changes
    from hipcoach.figure.figure_file import read_figure

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
            figures.append(read_figure(path, path.name.removesuffix(".toml")))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if every and changes.is_file():
        figures += every_link(read_changes(changes))
    return figures


def _draw(figures: "list[Figure]", out: Path) -> None:
    """Write the contact sheet."""
    from hipcoach.figure.contact_sheet import contact_sheet  # both bring Qt
    from hipcoach.figure.png import png_of

    try:
        write_private_file(out, png_of(contact_sheet(figures)))
    except OSError as error:
        raise InputError(f"{out}: expected a PNG file that can be written ({error.strerror})") from error


def _check(figures: "list[Figure]", context: "Context") -> int:
    """Print every finding; return how many there are."""
    from hipcoach.figure.check import check_figure
    from hipcoach.figure.check_paint import check_highlight

    found = [finding for figure in figures for finding in (*check_figure(figure), *check_highlight(figure))]
    for finding in found:
        context.print(str(finding))
    context.print(f"{count(len(figures), 'figure')} checked, {count(len(found), 'failure')}")
    return len(found)
