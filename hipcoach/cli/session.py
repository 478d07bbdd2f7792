"""What the commands that run or show a session have in common: the rule, the script, arguments about pain."""

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hipcoach.cli.context import Context
from hipcoach.coach.session_settings import rule_in_force, script
from hipcoach.errors import InputError
from hipcoach.safety.load import load_rule
from hipcoach.safety.types import PainKind
from hipcoach.voice.lengths import kept_cue_length

if TYPE_CHECKING:
    from hipcoach.engine.types import CueLength
    from hipcoach.engine.words.script import Script
    from hipcoach.safety.rule import PainRule

Worse = Mapping[str, tuple[int | None, PainKind | None]]


def rule_of(context: Context) -> "PainRule":
    """Load the pain rule that is in force."""
    return rule_in_force(load_rule(context.paths.sessions / "pain_rule.toml"), context.settings)


def script_of(context: Context, length_s: "CueLength | None" = None) -> "Script":
    """Load the phrases, with as much said as the user set.

    `length_s` gives the seconds that a text takes to say. Without it they come from earlier sessions, or are estimated.
    """
    length_s = length_s or kept_cue_length(context.paths.speech, context.settings)
    settings = replace(context.settings, switch=False)  # the terminal reads no answers out: its keys are named
    return script(context.paths.assets, settings, rule_of(context), length_s)


def add_pain_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags that answer the questions about pain beforehand."""
    parser.add_argument("--before", type=score, metavar="N|skip", help="pain before the session, 0 to 10")
    parser.add_argument(
        "--worse",
        type=worse,
        action="append",
        default=[],
        metavar="EXERCISE=N[:KIND]",
        help="after this exercise: worse, with this number; KIND is ache (if not said), sharp, neuro or weak",
    )
    parser.add_argument("--rest", type=score, metavar="N|skip", help="pain after the rest that a rise asks for")
    parser.add_argument("--after", type=score, metavar="N|skip", help="pain after the session")
    parser.add_argument("--next", type=score, metavar="N|skip", help="pain on the next day")


SKIPPED = "skip"
"""Given as an answer: asked, and not given. A flag that is left out is None."""


def score(text: str) -> int | str:
    """Read a pain score, or "skip". Raise ArgumentTypeError for anything else."""
    if text == SKIPPED:
        return SKIPPED
    try:
        value = int(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 10:
        raise argparse.ArgumentTypeError(f"expected a whole number from 0 to 10, or skip, not {text}")
    return value


def worse(text: str) -> tuple[str, int | None, PainKind]:
    """Read `EXERCISE=N[:KIND]`. Raise ArgumentTypeError for anything else."""
    exercise, equals, answer = text.partition("=")
    number, _, kind = answer.partition(":")
    if not exercise or not equals:
        raise argparse.ArgumentTypeError(f"expected EXERCISE=N or EXERCISE=N:KIND, not {text}")
    kinds = [each.value for each in PainKind]
    if kind and kind not in kinds:
        raise argparse.ArgumentTypeError(f"expected one of {', '.join(kinds)} after the colon, not {kind}")
    return exercise, score_or_none(score(number)), PainKind(kind or PainKind.ACHE)


def score_or_none(answer: int | str | None) -> int | None:
    """Return the score itself; None where it was skipped or left out."""
    return answer if isinstance(answer, int) else None


def worse_of(args: argparse.Namespace, exercises: Mapping[str, object]) -> Worse:
    """Return the --worse answers by exercise. Raise InputError for one that is not in the catalogue."""
    unknown = [
        f"--worse {name}: expected an exercise that `hipcoach list` shows"
        for name, _, _ in args.worse
        if name not in exercises
    ]
    if unknown:
        raise InputError(unknown)
    return {name: (number, kind) for name, number, kind in args.worse}
