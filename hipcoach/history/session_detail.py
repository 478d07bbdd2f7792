"""Sessions as the history shows them: by day, and one in full."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hipcoach.catalogue.types import Dose, Side
from hipcoach.history.doses import dose_of
from hipcoach.history.later_numbers import LaterNumber, highest_next_day, later_numbers
from hipcoach.safety.reason import decision_in_words, in_sentences, reasons_from
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import pain_rest_kind, stored_name
from hipcoach.safety.types import PainRestKind
from hipcoach.store import Store
from hipcoach.store.queries import EVERYTHING, Search, SessionLine
from hipcoach.store.rows import ExerciseRow, NoteRow, PainRow, SessionRow, SetRow, StoredQuestion
from hipcoach.zones import kept_zone


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """One exercise of a session: what was planned, and what was done."""

    exercise: str
    name: str
    dose: Dose | None  # None: left out
    dose_right: Dose | None  # where the right side's differs
    outcome: str
    response: str | None
    pain: int | None  # the highest score given to a report about it
    note: str
    sets: tuple[SetRow, ...]

    def in_a_time(self, row: SetRow) -> bool:
        """Return True if as many as was comfortable were done in a set: each side may be counted in its own way."""
        dose = self.dose_right if row.side == Side.RIGHT and self.dose_right is not None else self.dose
        return dose is not None and bool(dose.within_s)


@dataclass(frozen=True, slots=True)
class PastNote:
    """A note in its last version, with the versions before it, oldest first."""

    id: str
    text: str
    at: datetime
    before: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision that was taken in a session."""

    why: str  # its sentence, as it was shown
    line: str  # of the rule


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session in full."""

    id: str
    plan: str
    title: str
    started_at: datetime  # by the clock that the user saw
    ended_at: datetime | None
    duration_s: float
    finish: str
    pain_rest: PainRestKind
    base: int
    exercises: tuple[ExerciseResult, ...]  # those left out last
    pains: tuple[PainRow, ...]
    decided: tuple[PastDecision, ...]  # in order
    screen: tuple[str, ...]  # ids of the signs ticked
    notes: tuple[PastNote, ...]

    @property
    def decisions(self) -> tuple[str, ...]:
        """The sentences, in order."""
        return tuple(each.why for each in self.decided)

    def pain(self, question: str) -> int | None:
        """Return the highest score given to one question; None if it was not given, or not asked."""
        return max(
            (row.score for row in self.pains if row.question == question and row.score is not None), default=None
        )

    def later(self, rule: PainRule) -> tuple[LaterNumber, ...]:
        """Return the numbers given after it, as answers to the next-day question."""
        given = [
            (row.at, row.score) for row in self.pains if row.question == StoredQuestion.NEXT and row.score is not None
        ]
        return later_numbers(rule, self.base, self.ended_at or self.started_at, given)


def may_be_of(pain: PainRow) -> tuple[str, ...]:
    """Return the exercises that a report may be of, in their order. Where there are several, the last had not begun."""
    return (*pain.also.split(), *([pain.exercise] if pain.exercise else []))


def by_day(lines: Iterable[SessionLine]) -> Mapping[date, tuple[SessionLine, ...]]:
    """Return the sessions by the user's own date, in the order given."""
    days: dict[str, list[SessionLine]] = {}
    for line in lines:  # after a flight two days may take turns
        days.setdefault(line.local_date, []).append(line)
    return {date.fromisoformat(day): tuple(rows) for day, rows in days.items()}


def session_detail(store: Store, session: str) -> SessionDetail:
    """Return one session in full. Raises KeyError for an unknown id."""
    head = store.sessions.get(session)
    pains = store.pains.of_session(session)
    zone = kept_zone(head.started_at, head.zone, head.offset_min)
    return SessionDetail(
        id=head.id,
        plan=head.plan,
        title=head.title,
        started_at=head.started_at.astimezone(zone),
        ended_at=head.ended_at and head.ended_at.astimezone(zone),
        duration_s=head.duration_s or 0.0,
        finish=head.finish or "",
        pain_rest=pain_rest_kind(head.hold),
        base=head.base,
        exercises=_exercises(store, head, pains),
        pains=pains,
        decided=tuple(_decided(event.payload) for event in store.sessions.events(session) if event.kind == "Decided"),
        screen=tuple(item for row in store.screens.of_session(session) for item in row.items),
        notes=_notes(store.notes.of_session(session)),
    )


