"""The session engine: requests in, events out, time as an argument. Pure: no Qt, no thread, no clock, no file."""

from collections.abc import Callable, Mapping
from functools import partial

from hipcoach.engine.event_log import EventLog
from hipcoach.engine.events import Event
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, Answer, Request, State
from hipcoach.engine.running.counting import count_one
from hipcoach.engine.running.cut_off import CutOff
from hipcoach.engine.running.more_time import add_time
from hipcoach.engine.running.step_runner import StepRunner
from hipcoach.engine.running.work_record import NOTHING_DONE
from hipcoach.engine.session_table import CONDITIONS, SESSION, SessionMoment
from hipcoach.engine.state_machine import IllegalRequest, StateMachine
from hipcoach.engine.status import StatusMaker
from hipcoach.engine.steps.shorten import over_for_today
from hipcoach.engine.steps.start_point import start_at
from hipcoach.engine.transitions import Transitions
from hipcoach.engine.types import CalledOff, Status, Step, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Session

GAP_S = 10.0  # advanced this much too late, the machine must have slept


BY_NAME_ALONE: Mapping[Request, Callable[[Transitions, float], None]] = {
    Request.RESUME: Transitions.resume,
    Request.SKIP: Transitions.skip,
    Request.BACK: Transitions.back,
    Request.INSTRUCTIONS: Transitions.repeat_instructions,
    Request.WITHDRAW: Transitions.withdraw_report,
}
"""Requests that need nothing but the moment: a key, a word or a switch asks for them by name."""


