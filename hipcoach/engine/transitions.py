"""What each request does. It moves the state as the table allows, and the steps and the pain dialogue with it."""

import math
from collections.abc import Sequence

from hipcoach.engine.cue import Cue, CueKind, Priority
from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import (
    Finished,
    PainReported,
    Paused,
    Replanned,
    ReportWithdrawn,
    Resumed,
    ResumeStarted,
    Silenced,
    Started,
    StateChanged,
    answer_event,
)
from hipcoach.engine.pain.pain_dialogue import PainDialogue, PainTurn, give_up, is_red, take_answer, time_out
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.pain.question_text import asked_text
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, Answer, Request, State
from hipcoach.engine.report_subject import subject_of_report
from hipcoach.engine.running.bookmark import ReportOrigin
from hipcoach.engine.running.interlude import DueKind
from hipcoach.engine.running.step_runner import StepRunner
from hipcoach.engine.state_machine import StateMachine
from hipcoach.engine.steps.shorten import at_easier_step, eases_next, over_for_today
from hipcoach.engine.texts import called_off_told, decision_texts, told_in_parts
from hipcoach.engine.types import CalledOff, Outcome, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Action, Decision, Finish, PainRestKind, Session

SECOND_PRESS_S = 2.0  # after "ready"; from then on another begins at once


