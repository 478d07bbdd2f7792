"""A session that was cut off: what is known of it, how it goes on, how it is kept as it was."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce

from hipcoach.clock import Clock
from hipcoach.engine.events import (
    Decided,
    Event,
    ExerciseFinished,
    Finished,
    OneCounted,
    PainReported,
    PainRestBegun,
    ReportWithdrawn,
    SetFinished,
    StepStarted,
    WentBack,
)
from hipcoach.engine.pain.pain_dialogue import PainDialogue
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.running.cut_off import CutOff
from hipcoach.engine.running.work_record import DoneBefore
from hipcoach.engine.types import WORK_KINDS, Outcome, Step
from hipcoach.errors import EnvironmentProblem
from hipcoach.recorder.codec import session_from, step_from
from hipcoach.recorder.open_question import open_dialogue
from hipcoach.recorder.record_keeper import NewId
from hipcoach.recorder.recorder import Recorder, RecorderPlace, new_id
from hipcoach.safety.during import ReportAnswers, after_break, after_report
from hipcoach.safety.rule import PainRule
from hipcoach.safety.stored_names import pain_rest_kind, stored_name
from hipcoach.safety.types import Decision, Finish, PainKind, PainRestKind, Question, Session
from hipcoach.store import Store
from hipcoach.store.rows import EventRow, PainRow, SetRow


@dataclass(frozen=True, slots=True)
class UnfinishedSession:
    """A session without an end. What it may do next is decided by `safety.pain_rests.may_go_on`."""

    session_id: str
    title: str
    started_at: datetime
    session: Session
    last: Step | None  # the step of an exercise that began last, without its cues
    marks: PainMarks
    done: DoneBefore
    report_open: bool
    pain_rest: PainRestKind  # the strictest that it set and that still stands
    last_at_s: float
    events: int

    def at(self, now: float) -> CutOff:
        """Return where an engine goes on, with `now` on its clock."""
        return CutOff(self.last, self.marks, now, self.done)


def find_unfinished(store: Store) -> UnfinishedSession | None:
    """Return the newest session that was cut off, or None."""
    heads = store.sessions.not_ended()
    if not heads:
        return None
    head = heads[-1]
    events = store.sessions.events(head.id)
    last = next((step for step in _steps(reversed(events)) if not step.is_greeting), None)
    reports = _reports(events)
    open_reports = _open_reports(store, head.id)
    followed = open_reports[:-1]  # another report was made before these were decided on
    sharp = any(row.kind == PainKind.SHARP.value for row in followed)
    pain_rests = [pain_rest_kind(row.kind) for row in store.pain_rests.in_force() if row.session == head.id]
    return UnfinishedSession(
        session_id=head.id,
        title=head.title,
        started_at=head.started_at,
        session=session_from(store.sessions.composition(head.id)),
        last=last,
        marks=PainMarks(reduce(_add_marks, reports, ()), len(reports), sharp=sharp),
        done=_done(events),
        report_open=bool(open_reports),
        pain_rest=max(pain_rests, key=lambda kind: kind.rank, default=PainRestKind.NONE),
        last_at_s=events[-1].at_s if events else 0.0,
        events=_next_seq(events),
    )


def go_on(store: Store, cut_off: UnfinishedSession, clock: Clock, *, ids: NewId = new_id) -> Recorder:
    """Return a recorder that carries on where the session was cut off; its engine counts its time from 0 again."""
    return _recorder(store, cut_off, clock, ids, happened_at=None)


def _recorder(
    store: Store, cut_off: UnfinishedSession, clock: Clock, ids: NewId, *, happened_at: datetime | None
) -> Recorder:
    report = _open_report(store, cut_off.session_id)
    place = RecorderPlace(report=report.id if report else None)
    events = store.sessions.events(cut_off.session_id)
    for step in _steps(events):
        place = place.at(step)
    return Recorder(
        store,
        cut_off.session_id,
        clock,
        place=place,
        seq=cut_off.events,
        from_s=cut_off.last_at_s,
        sore_side=cut_off.session.sore_side,
        happened_at=happened_at,
        begun=_counted(store, cut_off.session_id, events),
        ids=ids,
    )


def keep(store: Store, cut_off: UnfinishedSession, clock: Clock, rule: PainRule, *, ids: NewId = new_id) -> Finish:
    """End the session at the time it was cut off; return how. The rule decides an open report as not given.

    Raise EnvironmentProblem where that cannot be written.
    """
    then = cut_off.started_at + timedelta(seconds=cut_off.last_at_s)
    recorder = _recorder(store, cut_off, clock, ids, happened_at=then)
    report = _open_report(store, cut_off.session_id)
    events: list[Event] = []
    finish, rest = Finish.INTERRUPTED, cut_off.pain_rest
    if report is not None:
        decision = _decide_open_report(store, cut_off, report, rule)
        if decision.pain_rest.rank > rest.rank:
            peak = _highest_number(store, cut_off.session_id)
            events.append(PainRestBegun(0.0, decision.pain_rest, cut_off.marks.exercises, cut_off.session.base, peak))
            rest = decision.pain_rest
        events.append(Decided(0.0, decision))
        if decision.action.ends:
            finish = Finish.PAIN_STOP
    events.append(Finished(0.0, finish, rest))
    recorder.commit(events)
    if not recorder.ended:
        raise EnvironmentProblem(recorder.problem or "")
    return finish


def _decide_open_report(store: Store, cut_off: UnfinishedSession, report: PainRow, rule: PainRule) -> Decision:
    """Return what the rule decides when the rest of the answers never came."""
    base, base_from = cut_off.session.base, cut_off.session.base_from
    begun = PainDialogue(cut_off.marks, base, base_from)
    asked = open_dialogue(begun, store.sessions.events(cut_off.session_id), rule)
    left_open = asked.not_given if asked is not None else "answer_not_given"
    if report.question == stored_name(Question.AFTER_BREAK):
        during = stored_name(Question.DURING)
        before = [row for row in store.pains.of_session(cut_off.session_id) if row.question == during]
        score = before[-1].score if before else None
        if score is not None:
            return after_break(
                rule,
                base,
                exercise=report.exercise,
                reported=score,
                after_the_break=report.score,
                base_from=base_from,
                left_open=left_open,
            )
    return after_report(
        rule,
        ReportAnswers(
            base=base,
            exercise=report.exercise,
            reported=report.score,
            kind=replace(begun, kind=None if report.kind is None else PainKind(report.kind)).counting_kind,
            sharp_persists=None,
            worse_count=cut_off.marks.reports,
            base_from=base_from,
            left_open=left_open,
        ),
    )


def _steps(events: Iterable[EventRow]) -> Iterator[Step]:
    """Yield the steps that began, in the order of their events."""
    return (step_from(event.payload) for event in events if event.kind == StepStarted.__name__)


def _done(events: Iterable[EventRow]) -> DoneBefore:
    """Return which exercises were worked on, and which were skipped.

    Where there was little room, what was done of a set was kept, but not its steps.
    """
    tried, counted, skipped, order = set[int](), set[int](), set[int](), -1
    for event in events:
        match event.kind:
            case StepStarted.__name__:
                step = step_from(event.payload)
                order = step.order
                if step.kind in WORK_KINDS:
                    tried.add(order)
                    counted.add(order)
            case SetFinished.__name__:
                told = json.loads(event.payload)
                if told["reps_done"] or told["hold_s_done"]:
                    tried.add(told["order"])
                    counted.add(told["order"])
            case WentBack.__name__:
                counted.discard(order)
            case ExerciseFinished.__name__:
                told = json.loads(event.payload)
                if told["outcome"] == Outcome.SKIPPED.value:
                    skipped.add(told["order"])
    return DoneBefore(frozenset(tried), frozenset(counted), frozenset(skipped))


def _counted(store: Store, session_id: str, events: Iterable[EventRow]) -> tuple[SetRow, ...]:
    """Return the sets in which the user has counted, and that were not begun again."""
    found = (json.loads(event.payload) for event in events if event.kind == OneCounted.__name__)
    places = {(each["order"], each["set"], each["side"] or "") for each in found}
    return tuple(row for row in store.sessions.sets(session_id) if (row.ord, row.set_no, row.side) in places)


def _open_report(store: Store, session_id: str) -> PainRow | None:
    found = _open_reports(store, session_id)
    return found[-1] if found else None


def _open_reports(store: Store, session_id: str) -> list[PainRow]:
    return [row for row in store.pains.of_session(session_id) if row.open]


def _highest_number(store: Store, session_id: str) -> int | None:
    """Return the highest number of the reports that are open; after a break it may be that of the report before it."""
    rows = store.pains.of_session(session_id)
    reported = [row for row in rows if row.question == stored_name(Question.DURING)]
    counts = [*reported[-1:], *_open_reports(store, session_id)]
    return max((row.score for row in counts if row.score is not None), default=None)


def _reports(events: tuple[EventRow, ...]) -> list[dict[str, object]]:
    """Return the reports of more pain that stand."""
    standing: list[dict[str, object]] = []
    for event in events:
        if event.kind == PainReported.__name__:
            standing.append(json.loads(event.payload))
        elif event.kind == ReportWithdrawn.__name__:
            del standing[-1:]
    return standing


def _add_marks(so_far: tuple[str, ...], report: dict[str, object]) -> tuple[str, ...]:
    """Return the marks with one report more, as the engine counts: each exercise once, in the order marked."""
    also = report.get("also")
    names = [*so_far, *(also if isinstance(also, list) else []), report.get("exercise")]
    return tuple(dict.fromkeys(str(name) for name in names if name is not None))


def _next_seq(events: tuple[EventRow, ...]) -> int:
    return events[-1].seq + 1 if events else 0
