"""Writes the beginning of a session: what it is made of, the screening, pain before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from hipcoach.catalogue.types import Side
from hipcoach.clock import Clock
from hipcoach.engine.types import Outcome
from hipcoach.recorder.codec import dose_text, session_text
from hipcoach.recorder.record_keeper import NewId
from hipcoach.recorder.recorder import Recorder, new_id
from hipcoach.safety.reason import reasons_text
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Area, Question, Session
from hipcoach.store import Store
from hipcoach.store.rows import ExerciseRow, PainRow, ScreenRow, SessionRow
from hipcoach.zones import local_day, offset_min, zone_name


@dataclass(frozen=True, slots=True)
class BeforeAnswers:
    """What the user answered before the session."""

    score: int | None = None  # None: not given
    area: Area | None = None
    side: Side | None = None
    screen: tuple[str, ...] | None = None  # ids of the signs ticked; (): "None of these"; None: not asked


def begin(
    store: Store,
    clock: Clock,
    session: Session,
    *,
    before: BeforeAnswers,
    app_version: str,
    rule_version: str,
    ids: NewId = new_id,
) -> Recorder:
    """Write that a session begins now, and return its recorder. Raises EnvironmentProblem where it cannot."""
    now = clock.utc()
    head = session_head(session, ids(), now, clock.zone(), app_version=app_version, rule_version=rule_version)
    with store.transaction():
        store.sessions.begin(head, session_text(session), exercise_rows(session))
        if before.screen is not None:
            store.screens.add(ScreenRow(ids(), now, before.screen, head.id))
        store.pains.add(
            PainRow(
                id=ids(),
                question=stored_name(Question.BEFORE),
                at=now,
                score=before.score,
                session=head.id,
                area=before.area,
                side=before.side,
            )
        )
    return Recorder(store, head.id, clock, sore_side=session.sore_side, ids=ids)


def session_head(
    session: Session, session_id: str, now: datetime, zone: tzinfo, *, app_version: str, rule_version: str
) -> SessionRow:
    """Return the session's head row: the time in UTC, and the zone, offset and date that the user's clock showed."""
    return SessionRow(
        id=session_id,
        plan=session.plan.id,
        title=session.plan.title,
        started_at=now,
        zone=zone_name(now, zone),
        offset_min=offset_min(now, zone),
        local_date=local_day(now, zone).isoformat(),
        app_version=app_version,
        rule_version=rule_version,
        base=session.base,
    )


def exercise_rows(session: Session) -> Iterable[ExerciseRow]:
    """Return what is planned, in order, and what is left out and why."""
    for place, assignment in enumerate(session.assignments):
        yield ExerciseRow(
            ord=place,
            exercise=assignment.exercise.id,
            name=assignment.exercise.name,
            dose=dose_text(assignment.dose),
            dose_right=None if assignment.dose_right is None else dose_text(assignment.dose_right),
            reasons=reasons_text(assignment.notes),
        )
    for place, left_out in enumerate(session.left_out, start=1):
        yield ExerciseRow(
            ord=-place,
            exercise=left_out.exercise,
            name=left_out.name or left_out.exercise,
            dose="null",
            outcome=Outcome.LEFT_OUT,
            reasons=reasons_text((left_out.reason,)),
        )
