"""The data of the one-page report for the physiotherapist; hipcoach/ui/report lays it out."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from hipcoach.catalogue.types import Dose
from hipcoach.history.doses import dose_of
from hipcoach.history.pain_rest_periods import (
    PainRestPeriod,
    numbers_outside_sessions,
    pain_rest_periods,
    signs_between,
)
from hipcoach.history.trends import (
    Balance,
    MarkedExercise,
    PainPoint,
    Week,
    area_counts,
    balance,
    marked_exercises,
    pain_points,
    weeks,
)
from hipcoach.safety.reason import reasons_from
from hipcoach.safety.rule import PainRule
from hipcoach.safety.sheet import OF_A_SHEET
from hipcoach.store import Store
from hipcoach.store.queries import Search
from hipcoach.store.rows import DoseRow, PainRow

QUESTIONS = "questions"  # the profile's name for what the user wants to ask: a JSON list of texts


@dataclass(frozen=True, slots=True)
class LastDose:
    """The dose at which an exercise was last done."""

    exercise: str
    name: str
    dose: Dose
    dose_right: Dose | None = None  # where the right side's differs
    on_sheet: bool = False  # it stands on a sheet, and not on the ladder


@dataclass(frozen=True, slots=True)
class MarkedSign:
    """A sign, as it is asked, with how often it was marked and when last."""

    says: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Report:
    """All data of the page."""

    since: date
    until: date
    sessions: int
    minutes: int
    finishes: Mapping[str, int]
    weekly_aim: int | None
    weeks: tuple[Week, ...]
    pain: tuple[PainPoint, ...]
    marked: tuple[MarkedExercise, ...]
    areas: tuple[tuple[str, int], ...]  # where pain was marked before a session, and how often
    rests: tuple[PainRestPeriod, ...]  # that touch the period
    doses: tuple[DoseRow, ...]  # where each exercise stands now
    planned: tuple[LastDose, ...]  # what was last planned of each exercise done
    balance: tuple[Balance, ...]  # exercises with sides
    questions: tuple[str, ...]
    outside: tuple[PainRow, ...] = ()  # numbers that were given where no session was
    signs: tuple[MarkedSign, ...] = ()  # in the order in which they are asked
    first_weekday: int = 0  # on which a week begins, as `date.weekday` counts


def report(
    store: Store,
    rule: PainRule,
    here: tzinfo,
    since: date,
    until: date,
    *,
    weekly_aim: int | None = None,
    first_weekday: int = 0,
) -> Report:
    """Return the data for the days from `since` to `until`; `here` is the user's zone, `weekly_aim` is in sessions.

    `first_weekday`: as in `trends.weeks`.
    """
    sessions = store.queries.sessions(Search(since=since, until=until))
    totals = store.queries.side_totals(since, until)
    return Report(
        since=since,
        until=until,
        sessions=len(sessions),
        minutes=round(sum(line.duration_s for line in sessions) / 60),
        finishes=Counter(line.finish for line in sessions),
        weekly_aim=weekly_aim,
        weeks=weeks(store, since, until, first_weekday=first_weekday),
        pain=pain_points(store, rule, since, until),
        marked=marked_exercises(store, since, until),
        areas=area_counts(store, here, since, until),
        rests=tuple(rest for rest in pain_rest_periods(store, here) if _touches(rest, since, until)),
        doses=tuple(row for _, row in sorted(store.doses.current().items(), key=lambda item: str(item[0]))),
        planned=tuple(_planned(store, since, until)),
        balance=balance(totals),
        questions=users_questions(store),
        outside=numbers_outside_sessions(store, here, since, until),
        signs=tuple(_signs(store, rule, here, since, until)),
        first_weekday=first_weekday,
    )


def users_questions(store: Store) -> tuple[str, ...]:
    """Return what the user wants to ask the physiotherapist, in the user's words."""
    return tuple(json.loads(store.profile.value(QUESTIONS) or "[]"))


def _signs(store: Store, rule: PainRule, here: tzinfo, since: date, until: date) -> Iterable[MarkedSign]:
    rows = tuple(signs_between(store, here, since, until))
    known = {item.id: item.says for item in rule.screen}
    for id in dict.fromkeys((*known, *(id for row in rows for id in row.items))):
        days = [row.at.date() for row in rows if id in row.items]
        if days:
            yield MarkedSign(known.get(id, id), len(days), max(days))


def _touches(rest: PainRestPeriod, since: date, until: date) -> bool:
    return rest.since.date() <= until and (rest.until is None or rest.until.date() >= since)


def _planned(store: Store, since: date, until: date) -> Iterable[LastDose]:
    for row in store.queries.last_doses(since, until):
        dose = dose_of(row.dose)
        if dose is not None:
            right = None if row.dose_right is None else dose_of(row.dose_right)
            on_sheet = any(each.wording in OF_A_SHEET for each in reasons_from(row.reasons))
            yield LastDose(row.exercise, row.name, dose, right, on_sheet)
