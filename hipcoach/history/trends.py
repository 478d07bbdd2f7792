"""What the charts show: numbers as they were given, over time. Nothing here says what they mean."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from hipcoach.catalogue.types import Dose
from hipcoach.history.doses import dose_of
from hipcoach.store import Store
from hipcoach.store.queries import Line, Marked, Search, lines, marked, practised
from hipcoach.store.rows import DoseRow, HoldRow, PainRow


@dataclass(frozen=True, slots=True)
class PainPoint:
    """The pain scores around one session; None: not given."""

    session: str
    day: date
    before: int | None
    after: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest for pain; `until` None: still in force."""

    kind: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Week:
    """One week, by its Monday."""

    monday: date
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class MarkedExercise:
    """How often an exercise was marked as hurting more, on which side and at which dose; the highest score given."""

    exercise: str
    name: str
    side: str | None
    times: int
    last: date
    highest: int | None
    doses: tuple[Dose, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done of one exercise on one day."""

    day: date
    dose: Dose | None
    outcome: str
    reps: int
    hold_s: float


def pain_points(store: Store, since: date, until: date) -> tuple[PainPoint, ...]:
    """Pain before, after and next day, session by session, oldest first."""
    return tuple(
        PainPoint(line.id, line.day, line.pain_before, line.pain_after, line.pain_next)
        for line in _in_order(store, since, until)
    )


def rests(store: Store) -> tuple[Rest, ...]:
    """Every rest for pain that stood, oldest first."""
    held: Iterable[HoldRow] = sorted(store.holds.all(), key=lambda row: row.started_at)
    return tuple(Rest(row.kind, row.started_at, row.released_at) for row in held if row.corrected_at is None)


def weeks(store: Store, since: date, until: date) -> tuple[Week, ...]:
    """Sessions and minutes of every week from `since` to `until`, weeks with none too."""
    found = _in_order(store, since, until)
    counts: Counter[date] = Counter(_monday(line.day) for line in found)
    seconds: dict[date, float] = {}
    for line in found:
        monday = _monday(line.day)
        seconds[monday] = seconds.get(monday, 0.0) + line.duration_s
    first, last = _monday(since), _monday(until)
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return tuple(Week(monday, counts[monday], round(seconds.get(monday, 0.0) / 60)) for monday in mondays)


def marked_exercises(store: Store, since: date, until: date) -> tuple[MarkedExercise, ...]:
    """Which exercises were marked as hurting more, the most often marked first."""
    groups: dict[tuple[str, str | None], list[Marked]] = {}
    for row in marked(store.connection, since, until):
        groups.setdefault((row.exercise, row.side), []).append(row)
    found = [_marked(rows) for rows in groups.values()]
    return tuple(sorted(found, key=lambda each: (-each.times, each.exercise, each.side or "")))


def stiffness(store: Store, since: date, until: date) -> tuple[PainRow, ...]:
    """The next-day answers that say something about morning stiffness, oldest first."""
    answers = store.pains.of_question("next")
    return tuple(row for row in answers if row.stiffness is not None and since <= row.at.date() <= until)


def practice(store: Store, exercise: str, since: date, until: date) -> tuple[Practice, ...]:
    """One exercise over time: what was planned and what was done each time."""
    return tuple(
        Practice(date.fromisoformat(row.local_date), dose_of(row.dose), row.outcome, row.reps, row.hold_s)
        for row in practised(store.connection, exercise, since, until)
    )


def ladder(store: Store, exercise: str) -> tuple[DoseRow, ...]:
    """Every step that an exercise took on its ladder, with its reason, oldest first."""
    return store.doses.of_exercise(exercise)


def middle(scores: Iterable[int | None]) -> float | None:
    """The median of the scores that were given."""
    given = [score for score in scores if score is not None]
    return median(given) if given else None


def by_month(points: Iterable[PainPoint]) -> Mapping[date, tuple[float | None, float | None, float | None]]:
    """Medians of before, after and next day by month, for years at a glance."""
    months: dict[date, list[PainPoint]] = {}
    for point in points:
        months.setdefault(point.day.replace(day=1), []).append(point)
    return {
        month: (
            middle(point.before for point in group),
            middle(point.after for point in group),
            middle(point.next for point in group),
        )
        for month, group in sorted(months.items())
    }


def _in_order(store: Store, since: date, until: date) -> list[Line]:
    return lines(store.connection, Search(since=since, until=until))[::-1]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _marked(rows: list[Marked]) -> MarkedExercise:
    doses = {row.dose: dose_of(row.dose) for row in rows}
    last = rows[-1]
    return MarkedExercise(
        exercise=last.exercise,
        name=last.name,
        side=last.side,
        times=len(rows),
        last=max(date.fromisoformat(row.local_date) for row in rows),
        highest=max((row.score for row in rows if row.score is not None), default=None),
        doses=tuple(dose for dose in doses.values() if dose is not None),
    )
