"""`hipcoach play`: runs a session, in the window or, with --text, in the terminal with no Qt imported."""

import argparse
from typing import TYPE_CHECKING

from hipcoach.catalogue.find import find_plan
from hipcoach.cli import window
from hipcoach.cli.context import Context
from hipcoach.cli.session import add_pain_arguments, rule_of, worse_of
from hipcoach.errors import InputError

if TYPE_CHECKING:
    from hipcoach.safety.rule import PainRule

SCREEN_NONE = "none"
UNANSWERED = (
    "Without a terminal to ask on, the questions about signs have to be answered by --screen. Every other question "
    "counts as not given: a session that was cut off is kept as it is, and where the number before asks for a gentler "
    "day or rest, it is rest (status 1, with one line)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the plan, how to run it, and the flags that answer beforehand."""
    parser.epilog = UNANSWERED
    parser.add_argument("plan", metavar="PLAN", help="a session plan that `hipcoach list` shows")
    parser.add_argument("--text", action="store_true", help="in the terminal")
    parser.add_argument(
        "--speed", type=window.speed, default=1.0, metavar="N", help="N times as fast; other than 1, captions only"
    )
    parser.add_argument("--voice", choices=("system", "silent"), default="system", help="silent: captions only")
    parser.add_argument(
        "--screen", action="append", metavar="none|ITEM", help="the questions about signs: none, or what applies"
    )
    parser.add_argument("--answer", choices=("same", "better", "worse", "skip"), help="after every exercise")
    add_pain_arguments(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Run the session. Return 0 also where pain ends it; 1 where a pain rest, a sign or the number refuses it."""
    plan = find_plan(context.catalogue, args.plan)
    if not args.text:
        _refuse_answers(args)
        return window.run(args, context)
    rule = rule_of(context)
    worse = worse_of(args, context.catalogue.exercises)
    ticked = _ticked(args.screen, rule)
    if ticked is None and not context.interactive:
        items = ", ".join(item.id for item in rule.screen)
        raise InputError(
            f"{plan.id}: the questions about signs come before every session and nobody is here to answer them. "
            f"Expected --screen none, or --screen ITEM with one of: {items}"
        )
    from hipcoach.cli.text_session import run_in_terminal  # 158 ms that the window does not wait for

    return run_in_terminal(args, context, rule, plan, ticked, worse)


def _refuse_answers(args: argparse.Namespace) -> None:
    """Raise InputError for answers given beforehand: the window asks its questions itself."""
    flags = ("screen", "before", "answer", "worse", "rest", "after", "next")
    given = [
        f"--{flag}: expected together with --text; the window asks"
        for flag in flags
        if getattr(args, flag) not in (None, [])
    ]
    if given:
        raise InputError(given)


def _ticked(given: list[str] | None, rule: "PainRule") -> tuple[str, ...] | None:
    """Return the signs marked by flags; None where no flag was given. Raise InputError for an unknown one."""
    if given is None:
        return None
    known = {item.id for item in rule.screen}
    unknown = [item for item in given if item not in known and item != SCREEN_NONE]
    if unknown:
        expected = ", ".join(sorted(known))
        raise InputError([f"--screen {item}: expected none, or one of {expected}" for item in unknown])
    if SCREEN_NONE in given and len(given) > 1:
        raise InputError("--screen none: expected alone, or what applies without none")
    return tuple(item for item in given if item != SCREEN_NONE)
