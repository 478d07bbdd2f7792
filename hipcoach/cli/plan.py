"""`hipcoach plan`: a physiotherapist's sheet, typed as text, becomes a plan."""

import argparse
from dataclasses import replace
from pathlib import Path

from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.cli.context import Context
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.unroll import effort_s
from hipcoach.errors import InputError
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.sheet import unusual
from hipcoach.safety.types import Session
from hipcoach.sheet.in_words import about_all, not_ready, understood
from hipcoach.sheet.keep import keep, made
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import read_sheet, text_of

TITLE = "From my sheet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the sheet, and what becomes of it."""
    parser.add_argument(
        "--from", dest="sheet", metavar="FILE", type=Path, required=True, help="the sheet as plain text"
    )
    parser.add_argument("--save", action="store_true", help="keep it among your own plans")
    parser.add_argument("--title", default=TITLE, help=f'the plan\'s title ("{TITLE}")')
    parser.add_argument("--whose", default="", metavar="NAME", help="whose sheet it is")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print each line with what was understood; with --save, keep the plan. Status 1 where a line was not read."""
    known = context.catalogue.exercises
    sheet = read_sheet(text_of(args.sheet), known)
    for line in sheet.lines:
        context.print(f"{line.number:3}  {line.text}")
        context.print(f"     → {understood(line, known)}")
    for about in about_all(sheet):
        context.print(about)
    if problem := not_ready(sheet):
        raise InputError(f"{args.sheet}: {problem}")
    files = plan_files(sheet, args.title, args.whose, known)
    plan, exercises = made(files, known)
    if not args.save:
        context.print("Nothing is kept yet: --save keeps it.")
        return 0
    place = keep(files, context.catalogue, context.paths.user_plans, context.paths.user_exercises)
    context.print(f"Kept as {plan.id}: {place}")
    whole = replace(context.catalogue, exercises=exercises)
    for reason in unusual(rule_of(context), plan, exercises, _work_s(plan, whole, context)):
        context.print(reason.sentence)
    return 0


def _work_s(plan: SessionPlan, catalogue: Catalogue, context: Context) -> float:
    """Return the seconds of work and rests that a plan asks of somebody of whom nothing is known."""
    nobody = DiarySnapshot(context.clock.utc(), context.clock.zone())
    session = look_ahead(rule_of(context), nobody, catalogue, plan)
    if not isinstance(session, Session):
        return 0.0
    script, times = script_of(context), timing(context.settings)
    return sum(effort_s(session, order, script, times) for order in range(len(session.assignments)))
