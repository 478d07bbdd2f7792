"""The running part of the engine: steps one after the other on an absolute time axis, cues, counts, and interludes."""

from collections.abc import Sequence

from hipcoach.catalogue.types import Position, Side
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Event,
    ExerciseFinished,
    Finished,
    Paused,
    Resumed,
    Silenced,
    StateChanged,
    StepFinished,
    StepStarted,
    WaitStarted,
)
from hipcoach.engine.interlude import Interlude
from hipcoach.engine.playhead import STRETCHES, Playhead, SetKey
from hipcoach.engine.position_changes import BodyPlace
from hipcoach.engine.script import Script, end_s
from hipcoach.engine.table import TRANSITIONS, IllegalEvent, Request, allowed
from hipcoach.engine.types import WORK_KINDS, Cue, Finish, Outcome, State, Step, StepKind, Timing
from hipcoach.engine.unroll import StartPoint, unroll_from
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import HoldKind, Session

GAP_S = 10.0  # advanced this much too late, the machine must have slept


class Running:
    """State, time and steps. The requests are in `engine.Engine` and, about pain, in `asking.Asking`."""

    def __init__(
        self, session: Session, *, rule: PainRule, timing: Timing, script: Script, gap_s: float = GAP_S
    ) -> None:
        self.session = session
        self._rule, self._timing, self._script, self._gap_s = rule, timing, script, gap_s
        self._state = State.READY
        self._request = Request.TIME
        self._origin_s = 0.0
        self._now_s = float("-inf")
        self._events: list[Event] = []
        self._head = Playhead(())
        self._interlude: Interlude | None = None
        self._elapsed_s: float | None = None  # of the current step, while it does not run
        self._target: int | None = None  # the step that an interlude leads to, where it is not the current one
        self._step_open = False
        self._answered = False
        self._sets_told: set[SetKey] = set()
        self._exercises_over: set[int] = set()
        self._caption = ""

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._state

    def next_deadline(self) -> float | None:
        """Absolute time at which `advance` has something to do; None when only the user can move it on."""
        if self._interlude is not None:
            cue_s = self._interlude.next_cue_s()
            return self._interlude.end_s if cue_s is None else min(cue_s, self._interlude.end_s)
        if self._state in (State.RUNNING, State.WAITING):
            return self._head.due_s()
        return None

    # -- bookkeeping of requests --------------------------------------------------------------------------------

    def _take(self, request: Request, now: float) -> bool:
        """Refuse what is illegal, let time catch up, and say whether the request still stands."""
        if not self.can(request):
            raise IllegalEvent(f"{request} is not possible while the session is {self._state}")
        if now < self._now_s:
            raise ValueError(f"time goes backwards: {now} after {self._now_s}")
        self._catch_up(now)
        self._request = request
        return self.can(request)

    def can(self, request: Request | str) -> bool:
        """Whether this request (or the method of that name) is possible now: for buttons and keys."""
        return allowed(self._state, Request(request)) and self._fits(Request(request))

    def _fits(self, request: Request) -> bool:
        """Whether the current step takes the request."""
        if self._state not in (State.RUNNING, State.WAITING):
            return True
        step = self._head.step
        if request is Request.MORE_TIME:
            return step.kind in STRETCHES and step.kind is not StepKind.FINISH
        if request is Request.ANSWER_CHECK:
            return step.kind is StepKind.CHECK
        if request in (Request.BACK, Request.INSTRUCTIONS):
            return step.exercise is not None
        return True

    def _flush(self) -> tuple[Event, ...]:
        events, self._events = tuple(self._events), []
        return events

    def _emit(self, event: Event) -> None:
        self._events.append(event)
        if isinstance(event, CueStarted):
            self._caption = event.cue.text

    def _at(self, absolute_s: float) -> float:
        return absolute_s - self._origin_s

    def _to(self, state: State, at_s: float) -> None:
        """Move to another state. The table is the law."""
        if state not in TRANSITIONS[(self._state, self._request)]:
            raise AssertionError(f"{self._state} --{self._request}--> {state} is not in the table")
        if state is not self._state:
            self._state = state
            self._emit(StateChanged(self._at(at_s), state))

    # -- time ---------------------------------------------------------------------------------------------------

    def _catch_up(self, now: float) -> None:
        """Do everything that was due until `now`, each thing at its own time."""
        self._now_s = max(self._now_s, now)
        while (due_s := self.next_deadline()) is not None and due_s <= now:
            self._request = Request.TIME
            if now - due_s > self._gap_s and self._state in (State.RUNNING, State.RESUMING):
                self._pause_at(due_s, now - due_s)
                return
            if self._interlude is not None:
                self._interlude_due(self._interlude, due_s, now)
            elif self._head.next_cue_s() == due_s:
                self._say(self._head.take_cue(), due_s, now)
            else:
                self._step_over(due_s, complete=True)

    def _say(self, cue: Cue, due_s: float, now: float) -> None:
        self._emit(CueStarted(self._at(due_s), cue, spoken=now - due_s <= cue.deadline_s))

    def _interlude_due(self, interlude: Interlude, due_s: float, now: float) -> None:
        if interlude.next_cue_s() == due_s and due_s < interlude.end_s:
            cue = interlude.cues[interlude.cue_index]
            interlude.cue_index += 1
            self._say(cue, due_s, now)
        elif self._state is State.RESUMING:
            self._go_on_running(due_s)
        else:
            self._no_answer(now)

    def _no_answer(self, now: float) -> None:
        """A question about pain has run out of time (`asking.Asking`)."""
        raise NotImplementedError

    def _hold_interlude(self, now: float, length_s: float, cues: Sequence[Cue] = ()) -> None:
        """Run something outside the steps; at least as long as its cues. An answered question falls silent."""
        if self._interlude is not None and self._interlude.speaks(now):
            self._emit(Silenced(self._at(now)))
        self._interlude = Interlude(now, max(length_s, end_s(cues)), tuple(cues))

    # -- pausing and going on -----------------------------------------------------------------------------------

    def _keep_elapsed(self, at_s: float) -> None:
        """Remember how far the current step is; where a sentence is cut that may be said again, from its start."""
        if self._interlude is not None or not self._step_open:
            self._interlude = None
            return
        head = self._head
        elapsed_s = at_s - head.started_s
        cut = head.speaking(elapsed_s)
        if cut is not None and head.step.kind in STRETCHES:
            elapsed_s, head.cue_index = head.step.cues[cut].offset_s, cut
        self._elapsed_s = elapsed_s

    def _pause_at(self, at_s: float, gap_s: float = 0.0) -> None:
        self._keep_elapsed(at_s)
        self._to(State.PAUSED, at_s)
        self._emit(Silenced(self._at(at_s)))
        self._emit(Paused(self._at(at_s), gap_s))

    def _go_on_running(self, at_s: float) -> None:
        """An interlude is over: on with the step it interrupted, or with the one it leads to."""
        self._interlude = None
        self._emit(Resumed(self._at(at_s)))
        if self._target is not None:
            target, self._target = self._target, None
            self._elapsed_s = None
            self._enter(target, at_s)
            return
        self._head.started_s = at_s - (self._elapsed_s or 0.0)
        self._elapsed_s = None
        self._to(State.RUNNING, at_s)

    # -- steps --------------------------------------------------------------------------------------------------

    def _enter(self, index: int, at_s: float) -> None:
        step = self._head.enter(index, at_s)
        self._step_open, self._answered = True, False
        self._to(State.WAITING if step.waits else State.RUNNING, at_s)
        self._emit(StepStarted(self._at(at_s), step))
        if step.waits:
            self._emit(WaitStarted(self._at(at_s)))

    def _close_step(self, at_s: float, *, complete: bool, counts: bool = True) -> None:
        """End the current step and count what was done in it."""
        if not self._step_open:
            return
        self._step_open = False
        head, step = self._head, self._head.step
        elapsed_s = self._elapsed_s if self._elapsed_s is not None else at_s - head.started_s
        self._elapsed_s = None
        worked_s = max(0.0, min(elapsed_s, head.length_s))
        if counts:
            head.count(worked_s, complete)
        self._emit(StepFinished(self._at(at_s), step, complete, worked_s))
        if counts and step.set is not None:
            self._tell_sets(step, at_s)

    def _tell_sets(self, step: Step, at_s: float) -> None:
        """Say which sets end with this step."""
        for key in self._head.set_keys(step.order):
            last = max(s.index for s in self._head.steps_of(step.order) if _of_set(s, key))
            if step.index >= last:
                self._tell_set(key, at_s)

    def _tell_set(self, key: SetKey, at_s: float) -> None:
        if key not in self._sets_told:
            self._sets_told.add(key)
            self._emit(self._head.finished_set(key, self._at(at_s)))

    def _step_over(self, at_s: float, *, complete: bool) -> None:
        """The current step is over: on to the next."""
        step = self._head.step
        self._close_step(at_s, complete=complete)
        if step.kind is StepKind.CHECK:
            if not self._answered and step.exercise is not None:
                self._emit(Answered(self._at(at_s), step.exercise, None))
            self._exercise_over(step.order, at_s)
        if self._head.is_last:
            self._end(Finish.COMPLETED, HoldKind.NONE, at_s)
        else:
            self._enter(self._head.index + 1, at_s)

    def _exercise_over(self, order: int, at_s: float, outcome: Outcome | None = None) -> None:
        """Tell every set of the exercise that was not told yet, and how it went."""
        if order in self._exercises_over or order >= len(self.session.assignments):
            return
        self._exercises_over.add(order)
        for key in self._head.set_keys(order):
            self._tell_set(key, at_s)
        exercise = self.session.assignments[order].exercise.id
        self._emit(ExerciseFinished(self._at(at_s), exercise, order, outcome or self._head.outcome(order)))

    def _end(self, finish: Finish, hold: HoldKind, at_s: float) -> None:
        self._interlude = None
        self._to(State.ENDED, at_s)
        self._emit(Finished(self._at(at_s), finish, hold))

    def _order(self) -> int:
        """Place in the session of the exercise on the screen; the last one's at the end."""
        return max(0, min(self._head.step.order, len(self.session.assignments) - 1))

    def _replan(self, order: int) -> int:
        """Write out what is left from exercise `order` on, for the place where the body is; give its first index."""
        position = self._head.step.position or Position.STANDING
        place = BodyPlace(position, self.session.plan.surface == "bed" and position.on_floor)
        index = self._head.index + 1
        tail = unroll_from(self.session, self._script, self._timing, StartPoint(order), place, index)
        self._head.replace_rest(tail)
        return index


def _of_set(step: Step, key: tuple[int, int, Side | None]) -> bool:
    return step.kind in WORK_KINDS and (step.order, step.set, step.side) == key
