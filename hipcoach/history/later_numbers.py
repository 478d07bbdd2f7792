"""The numbers given once a session had ended: which count as its next-day answers, and which came too soon.

From when on an answer counts is the rule's (`safety.past.late_enough`). An earlier one settles nothing, so nothing that
is shown may call it the next day's; and no number hides another, so all are told in the order in which they came.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hipcoach.safety.past import late_enough, settled_at
from hipcoach.safety.rule import PainRule
from hipcoach.store.queries import SessionLine

LATER_THAT_DAY = "later that day"
SOON_AFTER = "in the hours after"  # where some came after midnight
NEXT_DAY = "next day"
SETTLED_IT = "which settled it"


@dataclass(frozen=True, slots=True)
class LaterNumber:
    """One number given after a session, by the clock that the user saw at the session."""

    at: datetime
    score: int
    next_day: bool  # late enough to count as a next-day answer
    settles: bool = False  # the session has settled, and this is the first answer that came late enough for that
    same_day: bool = True  # it was given on the day on which the session ended


def later_numbers(
    rule: PainRule, base: int, ended_at: datetime, given: Iterable[tuple[datetime, int]]
) -> tuple[LaterNumber, ...]:
    """Return what was given after a session, oldest first; moments are shown by the clock of `ended_at`."""
    answers = sorted(given)
    settling = settled_at(rule, base, ended_at, answers)
    numbers = []
    for at, score in answers:
        local = at.astimezone(ended_at.tzinfo)
        counts = late_enough(rule, at - ended_at)
        numbers.append(LaterNumber(local, score, counts, at == settling, local.date() == ended_at.date()))
    return tuple(numbers)


def numbers_after(rule: PainRule, line: SessionLine) -> tuple[LaterNumber, ...]:
    """Return what was given after a session of a list."""
    given = line.given_later
    return later_numbers(rule, line.base, line.ended, given) if given else ()


def highest_next_day(numbers: Iterable[LaterNumber]) -> int | None:
    """Return the highest of the next-day answers; None where none counts as one."""
    return max((each.score for each in numbers if each.next_day), default=None)


def early_when(numbers: Iterable[LaterNumber]) -> str:
    """Return when the numbers were given that came too soon to count as next-day answers."""
    return LATER_THAT_DAY if all(each.same_day for each in numbers if not each.next_day) else SOON_AFTER


def early_words(numbers: Iterable[LaterNumber], time: Callable[[datetime], str]) -> str:
    """Return the numbers that came too soon, as in "1 at 20:12, then 7 at 20:40"; empty where none did."""
    return ", then ".join(f"{each.score} at {time(each.at)}" for each in numbers if not each.next_day)


def next_day_words(numbers: Iterable[LaterNumber]) -> str:
    """Return the next-day answers, as in "2, which settled it, then 1"; empty where there is none."""
    counted = [each for each in numbers if each.next_day]
    several = len(counted) > 1
    return ", then ".join(f"{each.score}{_settled_it(each) if several else ''}" for each in counted)


def later_words(numbers: Sequence[LaterNumber], time: Callable[[datetime], str]) -> tuple[str, ...]:
    """Return what was given after a session, in words: first what came too soon to count, then the next-day answers."""
    early, counted = early_words(numbers, time), next_day_words(numbers)
    found = ((early_when(numbers), early), (NEXT_DAY, counted))
    return tuple(f"{when} {said}" for when, said in found if said)


def hours_between(ended_at: datetime, at: datetime) -> float:
    """Return the hours from a session's end to an answer, cut and not rounded: none comes to count by it."""
    return (at - ended_at) // timedelta(hours=0.01) / 100


def _settled_it(number: LaterNumber) -> str:
    return f", {SETTLED_IT}" if number.settles else ""
