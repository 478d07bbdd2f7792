"""The session engine: requests in, events out, time as an argument. Pure: no Qt, no thread, no clock, no file."""

from collections.abc import Sequence

from hipcoach.engine.asking import Asking
from hipcoach.engine.events import Answered, Event, PositionTaken, ResumeStarted, Silenced, Started, TimeAdded, WentBack
from hipcoach.engine.playhead import Playhead
from hipcoach.engine.running import GAP_S
from hipcoach.engine.script import Script
from hipcoach.engine.status import StatusMaker
from hipcoach.engine.table import PAIN_STATES, Request
from hipcoach.engine.types import Finish, Outcome, State, Status, Step, StepKind, Timing
from hipcoach.engine.unroll import start_at, unroll
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import HoldKind, Response, Session

SKIPS_STEP = frozenset({StepKind.POSITION_CHANGE, StepKind.REST, StepKind.CHANGEOVER, StepKind.CHECK, StepKind.FINISH})
"""Steps that `skip` ends by themselves; in all others it ends the exercise."""


class Engine(Asking):
    """One session from start to end. Every request gives its events; an illegal one raises and changes nothing.

    `now` is in seconds on any monotonic axis and never goes backwards. The states and what each allows are in
    `hipcoach.engine.table`.
    """

    def __init__(
        self, session: Session, *, rule: PainRule, timing: Timing, script: Script, gap_s: float = GAP_S
    ) -> None:
        super().__init__(session, rule=rule, timing=timing, script=script, gap_s=gap_s)
        self._head = Playhead(unroll(session, script, timing))

    @classmethod
    def restored(
        cls,
        session: Session,
        *,
        last: Step | None,
        worse: Sequence[str],
        worse_count: int,
        now: float,
        rule: PainRule,
        timing: Timing,
        script: Script,
        gap_s: float = GAP_S,
    ) -> "Engine":
        """A session that was cut off, paused at the set it was in; `last` is the step that began last.

        `worse` are the exercises marked, `worse_count` the reports made. The user is where the plan starts: whoever
        restarted the program is at the machine.
        """
        engine = cls(session, rule=rule, timing=timing, script=script, gap_s=gap_s)
        engine._head = Playhead(unroll(session, script, timing, start=start_at(session, last)))
        engine._worse, engine._worse_count = tuple(worse), worse_count
        engine._exercises_over = set(range(engine._head.step.order))
        engine._origin_s = engine._now_s = now
        engine._state, engine._target = State.PAUSED, 0
        return engine

    @property
    def steps(self) -> tuple[Step, ...]:
        """The session written out; what is ahead changes when it is planned anew."""
        return self._head.steps

    @property
    def more_time_s(self) -> float:
        """How much one press of "more time" adds."""
        return self._timing.more_time_s

    @property
    def answered(self) -> bool:
        """Whether the check that runs was answered."""
        return self._answered

    # -- time ---------------------------------------------------------------------------------------------------

    def start(self, now: float) -> tuple[Event, ...]:
        """Begin."""
        if self._take(Request.START, now):
            self._origin_s = now
            self._emit(Started(0.0))
            self._enter(0, now)
            self._catch_up(now)
        return self._flush()

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass: everything due until `now` happens, each thing at its own time."""
        if now < self._now_s:
            raise ValueError(f"time goes backwards: {now} after {self._now_s}")
        if self._state not in (State.READY, State.ENDED):
            self._catch_up(now)
        return self._flush()

    def status(self, now: float) -> Status:
        """Give a snapshot for the screen at `now`; it changes nothing."""
        return StatusMaker(self._head, self.session, self._script).status(
            state=self._state,
            now=now,
            elapsed_s=self._elapsed_s,
            wait=(self._interlude.started_s, self._interlude.length_s) if self._interlude else None,
            origin_s=self._origin_s,
            caption=self._caption,
            pending=(self._rest_score if self._rest_score is not None else self._score)
            if self._state is State.PAIN_CONFIRM
            else None,
        )

    # -- the session --------------------------------------------------------------------------------------------

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stop clock and speech."""
        if self._take(Request.PAUSE, now):
            self._pause_at(now)
        return self._flush()

    def resume(self, now: float) -> tuple[Event, ...]:
        """Go on after a pause, with a lead-in; a wait for the user goes on waiting."""
        if self._take(Request.RESUME, now):
            if self._target is None and self._step_open and self._head.open_ended:
                self._say_again(now)
            else:
                self._lead_back(now)
            self._catch_up(now)
        return self._flush()

    def skip(self, now: float) -> tuple[Event, ...]:
        """End what is going on now: a rest or a change by itself, otherwise the exercise."""
        if self._take(Request.SKIP, now):
            if self._state is State.WAITING:
                self._position_taken(now)
            else:
                self._emit(Silenced(self._at(now)))
                self._skip(now)
            self._catch_up(now)
        return self._flush()

    def back(self, now: float) -> tuple[Event, ...]:
        """Back to the start of this exercise; what was counted for it is counted anew."""
        if self._take(Request.BACK, now):
            step = self._head.step
            self._emit(Silenced(self._at(now)))
            self._close_step(now, complete=False, counts=False)
            self._head.forget(step.order)
            self._sets_told = {key for key in self._sets_told if key[0] != step.order}
            self._emit(WentBack(self._at(now), step.exercise or ""))
            before = self._head.steps[: self._head.index + 1]
            announces = [s.index for s in before if s.order == step.order and s.kind is StepKind.ANNOUNCE]
            self._enter(announces[-1] if announces else step.index, now)
            self._catch_up(now)
        return self._flush()

    def more_time(self, seconds: float, now: float) -> tuple[Event, ...]:
        """Add seconds to a rest, a change or a check (negative: take away); never below what is still being said."""
        if self._take(Request.MORE_TIME, now):
            head = self._head
            least_s = max(now - head.started_s, head.cues_end_s())
            length_s = max(head.length_s + seconds, least_s)
            self._emit(TimeAdded(self._at(now), length_s - head.length_s))
            head.end_after_s = length_s
            self._catch_up(now)
        return self._flush()

    def in_position(self, now: float) -> tuple[Event, ...]:
        """The user is set: settle, then go on."""
        if self._take(Request.IN_POSITION, now):
            self._position_taken(now)
            self._catch_up(now)
        return self._flush()

    def repeat_instructions(self, now: float) -> tuple[Event, ...]:
        """Say the instructions again, then go on with a lead-in."""
        if self._take(Request.INSTRUCTIONS, now):
            self._emit(Silenced(self._at(now)))
            if self._state is State.WAITING:
                self._say_again(now)
            else:
                assignment = self.session.assignments[self._order()]
                text = assignment.exercise.text(assignment.dose.form)
                lines = [("instruction", line) for line in (*text.steps, assignment.exercise.breathing)]
                self._keep_elapsed(now)
                self._to(State.RESUMING, now)
                self._hold_interlude(now, self._timing.resume_lead_in_s, self._script.sequence(lines))
                self._emit(ResumeStarted(self._at(now)))
            self._catch_up(now)
        return self._flush()

    def answer_check(self, response: Response | None, now: float) -> tuple[Event, ...]:
        """Better, Same or Worse, or None: not answered. Worse opens a report of pain."""
        if self._take(Request.ANSWER_CHECK, now):
            self._emit(Answered(self._at(now), self._head.step.exercise or "", response))
            self._answered = True
            if response is Response.WORSE:
                self._open_report(now)
            else:
                head = self._head
                head.end_after_s = max(now - head.started_s, head.cues_end_s())
                self._catch_up(now)
        return self._flush()

    def stop(self, now: float) -> tuple[Event, ...]:
        """The user ends the session. An open report of pain counts as not given."""
        if self._take(Request.STOP, now):
            if self._state in PAIN_STATES:
                self._give_up(now)
            else:
                self._emit(Silenced(self._at(now)))
                self._interlude = None
                order = self._order()
                self._close_step(now, complete=False)
                self._exercise_over(order, now)
                self._end(Finish.STOPPED, HoldKind.NONE, now)
        return self._flush()

    # -- inside -------------------------------------------------------------------------------------------------

    def _lead_back(self, now: float) -> None:
        self._to(State.RESUMING, now)
        three_two_one = [
            self._script.cue("countdown", self._script.text(word), float(i))
            for i, word in enumerate(("three", "two", "one"))
        ]
        self._hold_interlude(now, self._timing.resume_lead_in_s, three_two_one)
        self._emit(ResumeStarted(self._at(now)))

    def _say_again(self, now: float) -> None:
        """Say a wait's words again."""
        self._head.started_s, self._head.cue_index, self._elapsed_s = now, 0, None
        self._to(State.WAITING, now)

    def _position_taken(self, now: float) -> None:
        head = self._head
        head.open_ended = False
        elapsed_s = now - head.started_s
        head.end_after_s = max(elapsed_s + self._timing.floor_settle_s, head.cues_end_s())
        self._emit(PositionTaken(self._at(now)))
        self._to(State.RUNNING, now)

    def _skip(self, now: float) -> None:
        step = self._head.step
        if step.kind in SKIPS_STEP:
            self._step_over(now, complete=False)
            return
        self._close_step(now, complete=False)
        check = self._head.check_of(step.order)
        if self._head.worked(step.order) and check is not None:
            self._enter(check, now)
        else:
            self._exercise_over(step.order, now, Outcome.SKIPPED)
            self._enter(self._replan(step.order + 1), now)
