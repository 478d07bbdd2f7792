"""The command line: finds the command, imports only its module, and turns errors into one clear line and a status.

To add a command: write `hipcoach/cli/<name>.py` with `add_arguments(parser)` and `run(args, context) -> int`, its
exit status, and add one line to `COMMANDS`. `context` holds the folders, the terminal, the settings and the
catalogue. What the user can put right is raised as InputError or EnvironmentProblem and becomes one line on stderr
with status 1; any other exception is a fault of the program: its place in the code goes to the log, and the status is
70. A command's module is imported only when it is chosen, so it imports at its top what it needs. The exceptions are
Qt, which aborts where a display or a library lacks and must be looked for first, and what only one of its options
needs. Read this file first, then `context`, then the module of a command.
"""

import argparse
import errno
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from traceback import walk_tb
from types import ModuleType
from typing import NamedTuple, TextIO

from hipcoach import __version__
from hipcoach.cli.context import Context
from hipcoach.cli.shown_stream import shown_on
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.log import log_fault, log_to
from hipcoach.paths import Paths, find_paths, keep_files_private

OK, USERS_ERROR, FAULT, INTERRUPTED = 0, 1, 70, 130  # argparse itself ends with 2 on wrong usage

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class CommandEntry(NamedTuple):
    """One line of the help, and how the command is run."""

    summary: str
    writes: bool = True  # False: works where the user's folders cannot be made
    module: str = ""  # where it is not the command's name


COMMANDS = {
    "play": CommandEntry("run a session, in the window or with --text in the terminal"),
    "today": CommandEntry("what is due today, and why"),
    "list": CommandEntry("the exercises and session plans", writes=False),
    "show": CommandEntry("one exercise or session plan in full", writes=False),
    "check": CommandEntry(
        "look over plans, exercises, phrases, the catalogue or the pain rule",
        writes=False,
    ),
    "plan": CommandEntry(
        "make a plan of a physiotherapist's sheet; send one as a file, take one in, or put one on paper"
    ),
    "timeline": CommandEntry("every step and cue of a plan, with its start and length", writes=False),
    "simulate": CommandEntry("what the pain rule would decide, with no clock, no voice and nothing kept", writes=False),
    "history": CommandEntry("what was done"),
    "export": CommandEntry("write the diary out, for other programs or as a report"),
    "import": CommandEntry("take in a diary that was exported as JSON", module="import_"),
    "sync": CommandEntry("bring this diary and those of your other computers together, through a folder"),
    "backup": CommandEntry("list the copies of the diary, or bring one back"),
    "say": CommandEntry("render one phrase to a sound file"),
    "rehearse": CommandEntry("render a whole session to a sound file, or print what it says"),
    "figure": CommandEntry("draw an exercise's figure, or check the figures", writes=False),
    "gallery": CommandEntry("save every page and figure as pictures"),
    "desktop": CommandEntry("put hipcoach into the desktop's menu, or take it away again", writes=False),
    "doctor": CommandEntry("what is missing on this machine, and the command that mends it", writes=False),
}
WINDOW = CommandEntry("opens the window", module="window")  # no command given
OPTIONS_BEFORE_A_COMMAND = ("--home", "--speed", "--voice", "--open")  # each takes a value


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    argv = sys.argv[1:] if argv is None else argv
    keep_files_private()
    _speak_utf8()
    module, args = _parse(argv)
    context = Context(find_paths(args.home), *_streams())
    with log_to(context.paths):
        return _run(module, args, context)


def _run(module: ModuleType, args: argparse.Namespace, context: Context) -> int:
    try:
        if COMMANDS.get(args.command, WINDOW).writes:
            _create(context.paths)
        status: int = module.run(args, context)
        context.stdout.flush()
        return status
    except InputError as error:
        for problem in error.problems:
            print(problem, file=context.stderr)
        return USERS_ERROR
    except EnvironmentProblem as error:
        print(error, file=context.stderr)
        return USERS_ERROR
    except BrokenPipeError:  # the reader (`| head`) has gone; nobody is left to tell
        _drop_output()
        return OK
    except OSError as error:
        if error.errno not in NO_ROOM:
            return report_fault(error, context)
        _drop_output()
        print(f"{error.filename or 'the output'}: expected room for it ({error.strerror})", file=context.stderr)
        return USERS_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return report_fault(error, context)


