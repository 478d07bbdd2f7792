"""The numbers of the charts, as they were given over time; nothing here interprets them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from functools import cache
from statistics import median

from hipcoach.catalogue.types import Dose, Side
from hipcoach.history.doses import dose_of
from hipcoach.history.later_numbers import LaterNumber, highest_next_day, numbers_after
from hipcoach.history.pain_rest_periods import answers_between
from hipcoach.history.summary_line import area_text
from hipcoach.safety.rule import PainRule
from hipcoach.store import Store
from hipcoach.store.queries import PainReportLine, Search, SessionLine, SideTotal
from hipcoach.store.rows import PainRow, StoredQuestion
from hipcoach.store.values import to_text


@dataclass(frozen=True, slots=True)
class PainPoint:
    """The pain scores around one session; None means not given."""

    session: str
    day: date
    before: int | None
    after: int | None
    next: int | None  # the highest of the next-day answers
    reported: int | None = None  # during it
    began: str = ""  # in UTC, as the diary writes it: ten years of them are not read
    later: tuple[LaterNumber, ...] = ()  # all that was given after it


@dataclass(frozen=True, slots=True)
class Week:
    """The sessions of one week, from its first day on."""

    start: date
    sessions: int
    minutes: int


BEFORE_THE_FIRST = "Before the first exercise"


@dataclass(frozen=True, slots=True)
class MarkedExercise:
    """How often an exercise was marked as hurting more on one side, with the highest score and the doses."""

    exercise: str  # empty: it hurt more before the first exercise
    name: str
    side: str | None
    times: int
    last: date
    highest: int | None
    doses: tuple[Dose, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """What was done on one side, or of an exercise without sides."""

    reps: int = 0
    hold_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Practice:
    """What was planned and done of one exercise in one session."""

    day: date
    dose: Dose | None
    dose_right: Dose | None  # where the right side's differs
    outcome: str
    left: Amount
    right: Amount
    both: Amount  # where sides mean nothing

    @property
    def right_dose(self) -> Dose | None:
        """Return the right side's dose, which may be the same as the left side's."""
        return self.dose if self.dose_right is None else self.dose_right


@dataclass(frozen=True, slots=True)
class Balance:
    """How much was done of one exercise on each side."""

    exercise: str
    name: str
    left: Amount
    right: Amount

    @property
    def amounts(self) -> tuple[float, float]:
        """Return the repetitions left and right, or the seconds held if there are none."""
        if self.left.reps or self.right.reps:
            return self.left.reps, self.right.reps
        return self.left.hold_s, self.right.hold_s

    @property
    def unit(self) -> str:
        """Return the unit of the amounts."""
        return "times" if self.left.reps or self.right.reps else "seconds"


def pain_points(store: Store, rule: PainRule, since: date, until: date) -> tuple[PainPoint, ...]:
    """Return pain before, after and on the next day for each session, oldest first."""
    found = []
    for line in _in_order(store, since, until):
        later = numbers_after(rule, line)
        before, after, next_day = line.pain_before, line.pain_after, highest_next_day(later)
        found.append(PainPoint(line.id, line.day, before, after, next_day, line.pain_reported, line.started_at, later))
    return tuple(found)


def given_soon_after(points: Iterable[PainPoint]) -> tuple[PainRow, ...]:
    """Return the numbers given after sessions, but too soon to count as next-day answers, each once, in their order.

    A number given after two sessions of a day stands with both in the diary.
    """
    given = {(each.at, each.score) for point in points for each in point.later if not each.next_day}
    return tuple(PainRow("", StoredQuestion.NEXT, at, score) for at, score in sorted(given))


def day_and_time(record: PainPoint | PainRow) -> tuple[date, str]:
    """Return by what sessions, and numbers given in a rest, stand in their order."""
    if isinstance(record, PainPoint):
        return record.day, record.began
    return record.at.date(), to_text(record.at)


def weeks(store: Store, since: date, until: date, *, first_weekday: int = 0) -> tuple[Week, ...]:
    """Return the sessions and minutes of every week from `since` to `until`, empty weeks included.

    `first_weekday`: on which a week begins, as `date.weekday` counts.
    """

    def start_of_week(day: date) -> date:
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)

    found = _in_order(store, since, until)
    counts: Counter[date] = Counter(start_of_week(line.day) for line in found)
    seconds: dict[date, float] = {}
    for line in found:
        start = start_of_week(line.day)
        seconds[start] = seconds.get(start, 0.0) + line.duration_s
    first, last = start_of_week(since), start_of_week(until)
    starts = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return tuple(Week(start, counts[start], round(seconds.get(start, 0.0) / 60)) for start in starts)


def marked_exercises(store: Store, since: date, until: date) -> tuple[MarkedExercise, ...]:
    """Return the exercises that were marked as hurting more, the most often marked first."""
    groups: dict[tuple[str, str | None], list[PainReportLine]] = {}
    for row in store.queries.pain_reports(since, until):
        side = None if row.side == Side.BOTH else row.side  # of both, and of which is not known: shown alike
        groups.setdefault((row.exercise, side), []).append(row)
    found = [_marked(rows) for rows in groups.values()]
    return tuple(sorted(found, key=lambda each: (-each.times, each.exercise, each.side or "")))


def stiffness(store: Store, here: tzinfo, since: date, until: date) -> tuple[PainRow, ...]:
    """Return the next-day answers that have a value for morning stiffness, oldest first, by the user's own clock."""
    given = answers_between(store, here, StoredQuestion.NEXT, since, until)
    return tuple(row for row in given if row.stiffness is not None)


