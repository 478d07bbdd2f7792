"""`hipcoach gallery`: every page in named states, and every figure, as PNG."""

import argparse
import os
from pathlib import Path

from hipcoach.cli.context import Context
from hipcoach.cli.machine_checks import window_problem
from hipcoach.errors import EnvironmentProblem, InputError

SIZES = ("1366x768", "2560x1440")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where the pictures go, and which."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the pictures")
    parser.add_argument("--size", choices=SIZES, default=SIZES[0], help="of the window")
    parser.add_argument("--only", default="", metavar="WORD", help="only the states with this in their name")
    parser.add_argument("--whole", action="store_true", help="each picture as high as its page is long")


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the pictures. It needs no screen, and does not read the user's own diary."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if problem := window_problem():
        raise EnvironmentProblem(problem)
    from PySide6.QtWidgets import QApplication  # Qt, and all pages with it: not for `--help` or a wrong option

    from hipcoach.gallery.draw import save_all
    from hipcoach.gallery.figure_pictures import figure_names, save_figures
    from hipcoach.gallery.states import STATES
    from hipcoach.ui.first_frame import IN_OUR_STYLE

    try:
        args.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{args.out}: expected a folder that can be written to ({error.strerror})") from error
    folder = context.paths.assets / "figures"
    if not any(args.only in name for name in (*STATES, *figure_names(folder))):
        raise InputError(f"--only {args.only}: expected a part of one of {', '.join(STATES)}, or of figure-<exercise>")
    app = QApplication.instance() or QApplication(["hipcoach", *IN_OUR_STYLE])
    assert isinstance(app, QApplication)
    width, height = (int(part) for part in args.size.split("x"))
    try:
        saved = save_all(app, context.paths, args.out, size=(width, height), only=args.only, whole=args.whole)
        saved = [*saved, *save_figures(folder, args.out, context.paths.frames, args.only)]
    except OSError as error:
        raise InputError(f"{args.out}: expected a folder that can be written to ({error.strerror})") from error
    context.print(f"{len(saved)} pictures in {args.out}")
    return 0