def _speak_utf8() -> None:
    """Name a UTF-8 locale where the terminal's is none: Qt takes one anyway, and says so in four lines."""
    given = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    named = "utf8" in given.lower().replace("-", "") and not sys.flags.utf8_mode  # Python's way where there is no such
    if sys.platform == "linux" and not named:
        os.environ["LC_ALL" if os.environ.get("LC_ALL") else "LC_CTYPE"] = "C.UTF-8"


def _streams() -> tuple[TextIO, TextIO, TextIO]:
    """Return standard input, output and error; an empty one where one is closed. What the encoding lacks becomes `?`.

    These streams let nothing through that a terminal would act on, whatever stands in a file or in the diary.
    """
    reads = sys.stdin or open(os.devnull)  # noqa: SIM115  # as long as the program
    writes = [stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr)]  # noqa: SIM115
    for stream in writes:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    return reads, shown_on(writes[0]), shown_on(writes[1])


def _drop_output() -> None:
    """Drop what is still on its way to standard output: it would fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parse(argv: Sequence[str]) -> tuple[ModuleType, argparse.Namespace]:
    chosen = _command_in(argv)
    module = import_module(f"hipcoach.cli.{COMMANDS.get(chosen or '', WINDOW).module or chosen}")
    parser = argparse.ArgumentParser(
        prog="hipcoach",
        description="Guided hip exercise at home. Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    _add_home(parser, default=None)
    if chosen is None:
        module.add_arguments(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in _names_needed(argv, chosen):
        command = COMMANDS[name]
        sub = commands.add_parser(name, help=command.summary, description=command.summary, allow_abbrev=False)
        _add_home(sub, default=argparse.SUPPRESS)  # so that one given before the command is kept
        if name == chosen:
            module.add_arguments(sub)
    return module, parser.parse_args(argv)


def _names_needed(argv: Sequence[str], chosen: str | None) -> Iterable[str]:
    """Return the commands that the parser must know: all where it may have to list them, else only the chosen one."""
    before = argv if chosen is None else argv[: argv.index(chosen)]
    if "-h" in before or "--help" in before or (chosen is not None and chosen not in COMMANDS):
        return COMMANDS
    return () if chosen is None else (chosen,)


def _command_in(argv: Sequence[str]) -> str | None:
    """Return the first word that is no option and no option's value: then only that command's module is imported."""
    words = iter(argv)
    for word in words:
        if word in OPTIONS_BEFORE_A_COMMAND:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _add_home(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--home", metavar="DIR", type=_folder, default=default, help="keep data, cache and settings in this folder"
    )


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("expected a folder's name")
    return Path(text)


def _create(paths: Paths) -> None:
    try:
        paths.create()
    except OSError as error:
        where = error.filename or paths.data
        raise EnvironmentProblem(
            f"{where}: expected a folder that can be made and written to ({error.strerror}); --home DIR takes another"
        ) from error


def report_fault(error: Exception, context: Context) -> int:
    """Log where a fault happened, tell the user in one line where the log is, and return the exit status."""
    first_line = str(error).splitlines()[0] if str(error) else "no message"
    fault = f"A fault in hipcoach ({type(error).__name__}: {first_line})."
    try:
        log_fault(error)
        print(f"{fault} The details are in {context.paths.log}", file=context.stderr)
    except OSError:
        *_, (frame, line_number) = walk_tb(error.__traceback__)
        place = f"{Path(frame.f_code.co_filename).name}:{line_number}"
        print(f"{fault} It happened in {place}; the log could not be written: {context.paths.log}", file=context.stderr)
    return FAULT
