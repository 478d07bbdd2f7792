"""`hipcoach check`: says what is wrong in a plan, an exercise, the phrases, the catalogue or the pain rule."""

import argparse
from pathlib import Path

from hipcoach.catalogue.file_check import check
from hipcoach.catalogue.loader import PAIN_RULE_FILE
from hipcoach.cli.context import Context
from hipcoach.engine.words.cue_length import estimate_s
from hipcoach.errors import InputError
from hipcoach.paths import Paths
from hipcoach.safety.load import load_rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files."""
    what = "a session plan, an exercise, the phrases, the catalogue or the pain rule (TOML)"
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=what)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print "FILE: fine", or every problem on stderr; status 1 where there is one."""
    status = 0
    for file in args.files:
        problems = _problems(file, context.paths)
        for problem in problems:
            print(problem, file=context.stderr)
        if problems:
            status = 1
        else:
            context.print(f"{file}: fine")
    return status


def _problems(file: Path, paths: Paths) -> tuple[str, ...]:
    """Return what is wrong in a file. The pain rule stands among the plans, but its own room reads it."""
    if file.name != PAIN_RULE_FILE:
        return check(file, paths.sessions, paths.user_exercises, estimate_s)
    try:
        load_rule(file)
    except InputError as error:
        return error.problems
    return ()
