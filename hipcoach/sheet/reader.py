"""A whole sheet: its lines as they were understood, and what they say of all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hipcoach.catalogue.plan_file import MOST_EXERCISES
from hipcoach.catalogue.types import Exercise
from hipcoach.errors import InputError
from hipcoach.sheet.line import SheetLine, read_line
from hipcoach.sheet.pieces import Pieces

MOST_LINES = 200
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Often:
    """On which weekdays something is done, and how often on each; 0 times: nothing is said."""

    days: frozenset[int] = frozenset()
    times_a_day: int = 0
    suggested: str = ""  # how often in a week, where these days are only a suggestion

    @classmethod
    def of(cls, pieces: Pieces) -> "Often":
        """Return what a line says."""
        return cls(pieces.days, pieces.times_a_day or 0, pieces.on if pieces.suggests_days else "")

    @property
    def is_said(self) -> bool:
        """Return True if anything is."""
        return bool(self.days or self.times_a_day)

    def on_every_day(self) -> "Often":
        """Return it with every day where it names none: "twice daily"."""
        return replace(self, days=self.days or frozenset(range(7)), times_a_day=max(1, self.times_a_day))


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet as it was understood, line by line; empty lines and those that begin with # are left out."""

    lines: tuple[SheetLine, ...]
    too_long: bool = False  # it has more lines, or more exercises, than a plan can hold

    @property
    def exercises(self) -> tuple[SheetLine, ...]:
        """Return the lines that are exercises."""
        return tuple(each for each in self.lines if each.is_exercise)

    @property
    def problems(self) -> tuple[SheetLine, ...]:
        """Return the lines with a number or a side that was not read: no plan is made of them."""
        return tuple(each for each in self.lines if each.problem)

    @property
    def left_as_it_stands(self) -> tuple[str, ...]:
        """Return the lines that are no exercises, and say more than something about the whole sheet."""
        lines = (each for each in self.lines if not each.name and not each.problem)
        return tuple(each.text for each in lines if each.word or not each.is_about_all)

    @property
    def often(self) -> Often:
        """Return when the whole is done: as a line about all of it says, else as each of its exercises does."""
        whole = [said for each in self.lines if each.is_about_all and (said := Often.of(each.pieces)).is_said]
        if not whole:
            each_said = {Often.of(each.pieces) for each in self.exercises}
            whole = [said for said in each_said if said.is_said and len(each_said) == 1]
        if not whole:
            return Often()
        days = frozenset[int]().union(*(each.days for each in whole))
        suggested = next((each.suggested for each in whole if each.suggested), "")
        return Often(days, max(each.times_a_day for each in whole), suggested).on_every_day()

    @property
    def rounds(self) -> int:
        """Return how often the whole is gone through."""
        return next((each.pieces.rounds for each in self.lines if each.pieces.rounds), 1)


def read_sheet(text: str, known: Mapping[str, Exercise]) -> SheetText:
    """Read a sheet. `known` are the exercises by id."""
    found = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    wanted = [(number, line) for number, line in found if not line.lstrip().startswith("#")]
    lines = tuple(read_line(number, line, known) for number, line in wanted[:MOST_LINES])
    exercises = sum(each.is_exercise for each in lines)
    return SheetText(lines, len(wanted) > MOST_LINES or exercises > MOST_EXERCISES)


def text_of(path: Path) -> str:
    """Return the text of a sheet's file. Raises InputError."""
    try:
        if not path.is_file():  # a pipe may never begin, a device never end
            raise InputError(f"{path}: expected a file that can be read")
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
