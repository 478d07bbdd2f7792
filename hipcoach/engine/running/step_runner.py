"""Steps, time and cues of a session: which step runs, what is said when, what was counted. No pain, no requests."""

import math
from collections.abc import Sequence

from hipcoach.engine.cue import Cue
from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import (
    CueStarted,
    PositionTaken,
    Silenced,
    StepFinished,
    StepStarted,
    WaitStarted,
    WentBack,
    answer_event,
)
from hipcoach.engine.running import step_queries
from hipcoach.engine.running.bookmark import Bookmark
from hipcoach.engine.running.departure import Departure
from hipcoach.engine.running.ends import Ends
from hipcoach.engine.running.instructions import Instructions
from hipcoach.engine.running.interlude import DueKind, Interlude
from hipcoach.engine.running.playhead import STRETCHES, Playhead
from hipcoach.engine.running.step_queries import WayBack
from hipcoach.engine.running.step_writer import StepWriter
from hipcoach.engine.running.work_record import NOTHING_DONE, DoneBefore, WorkRecord
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.types import AFTER_WORK, WORK_KINDS, Outcome, Step, Timing
from hipcoach.engine.ways.stop_words import StopWords
from hipcoach.engine.words.cue_layout import end_s
from hipcoach.engine.words.script import Script
from hipcoach.safety.types import Session