class Engine:
    """One session from start to end. Every request returns its events; an illegal one raises and changes nothing.

    `now` is in seconds on any monotonic axis and never goes backwards. The engine only says what is possible when:
    `session_table` holds what each state allows, `StepRunner` runs the steps, `PainDialogue` asks about pain, and
    `Transitions` carries a request out on these.
    """

    def __init__(
        self,
        session: Session,
        *,
        rule: PainRule,
        timing: Timing,
        script: Script,
        gap_s: float = GAP_S,
        cut_off: CutOff | None = None,
    ) -> None:
        """Prepare the session; with `cut_off` it goes on, paused, at the start of the set that was cut off.

        What hurt more is over for today, also where the program ended just after the report.

        The user is then taken to stand, or to lie in bed where the plan starts there: somebody has just restarted the
        program.
        """
        self._timing, self._script, self._gap_s = timing, script, gap_s
        self._now_s = cut_off.now if cut_off else float("-inf")
        self._log = EventLog(cut_off.now if cut_off else 0.0)
        self._machine = StateMachine(SESSION, State.PAUSED if cut_off else None)
        start = None
        if cut_off is not None:
            session = over_for_today(session, cut_off.marks.exercises, 0)
            start = start_at(session, cut_off.last)
        self._steps = StepRunner(session, script, timing, self._log, start, cut_off.done if cut_off else NOTHING_DONE)
        marks = cut_off.marks if cut_off else PainMarks()
        self._transitions = Transitions(
            self._machine, self._steps, self._log, rule=rule, timing=timing, script=script, marks=marks
        )

    # -- what may be looked at at any time ----------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """What is being done; its doses change when it is eased."""
        return self._steps.session

    @property
    def steps(self) -> tuple[Step, ...]:
        """The session written out; what is ahead changes when it is planned again."""
        return self._steps.head.steps

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._machine.state

    @property
    def more_time_s(self) -> float:
        """How much one press of "more time" adds."""
        return self._timing.more_time_s

    @property
    def asks(self) -> bool:
        """Return False where the user does not answer in a session, so that nothing is asked."""
        return self._timing.asks

    @property
    def answered(self) -> bool:
        """True if the check that runs was answered."""
        return self._steps.check_answered

    @property
    def now_s(self) -> float:
        """The latest moment that it was given."""
        return self._now_s

    def next_deadline(self) -> float | None:
        """Return the absolute time at which `advance` has something to do; None when only the user can move it on."""
        return self._steps.next_due_s()

    def status(self, now: float) -> Status:
        """Return a snapshot for the screen at `now`."""
        maker = StatusMaker(self._steps, self._script, self._log)
        return maker.status(self.state, now, self._transitions.pain)

    def can(self, request: Request) -> bool:
        """Return True if this request is possible now: `SESSION` has an entry, and its row of `CONDITIONS` holds."""
        condition = CONDITIONS.get((self.state, request))
        return self._machine.can(request) and (condition is None or condition.holds(self._moment))

    @property
    def _moment(self) -> SessionMoment:
        """What the conditions look at."""
        steps = self._steps
        return SessionMoment(
            step=steps.step,
            settles=steps.head.settling,
            time_runs_out=steps.may_stretch,
            goes_on_here=steps.target in (None, steps.head.index),
            report_is_open=self._transitions.pain is not None,
            nothing_given=self._transitions.may_withdraw,
        )

    # -- requests about the session -----------------------------------------------------------------------------

    def start(self, now: float) -> tuple[Event, ...]:
        """Begin the session: its own time counts from here."""
        return self._do(Request.START, self._transitions.start, now)

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass: everything due until `now` happens, each at its own time. Only a question ends at `now`."""
        self._check(Request.TIME, now)
        self._catch_up(now)
        return self._log.take()

    def ask(self, request: Request, now: float) -> tuple[Event, ...]:
        """Make a request of `BY_NAME_ALONE`: go on, skip, back, instructions, or take back a report of pain."""
        return self._do(request, partial(BY_NAME_ALONE[request], self._transitions), now)

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stop clock and speech."""
        return self._do(Request.PAUSE, self._transitions.pause, now)

    def more_time(self, seconds: float, now: float) -> tuple[Event, ...]:
        """Add seconds to a rest, a change, a check (negative: take away) or a question about pain.

        It never gets shorter than what is still being said. From a question about pain nothing is taken away.
        """
        return self._do(Request.MORE_TIME, lambda at: add_time(self._steps, self._log, seconds, at), now)

    def in_position(self, now: float) -> tuple[Event, ...]:
        """End the wait for the user, who is ready, or a timed change before its time."""
        return self._do(Request.IN_POSITION, self._transitions.in_position, now)

    def count_one(self, now: float) -> tuple[Event, ...]:
        """Count one more of as many as is comfortable, and say the number."""
        return self._do(Request.COUNT, lambda at: count_one(self._steps.head, self._log, self._script, at), now)

    def answer_check(self, answer: Answer, now: float) -> tuple[Event, ...]:
        """Take the answer to the question after an exercise (None: not answered): Better, Same or Worse, say.

        Worse opens a report of pain. Raise ValueError where it is no answer to that question.
        """
        self._check(Request.ANSWER_CHECK, now)
        STEP_QUESTIONS[self._steps.step.question].check(answer)
        asked = self._steps.head.index

        def take(at: float) -> None:
            if self._steps.head.index == asked:  # else its time ran out just before
                self._transitions.answer_check(answer, at)

        return self._do(Request.ANSWER_CHECK, take, now)

    def stop(self, now: float) -> tuple[Event, ...]:
        """End the session at the user's wish. An open report of pain counts as not given."""
        return self._do(Request.STOP, self._transitions.stop, now)

    def call_off(self, why: CalledOff, now: float) -> tuple[Event, ...]:
        """End the session as an exercise begins, and say why: something came from another computer of the user's."""
        return self._do(Request.CALL_OFF, lambda at: self._transitions.stop(at, why), now)

    # -- requests about pain ------------------------------------------------------------------------------------

    def report_pain(self, now: float) -> tuple[Event, ...]:
        """Take "It hurts more": clock and speech stop at once, with no confirmation."""
        return self._do(Request.REPORT_PAIN, self._transitions.report_pain, now)

    def answer_question(self, question: State, answer: Answer, now: float) -> tuple[Event, ...]:
        """Answer any question about pain; None: not given. Raise ValueError where it is no answer to that question.

        The answer names its question. Where that ran out of time just before, it is not taken for the next question's.
        """
        if question in QUESTIONS:
            QUESTIONS[question].check(answer)
        if self.state is not question:
            raise IllegalRequest(f"{question} is not asked while the session is {self.state}")
        return self._do(Request.ANSWER, lambda at: self._transitions.answer_question(question, answer, at), now)

    def is_red(self, score: int) -> bool:
        """Return True if this score is red. It is taken at its key, and confirmed after it is on record."""
        return self._transitions.is_red(score)

    # -- how a request runs -------------------------------------------------------------------------------------

    def _do(self, request: Request, act: Callable[[float], None], now: float) -> tuple[Event, ...]:
        """Let happen what was due before the request. Then make it, if it is still possible. Return what happened."""
        self._check(request, now)
        self._catch_up(now)
        if self.can(request):
            self._machine.take(request)
            act(now)
            self._catch_up(now)
        return self._log.take()

    def _check(self, request: Request, now: float) -> None:
        """Refuse what is illegal, before anything has changed."""
        if not self.can(request):
            raise IllegalRequest(f"{request} is not possible while the session is {self.state}")
        if now < self._now_s:
            raise ValueError(f"time goes backwards: {now} after {self._now_s}")

    @property
    def _moves_on(self) -> bool:
        """True while time alone leads the user on. A session on a machine that slept pauses then, and skips nothing."""
        waits = self.state is State.WAITING and self._steps.head.end_s() is not None
        return waits or self.state in (State.RUNNING, State.RESUMING)

    def _catch_up(self, now: float) -> None:
        """Do everything that was due until `now`, each thing at its own time; pause where the machine slept."""
        self._now_s = max(self._now_s, now)
        while (due_s := self._steps.next_due_s()) is not None and due_s <= now:
            self._machine.take(Request.TIME)
            if now - due_s > self._gap_s and self._moves_on:
                self._transitions.pause(due_s, now - due_s)
                return
            self._transitions.time_passed(due_s, now)
