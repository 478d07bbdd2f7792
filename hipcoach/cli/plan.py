"""`hipcoach plan`: makes a plan of a sheet that was typed as text, sends a plan as one file, or takes one in."""

import argparse
from dataclasses import replace
from pathlib import Path

from hipcoach.catalogue.find import find_plan
from hipcoach.catalogue.types import Catalogue, SessionPlan
from hipcoach.cli.context import Context
from hipcoach.cli.session import rule_of, script_of
from hipcoach.cli.store_access import open_diary
from hipcoach.coach.forecast import Forecast
from hipcoach.coach.profile import ProfileKeeper
from hipcoach.coach.session_settings import timing
from hipcoach.engine.steps.unroll import effort_s
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.history.private_file import write_private_file
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.compose import Refusal
from hipcoach.safety.sheet import unusual
from hipcoach.safety.types import Session
from hipcoach.sheet.in_words import about_all, not_ready, understood
from hipcoach.sheet.keep import keep, made, names_taken
from hipcoach.sheet.plan_text import PlanFiles, plan_files
from hipcoach.sheet.reader import read_sheet, text_of

TITLE = "From my sheet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the sheet or the plan, and what becomes of it."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--from", dest="sheet", metavar="FILE", type=Path, help="a sheet as plain text")
    what.add_argument("--export", nargs=2, metavar=("NAME", "FILE"), help="write a plan as one file, to be sent")
    what.add_argument("--paper", nargs=2, metavar=("NAME", "FILE"), help="write a plan as a leaflet, a PDF")
    what.add_argument("--import", dest="sent", metavar="FILE", type=Path, help="take in a plan that was sent")
    parser.add_argument("--save", action="store_true", help="--from: keep it among your own plans")
    parser.add_argument("--title", help=f'the plan\'s title (--from: "{TITLE}"; --import: as in the file)')
    parser.add_argument("--letter", action="store_true", help="--paper: on Letter, not on A4")
    parser.add_argument("--whose", default="", metavar="NAME", help="--from: whose sheet it is")


def run(args: argparse.Namespace, context: Context) -> int:
    """Read a sheet, write a plan out, or take one in."""
    if args.paper is not None:
        return _paper(args.paper[0], Path(args.paper[1]), context, letter=args.letter)
    if args.export is not None:
        return _export(args.export[0], Path(args.export[1]), context)
    if args.sent is not None:
        return _import(args.sent, args.title, context)
    return _from_sheet(args, context)


def _from_sheet(args: argparse.Namespace, context: Context) -> int:
    """Print each line with what was understood of it.

    With --save, keep the plan. Status 1 where a line was not read.
    """
    known = context.catalogue.exercises
    sheet = read_sheet(text_of(args.sheet), known)
    for line in sheet.lines:
        context.print(f"{line.number:3}  {line.text}")
        context.print(f"     → {understood(line, known)}")
    for about in about_all(sheet):
        context.print(about)
    if problem := not_ready(sheet):
        raise InputError(f"{args.sheet}: {problem}")
    files = plan_files(
        sheet, TITLE if args.title is None else args.title, args.whose, names_taken(known, context.paths.user_exercises)
    )
    if not args.save:
        made(files, known)
        context.print("Nothing is kept yet: --save keeps it.")
        return 0
    _keep(files, context)
    return 0


def _export(name: str, file: Path, context: Context) -> int:
    """Write a plan with its exercises and their photographs."""
    from hipcoach.sheet.sent_plan import sent_text  # what the other options do without; Qt, too
    from hipcoach.ui.shared.photographs import shrink

    plan = find_plan(context.catalogue, name)
    text = sent_text(plan, context.catalogue, context.paths.user_exercises, shrink)
    try:
        write_private_file(file, text.encode())
    except OSError as error:
        raise EnvironmentProblem(f"{file}: cannot be written ({error.strerror})") from error
    context.print(f"Written: {file}")
    return 0


def _paper(name: str, file: Path, context: Context, *, letter: bool) -> int:
    """Write a plan as a leaflet, as the user of this diary will do it. Raises InputError during a pain rest."""
    from hipcoach.ui.report.leaflet_file import write_leaflet  # as above

    plan, rule = find_plan(context.catalogue, name), rule_of(context)
    with open_diary(context) as store:
        forecast = Forecast(
            store=store,
            clock=context.clock,
            rule=lambda: rule,
            catalogue=context.catalogue,
            settings=lambda: context.settings,
            script=lambda: script_of(context),
            timing=lambda: timing(context.settings),
        )
        session = forecast.session_on_paper(plan)
        if isinstance(session, Refusal):
            raise InputError(f"{plan.id}: {session.why}")
        profile = ProfileKeeper(store, context.clock).read()
        try:
            write_leaflet(session, rule, profile, script_of(context), file, context.paths, letter=letter)
        except OSError as error:
            raise EnvironmentProblem(f"{file}: cannot be written ({error.strerror})") from error
    context.print(f"Written: {file}")
    return 0


def _import(file: Path, title: str | None, context: Context) -> int:
    """Keep a plan that was sent, with what comes with it: nothing that is there is changed."""
    from hipcoach.sheet.sent_plan import read_sent  # as above
    from hipcoach.ui.shared.photographs import shrink_together

    catalogue, folder = context.catalogue, context.paths.user_exercises
    sent = read_sent(file, catalogue.exercises, shrink_together())
    if title is None and sent.is_in(catalogue, folder):
        context.print(f"{sent.plan.title} is among your plans already.")
        return 0
    if title is None and (free := sent.beside(catalogue, context.paths.user_plans)) != sent.plan.title:
        raise InputError(f'{file}: there is a plan of this name already: --title "{free}" keeps this one beside it')
    files = sent.files(catalogue, folder, sent.plan.title if title is None else title)
    for name in sent.met_again(catalogue, folder):
        context.print(f"Your own {name} stays as it is.")
    _keep(files, context)
    return 0


def _keep(files: PlanFiles, context: Context) -> None:
    """Keep a plan, and say what is unusual about it."""
    plan, exercises = made(files, context.catalogue.exercises)
    try:
        place = keep(files, context.catalogue, context.paths.user_plans, context.paths.user_exercises)
    except OSError as error:
        raise EnvironmentProblem(f"{error.filename}: cannot be written ({error.strerror})") from error
    context.print(f"Kept as {plan.id}: {place}")
    whole = replace(context.catalogue, exercises=exercises)
    for reason in unusual(rule_of(context), plan, exercises, _work_s(plan, whole, context)):
        context.print(reason.sentence)


def _work_s(plan: SessionPlan, catalogue: Catalogue, context: Context) -> float:
    """Return the seconds of work and rests that a plan asks of somebody of whom nothing is known."""
    nobody = DiarySnapshot(context.clock.utc(), context.clock.zone())
    session = look_ahead(rule_of(context), nobody, catalogue, plan)
    if not isinstance(session, Session):
        return 0.0
    script, times = script_of(context), timing(context.settings)
    return sum(effort_s(session, order, script, times) for order in range(len(session.assignments)))
