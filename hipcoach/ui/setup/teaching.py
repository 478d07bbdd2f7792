"""Words being taught: what is recorded now, how it went, and what is kept. The microphone is open from `begin` on."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hipcoach.coach.spoken_words import WORDS, SpokenWord
from hipcoach.listen.listener import Listener
from hipcoach.listen.taught_words import (
    TIMES,
    TaughtWord,
    can_listen,
    read_words,
    with_recording,
    without,
    write_words,
)
from hipcoach.paths import Paths

logger = logging.getLogger(__name__)

LOOK_MS = 50
HEARD_WELL = "Heard well."
TRY_THEM = "Say any of your words."


class Teaching(QObject):
    """Holds the words while they are taught; each recording is kept at once."""

    changed = Signal()  # of words, line or what is recorded
    level_changed = Signal(float)  # how loud it is, 0 to 1

    def __init__(self, paths: Paths, open_listener: Callable[[], Listener], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = paths.taught_words
        self._open_listener = open_listener
        self._listener: Listener | None = None
        self._pending: Mapping[str, object] | None = None  # a request that waits for the microphone
        self._names: dict[str, str] = {}
        self.words = read_words(self._path)
        self.recording: SpokenWord | None = None
        self.times = 0  # that it was said
        self.trying = False
        self.line = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def word(self, id: SpokenWord) -> TaughtWord:
        """Return a word as it is taught, or not yet."""
        return next((each for each in self.words if each.id == id), TaughtWord(id, self._name(id)))

    @property
    def can_listen(self) -> bool:
        """Return True if enough words are taught."""
        return can_listen(self.words)

    @property
    def next(self) -> SpokenWord | None:
        """Return the first word that is not taught yet."""
        return next((each for each in WORDS if not self.word(each).is_whole), None)

    def name(self, id: SpokenWord, said: str) -> None:
        """Call a word otherwise; it has to be taught anew then."""
        said = " ".join(said.split())
        if said and said != self.word(id).said:
            self._names[id] = said
            self.forget(id)

    def begin(self, id: SpokenWord) -> None:
        """Record a word, as often as it has to be said."""
        self.recording, self.times, self.trying = id, 0, False
        self._record("")

    def begin_trial(self) -> None:
        """Listen for all words, and say which was heard."""
        self.recording, self.trying = None, True
        self._tell(TRY_THEM)
        self._ask({"do": "listen"})

    def forget(self, id: SpokenWord) -> None:
        """Forget a word."""
        self.recording = None
        self._keep(without(self.words, id))

    def forget_all(self) -> None:
        """Forget every word, and what it is called."""
        self.recording, self.trying = None, False
        self._names.clear()
        self._keep(())
        self._tell("All words are forgotten.")

    def end(self) -> None:
        """Close the microphone."""
        self._timer.stop()
        self.recording, self.trying = None, False
        if self._listener is not None:
            self._listener.end()
            self._listener = None

    def look(self) -> None:
        """Take what the listening process has told."""
        listener = self._listener
        if listener is None:
            return
        for answer in listener.take():
            self._take(answer)
        if self._pending is not None and listener.ask(self._pending):
            self._pending = None
        if listener.problem and self.line != listener.problem and (self.recording or self.trying):
            self._tell(listener.problem)

    def _take(self, answer: Mapping[str, Any]) -> None:
        match answer.get("event"):
            case "ready" if self._pending is None and self.recording is not None:  # it was started again
                self._record("")
            case "ready" if self._pending is None and self.trying:
                self.begin_trial()
            case "level":
                self.level_changed.emit(float(answer.get("loud", 0.0)))
            case "recorded" if answer.get("word") == self.recording and self.recording is not None:
                self._take_recording(self.recording, tuple(map(str, answer.get("rows", ()))))
            case "bad" if self.recording is not None:
                self._record(str(answer.get("message", "")))
            case "bad":
                self._tell("Teach at least four words first.")
            case "heard" if self.trying and answer.get("alone") and answer.get("word") in set(SpokenWord):
                self._tell(f"Heard: {self.word(SpokenWord(answer['word'])).said}")
            case "compared":
                self._tell_alike(answer.get("alike", ()))

    def _take_recording(self, id: SpokenWord, rows: tuple[str, ...]) -> None:
        self.times += 1
        self.recording = None
        if not self._keep(with_recording(self.words, id, self.word(id).said, rows)):
            return
        self.recording = id if self.times < TIMES else None
        if self.times < TIMES:
            self._record(HEARD_WELL)
        else:
            self._tell(f"{HEARD_WELL} “{self.word(id).said}” is taught.")
            if self.can_listen:
                self._ask({"do": "compare"})

    def _tell_alike(self, pairs: object) -> None:
        names = [tuple(self.word(SpokenWord(each)).said for each in pair) for pair in pairs]  # type: ignore[attr-defined]
        if names and self.recording is None:
            first, second = names[0]
            self._tell(f"“{first}” and “{second}” sound too alike: call one of them something else.")

    def _record(self, before: str) -> None:
        if self.recording is not None:
            said = self.word(self.recording).said
            self._tell(f"{before} Now say: {said}".strip())
            self._ask({"do": "record", "word": self.recording})

    def _ask(self, request: Mapping[str, object]) -> None:
        if self._listener is None:
            self._listener = self._open_listener()
            self._timer.start()
        self._pending = None if self._listener.ask(request) else request

    def _keep(self, words: tuple[TaughtWord, ...]) -> bool:
        try:
            write_words(self._path, words)
        except OSError as error:
            logger.warning("the taught words could not be kept: %s", error.strerror)
            self._tell(f"Your words could not be kept ({error.strerror}).")
            return False
        self.words = words
        self.changed.emit()
        return True

    def _tell(self, line: str) -> None:
        self.line = line
        self.changed.emit()

    def _name(self, id: SpokenWord) -> str:
        return self._names.get(id, WORDS[id].said)
