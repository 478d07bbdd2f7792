"""`hipcoach` without a command: opens the window, or says in one line why it cannot, and what else can be done."""

import argparse
import gc
from pathlib import Path

from hipcoach.cli import report_fault
from hipcoach.cli.context import Context, program
from hipcoach.cli.machine_checks import window_problem
from hipcoach.errors import EnvironmentProblem
from hipcoach.installation.start_command import FROM_MENU, IN_TRAY, OPEN

FAULT = "Something went wrong in hipcoach, and what you did last may not be kept. The details are in {log}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the window may be started with."""
    parser.add_argument(
        "--speed", type=speed, default=1.0, metavar="N", help="run sessions N times as fast, with captions only"
    )
    parser.add_argument(OPEN, nargs="?", type=Path, metavar="FILE", help="take in this diary or plan, once it is open")
    for each, what in ((IN_TRAY, "show no window where there is a tray"), (FROM_MENU, "show in a window what fails")):
        parser.add_argument(each, action="store_true", help=what)
    parser.add_argument("--voice", choices=("system", "silent"), default="system", help="silent: captions only")


def speed(text: str) -> float:
    """Read a speed from the command line; what cannot be one is wrong usage."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1000:
        raise argparse.ArgumentTypeError(f"expected a number above 0 and up to 1000, not {text}")
    return value


def run(args: argparse.Namespace, context: Context) -> int:
    """Open the window. Raises EnvironmentProblem before Qt is loaded, since Qt itself would abort."""
    if problem := window_problem():
        raise EnvironmentProblem(f"{problem} Without a window: {program()} play first-steps --text")
    # Nothing that a start makes is garbage. Looking for it, and through it all later (`gc.freeze` in `program`),
    # would take 9 ms of the 287 (of CPU time) to today's page.
    gc.disable()
    from hipcoach.ui.plain_imports import import_plainly

    import_plainly()
    from hipcoach.app import StartWish
    from hipcoach.app import run as open_window  # as `import_plainly` has it: before that it would cost 18 ms more

    return open_window(
        context,
        lambda error: _explain(error, context),
        speed=args.speed,
        voice=args.voice,
        wish=StartWish(
            plan=getattr(args, "plan", None),
            file=getattr(args, "open", None),
            in_tray=getattr(args, "in_tray", False),
            from_menu=getattr(args, "from_menu", False),
        ),
    )


def _explain(error: Exception, context: Context) -> str:
    """Report what a click led to.

    Return what the window says: what the user can do about it, or where the details are.
    """
    from hipcoach.store import outside_problem  # not at the top: the first frame comes before the diary is loaded

    problem = outside_problem(error, context.paths.data)
    if problem is not None:
        print(problem, file=context.stderr)
        return str(problem)
    report_fault(error, context)
    return FAULT.format(log=context.paths.log)
