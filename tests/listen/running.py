"""The listening process without a process, and words that were taught to it."""

import queue
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from hipcoach.clock import FakeClock
from hipcoach.listen.listen_process import ListenProcess
from hipcoach.listen.taught_words import TIMES, TaughtWord, with_recording, write_words
from tests.listen.said import MODELS, WORDS, Said

PIECE = 320  # samples that come at once


@dataclass
class Told:
    """The window's end of the pipe."""

    answers: list[dict[str, Any]] = field(default_factory=list)

    def send(self, **message: object) -> None:
        self.answers.append(message)

    def of(self, event: str) -> list[dict[str, Any]]:
        return [each for each in self.answers if each["event"] == event]


class Running:
    """The process without a process: its requests and its sound, on a clock of the test."""

    def __init__(self, words: Path, *, teaching: bool = False) -> None:
        self.told, self.clock = Told(), FakeClock()
        self.process = ListenProcess(MODELS, words, self.told, self.clock, teaching=teaching)  # type: ignore[arg-type]

    def ask(self, **request: object) -> None:
        inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        inbox.put({"id": 1, **request})
        getattr(self.process, f"_do_{request['do']}")(inbox.get())

    def hear(self, sound: np.ndarray, late_s: float = 0.0) -> list[str]:
        """Let the microphone hear this; return the words that were heard."""
        before = len(self.told.of("heard"))
        for at in range(0, len(sound), PIECE):
            self.clock.jump(PIECE / 16_000)
            self.process.take_sound(self.clock.now_s() - late_s, sound[at : at + PIECE].tobytes())
        return [each["word"] for each in self.told.of("heard")[before:]]


def teach(path: Path, said: Said) -> None:
    """Write the file of somebody who has taught four words: each is recorded once here, and counts as all its times."""
    running = Running(path, teaching=True)
    words: tuple[TaughtWord, ...] = ()
    for word in WORDS:
        running.ask(do="record", word=word)
        running.hear(said.sound(word))
        rows = running.told.of("recorded")[-1]["rows"]
        for _ in range(TIMES):
            words = with_recording(words, word, word, rows)
    write_words(path, words)
    running.ask(do="compare")
    assert running.told.of("compared")[-1]["alike"] == []