def history_json(store: Store, rule: PainRule, search: Search = EVERYTHING) -> dict[str, object]:
    """Return what `hipcoach history --json` prints: the sessions that match, oldest first."""
    return {
        "sessions": [
            session_json(session_detail(store, line.id), rule) for line in reversed(store.queries.sessions(search))
        ]
    }


def session_json(session: SessionDetail, rule: PainRule) -> dict[str, object]:
    """Return one session in the documented shape."""
    later = session.later(rule)
    return {
        "id": session.id,
        "plan": session.plan,
        "title": session.title,
        "started_at": session.started_at.isoformat(timespec="seconds"),
        "ended_at": session.ended_at and session.ended_at.isoformat(timespec="seconds"),
        "duration_s": round(session.duration_s, 3),
        "finish": session.finish,
        "hold": stored_name(session.pain_rest) if session.finish else "",
        "pain_before": session.pain(StoredQuestion.BEFORE),
        "pain_after": session.pain(StoredQuestion.AFTER),
        "pain_next": highest_next_day(later),
        "pain_later": [_later_json(number) for number in later],
        "exercises": [_exercise_json(done) for done in session.exercises],
        "decisions": list(session.decisions),
        "notes": [note.text for note in session.notes],
    }


def _decided(payload: str) -> PastDecision:
    decision = decision_in_words(json.loads(payload)["decision"])
    return PastDecision(str(decision.get("why", "")), str(decision.get("line", "")))


def _later_json(number: LaterNumber) -> dict[str, object]:
    return {
        "at": number.at.isoformat(timespec="seconds"),
        "score": number.score,
        "next_day": number.next_day,
        "settles": number.settles,
    }


def _exercise_json(done: ExerciseResult) -> dict[str, object]:
    return {
        "exercise": done.exercise,
        "name": done.name,
        "outcome": done.outcome,
        "response": done.response,
        "pain": done.pain,
        "sets": [
            {
                "set": row.set_no,
                "side": row.side or None,
                "reps_target": row.reps_target,
                "reps_done": row.reps_done,
                "hold_s_target": row.hold_s_target,
                "hold_s_done": round(row.hold_s_done, 3),
            }
            for row in done.sets
        ],
    }


def _exercises(store: Store, head: SessionRow, pains: tuple[PainRow, ...]) -> tuple[ExerciseResult, ...]:
    sets: dict[int, list[SetRow]] = {}
    for row in store.sessions.sets(head.id):
        sets.setdefault(row.ord, []).append(row)
    rows = sorted(store.sessions.exercises(head.id), key=lambda row: (row.ord < 0, abs(row.ord)))
    return tuple(_done(row, tuple(sets.get(row.ord, ())), pains) for row in rows)


def _done(row: ExerciseRow, sets: tuple[SetRow, ...], pains: tuple[PainRow, ...]) -> ExerciseResult:
    about = (pain.score for pain in pains if row.exercise in may_be_of(pain) and pain.score is not None)
    return ExerciseResult(
        exercise=row.exercise,
        name=row.name,
        dose=dose_of(row.dose),
        dose_right=None if row.dose_right is None else dose_of(row.dose_right),
        outcome=row.outcome or "",
        response=row.response,
        pain=max(about, default=None),
        note=in_sentences(reasons_from(row.reasons)),
        sets=sets,
    )


def _notes(rows: tuple[NoteRow, ...]) -> tuple[PastNote, ...]:
    """Return every note in its last version. One that was corrected on two computers apart shows both corrections."""
    newer: dict[str, list[NoteRow]] = {}
    for row in rows:
        if row.replaces is not None:
            newer.setdefault(row.replaces, []).append(row)
    notes = []
    for first in (row for row in rows if row.replaces is None):
        versions = [first]
        for version in versions:  # it grows by what replaces each
            versions += newer.pop(version.id, [])
        *before, last = versions
        notes.append(PastNote(last.id, last.text, last.at, tuple(before)))
    return tuple(notes)
