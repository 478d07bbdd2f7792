"""A session in a terminal: engine, recorder and voice are those of the window, and captions are lines of text."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from hipcoach.cli.terminal_keys import KeyTerminal, Terminal, read_key
from hipcoach.cli.typed_answer import TypedAnswer
from hipcoach.clock import Clock, wait_s
from hipcoach.coach.keys import ASKS_SESSION, DEFAULT_KEYS, KeyTable, in_a_wait
from hipcoach.coach.pause_watch import TOO_LONG
from hipcoach.coach.report_log import ReportLog
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, Event, Finished, Paused, Silenced, StateChanged, StepStarted
from hipcoach.engine.questions import (
    BACKSPACE,
    QUESTIONS,
    AnswerForm,
    Request,
    State,
    question_in,
)
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import CalledOff, StepKind
from hipcoach.recorder import Recorder
from hipcoach.session_driver import Ask, SessionDriver
from hipcoach.session_keys import PlayerCommand
from hipcoach.voice.protocol import Voice
from hipcoach.voice.sound_watch import SoundWatch
from hipcoach.voice.spoken_until import SpokenUntil

LONGEST_WAIT_S = 0.5
JUST_BEFORE_S = 0.001
PAUSED_KEYS = "Space goes on, Q ends; ! ends it for one of the signs."
SEQUENCES = re.compile(r"\x1b(?:\[\[?[0-9;?]*[@-~]|O.)")
"""What arrows and function keys send. They mean nothing here; the letter in them is no key (F1 is Esc, O, P)."""
HEADINGS = frozenset({StepKind.ANNOUNCE, StepKind.POSITION_CHANGE, StepKind.REST, StepKind.CHANGEOVER, StepKind.CHECK})


class TextPlayer:
    """Runs one session to its end. What was answered beforehand is not asked again."""

    def __init__(
        self,
        engine: Engine,
        recorder: Recorder,
        voice: Voice,
        clock: Clock,
        terminal: Terminal,
        answers: PreparedAnswers,
        keys: KeyTable = DEFAULT_KEYS,
        called_off: Callable[[Sequence[Event]], CalledOff | None] = lambda _: None,
        is_old: Callable[[State], bool] = lambda _: False,
    ) -> None:
        """`called_off`: why these events must be the last; `is_old`: a pause was too long, and signs are asked anew."""
        self._engine, self._voice = engine, voice
        self._driver = SessionDriver(engine, recorder, called_off=called_off, is_old=is_old)
        self._clock, self._terminal, self._answers = clock, terminal, answers
        self._keys = keys
        self._keyboard: KeyTerminal | None = None
        self._typing = TypedAnswer(engine.is_red, terminal.line)
        self._said_problem = ""
        self._finished: Finished | None = None
        self._spoken_until = SpokenUntil()
        self.signs_wanted = False  # the session was ended so that a sign can be marked
        self._hearing = SoundWatch(voice.state())
        self.reports = ReportLog({each.exercise.id: each.exercise.name for each in engine.session.assignments})

    def run(self, *, begin: bool) -> Finished:
        """Play until it ends; `begin` False: the engine is one that goes on, paused."""
        if self._terminal.keys is None:
            return self._loop(begin)
        self._terminal.line(self._keys.terminal_help())
        with KeyTerminal(self._terminal.keys) as self._keyboard:
            try:
                return self._loop(begin)
            except KeyboardInterrupt:
                self._take_typed(self._clock.now_s())  # the session is cut off, but what was said is not lost
                raise

    def _loop(self, begin: bool) -> Finished:
        now = self._clock.now_s()
        self._make(self._engine.start if begin else self._driver.ask(Request.RESUME), now)
        while self._finished is None:
            now = self._next_moment()
            self._listen(now)
            self._take_what_was_typed(now)
            self._make(self._engine.advance, now)
            answered = False
            while self._finished is None and self._answered_beforehand(now):  # one answer may lead to a question
                answered = True
            if self._finished is None and not answered:
                self._wait()
            if self._keyboard is not None and self._keyboard.stop_wanted:
                self._leave(self._keyboard)
        self._hear_out()
        return self._finished

    def _take_what_was_typed(self, now: float) -> None:
        """Take what was typed without Enter, as the time for its question runs out."""
        due = self._engine.next_deadline()
        if not self._typing.waits or due is None or now < due:
            return
        before = max(due - JUST_BEFORE_S, self._engine.now_s)  # a key may have come within the last millisecond
        if self._engine.status(before).remaining_s > 2 * JUST_BEFORE_S:
            return  # no more than a cue is due
        self._take_typed(before)

    def _take_typed(self, now: float) -> None:
        """Take what was typed and waits for Enter, as if that were pressed."""
        request = self._request_for("\r") if self._typing.waits else None
        if request is not None:
            self._make(request, now)

    def _hear_out(self) -> None:
        """Let the last words be heard; a key goes on at once."""
        left_s = self._spoken_until.at_s - self._clock.now_s()
        if left_s > 0 and self._clock.speed == 1 and self._voice.state().sound:
            self._wait_for(left_s)

    def _leave(self, keyboard: KeyTerminal) -> None:
        """Pause, on the disk too, and give the terminal back until the user returns to it."""
        if self._engine.can(Request.PAUSE):
            self._make(self._engine.pause, self._clock.now_s())
        keyboard.stop()
        if self._engine.state is State.PAUSED:
            self._terminal.line(f"Still paused. {PAUSED_KEYS}")

    def _listen(self, now: float) -> None:
        """Pause when sound is lost that was there, or go on with it. Report what has changed about the sound."""
        noticed = self._hearing.look(self._voice.state(), now) if self._clock.speed == 1 else None
        ask = self._driver.ask_on_sound(noticed)
        if noticed is not None:
            self._terminal.line(self._driver.notice_of(noticed))
        if ask is not None:
            self._make(ask, now)

    def _next_moment(self) -> float:
        """Return the present time.

        At a higher speed it is the next deadline at most, so that a busy machine loses no answer.
        """
        now, due = self._clock.now_s(), self._engine.next_deadline()
        return now if due is None or self._clock.speed == 1 else min(now, due)

    def _answered_beforehand(self, now: float) -> bool:
        """Answer what the flags answer. Without a terminal, everything else counts as "not given" at once."""
        if self._terminal.keys is not None and not self._has_flag():
            return False
        if self._engine.state is State.PAUSED:  # the machine slept, and nobody is here to press a key
            self._make(self._driver.ask(Request.RESUME), now)
            return True
        events = answer(self._engine, self._answers, now)
        if events is None:
            return False
        self._take(self._driver.keep(events))
        return True

    def _has_flag(self) -> bool:
        """Return True if a flag answers what is asked right now."""
        status = self._engine.status(self._clock.now_s())
        exercise = status.step.exercise if status.step else None
        asked = status.asks if self._engine.state is State.RUNNING else self._engine.state
        return asked is not None and self._answers.answers(asked, exercise)

    def _wait(self) -> None:
        """Until the next deadline, or a key."""
        due = self._engine.next_deadline()
        now = self._clock.now_s()
        left_s = LONGEST_WAIT_S if due is None else max(0.0, due - now) / self._clock.speed
        pressed = self._wait_for(left_s if self._terminal.keys is None else min(left_s, LONGEST_WAIT_S))
        for key in SEQUENCES.sub("", pressed or ""):
            self._press(key)

    def _wait_for(self, seconds: float) -> str | None:
        """Wait, at most until a key is pressed; return it."""
        if self._terminal.keys is not None:
            return read_key(self._terminal.keys, seconds)
        wait_s(seconds)
        return None

    # -- keys ---------------------------------------------------------------------------------------------------

    def _press(self, key: str) -> None:
        """Do what a key means now; a key without a meaning does nothing."""
        request = self._request_for(key.lower())
        if request is not None:
            self._make(request, self._clock.now_s())

    def _request_for(self, key: str) -> Ask | None:
        engine = self._engine
        command = self._keys.terminal_commands.get(key)
        if key == "\x1b":  # Esc only pauses here: Q ends
            return engine.pause if engine.can(Request.PAUSE) else None
        ask = self._driver.ask_of(command) if command is not None else None
        match command:
            case PlayerCommand.SIGNS:
                return self._signs_key()
            case PlayerCommand.ASK:
                return self._answer_and_stop if ask is not None else None
            case PlayerCommand.PAIN:
                return ask
            case PlayerCommand.WITHDRAW:
                return ask or self._answer_key(BACKSPACE.lower())
        match engine.state:
            case State.WAITING:
                goes_on = engine.status(self._clock.now_s()).goes_on
                return self._driver.ask_of(in_a_wait(command, goes_on=goes_on))
            case State.PAUSED:
                return ask if command in ASKS_SESSION or command is PlayerCommand.PAUSE else None
            case State.RUNNING:
                return self._answer_key(key) or ask
            case _ if command is PlayerCommand.MORE_TIME:
                return ask
            case _:
                return self._answer_key(key)

    def _answer_and_stop(self, now: float) -> tuple[Event, ...]:
        """End the session. An answer that was typed and only waits for Enter is taken before that."""
        return self._driver.stop_after(self._request_for("\r") if self._typing.waits else None, now)

    def _signs_key(self) -> Ask | None:
        """Pause first; in a pause, end the session: which sign it is, is asked then."""
        if self._engine.state is State.PAUSED:
            self.signs_wanted = True
            return self._engine.stop
        return self._engine.pause if self._engine.can(Request.PAUSE) else None

    def _answer_key(self, key: str) -> Ask | None:
        """Return what a key answers to the question that is open, after an exercise or about pain."""
        engine, state = self._engine, self._engine.state
        question = question_in(state, engine.status(self._clock.now_s()).asks)
        if question is None or not question.takes_answer:
            return None
        give = partial(engine.answer_question, state) if state in QUESTIONS else engine.answer_check
        if question.form is AnswerForm.SCORE:
            return self._typing.score(key, give)
        return self._typing.choice(key, question.answers, give)

    # -- events -------------------------------------------------------------------------------------------------

    def _make(self, ask: Ask, now: float) -> None:
        self._take(self._driver.do(ask, now))

    def _take(self, events: tuple[Event, ...]) -> None:
        """Let events that are on the disk be heard and seen. End the session where it has grown too old."""
        if self._driver.problem != self._said_problem:  # once, not at every step
            self._said_problem = self._driver.problem
            if self._said_problem:
                self._terminal.line(f"! {self._said_problem}")
        for event in events:
            self._show(event)
        if self._driver.is_old:
            self._terminal.line(TOO_LONG)
            self.signs_wanted = True
            self._make(self._engine.stop, self._next_moment())

    def _show(self, event: Event) -> None:
        self.reports.take(event)
        match event:
            case CueStarted(cue=cue, spoken=spoken):
                if spoken and cue.tone:
                    self._voice.tone(cue.tone)
                elif spoken:
                    self._voice.say(cue.text, priority=cue.priority)
                    self._spoken_until.say(cue.duration_s, cue.priority, self._clock.now_s())
                if cue.text:
                    self._terminal.line(f"{_clock_text(event.at_s)}  {cue.text}")
            case Silenced():
                self._voice.silence()
                self._spoken_until = SpokenUntil()
            case StepStarted(step=step) if step.kind in HEADINGS and step.exercise:
                side = f", {step.side.value}" if step.side and step.side.value != "both" else ""
                self._terminal.line(f"{_clock_text(event.at_s)}  [{step.kind.value.replace('_', ' ')}{side}]")
            case Paused(gap_s=gap_s):
                why = " (the machine slept)" if gap_s else ""
                self._terminal.line(f"{_clock_text(event.at_s)}  Paused{why}. {PAUSED_KEYS}")
            case StateChanged():
                self._typing.forget()  # a digit belongs to the question it was typed at
            case Finished():
                self._finished = event
            case _:
                pass


def _clock_text(at_s: float) -> str:
    minutes, seconds = divmod(int(at_s), 60)
    return f"{minutes:3d}:{seconds:02d}"
