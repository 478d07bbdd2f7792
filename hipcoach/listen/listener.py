"""The window's side of listening: a thread keeps one listening process alive. Nothing here ever waits for it."""

import logging
import os
import queue
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from hipcoach.clock import Clock, wait_until
from hipcoach.installation.start_command import module_words
from hipcoach.voice.helper import Answer, Helper
from hipcoach.voice.protocol import SoundMoment

logger = logging.getLogger(__name__)

READY_WITHIN_S = 30.0  # it loads its model, on a busy machine
SILENT_TOO_LONG_S = 10.0  # without a word from the process, which tells how loud it is twice a second: it hangs
ANSWER_WITHIN_S = 20.0
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 15.0  # between two tries to get the microphone back
MUTED_S = 5.0  # of sound that is nothing but zeros: the microphone is switched off
REOPEN_S = 30.0  # of such sound: where it was unplugged, its server may give zeros for ever, also when it is back
STARTING = "The microphone is being opened."
MUTED = "The microphone gives no sound: it may be switched off."


def listen_command(models: Path, words: Path, *, teaching: bool = False) -> list[str]:
    """Return the command line of the process; `models` and `words`: where they are."""
    places = ("--parent", str(os.getpid()), "--models", str(models), "--words", str(words))
    return [*module_words("hipcoach.listen.listen_process"), *places, *(["--teach"] if teaching else [])]


class Listener:
    """Listens from the moment it is made until `end`."""

    def __init__(self, command: Sequence[str], clock: Clock) -> None:
        self._command = command
        self._clock = clock
        self._changed = threading.Condition()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._helper: Helper | None = None
        self._ready = self._gone = self._closing = self._hopeless = False
        self._heard_from_s = self._opened_s = 0.0
        self._loud_s: float | None = None  # when there was any sound at all; None: not since it opened
        self._problem = STARTING
        self.backend = ""  # the sound system of the microphone, once one was opened
        self._logged = ""
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._thread.start()

    @property
    def listening(self) -> bool:
        """Return True if a microphone is open and gives sound."""
        return self._ready and not self._is_muted

    @property
    def starting(self) -> bool:
        """Return True until it is known whether there is a microphone."""
        return not self._ready and self._problem == STARTING

    @property
    def problem(self) -> str:
        """Return one sentence on why nothing can be heard; empty where something can."""
        if not self._ready:
            return self._problem
        return MUTED if self._is_muted else ""

    def take(self) -> list[Answer]:
        """Return what the process has told since the last call, oldest first; `came_s`: when it came."""
        found = []
        while not self._answers.empty():
            found.append(self._answers.get())
        return found

    def ask(self, request: Mapping[str, object]) -> bool:
        """Send a request. Its answer comes with `take`; return False where nobody takes the request."""
        with self._changed:
            helper = self._helper if self._ready else None
            return helper is not None and helper.send(request, ANSWER_WITHIN_S) is not None

    def take_out(self, moment: SoundMoment) -> None:
        """Let the process know that the program's own voice sounds, or was cut."""
        self.ask({"do": "take_out", **asdict(moment)})

    def end(self) -> None:
        """Stop listening. It returns at once, and the process ends at once."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()

    @property
    def _is_muted(self) -> bool:
        return self._loud_s is not None and self._clock.now_s() - self._loud_s > MUTED_S

    @property
    def _reopen_s(self) -> float:
        """Return when a microphone that gives no sound until then is opened again."""
        return max(self._opened_s, self._loud_s or 0.0) + REOPEN_S

    # --- in the thread ---

    def _run(self) -> None:
        wait_s = FIRST_WAIT_S
        while not self._closing and not self._hopeless:
            if self._start():
                wait_s = FIRST_WAIT_S
                self._watch()
            self._stop()
            with self._changed:
                wait_until(self._clock, self._clock.now_s() + wait_s, self._changed, lambda: self._closing)
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    def _start(self) -> bool:
        """Start a process; return True when it listens."""
        self._gone = False
        due_s = self._clock.now_s() + READY_WITHIN_S
        try:
            self._helper = Helper(self._command, self._on_answer, self._clock)
        except OSError as error:
            self._cannot_listen(f"The listening process does not start: {error.strerror}.")
            return False
        with self._changed:
            if not wait_until(self._clock, due_s, self._changed, lambda: self._ready or self._gone or self._closing):
                self._cannot_listen("The microphone does not answer.")
            elif self._gone and self.starting:
                self._cannot_listen("The listening process does not start.")
            return self._ready

    def _watch(self) -> None:
        """Return when the process is gone, says nothing any more, or is no longer needed."""
        with self._changed:
            while not (self._closing or self._gone):
                due_s = min(self._heard_from_s + SILENT_TOO_LONG_S, self._reopen_s)
                wait_until(self._clock, due_s, self._changed, lambda: self._closing or self._gone)
                if self._clock.now_s() >= self._heard_from_s + SILENT_TOO_LONG_S:
                    self._cannot_listen("The microphone does not answer.")
                    return
                if self._is_muted and self._clock.now_s() >= self._reopen_s:
                    self._cannot_listen(MUTED)
                    return
            if self._gone and self._problem == STARTING:
                self._cannot_listen("The listening process ended.")

    def _stop(self) -> None:
        with self._changed:
            self._ready = False
            helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()

    def _cannot_listen(self, why: str) -> None:
        self._problem = why
        if why != self._logged:  # one line, however often it is tried again
            logger.warning("no words are heard: %s", why)
        self._logged = why

    # --- in the helper's thread ---

    def _on_answer(self, answer: Answer) -> None:
        with self._changed:
            self._heard_from_s = self._clock.now_s()
            match answer.get("event"):
                case "gone":
                    self._gone = True
                case "ready":
                    self._ready, self._opened_s = True, self._heard_from_s
                    self.backend = str(answer.get("backend", ""))
                    if self._problem != MUTED:  # that ends with the first sound
                        self._is_well()
                case "no_microphone" | "cannot" as what:
                    self._hopeless = what == "cannot"
                    why = str(answer.get("message"))
                    self._cannot_listen(f"{why[:1].upper()}{why[1:]}.")
                case "level" if answer.get("loud"):
                    self._is_well()
            if isinstance(number := answer.get("id"), int) and self._helper is not None:
                self._helper.settle(number)
            self._answers.put({**answer, "came_s": self._heard_from_s})
            self._changed.notify_all()

    def _is_well(self) -> None:
        self._logged, self._problem = "", STARTING
        self._loud_s = self._heard_from_s