class StepRunner:
    """Runs the steps one after the other, with interludes between; writes what happens into `log`.

    Exactly one of these holds: a step runs, an interlude runs, the current step is halted, or no step is open. Where a
    method returns the index of a step, that step comes next and the caller begins it with `enter`.
    """

    def __init__(
        self,
        session: Session,
        script: Script,
        timing: Timing,
        log: EventLog,
        start: StartPoint | None = None,
        before: DoneBefore = NOTHING_DONE,
    ) -> None:
        self._writer = StepWriter(session, script, timing)
        self.head = Playhead(self._writer.every_step(start), question_limits=timing.question_limits)
        self._log = log
        self.interlude: Interlude | None = None
        self.halted_s: float | None = None  # how far the current step is, while it is halted
        self.target: int | None = 0  # the step that comes next, where it is not the current one
        # True once something was let go of in the current step, for instructions or for a report that was taken back:
        # the user is led back into position before it goes on.
        self.out_of_position = False
        self.check_answered = False
        self._open = False  # a step has begun and has not ended
        self._first = start.order if start is not None else 0  # exercise that it begins with
        over = (n for n, each in enumerate(session.assignments) if each.over or n < self._first)
        self._ends = Ends(log, over)
        self.record = WorkRecord(before)

    @property
    def session(self) -> Session:
        """What is being done; its doses change when it is eased."""
        return self._writer.session

    @property
    def step(self) -> Step:
        """The current step."""
        return self.head.step

    @property
    def order(self) -> int:
        """Place in the session of the exercise on the screen, from 0; always one that there is."""
        return min(max(self._first, self.step.order), len(self.session.assignments) - 1)

    @property
    def waits(self) -> bool:
        """True while the current step is open and waits for the user."""
        return self._open and self.head.open_ended

    def stopped(self) -> StopWords:
        """Return what is said if the user stops now."""
        return self._writer.stopped(self.order, self.head)

    # -- time ---------------------------------------------------------------------------------------------------

    def next_due_s(self) -> float | None:
        """Return the absolute time at which something is due; None where time alone moves nothing."""
        if self.interlude is not None:
            return self.interlude.due_s()
        return self.head.due_s() if self._open and self.halted_s is None else None

    def take_due(self, due_s: float, now: float) -> DueKind:
        """Let happen what is due at `due_s`: say the cue, or return what is over. `now` may be later than that."""
        interlude = self.interlude
        if interlude is None:
            if self.head.next_cue_s() != due_s:
                return DueKind.STEP_OVER
            self._say(self.head.take_cue(now), due_s, now)
        elif interlude.next_cue_s() == due_s and due_s < interlude.end_s:
            self._say(interlude.take_cue(), due_s, now)
        else:
            return DueKind.INTERLUDE_OVER
        return DueKind.CUE

    def _say(self, cue: Cue, due_s: float, now: float) -> None:
        self._log.add(CueStarted(self._log.at(due_s), cue, spoken=now - due_s <= cue.deadline_s))

    # -- interludes, halting and going on -----------------------------------------------------------------------

    def begin_interlude(self, now: float, length_s: float, cues: Sequence[Cue] = ()) -> None:
        """Run something outside the steps; at least as long as its cues. What still speaks falls silent."""
        if self.interlude is not None and self.interlude.speaks(now):
            self._log.add(Silenced(self._log.at(now)))
        self.interlude = Interlude(now, max(length_s, end_s(cues)), tuple(cues))

    def end_interlude(self) -> None:
        """End what runs outside the steps, before its time."""
        self.interlude = None

    def goes_on_at(self, index: int) -> None:
        """Let step `index` come next, when the interlude is over."""
        self.target = index

    def halt(self, at_s: float) -> None:
        """Stop the interlude, or the current step; a sentence that is cut and may be repeated will start again."""
        if self.interlude is not None or not self._open:
            self.interlude = None
            return
        head = self.head
        elapsed_s = at_s - head.started_s
        cut = None if head.ready_s is not None else head.speaking(elapsed_s)
        if cut is not None and head.step.kind in STRETCHES:
            elapsed_s = head.cues[cut].offset_s
            head.say_from(cut)
        self.halted_s = elapsed_s

    def bookmark(self, at_s: float) -> Bookmark:
        """Return where the steps stand now, so that the session can come back there."""
        return Bookmark(
            at_s=at_s,
            head=self.head.copy(),
            interlude=self.interlude,
            halted_s=self.halted_s,
            target=self.target,
            check_answered=self.check_answered,
            is_open=self._open,
            ends=self._ends.copy(),
        )

    def return_to(self, mark: Bookmark) -> None:
        """Stand there again, halted, with counts as they were; no replanning may lie between."""
        self.head, self.target = mark.head.copy(), mark.target
        self.check_answered, self._open = mark.check_answered, mark.is_open
        self._ends = mark.ends.copy()
        self.interlude, self.halted_s = mark.interlude, mark.halted_s
        if self.interlude is not None or self.halted_s is None:
            self.halt(mark.at_s)

    def go_on(self, at_s: float) -> None:
        """Let the halted step run again from where it was."""
        self.interlude, self.out_of_position = None, False
        self.head.started_s = at_s - (self.halted_s or 0.0)
        self.halted_s = None

    def say_again(self, now: float) -> None:
        """Say the words of a wait from the beginning."""
        self.head.enter_again(now, more=self._writer.tell_from_start(self.head))
        self.halted_s = None

    def let_go(self, now: float) -> str:
        """Let a movement, or the way out of one, begin again; return what leads out: nobody listens in the middle."""
        first = self._writer.let_go(self.order, self.head)
        out_of_position = self.out_of_position or bool(first)
        if (back := step_queries.way_back_after_instructions(self.head, first)) is not None:
            self._close(now, complete=False, counts=False)
            self._enter_again(back, now)
        self.out_of_position = out_of_position
        return first

    def begin_again(self, now: float) -> None:
        """Stand, halted, where a user begins who has left the position: never in the middle of a movement."""
        is_led_back = not self.step.leaves
        if (back := step_queries.way_back_in(self.head)) is not None:
            self._enter_again(back, now)
            self.halt(now)
        self.out_of_position = is_led_back

    # -- steps --------------------------------------------------------------------------------------------------

    def enter(self, index: int, at_s: float) -> None:
        """Begin step `index`."""
        step = self.head.enter(index, at_s)
        self.interlude = self.target = self.halted_s = None
        self._open, self.check_answered, self.out_of_position = True, False, False
        self._log.add(StepStarted(self._log.at(at_s), step))
        if step.waits:
            self._log.add(WaitStarted(self._log.at(at_s)))

    def _enter_again(self, back: WayBack, at_s: float) -> None:
        """Begin a movement once more: what was held of it is held again, and does not count twice."""
        if back.hold_s:
            self.head.take_back_hold(back.hold_s)
        self._writer.change_feet_again(self.head)
        self.enter(back.index, at_s)

    def abandon(self, now: float) -> None:
        """End the current step before its time, and drop what was to come after it."""
        self.interlude = self.target = None
        self.out_of_position = False
        self._close(now, complete=False)

    def end_step(self, at_s: float, *, complete: bool) -> int | None:
        """End the current step; return the next one's index, or None at the end of the session."""
        step = self.step
        self._close(at_s, complete=complete)
        if step.kind in AFTER_WORK:
            if not self.check_answered and step.exercise is not None:
                self._log.add(answer_event(step.exercise, step.question, None, self._log.at(at_s)))
            self.end_exercise(step.order, at_s)
        return None if self.head.is_last else self.head.index + 1

    def _arrive(self, now: float) -> None:
        """Begin the step at which a session that was cut off goes on, so that the step can be left."""
        if not self._open and self.target == self.head.index:
            self.enter(self.head.index, now)
            self.halt(now)

    def skip(self, now: float) -> int | None:
        """Leave out what is left of the step or of the exercise; return the index of what comes next, as `end_step`."""
        self._arrive(now)
        step = self.step
        elapsed_s = self.halted_s or now - self.head.started_s
        if (still_told := step_queries.left_to_tell(self.head, elapsed_s)) is not None:
            self._close(now, complete=False)
            self.head.put(still_told)
            return still_told.index
        if step_queries.skip_ends_step(self.head):
            if step.counted and self._writer.tells_enough:
                self.head.enough()
            return self.end_step(now, complete=False)
        self._close(now, complete=False)
        if (end := self._writer.way_out(self.head)) is not None:
            return end
        first = "" if self.head.worked(step.order) else self.stopped().first
        self.end_exercise(step.order, now, self.record.leave_out(step.order, in_position=self.head.takes_position))
        return self.replan(step.order + 1, first)

    def back(self, now: float) -> int:
        """Forget what was counted of this exercise; return the index of the step that it begins with."""
        self._arrive(now)
        step = self.step
        worked = step.kind in WORK_KINDS or self.head.worked(step.order)
        self.record.begin_again(step.order, worked=worked, in_position=self.head.takes_position)
        first = self._writer.out_of_it(self.order, self.head)
        rewritten = bool(first) or self._writer.has_moved_on(self.order, step)  # from where the body is
        self._close(now, complete=False, counts=False)
        self.head.forget(step.order, rewritten=rewritten)
        self._ends.begin_again(step.order)
        self._log.add(WentBack(self._log.at(now), step.exercise or ""))
        return self.replan(step.order, first) if rewritten else step_queries.beginning(self.head)

    @property
    def may_stretch(self) -> bool:
        """True where the time that runs may be made longer."""
        return self.head.may_stretch if self.interlude is None else self.interlude.end_s < math.inf

    def check_was_answered(self, now: float) -> None:
        """End the question after an exercise as soon as all is said in it."""
        self.check_answered = True
        self.head.end_after(0.0, now)

    def take_position(self, now: float) -> None:
        """End the wait: the user is ready, and settles; words that were still to come are not needed any more."""
        self.head.settle(now)
        self._log.add(PositionTaken(self._log.at(now)))

    # -- what was done ------------------------------------------------------------------------------------------

    def _close(self, at_s: float, *, complete: bool, counts: bool = True) -> None:
        """End the current step and count what was done in it."""
        if not self._open:
            return
        self._open = False
        head, step = self.head, self.step
        elapsed_s = self.halted_s if self.halted_s is not None else at_s - head.started_s
        self.halted_s = None
        worked_s = max(0.0, min(elapsed_s, head.length_s))
        if counts:
            head.count(worked_s, complete)
        self._log.add(StepFinished(self._log.at(at_s), step, complete, worked_s))
        if counts and step.set is not None:
            for key in head.sets_over():
                self._ends.end_set(self.head, key, at_s)

    def end_exercise(self, order: int, at_s: float, outcome: Outcome | None = None) -> bool:
        """Report every set of the exercise that was not reported yet, and how the exercise went; False: it was over."""
        return self._ends.end_exercise(self.head, self.session, order, at_s, outcome)

    def change_session(self, session: Session) -> None:
        """Take other doses for what is ahead; `replan` then writes it out."""
        self._writer.session = session

    def replan(self, order: int, first: str = "", *, rested: bool = False) -> int:
        """Write what is left anew, `first` and exercise `order` on from where the body is; return where it goes on."""
        self._writer.write_ahead(Departure(self.head, self.order, order, first, rested))
        told_again = self.step.is_greeting and order == 0
        return self.head.index + (0 if told_again else 1)

    @property
    def instructions(self) -> Instructions:
        """The instructions of the exercise, for the step that runs."""
        return self._writer.instructions(self.order, self.head)