class Transitions:
    """Carries out the requests that `Engine` has found possible. Times are absolute; what happens goes into the log."""

    def __init__(
        self,
        machine: StateMachine[State, Request],
        steps: StepRunner,
        log: EventLog,
        *,
        rule: PainRule,
        timing: Timing,
        script: Script,
        marks: PainMarks,
    ) -> None:
        self.pain: PainDialogue | None = None  # the report that is open
        self._machine = machine
        self._steps = steps
        self._log = log
        self._rule = rule
        self._timing = timing
        self._script = script
        self._marks = marks
        self._origin: ReportOrigin | None = None  # of the report that is open, until a number is given
        self._break_left_s = 0.0  # of the break that a withdrawn report cut short

    def start(self, now: float) -> None:
        """Begin; the session's own time counts from here."""
        self._log.origin_s = now
        self._log.add(Started(0.0))
        self._enter(0, now)

    def pause(self, at_s: float, gap_s: float = 0.0) -> None:
        """Halt step and speech; `gap_s` is how long the machine slept."""
        self._steps.halt(at_s)
        self._move(State.PAUSED, at_s)
        self._silence(at_s)
        self._log.add(Paused(self._log.at(at_s), gap_s))

    def resume(self, now: float) -> None:
        """Lead in to the halted step, say the words of a wait again, or go on with the break within a report."""
        if self.pain is not None:
            self._ask(self.pain, now, self._break_left_s if self.pain.state is State.PAIN_BREAK else None)
        elif self._steps.waits:
            self._say_again(now)
        elif self._steps.out_of_position:
            self._lead_back(now, self._steps.instructions.way_back())
        else:
            self._lead_back(now, self._script.rising(self._timing.resume_lead_in_s))

    def repeat_instructions(self, now: float) -> None:
        """Say the instructions outside the steps, or the words of a wait again."""
        self._silence(now)
        if self._machine.state is State.WAITING:
            self._say_again(now)
            return
        steps = self._steps
        was_out_of_position = steps.out_of_position
        first = steps.let_go(now)
        steps.halt(now)
        self._lead_back(now, steps.instructions.way_back() if was_out_of_position else steps.instructions.again(first))

    def skip(self, now: float) -> None:
        """Leave out the step or the exercise. In the wait of the greeting there is neither: there it means "ready"."""
        if self._machine.state is State.WAITING and self._steps.step.is_greeting:
            self.in_position(now)
            return
        self._silence(now)
        self._go_to(self._steps.skip(now), now)

    def back(self, now: float) -> None:
        """Begin the exercise again."""
        self._silence(now)
        self._enter(self._steps.back(now), now)

    def in_position(self, now: float) -> None:
        """End the wait for the user, or a timed change or the time to settle at once."""
        ready_s = self._steps.head.ready_s
        if ready_s is not None and now - ready_s < SECOND_PRESS_S:  # the same press, held or doubled
            return
        self._silence(now)
        if self._machine.state is State.WAITING:
            self._steps.take_position(now)
            self._move(State.RUNNING, now)
            return
        self._go_to(self._steps.end_step(now, complete=True), now)

    def answer_check(self, answer: Answer, now: float) -> None:
        """Take the answer to the question after an exercise; "worse" opens a report of pain."""
        step = self._steps.step
        self._log.add(answer_event(step.exercise or "", step.question, answer, self._log.at(now)))
        if (key := STEP_QUESTIONS[step.question].key_of(answer)) is not None and key.hurts:
            self.report_pain(now, from_check=True)
        else:
            self._steps.check_was_answered(now)

    def stop(self, now: float, why: CalledOff | None = None) -> None:
        """End the session. An open report is decided as it stands; `why` is said where it is not the user's wish."""
        if self.pain is not None:
            self._follow(give_up(self.pain, self._rule, self._log.at(now)), now)
            return
        self._silence(now)
        order, first = self._steps.order, self._steps.stopped().first
        self._steps.abandon(now)
        self._steps.end_exercise(order, now)
        if why is not None:
            texts = called_off_told(self._script, why, self._steps.stopped().up, first)
            self._log.add(*told_in_parts(self._script, CueKind.CALLED_OFF, texts, self._log.at(now)))
        self._end(Finish.STOPPED, PainRestKind.NONE, now)

    def time_passed(self, due_s: float, now: float) -> None:
        """Let happen what was due at `due_s`; `now` may be later."""
        match self._steps.take_due(due_s, now):
            case DueKind.STEP_OVER if self._machine.state is State.WAITING and self._steps.step.leaves_out:
                self._go_to(self._steps.skip(due_s), due_s)
            case DueKind.STEP_OVER:
                self._go_to(self._steps.end_step(due_s, complete=True), due_s)
            case DueKind.INTERLUDE_OVER if self.pain is not None:  # at `now`: the next question has its whole time
                self._follow(time_out(self.pain, self._rule, self._log.at(now)), now)
            case DueKind.INTERLUDE_OVER:
                self._go_on_running(due_s)

    def report_pain(self, now: float, *, from_check: bool = False) -> None:
        """Stop everything and ask; the exercise on the screen is over for today, unless none was begun yet."""
        steps = self._steps
        broken_off = steps.bookmark(now)
        earlier_marks, earlier_pain = self._marks, self.pain
        self._silence(now)
        steps.abandon(now)
        subject = subject_of_report(steps, self._marks)
        peak, sharp = (None, False) if earlier_pain is None else (earlier_pain.peak, earlier_pain.leaves_sharp)
        self._marks = self._marks.with_report(subject.exercise, subject.also, peak=peak, sharp=sharp)
        self.pain = PainDialogue(self._marks, steps.session.base, steps.session.base_from)
        self._log.add(PainReported(self._log.at(now), subject.exercise, subject.also))
        ended = not subject.none_begun and steps.end_exercise(steps.order, now, Outcome.PAIN)
        break_left_s = self._break_left_s if broken_off.interlude is None else broken_off.interlude.end_s - now
        self._origin = ReportOrigin(broken_off, earlier_marks, earlier_pain, break_left_s, from_check, ended)
        self._ask(self.pain, now, first=steps.stopped().first)

    @property
    def may_withdraw(self) -> bool:
        """True while the open report may still be taken back as a mistake."""
        return self._origin is not None and self.pain is not None and self.pain.may_withdraw

    def withdraw_report(self, now: float) -> None:
        """Take back a report that was a mistake: everything is as it was, and the session is paused."""
        origin = self._origin
        if origin is None:
            raise AssertionError("only a report that was made in this run is withdrawn")
        self._silence(now)
        self._steps.return_to(origin.steps)
        self._marks, self.pain, self._break_left_s = origin.marks, origin.pain, origin.break_left_s
        self._origin = None
        if self.pain is None and self._steps.target is None and self._steps.stopped().first:
            self._steps.begin_again(now)
        self._log.add(ReportWithdrawn(self._log.at(now), self._steps.order, origin.reopens, origin.from_check))
        self._move(State.PAUSED, now)
        self._log.add(Paused(self._log.at(now)))
        texts = (self._script.text("withdrawn"),)
        self._log.add(*told_in_parts(self._script, CueKind.WITHDRAWN, texts, self._log.at(now)))

    def is_red(self, score: int) -> bool:
        """Return True if a score is RED as an answer to the open report."""
        return self.pain is not None and is_red(self.pain, score, self._rule)

    def answer_question(self, question: State, answer: Answer, now: float) -> None:
        """Take the answer to a question about pain; drop it where that question's time ran out just before."""
        if self.pain is None:
            raise AssertionError("the table allows an answer only while a report of pain is open")
        if self.pain.state is question:
            self._follow(take_answer(self.pain, answer, self._rule, self._log.at(now)), now)

    def _follow(self, turn: PainTurn, now: float) -> None:
        """Carry out what follows from an answer, or from none."""
        self.pain = turn.dialogue
        self._log.add(*turn.events)
        if turn.decision is not None:
            self._steps.end_interlude()
            self._carry_out(turn.decision, now)
        elif turn.dialogue is not None:
            self._ask(turn.dialogue, now)

    def _ask(self, pain: PainDialogue, now: float, length_s: float | None = None, *, first: str = "") -> None:
        """Ask the open question, or begin the wait; `length_s` is what is left of it. `first` is said before it."""
        cue = self._script.cue(CueKind.PAIN_QUESTION, asked_text(self._script, pain, first=first), 0.0, Priority.PAIN)
        if length_s is None:
            limited = self._timing.question_limits or not QUESTIONS[pain.state].takes_answer
            length_s = QUESTIONS[pain.state].wait_s(self._rule) if limited else math.inf
        self._wait_in(pain.state, length_s, cue, now)

    def _carry_out(self, decision: Decision, now: float) -> None:
        """Do what was decided: end the session, begin a break, or go on with what is left."""
        order = self._last_over()
        if not decision.action.ends:
            self._change_to(over_for_today(self._steps.session, self._marks.exercises, order + 1), now)
        session = self._steps.session
        ahead = at_easier_step(session, order + 1) if decision.action is Action.GO_ON_EASIER else session
        last = ahead.next_order(order) is None
        eases = eases_next(session, ahead, order)
        texts = decision_texts(self._script, decision, last=last, eases=eases, up=self._steps.stopped().up)
        if decision.action.ends:
            self._log.add(*told_in_parts(self._script, CueKind.PAIN_DECISION, texts, self._log.at(now)))
            self._end(Finish.PAIN_STOP, decision.pain_rest, now)
            return
        cue = self._script.cue(CueKind.PAIN_DECISION, texts[0], 0.0, Priority.PAIN)
        if decision.action is Action.BREAK:
            self._wait_in(State.PAIN_BREAK, self._rule.break_s, cue, now)
            return
        self._change_to(ahead, now)
        self._steps.goes_on_at(
            self._steps.replan(order + 1, rested=True)
        )  # the user has eased back, and may have moved
        self._wait_in(State.RESUMING, self._timing.resume_lead_in_s, cue, now)

    def _last_over(self) -> int:
        """Return the place of the last exercise that is over: that on the screen, unless no exercise had begun."""
        order = self._steps.order
        is_to_come = not self._marks.exercises and self._steps.step.order <= order
        return order - 1 if is_to_come else order

    def _change_to(self, session: Session, now: float) -> None:
        """Take the doses of `session` for what is ahead. Exercises that are over in it are reported as left out."""
        if session == self._steps.session:
            return
        self._steps.change_session(session)
        self._log.add(Replanned(self._log.at(now), session))
        for order in (order for order, each in enumerate(session.assignments) if each.over):
            self._steps.end_exercise(order, now, Outcome.LEFT_OUT)

    def _wait_in(self, state: State, length_s: float, cue: Cue, now: float) -> None:
        self._move(state, now)
        self._steps.begin_interlude(now, length_s, (cue,))

    def _move(self, state: State, at_s: float) -> None:
        if self._machine.move(state):
            self._log.add(StateChanged(self._log.at(at_s), state))

    def _silence(self, now: float) -> None:
        self._log.add(Silenced(self._log.at(now)))

    def _enter(self, index: int, at_s: float) -> None:
        """Begin step `index`. If the session is paused it stays so, at the beginning of that step."""
        if self._machine.state is State.PAUSED:
            self._steps.enter(index, at_s)
            self._steps.halt(at_s)
            return
        self._move(State.WAITING if self._steps.head.steps[index].waits else State.RUNNING, at_s)
        self._steps.enter(index, at_s)

    def _go_to(self, index: int | None, at_s: float) -> None:
        """Begin step `index`; None: the session is completed, unless all of it was skipped."""
        if index is None:
            skipped = self._steps.record.all_skipped(len(self._steps.session.assignments))
            self._end(Finish.STOPPED if skipped else Finish.COMPLETED, PainRestKind.NONE, at_s)
        else:
            self._enter(index, at_s)

    def _end(self, finish: Finish, rest: PainRestKind, at_s: float) -> None:
        self._steps.end_interlude()
        self._move(State.ENDED, at_s)
        self._log.add(Finished(self._log.at(at_s), finish, rest))

    def _lead_back(self, now: float, cues: Sequence[Cue]) -> None:
        self._move(State.RESUMING, now)
        self._steps.begin_interlude(now, self._timing.resume_lead_in_s, cues)
        self._log.add(ResumeStarted(self._log.at(now)))

    def _go_on_running(self, at_s: float) -> None:
        """Go on with the step that was halted, or with the one that comes next."""
        self._log.add(Resumed(self._log.at(at_s)))
        if self._steps.target is not None:
            self._enter(self._steps.target, at_s)
        else:
            self._steps.go_on(at_s)
            self._move(State.RUNNING, at_s)

    def _say_again(self, now: float) -> None:
        self._steps.say_again(now)
        self._move(State.WAITING, now)
