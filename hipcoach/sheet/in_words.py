"""What was understood of a sheet in words, for the window and the terminal alike."""

from collections.abc import Iterator, Mapping

from hipcoach.catalogue.types import Exercise, Position
from hipcoach.catalogue.words import DAYS, POSITIONS, dose_of_both, joined
from hipcoach.sheet.keep import stand_in
from hipcoach.sheet.line import SheetLine
from hipcoach.sheet.reader import SheetText
from hipcoach.sheet.words import MAY_MEAN


def understood(line: SheetLine, known: Mapping[str, Exercise]) -> str:
    """Return in words what a line was taken for."""
    if line.problem:
        return f"NOT READ: {line.problem}"
    if line.is_about_all:
        return f"for all of it (below){f'. Left as it stands: {line.word}' if line.word else ''}"
    if not line.name:
        return "left as it stands: no exercise with a dose"
    exercise = known.get(line.exercise) or stand_in(line)
    where = f", {POSITIONS[line.position]}" if line.position is not Position.AS_SHOWN else ""
    meant = known.get(MAY_MEAN.get(line.name.lower(), ""))
    perhaps = f"; if “{meant.name}” is meant, write that" if meant is not None else ""
    name = line.name if line.exercise else f"{line.name} (an exercise of your own{where}{perhaps})"
    if line.dose is None:
        return f"{name}: as hipcoach begins it"
    dose, rests = (
        dose_of_both(exercise, line.dose, line.right, line.only_side),
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
        if often.suggested:
            yield f"The sheet says {often.suggested}: these days are a suggestion, and you can change them."
    if sheet.rounds > 1:
        yield f"All of it in {sheet.rounds} rounds."


def not_ready(sheet: SheetText) -> str:
    """Return what has to be mended before a sheet can be kept; empty where nothing has."""
    if sheet.too_long:
        return "expected at most 16 exercises on 200 lines"
    if sheet.problems:
        numbers = joined(str(each.number) for each in sheet.problems)
        return f"not read: line {numbers}. Mend it, or put # before it to leave it out"
    if not sheet.exercises:
        return "expected at least one line with an exercise and its dose, such as Bridge 2 x 8"
    return ""
