"""The pain rests and answers, by the clock that the user saw: the bands of the charts, and the marks of the calendar.

Apart from the charts' numbers: Today shows the calendar's marks, and need not load those (5 ms of its start).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from hipcoach.safety.stored_names import pain_rest_kind
from hipcoach.safety.types import PainKind, PainRestKind
from hipcoach.store import Store
from hipcoach.store.rows import PainRow, ScreenRow, StoredQuestion
from hipcoach.zones import Whereabouts


@dataclass(frozen=True, slots=True)
class PainRestPeriod:
    """A pain rest, by the clock as the user saw it then. `until` is None while it is in force."""

    kind: PainRestKind
    since: datetime
    until: datetime | None
    pain_kind: PainKind | None = None  # what the pain was like; None: not given


def whereabouts(store: Store, here: tzinfo) -> Whereabouts:
    """Return where the user was when; `here` is the zone where they are now."""
    return Whereabouts.from_zones(here, store.queries.zones())


def first_and_last_day(store: Store, here: tzinfo) -> tuple[date, date] | None:
    """Return the first and the last day with a session, or a number given outside one; None where there is none.

    A day is the user's own, wherever they were. `here` is the zone where they are now.
    """
    days, numbers = store.queries.ends()
    days += tuple(map(whereabouts(store, here).day, numbers)) if numbers else ()
    return (min(days), max(days)) if days else None


def pain_rest_periods(store: Store, here: tzinfo) -> tuple[PainRestPeriod, ...]:
    """Return every pain rest that was not corrected, oldest first. `here` is the user's zone now."""
    pain_rests = sorted(store.pain_rests.all(), key=lambda row: row.started_at)
    local = whereabouts(store, here).local
    return tuple(
        PainRestPeriod(
            pain_rest_kind(row.kind),
            local(row.started_at),
            None if row.released_at is None else local(row.released_at),
            None if row.pain_kind is None else PainKind(row.pain_kind),
        )
        for row in pain_rests
        if row.corrected_at is None
    )


def numbers_outside_sessions(store: Store, here: tzinfo, since: date, until: date) -> tuple[PainRow, ...]:
    """Return how much it hurt outside sessions, oldest first, by the user's own clock.

    These numbers were given during pain rests, and before sessions that did not begin.
    """
    in_rests = answers_between(store, here, StoredQuestion.IN_REST, since, until)
    before = (row for row in answers_between(store, here, StoredQuestion.BEFORE, since, until) if row.session is None)
    return tuple(sorted((row for row in (*in_rests, *before) if row.score is not None), key=lambda row: row.at))


def signs_outside_sessions(store: Store, here: tzinfo, since: date, until: date) -> tuple[ScreenRow, ...]:
    """Return the signs that were marked where no session was, oldest first, by the user's own clock."""
    return tuple(row for row in signs_between(store, here, since, until) if row.session is None)


def signs_between(store: Store, here: tzinfo, since: date, until: date) -> Iterable[ScreenRow]:
    """Yield each answer with a sign on the days from `since` to `until`, by the clock that the user saw then."""
    local = whereabouts(store, here).local
    for row in store.screens.with_signs():
        at = local(row.at)
        if since <= at.date() <= until:
            yield replace(row, at=at)


def answers_between(store: Store, here: tzinfo, question: str, since: date, until: date) -> Iterable[PainRow]:
    """Yield the answers to a question on the days from `since` to `until`, each by the clock that the user saw then."""
    local = whereabouts(store, here).local
    for row in store.pains.of_question(question):
        at = local(row.at)
        if since <= at.date() <= until:
            yield replace(row, at=at)
