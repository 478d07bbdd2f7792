"""What one page for the physiotherapist says about a period; laid out elsewhere."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hipcoach.history.trends import MarkedExercise, PainPoint, Rest, Week, marked_exercises, pain_points, rests, weeks
from hipcoach.store import Store
from hipcoach.store.queries import Search, lines, side_totals
from hipcoach.store.rows import DoseRow

QUESTIONS = "questions"  # the profile's name for what the user wants to ask: a JSON list of texts


@dataclass(frozen=True, slots=True)
class Balance:
    """What was done of one exercise on each side."""

    exercise: str
    name: str
    left_reps: int
    right_reps: int
    left_hold_s: float
    right_hold_s: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    since: date
    until: date
    sessions: int
    minutes: int
    finishes: Mapping[str, int]
    weekly_aim: int | None
    weeks: tuple[Week, ...]
    pain: tuple[PainPoint, ...]
    marked: tuple[MarkedExercise, ...]
    rests: tuple[Rest, ...]  # that touch the period
    doses: tuple[DoseRow, ...]  # where each exercise stands now
    balance: tuple[Balance, ...]  # exercises with sides
    questions: tuple[str, ...]


def report(store: Store, since: date, until: date, *, weekly_aim: int | None = None) -> Report:
    """The data of the page for the days from `since` to `until`; `weekly_aim` is in sessions."""
    found = lines(store.connection, Search(since=since, until=until))
    asked = store.profile.value(QUESTIONS)
    return Report(
        since=since,
        until=until,
        sessions=len(found),
        minutes=round(sum(line.duration_s for line in found) / 60),
        finishes=Counter(line.finish for line in found),
        weekly_aim=weekly_aim,
        weeks=weeks(store, since, until),
        pain=pain_points(store, since, until),
        marked=marked_exercises(store, since, until),
        rests=tuple(rest for rest in rests(store) if _touches(rest, since, until)),
        doses=tuple(row for _, row in sorted(store.doses.current().items(), key=lambda item: str(item[0]))),
        balance=_balance(store, since, until),
        questions=() if asked is None else tuple(str(text) for text in json.loads(asked)),
    )


def _touches(rest: Rest, since: date, until: date) -> bool:
    return rest.since.date() <= until and (rest.until is None or rest.until.date() >= since)


def _balance(store: Store, since: date, until: date) -> tuple[Balance, ...]:
    totals = {(row.exercise, row.side): row for row in side_totals(store.connection, since, until)}
    exercises = {row.exercise: row.name for row in totals.values() if row.side in ("left", "right")}
    return tuple(
        Balance(
            exercise,
            name,
            *(row.reps if (row := totals.get((exercise, side))) else 0 for side in ("left", "right")),
            *(row.hold_s if (row := totals.get((exercise, side))) else 0.0 for side in ("left", "right")),
        )
        for exercise, name in sorted(exercises.items())
    )