def practice(store: Store, exercise: str, since: date, until: date) -> tuple[Practice, ...]:
    """Return what was planned and done of one exercise each time, oldest first."""
    read = cache(dose_of)  # years of one exercise have few doses
    return tuple(
        Practice(
            date.fromisoformat(row.local_date),
            read(row.dose),
            None if row.dose_right is None else read(row.dose_right),
            row.outcome,
            Amount(row.left_reps, row.left_hold_s),
            Amount(row.right_reps, row.right_hold_s),
            Amount(row.both_reps, row.both_hold_s),
        )
        for row in store.queries.practice(exercise, since, until)
    )


def balance(totals: Iterable[SideTotal]) -> tuple[Balance, ...]:
    """Return left and right of every exercise that has sides, by its name."""
    found = {(row.exercise, row.side): Amount(row.reps, row.hold_s) for row in totals}
    names = {row.exercise: row.name for row in totals if row.side in ("left", "right")}
    return tuple(
        Balance(exercise, name, found.get((exercise, "left"), Amount()), found.get((exercise, "right"), Amount()))
        for exercise, name in sorted(names.items(), key=lambda item: item[1])
    )


def median_score(scores: Iterable[int | None]) -> float | None:
    """Return the median of the scores that were given, or None without any."""
    given = [score for score in scores if score is not None]
    return median(given) if given else None


def area_counts(store: Store, here: tzinfo, since: date, until: date) -> tuple[tuple[str, int], ...]:
    """Return the areas where pain was marked before a session, and how often, the most frequent first."""
    rows = answers_between(store, here, StoredQuestion.BEFORE, since, until)
    marks = Counter(area_text(row.area, row.side) for row in rows if row.area)
    return tuple(sorted(marks.items(), key=lambda item: (-item[1], item[0])))


def medians(points: Iterable[PainPoint]) -> tuple[float | None, float | None, float | None]:
    """Return the medians of the numbers before, after and the next day. A report is no such number, so it has none."""
    given = tuple(points)
    return (
        median_score(point.before for point in given),
        median_score(point.after for point in given),
        median_score(point.next for point in given),
    )


def _in_order(store: Store, since: date, until: date) -> list[SessionLine]:
    return store.queries.sessions(Search(since=since, until=until))[::-1]


def _marked(rows: list[PainReportLine]) -> MarkedExercise:
    doses = {row.dose: dose_of(row.dose) for row in rows}
    last = rows[-1]
    return MarkedExercise(
        exercise=last.exercise,
        name=last.name or BEFORE_THE_FIRST,
        side=last.side,
        times=len(rows),
        last=max(date.fromisoformat(row.local_date) for row in rows),
        highest=max((row.score for row in rows if row.score is not None), default=None),
        doses=tuple(dose for dose in doses.values() if dose is not None),
    )
