"""The pieces of a line that say how often, how long and when: what the patterns find, as numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hipcoach.catalogue.entry_file import BREATHS, HOLD_S, REPS, REST_S, ROUNDS, SETS, TEMPO_S, WITHIN_S
from hipcoach.catalogue.plan_file import TIMES_A_DAY
from hipcoach.sheet.piece_rows import PIECE_ROWS, WORD_NUMBERS
from hipcoach.sheet.words import EITHER, LOOSE, RANGE

_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAYS_OF_A_WEEK = {
    times: frozenset(place * len(_DAYS) // times for place in range(times)) for times in range(1, len(_DAYS) + 1)
}
"""Days that lie far apart, by how often in a week."""
_TIMES_A_DAY = {"once": 1, "twice": 2, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
FOUND = "\0"  # stands where a piece was


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


def find_pieces(plain: str) -> tuple[Pieces, str]:
    """Return what the patterns find, and what is left of the line. Raises UnreadProblem."""
    plain, ranges = _lower_ends(plain)
    if EITHER.search(plain):
        raise UnreadProblem("it leaves open which number is meant")
    found: dict[str, object] = {"ranges": ranges} if ranges else {}
    for row in PIECE_ROWS:
        while (match := row.pattern.search(plain)) is not None:
            for key, value in _values(row.kind, match).items():
                if key in found:
                    raise UnreadProblem("it names two numbers for the same thing")
                found[key] = value
            plain = plain[: match.start()] + FOUND * len(match[0]) + plain[match.end() :]
    return Pieces(**found), plain  # type: ignore[arg-type]  # names and types are those of `_values`


def _lower_ends(plain: str) -> tuple[str, tuple[str, ...]]:
    """Return a line with one number for each range and each "about 20", and these. Raises UnreadProblem."""
    ranges = []
    for match in RANGE.finditer(plain):
        if not _number(match["low"]) < _number(match["high"]):
            raise UnreadProblem("it leaves open which number is meant")
        ranges.append(f"{match['low']} to {match['high']}")
    plain = RANGE.sub(lambda match: match["low"], plain)
    ranges += [f"{match['word']} {match['number']}" for match in LOOSE.finditer(plain)]
    return LOOSE.sub(lambda match: match["number"], plain), tuple(ranges)


def _values(kind: str, match: re.Match[str]) -> dict[str, object]:
    """Return what one piece says."""
    got = match.groupdict()
    match kind:
        case "day":
            often = (got.get("often") or "once").lower().replace(".", "")
            times = _TIMES_A_DAY.get(often) or _whole(re.sub(r"\s*(?:x|times|mal)$", "", often), TIMES_A_DAY)
            return {"times_a_day": times, "often": match[0].strip()}
        case "week":
            often = got["weekly"].lower()
            number = re.sub(r"\s*(?:x|times|mal)$", "", often)
            times = {"once": 1, "twice": 2}.get(often) or _whole(number, (1, len(_DAYS)))
            return {"days": DAYS_OF_A_WEEK[times], "on": match[0].strip(), "suggests_days": True}
        case "alternate":
            return {"days": DAYS_OF_A_WEEK[3], "on": match[0].strip(), "suggests_days": True}
        case "days":
            named = re.findall(r"[a-z]+", match[0].lower())
            days = frozenset(_DAYS.index(each[:2]) for each in named if each[:2] in _DAYS)
            return {"days": days, "on": match[0].strip()}
        case "rounds":
            return {"rounds": _whole(got["rounds"], ROUNDS)}
        case "tempo":
            return {"tempo_s": (within(_number(got["up"]), TEMPO_S), within(_number(got["down"]), TEMPO_S))}
        case "rest":
            return {"rest_s": within(_seconds(got["rest"], got["rest_unit"]), REST_S)}
        case "within":
            return {"within_s": within(_seconds(got["within"], got["within_unit"]), WITHIN_S)}
        case "breaths":
            return {"breaths": _whole(got["breaths"], BREATHS)}
        case "sides":
            return _of_sides(got)
        case "set_rep_hold":
            return {
                "sets": _whole(got["sets"], SETS),
                "reps": _whole(got["reps"], REPS),
                "hold_s": _hold(got["hold"], got["hold_unit"]),
            }
        case "hold":
            return {"hold_s": _hold(got["hold"], got["hold_unit"]), **_each_time(got)}
        case "sets_of":
            sets = _whole(got["sets"], SETS)
            if _is_time(got.get("unit")):
                return {"sets": sets, "time_s": _seconds(got["amount"], got["unit"])}
            return {"sets": sets, "reps": _whole(got["amount"], REPS)}
        case "times":
            return {"reps": _whole(got["times"], REPS), "time_s": _seconds(got["amount"], got["unit"])}
        case "reps":
            return {"reps": _whole(got["reps"], REPS)}
        case "sets":
            return {"sets": _whole(got["sets"], SETS)}
        case "time":
            return {"time_s": _seconds(got["amount"], got["unit"]), **_each_time(got)}
    return {"each": True}


def _each_time(got: Mapping[str, str]) -> dict[str, object]:
    return {"each_time": True} if got["each_time"] else {}


def _of_sides(got: Mapping[str, str]) -> dict[str, object]:
    sides = {}
    for one in ("a", "b"):
        sets = _whole(got[f"sets_{one}"], SETS) if got[f"sets_{one}"] else None
        timed = _is_time(got[f"unit_{one}"])
        amount = _hold(got[f"amount_{one}"], got[f"unit_{one}"]) if timed else _whole(got[f"amount_{one}"], REPS)
        sides["left" if got[f"side_{one}"].lower().startswith("l") else "right"] = (sets, float(amount), timed)
    if len(sides) < 2:
        raise UnreadProblem("it names one side twice")
    return {**sides}


def _is_time(unit: str | None) -> bool:
    """Return True if a unit is one of time, and not of repetitions."""
    unit = (unit or "").strip().lower()
    return unit[:1] in ("s", "m", '"', "'") and not unit.startswith("mal") if unit else False


def _number(text: str) -> float:
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
    number = within(_number(text), limits)
    if number != int(number):
        raise UnreadProblem(f"not read: {text} is no whole number")
    return int(number)


def _seconds(text: str, unit: str) -> float:
    return _number(text) * (60.0 if unit.strip().lower().startswith("m") else 1.0)


def _hold(text: str, unit: str) -> float:
    return within(_seconds(text, unit), HOLD_S)


def within(number: float, limits: tuple[int, int]) -> float:
    """Return a number that a plan can say. Raises UnreadProblem."""
    low, high = limits
    if not low <= number <= high:
        raise UnreadProblem(f"{number:g} is outside what a plan can say, {low} to {high}")
    return number
