"""Keeps the records of a session (sets, answers about pain, pain rests) in step with its events, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hipcoach.catalogue.types import Side
from hipcoach.clock import Uptime
from hipcoach.engine.events import (
    Answered,
    Decided,
    ExerciseFinished,
    Finished,
    OneCounted,
    PainKindGiven,
    PainReported,
    PainRestBegun,
    PainRestCorrected,
    PainScored,
    Replanned,
    ReportWithdrawn,
    SetFinished,
    WentBack,
)
from hipcoach.engine.types import Outcome
from hipcoach.recorder.codec import payload_text, session_text, stored_event_name
from hipcoach.recorder.entry import THINNED, Entry
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Action, PainKind, PainRestKind, Question
from hipcoach.store import Store
from hipcoach.store.pain_rest_uptime import keep_uptime
from hipcoach.store.rows import EventRow, PainRestRow, PainRow, SetRow, StoredQuestion

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class OpenRecords:
    """What later events change; put back when a commit fails."""

    report: str | None = None  # id of the pain answer that is open
    pain_rest: str | None = None  # id of the one set last
    ended: bool = False
    begun: tuple[SetRow, ...] = ()  # what the user had counted before the session was cut off


class RecordKeeper:
    """Writes one session's entries; the caller holds the transaction."""

    def __init__(
        self,
        store: Store,
        session_id: str,
        *,
        from_s: float,
        sore_side: Side | None,
        ids: NewId,
        report: str | None,
        begun: tuple[SetRow, ...],
        uptime: Callable[[], Uptime] | None,
    ) -> None:
        """`from_s`, `report` and `begun` are of a session that was cut off: how long it had run, and what was open.

        `report` is the pain answer, `begun` the sets in which the user had counted. `uptime` is the machine's at a
        moment; None for what is written long after it happened.
        """
        self.open = OpenRecords(report, begun=begun)
        self._uptime = uptime
        self._store = store
        self._session_id = session_id
        self._from_s = from_s
        self._sore_side = sore_side
        self._ids = ids
        self._rule_version = store.sessions.get(session_id).rule_version
        self._key = store.sessions.key(session_id)

    def write(self, entry: Entry) -> bool:
        """Write one entry; return True if the session's checksum must be written anew."""
        row = EventRow(entry.seq, self._at_s(entry), stored_event_name(type(entry.event)), payload_text(entry.event))
        self._store.sessions.add_event(self._key, row)
        return self._keep_in_step(entry) or self.open.ended

    def seal(self) -> None:
        """Write the session's checksum."""
        self._store.sessions.seal(self._key)

    def _at_s(self, entry: Entry) -> float:
        return self._from_s + entry.event.at_s

    def _keep_in_step(self, entry: Entry) -> bool:
        match entry.event:
            case PainReported() | PainScored() | PainKindGiven() | Decided():
                self._keep_pain(entry, entry.event)
                return False
            case PainRestBegun() | PainRestCorrected():
                self._keep_pain_rest(entry, entry.event)
                return False
            case _:
                return self._keep_records(entry)

    def _keep_records(self, entry: Entry) -> bool:
        sessions, key = self._store.sessions, self._key
        match entry.event:
            case OneCounted() as event:
                sessions.put_set(key, self._with_begun(_counted_row(event), event.count))
            case SetFinished() as event:
                sessions.put_set(key, self._with_begun(_set_row(event)))
            case Answered(response=response):
                sessions.set_response(key, entry.order, response)
            case ExerciseFinished(order=order, outcome=outcome):
                sessions.set_outcome(key, order, outcome)
            case WentBack():
                sessions.clear_counts(key, entry.order)
                self.open = replace(self.open, begun=tuple(row for row in self.open.begun if row.ord != entry.order))
            case ReportWithdrawn() as event:
                self._withdraw_report(event)
            case Replanned(session=session) if not self.open.ended:
                sessions.set_composition(key, session_text(session))
            case Finished() as event:
                self._finish(entry, event)
            case _:
                return False
        return True

    def _finish(self, entry: Entry, event: Finished) -> None:
        sessions, key = self._store.sessions, self._key
        worked = {row.ord for row in sessions.sets(self._session_id) if row.reps_done or row.hold_s_done}
        for row in sessions.exercises(self._session_id):
            if row.outcome is None:  # cut off in it, or before it
                sessions.set_outcome(key, row.ord, Outcome.SHORTENED if row.ord in worked else Outcome.SKIPPED)
        sessions.set_composition(key, "{}")  # its exercises and doses stand in the records
        if not self._store.may_lack:  # what is thinned is overwritten, and that takes room first
            sessions.thin_events(key, THINNED)
        sessions.end(key, entry.at, self._at_s(entry), event.finish, stored_name(event.pain_rest))
        self.open = replace(self.open, ended=True)

    def _with_begun(self, row: SetRow, counted: int | None = None) -> SetRow:
        """Return the row of a set that the user counts, with what was done of it before the session was cut off."""
        begun = next((each for each in self.open.begun if _place(each) == _place(row)), None)
        if begun is None:
            return row
        if counted is None:  # at its end all that was counted is written already, and 1 may be the whole time
            rows = self._store.sessions.sets(self._session_id)
            reps_done = next(each.reps_done for each in rows if _place(each) == _place(row))
        else:
            reps_done = begun.reps_done + counted
        hold_s_done = round(begun.hold_s_done + row.hold_s_done, 3)
        return replace(row, reps_target=begun.reps_target, reps_done=reps_done, hold_s_done=hold_s_done)

    # -- pain ---------------------------------------------------------------------------------------------------

    def _keep_pain(self, entry: Entry, event: PainReported | PainScored | PainKindGiven | Decided) -> None:
        match event:
            case PainReported(exercise=exercise, also=also):
                self._open_report(entry, Question.DURING, exercise, " ".join(also))
            case PainScored(score=score):
                self._change_report(score=score)
                self._raise_peak(score)
            case PainKindGiven(kind=kind):
                self._change_report(kind=kind)
                if self.open.pain_rest is not None:  # a red number began it before the kind was asked
                    rest = self._store.pain_rests.get(self.open.pain_rest)
                    self._store.pain_rests.put(replace(rest, pain_kind=self._reported_kind()))
            case Decided(decision=decision):
                for row in self._open_reports():  # another may have been made before the first was decided on
                    self._store.pains.put(replace(row, open=False))
                self.open = replace(self.open, report=None)
                if decision.action is Action.BREAK:
                    self._open_report(entry, Question.AFTER_BREAK, decision.exercise, "")

    def _open_report(self, entry: Entry, question: Question, exercise: str | None, also: str) -> None:
        row = PainRow(
            id=self._ids(),
            question=stored_name(question),
            at=entry.at,
            session=self._session_id,
            exercise=exercise,
            also=also,
            side=entry.side,
            at_s=self._at_s(entry),
            open=True,
        )
        self._store.pains.add(row)
        self.open = replace(self.open, report=row.id)

    def _withdraw_report(self, event: ReportWithdrawn) -> None:
        """Mark the report as a mistake, and reopen the exercise that it had ended."""
        self._change_report(question=StoredQuestion.WITHDRAWN, open=False)
        left_open = self._open_reports()
        self.open = replace(self.open, report=left_open[-1].id if left_open else None)
        if event.reopened:
            self._store.sessions.set_outcome(self._key, event.order, None)
        if event.from_check:
            self._store.sessions.set_response(self._key, event.order, None)

    def _open_reports(self) -> list[PainRow]:
        return [row for row in self._store.pains.of_session(self._session_id) if row.open]

    def _change_report(self, **changes: object) -> None:
        if self.open.report is not None:
            row = self._store.pains.get(self.open.report)
            self._store.pains.put(replace(row, **changes))  # type: ignore[arg-type]  # names and types are those above

    # -- pain rests ---------------------------------------------------------------------------------------------

    def _keep_pain_rest(self, entry: Entry, event: PainRestBegun | PainRestCorrected) -> None:
        if isinstance(event, PainRestCorrected):
            if self.open.pain_rest is not None:
                self._store.pain_rests.correct(self.open.pain_rest, entry.at)
            if not event.of_kind:
                self._change_report(score=None)
            self.open = replace(self.open, pain_rest=None)
            return
        if event.kind is PainRestKind.NONE:
            return
        row = PainRestRow(
            id=self._ids(),
            kind=stored_name(event.kind),
            started_at=entry.at,
            triggers=event.triggers,
            side=entry.side or self._sore_side,
            base=event.base,
            peak=event.peak,
            rule_version=self._rule_version,
            session=self._session_id,
            pain_kind=self._reported_kind(),
        )
        self._store.pain_rests.add(row)
        if self._uptime is not None:
            keep_uptime(self._store, row.id, self._uptime(), entry.at)
        self.open = replace(self.open, pain_rest=row.id)

    def _raise_peak(self, score: int | None) -> None:
        """Keep the higher number with the pain rest that a number of this report began."""
        if self.open.pain_rest is not None and score is not None:
            rest = self._store.pain_rests.get(self.open.pain_rest)
            self._store.pain_rests.put(replace(rest, peak=max(score, rest.peak or 0)))

    def _reported_kind(self) -> str | None:
        """Return the kind of pain of the open report. A pain rest's number belongs to the report before it.

        A report of sharp pain may be followed by another before it was decided on. Its kind stays, unless a graver one
        comes.
        """
        during = stored_name(Question.DURING)
        reports = [row for row in self._store.pains.of_session(self._session_id) if row.question == during]
        kind = reports[-1].kind if reports else None
        sharp = any(row.open and row.kind == PainKind.SHARP.value for row in reports[:-1])
        return PainKind.SHARP.value if sharp and not (kind and PainKind(kind).same_day) else kind


def _set_row(event: SetFinished) -> SetRow:
    return SetRow(
        event.order,
        event.exercise,
        event.set,
        event.side or "",
        event.reps_target,
        event.reps_done,
        event.hold_s_target,
        event.hold_s_done,
    )


def _counted_row(event: OneCounted) -> SetRow:
    return SetRow(
        event.order, event.exercise, event.set, event.side or "", 0, event.count, event.hold_s_target, event.hold_s_done
    )


def _place(row: SetRow) -> tuple[int, int, str]:
    return row.ord, row.set_no, row.side
