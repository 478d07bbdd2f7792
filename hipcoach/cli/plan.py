"""`hipcoach plan`: a physiotherapist's sheet, typed as text, becomes a plan."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hipcoach.catalogue.types import Catalogue, Exercise, SessionPlan
from hipcoach.catalogue.words import DAYS, dose_of_both, joined
from hipcoach.cli.context import Context
from hipcoach.cli.session import rule_of, script_of
from hipcoach.coach.session_settings import timing
from hipcoach.engine.unroll import effort_s
from hipcoach.errors import InputError
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.sheet import unusual
from hipcoach.safety.types import Session
from hipcoach.sheet.keep import keep, made, stand_in
from hipcoach.sheet.line import SheetLine
from hipcoach.sheet.plan_text import plan_files
from hipcoach.sheet.reader import SheetText, read_sheet

MOST_BYTES = 64 * 1024
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
    sheet = read_sheet(_text_of(args.sheet), known)
    for line in sheet.lines:
        context.print(f"{line.number:3}  {line.text}")
        context.print(f"     → {understood(line, known)}")
    for about in about_all(sheet):
        context.print(about)
    if sheet.too_long:
        raise InputError(f"{args.sheet}: expected at most 16 exercises on 200 lines")
    if sheet.problems:
        numbers = joined(str(each.number) for each in sheet.problems)
        raise InputError(f"{args.sheet}: not read: line {numbers}. Mend it, or put # before it to leave it out")
    if not sheet.exercises:
        raise InputError(
            f"{args.sheet}: expected at least one line with an exercise and its dose, such as Bridge 2 x 8"
        )
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


def understood(line: SheetLine, known: Mapping[str, Exercise]) -> str:
    """Return in words what a line was taken for."""
    if line.problem:
        return f"NOT READ: {line.problem}"
    if line.is_about_all:
        return f"for all of it (below){f'. Left as it stands: {line.word}' if line.word else ''}"
    if not line.name:
        return "left as it stands: no exercise with a dose"
    exercise = known.get(line.exercise) or stand_in(line)
    name = line.name if line.exercise else f"{line.name} (an exercise of your own)"
    if line.dose is None:
        return f"{name}: as hipcoach begins it"
    dose, rests = (
        dose_of_both(exercise, line.dose, line.right),
        max(line.dose.sets, line.right.sets if line.right else 1) > 1,
    )
    rest = f", {line.dose.rest_s:g} seconds of rest between sets" if rests else ""
    often = ", ".join(filter(None, (line.pieces.often, line.pieces.on)))
    words = (f"{name}: {dose}{rest}", often, f"Beside it: {line.word}" if line.word else "")
    return ". ".join(filter(None, words))


def about_all(sheet: SheetText) -> Iterator[str]:
    """Yield what the sheet says of all of it."""
    often = sheet.often
    if often.is_said:
        days = "every day" if len(often.days) == len(DAYS) else f"on {joined(DAYS[day] for day in sorted(often.days))}"
        yield f"All of it {days}{f', {often.times_a_day} times a day' if often.times_a_day > 1 else ''}."
    if sheet.rounds > 1:
        yield f"All of it in {sheet.rounds} rounds."


def _text_of(path: Path) -> str:
    """Read the sheet. Raises InputError."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: expected a file that can be read ({error.strerror})") from error
    if len(raw) > MOST_BYTES:
        raise InputError(f"{path}: expected at most {MOST_BYTES // 1024} KB of text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8 text") from error
