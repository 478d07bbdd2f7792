"""Listens for taught words while a session runs: starts the listening process, and emits what was heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from hipcoach.clock import Clock
from hipcoach.coach.spoken_words import AT_ONCE
from hipcoach.listen.listener import Listener

LOOK_MS = 30
LATE_S = 0.5  # a word that has waited longer for a busy window was said to what is gone
SAID_AFTER_S = 5.0  # a process that ended is back before that, and nobody need know


@dataclass(frozen=True, slots=True)
class TaughtAnswers:
    """What a session needs of somebody's words."""

    ear: "Ear"
    said: Mapping[str, str]  # what each word is called, by its meaning


class Ear(QObject):
    """Off until a session begins. It never waits for the process, and a fault of the process is only a sentence."""

    heard = Signal(
        str, float, bool
    )  # what the word means, how far it was from what was taught (0 to 1), if it stood alone
    changed = Signal()  # of `on` or `problem`

    def __init__(self, open_listener: Callable[[], Listener], clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_listener = open_listener
        self._clock = clock
        self._listener: Listener | None = None
        self._well_s = 0.0  # when it last listened
        self.problem = ""  # one sentence on why nothing is heard
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def on(self) -> bool:
        """Return True while it listens, or tries to."""
        return self._listener is not None

    def start(self) -> None:
        """Begin to listen."""
        if self._listener is None:
            self._listener = self._open_listener()
            self._well_s = self._clock.now_s()
            self._timer.start()
            self.changed.emit()

    def stop(self) -> None:
        """Close the microphone."""
        if self._listener is not None:
            self._listener.end()
            self._listener, self.problem = None, ""
            self._timer.stop()
            self.changed.emit()

    def toggle(self) -> None:
        """Stop, or begin again."""
        (self.start if self._listener is None else self.stop)()

    def look(self) -> None:
        """Pass on what was heard since the last look. A word that comes late counts only where it stops or pauses."""
        if self._listener is None:
            return
        now = self._clock.now_s()
        late_s = LATE_S * max(1.0, self._clock.speed)
        for answer in self._listener.take():
            if answer.get("event") != "heard" or self._listener is None:
                continue
            word = str(answer.get("word"))
            if word in AT_ONCE or now - answer.get("came_s", now) <= late_s:
                self.heard.emit(word, float(answer.get("near", 1.0)), bool(answer.get("alone", False)))
        self._look_at_problem()

    def _look_at_problem(self) -> None:
        listener, now = self._listener, self._clock.now_s()
        if listener is None:
            return
        if listener.listening:
            self._well_s = now
        lasts = now - self._well_s >= SAID_AFTER_S
        problem = listener.problem if lasts else ""
        if problem != self.problem:
            self.problem = problem
            self.changed.emit()
