"""Runs one session in the window: engine, clock and one precise timer in; the record, the voice and Qt signals out."""

import math
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hipcoach.clock import Clock, suspended_s
from hipcoach.engine.cue import Priority
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Decided, Event, Finished, StateChanged, StepStarted
from hipcoach.engine.questions import Answer, Request, State
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.types import CalledOff, Status, Step
from hipcoach.safety.types import Session
from hipcoach.session_driver import Ask, EventRecord, SessionDriver
from hipcoach.session_keys import PlayerCommand
from hipcoach.settings import WhoSpeaks
from hipcoach.voice.protocol import Voice
from hipcoach.voice.session_voice import SessionVoice, Share

SILENT_AT_ONCE = frozenset({Request.PAUSE, Request.REPORT_PAIN})  # speech is cut before anything is written
SLEPT_S = 0.5  # less than this is rounding, not the machine's sleep
LONGEST_WAIT_MS = 5_000  # one timer never waits longer: with no logind, a sleep is then noticed soon after waking
SOUND_LOOK_MS = 1_000  # so often a pause that waits for sound looks for it
LONG_WAIT_S, FIRST_PART = 0.25, 0.9


class Player(QObject):
    """One session being done. Every command: engine, then the record, then voice and signals, then the timer."""

    event_happened = Signal(object)  # every Event, in order, after it was written
    step_started = Signal(object)  # Step
    cue_started = Signal(object)  # Cue
    state_changed = Signal(object)  # State
    decided = Signal(object)  # Decision
    finished = Signal(object)  # Finished
    changed = Signal()  # something happened: paint the status again
    muted_changed = Signal(bool)
    sound_noticed = Signal(object)  # SoundNotice: sound is lost (and the session paused), missing or back; each once
    aged = Signal()  # it may not go on: what was answered before it is old
    trouble_changed = Signal(str)  # the record cannot be written: one sentence; empty when it can again

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Clock,
        voice: Voice,
        record: EventRecord,
        slept_s: Callable[[], float | None] = suspended_s,
        who_speaks: Callable[[], WhoSpeaks | None] = lambda: None,
        called_off: Callable[[Sequence[Event]], CalledOff | None] = lambda _: None,
        is_old: Callable[[State], bool] = lambda _: False,
        parent: QObject | None = None,
    ) -> None:
        """`who_speaks` returns None where no screen reader runs; `called_off` why these events must be the last."""
        super().__init__(parent)
        self._engine = engine
        self._clock = clock
        self._voice = SessionVoice(voice, clock, who_speaks)
        self._driver = SessionDriver(engine, record, called_off=called_off, is_old=is_old)
        self._slept_s = slept_s
        self._slept_before = slept_s()
        self._trouble = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)

    # -- what the screen asks

    def status(self) -> Status:
        """Return the snapshot to paint now."""
        return self._engine.status(self._clock.now_s())

    @property
    def session(self) -> Session:
        """What is being done; its doses change when it is eased."""
        return self._engine.session

    @property
    def steps(self) -> tuple[Step, ...]:
        """The session written out."""
        return self._engine.steps

    @property
    def speed(self) -> float:
        """How many of the clock's seconds pass in one real second."""
        return self._clock.speed

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._engine.state

    @property
    def muted(self) -> bool:
        """True if speech is off; captions go on."""
        return self._voice.muted

    def can(self, request: Request) -> bool:
        """Return True if this request of the session is possible now."""
        return self._engine.can(request)

    def share(self, *, urgent: bool = False) -> Share:
        """Return who says something now, hipcoach or a screen reader."""
        return self._voice.share(urgent=urgent)

    @property
    def answered(self) -> bool:
        """True if the check that runs was answered."""
        return self._engine.answered

    @property
    def goes_on(self) -> bool:
        """True where the step goes on by itself, though it waits for the user."""
        return self.status().goes_on

    @property
    def settling(self) -> bool:
        """True from "ready" until the step begins that was waited for: another "ready" begins it at once."""
        step = self.status().step
        return self.state is State.RUNNING and step is not None and step.waits

    # -- commands; one that is not possible now is passed over and returns False

    def start(self) -> bool:
        """Begin the session."""
        return self._do(self._engine.start)

    def command(self, command: PlayerCommand) -> bool:
        """Carry out what a key or a button asks the session for."""
        ask = self._driver.ask_of(command)
        if ask is None:
            return False
        if self._driver.request_of(command) in SILENT_AT_ONCE:
            self._voice.silence()
        return self._do(ask)

    def ask(self, request: Request) -> bool:
        """Make a request that needs nothing but the moment."""
        if request in SILENT_AT_ONCE:
            self._voice.silence()
        return self._do(self._driver.ask(request))

    def pause(self) -> bool:
        """Stop clock and speech at once."""
        return self.ask(Request.PAUSE)

    def toggle_pause(self) -> bool:
        """Go on where it is paused, or waits for the user to be ready; pause otherwise."""
        return self.command(PlayerCommand.PAUSE)

    def more_time(self, seconds: float) -> bool:
        """Add `seconds` to this step; a negative number takes time away."""
        return self._do(partial(self._engine.more_time, seconds))

    def in_position(self) -> bool:
        """Say that the user is ready."""
        return self.ask(Request.IN_POSITION)

    def answer_check(self, answer: Answer) -> bool:
        """Answer the question after an exercise."""
        return self._do(lambda now: self._engine.answer_check(answer, now))

    def report_pain(self) -> bool:
        """Report that it hurts more: speech stops before anything else happens."""
        return self.ask(Request.REPORT_PAIN)

    def answer_question(self, question: State, answer: Answer) -> bool:
        """Answer any question about pain, named by its state; None: not given."""
        return self._do(lambda now: self._engine.answer_question(question, answer, now))

    def is_red(self, score: int) -> bool:
        """Return True if this score must not wait: it is on record at its key, and is confirmed then."""
        return self._engine.is_red(score)

    def stop(self, marked: Answer = None) -> bool:
        """End the session. `marked`: what waits to be taken as the answer to the open question; given first."""
        self._voice.silence()
        question = self.state
        give = None if marked is None else partial(self._engine.answer_question, question, marked)
        return self._do(partial(self._driver.stop_after, give))

    def set_muted(self, muted: bool) -> None:
        """Switch speech off or on; what is being said is cut."""
        if muted != self.muted:
            self._voice.set_muted(muted)
            self.muted_changed.emit(muted)

    def read_out(self, words: str) -> None:
        """Say an answer that can be chosen, in the place of what sounds."""
        self._voice.silence()
        self._voice.say(words, Priority.PAIN)

    def close(self) -> None:
        """Leave the session as it is: no timer, no sound. The record says what was done up to here."""
        self._timer.stop()
        self._voice.silence()

    # -- how it runs

    def _do(self, ask: Ask) -> bool:
        try:
            events = self._driver.do(ask, self._clock.now_s())
        except IllegalRequest:
            return False
        if events:
            self._deliver(events)
        self._arm()
        if self._driver.is_old:
            self.aged.emit()
        return True

    def _deliver(self, events: tuple[Event, ...]) -> None:
        if self._driver.problem != self._trouble:
            self._trouble = self._driver.problem
            self.trouble_changed.emit(self._trouble)
        for event in events:  # sound before paint: a repaint takes longer than a word may be late
            self._voice.take(event)
        for event in events:
            self._tell(event)
        self.changed.emit()

    def _tell(self, event: Event) -> None:
        self.event_happened.emit(event)
        match event:
            case StepStarted():
                self.step_started.emit(event.step)
            case CueStarted():
                self.cue_started.emit(event.cue)
            case StateChanged():
                self.state_changed.emit(event.state)
            case Decided():
                self.decided.emit(event.decision)
            case Finished():
                self.finished.emit(event)

    def _arm(self) -> None:
        deadline = self._engine.next_deadline()
        if deadline is None:
            self._timer.stop()
            if self._driver.waits_for_sound:
                self._timer.start(SOUND_LOOK_MS)
            return
        wait_s = (deadline - self._clock.now_s()) / self._clock.speed
        # A long wait is armed in parts: where the system's timers run at another rate than its clock (0.5 % was seen
        # on a virtual machine), one of 5 s would be 25 ms late.
        if wait_s > LONG_WAIT_S:
            wait_s *= FIRST_PART
        # Rounded up: a cue is never early, and a timer that fires a moment too soon would only be armed again.
        self._timer.start(min(max(0, math.ceil(wait_s * 1000)), LONGEST_WAIT_MS))

    def look(self) -> None:
        """Let everything happen that is due now; the timer does this at each deadline."""
        if self._machine_slept():
            self.pause()
        self._listen()
        self._do(self._engine.advance)

    def _listen(self) -> None:
        """Pause when sound is lost that was there, or go on with it. Report what has changed about the sound."""
        noticed = self._voice.look()
        ask = self._driver.ask_on_sound(noticed)
        if ask is not None:
            self._do(ask)
        if noticed is not None:
            self.sound_noticed.emit(self._driver.notice_of(noticed))

    def _machine_slept(self) -> bool:
        slept = self._slept_s()
        if slept is None or self._slept_before is None:
            return False
        grown = slept - self._slept_before > SLEPT_S
        self._slept_before = slept
        return grown
