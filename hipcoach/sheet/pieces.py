"""The pieces of a line that say how often, how long and when, as numbers.

Each function here reads what one row of `piece_rows` has found: the row names it, and its pattern the groups. All raise
UnreadProblem.
"""

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from hipcoach.catalogue.entry_file import BREATHS, HOLD_S, REPS, REST_S, ROUNDS, SETS, TEMPO_S, WITHIN_S
from hipcoach.catalogue.plan_file import TIMES_A_DAY

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAYS_OF_A_WEEK = {
    times: frozenset(place * len(_DAYS) // times for place in range(times)) for times in range(1, len(_DAYS) + 1)
}
"""Days that lie far apart, by how often in a week."""
_ONCE_OR_TWICE = {"once": 1, "twice": 2}
_TIMES_A_DAY = {**_ONCE_OR_TWICE, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
WORD_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
}  # fmt: skip


class UnreadProblem(Exception):
    """A number that no pattern understands, or that stands outside what a plan can say."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the patterns found in one line. Times are seconds."""

    sets: int | None = None
    reps: int | None = None
    hold_s: float | None = None
    breaths: int | None = None
    within_s: float | None = None
    time_s: float | None = None  # that neither "hold" nor anything else says what it is for
    rest_s: float | None = None
    tempo_s: tuple[float, float] | None = None
    each: bool = False
    each_time: bool = False  # "each" stands after seconds: of each hold, or of each side
    left: tuple[int | None, float, bool] | None = None  # sets, amount, and whether it is seconds
    right: tuple[int | None, float, bool] | None = None
    times_a_day: int | None = None
    days: frozenset[int] = frozenset()
    rounds: int | None = None
    often: str = ""  # the words that say so
    on: str = ""
    ranges: tuple[str, ...] = ()  # numbers that the line leaves open: the lower one is taken, and all of it said
    suggests_days: bool = False  # it says how often in a week, and not when

    @property
    def doses(self) -> bool:
        """Return True if any part of a dose was found."""
        found = (self.sets, self.reps, self.hold_s, self.breaths, self.within_s, self.time_s, self.left)
        return any(each is not None for each in found)

    def with_more(self, more: "Pieces") -> "Pieces":
        """Return these pieces with more of the same line. Raises UnreadProblem where both say the same thing."""
        added = more.found()
        if added.keys() & self.found().keys():
            raise UnreadProblem("it names two numbers for the same thing")
        return replace(self, **added)

    def found(self) -> dict[str, Any]:
        """Return what was found, by the name of its field."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default}


def days_a_week(found: re.Match[str]) -> Pieces:
    """Return the days of "twice a week"."""
    often = found["weekly"].lower()
    times = _ONCE_OR_TWICE.get(often) or _whole(_without_times(often), (1, len(_DAYS)))
    return Pieces(days=DAYS_OF_A_WEEK[times], on=found[0].strip(), suggests_days=True)


def every_other_day(found: re.Match[str]) -> Pieces:
    """Return the days of "every other day"."""
    return Pieces(days=DAYS_OF_A_WEEK[3], on=found[0].strip(), suggests_days=True)


def named_days(found: re.Match[str]) -> Pieces:
    """Return the days of "Mon, Wed and Fri"."""
    named = re.findall(r"[a-z]+", found[0].lower())
    days = frozenset(_DAYS.index(each[:2]) for each in named if each[:2] in _DAYS)
    return Pieces(days=days, on=found[0].strip())


def times_a_day(found: re.Match[str]) -> Pieces:
    """Return how often in "3 times a day"; "daily", which names no number, is once."""
    often = (found.groupdict().get("often") or "once").lower().replace(".", "")
    times = _TIMES_A_DAY.get(often) or _whole(_without_times(often), TIMES_A_DAY)
    return Pieces(times_a_day=times, often=found[0].strip())


def rounds(found: re.Match[str]) -> Pieces:
    """Return the rounds of "3 rounds"."""
    return Pieces(rounds=_whole(found["rounds"], ROUNDS))


def tempo(found: re.Match[str]) -> Pieces:
    """Return both times of "2 sec up, 4 sec down"."""
    return Pieces(tempo_s=(within(number_in(found["up"]), TEMPO_S), within(number_in(found["down"]), TEMPO_S)))


def rest(found: re.Match[str]) -> Pieces:
    """Return the time of "60 s rest between sets"."""
    return Pieces(rest_s=within(_seconds(found["rest"], found["rest_unit"]), REST_S))


def within_time(found: re.Match[str]) -> Pieces:
    """Return the time of "as many as is comfortable in 30 seconds"."""
    return Pieces(within_s=within(_seconds(found["within"], found["within_unit"]), WITHIN_S))


def breaths(found: re.Match[str]) -> Pieces:
    """Return the breaths of "hold for 5 breaths"."""
    return Pieces(breaths=_whole(found["breaths"], BREATHS))


def both_sides(found: re.Match[str]) -> Pieces:
    """Return what each side does in "3 x 10 on the left and 2 x 10 on the right"."""
    sides = {}
    for one in ("a", "b"):
        sets = _whole(found[f"sets_{one}"], SETS) if found[f"sets_{one}"] else None
        timed = _is_time(found[f"unit_{one}"])
        amount = _hold(found[f"amount_{one}"], found[f"unit_{one}"]) if timed else _whole(found[f"amount_{one}"], REPS)
        sides["left" if found[f"side_{one}"].lower().startswith("l") else "right"] = (sets, float(amount), timed)
    if len(sides) < 2:
        raise UnreadProblem("it names one side twice")
    return Pieces(left=sides["left"], right=sides["right"])


def each_side(found: re.Match[str]) -> Pieces:  # that it was found says all
    """Return that "each leg" was found."""
    return Pieces(each=True)


def sets_reps_hold(found: re.Match[str]) -> Pieces:
    """Return the three numbers of "3 x 10 x 5 s"."""
    return Pieces(
        sets=_whole(found["sets"], SETS),
        reps=_whole(found["reps"], REPS),
        hold_s=_hold(found["hold"], found["hold_unit"]),
    )


def hold(found: re.Match[str]) -> Pieces:
    """Return the time of "hold for 10 seconds"."""
    return Pieces(hold_s=_hold(found["hold"], found["hold_unit"]), each_time=bool(found["each_time"]))


def sets_of(found: re.Match[str]) -> Pieces:
    """Return both numbers of "3 sets of 10" or of "3 sets of 30 s"."""
    sets, unit = _whole(found["sets"], SETS), found["unit"]
    if _is_time(unit):
        return Pieces(sets=sets, time_s=_seconds(found["amount"], unit))
    return Pieces(sets=sets, reps=_whole(found["amount"], REPS))


def reps_of_time(found: re.Match[str]) -> Pieces:
    """Return both numbers of "3 x 30 s"."""
    return Pieces(reps=_whole(found["times"], REPS), time_s=_seconds(found["amount"], found["unit"]))


def reps(found: re.Match[str]) -> Pieces:
    """Return the number of "10 reps"."""
    return Pieces(reps=_whole(found["reps"], REPS))


def sets(found: re.Match[str]) -> Pieces:
    """Return the number of "3 sets"."""
    return Pieces(sets=_whole(found["sets"], SETS))


def time_alone(found: re.Match[str]) -> Pieces:
    """Return the time of "for 30 seconds", which does not say what it is for."""
    return Pieces(time_s=_seconds(found["amount"], found["unit"]), each_time=bool(found["each_time"]))


def _without_times(often: str) -> str:
    """Return the number alone: "3" of "3 times"."""
    return re.sub(r"\s*(?:x|times|mal)$", "", often)


def _is_time(unit: str | None) -> bool:
    """Return True if a unit is one of time, and not of repetitions."""
    unit = (unit or "").strip().lower()
    return unit[:1] in ("s", "m", '"', "'") and not unit.startswith("mal") if unit else False


def number_in(text: str) -> float:
    """Return the number that a text says. Raises UnreadProblem."""
    text = text.strip().lower()
    if text in WORD_NUMBERS:
        return float(WORD_NUMBERS[text])
    if text in ("½", "1/2", "half a"):
        return 0.5
    if text in ("a", "an"):
        return 1.0
    whole, half = re.sub(r"(?:½|\s1/2)$", "", text).strip(), re.search(r"½|1/2", text)
    if not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,3})?", whole):
        raise UnreadProblem(f"not read: {text}")
    return float(whole.replace(",", ".")) + (0.5 if half else 0.0)


def _whole(text: str, limits: tuple[int, int]) -> int:
    number = within(number_in(text), limits)
    if number != int(number):
        raise UnreadProblem(f"not read: {text} is no whole number")
    return int(number)


def _seconds(text: str, unit: str) -> float:
    return number_in(text) * (60.0 if unit.strip().lower().startswith("m") else 1.0)


def _hold(text: str, unit: str) -> float:
    return within(_seconds(text, unit), HOLD_S)


def within(number: float, limits: tuple[int, int]) -> float:
    """Return a number that a plan can say. Raises UnreadProblem."""
    low, high = limits
    if not low <= number <= high:
        raise UnreadProblem(f"{number:g} is outside what a plan can say, {low} to {high}")
    return number
