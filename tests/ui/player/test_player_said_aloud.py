"""An exercise by words said aloud: nothing else is pressed, and the session's time is the test's.

Once recorded sound goes piece by piece through what the listening process runs. Once it is played into the microphone
of a sound server, where that process listens as it does for the program; what a busy machine starves is said again.
"""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.engine.events import PainKindGiven, PainScored
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.listen.spectrum import RATE
from hipcoach.safety.types import PainKind
from tests.listen.running import Running, teach
from tests.listen.said import MODELS, OTHER, WORDS, Said, say
from tests.ui.player.lying_story import Lying
from tests.voice.null_sink import MISSING, NullSink, until

MEANT = dict(zip(WORDS, (SpokenWord.HURTS, SpokenWord.PAUSE, SpokenWord.GO_ON, SpokenWord.YES), strict=True))
CALLED = {meant: words for words, meant in MEANT.items()}
TIMES, WAIT_S = 12, 3.0  # so often a word is said to a sound server, so long it is waited for
APART_S = 1.0  # what is said sooner after a word does not stand alone


class SoundRoom(ABC):
    """A room with a microphone in it, which words are said into."""

    @abstractmethod
    def hear(self, said: Said, words: str) -> list[Mapping[str, Any]]:
        """Say words; return what was heard of them."""


class PieceByPiece(SoundRoom):
    """What the listening process runs, without a process."""

    def __init__(self, words: Path) -> None:
        self._running = Running(words)

    def hear(self, said: Said, words: str) -> list[Mapping[str, Any]]:
        before = len(self._running.told.of("heard"))
        self._running.hear(said.sound(words))
        return self._running.told.of("heard")[before:]


class ServerRoom(SoundRoom):
    """The microphone of a sound server, and the process that listens there."""

    def __init__(self, words: Path) -> None:
        self._clock = SystemClock()
        self._listener = Listener(listen_command(MODELS, words), self._clock)
        until(lambda: self._listener.listening)

    def hear(self, said: Said, words: str) -> list[Mapping[str, Any]]:
        player = ["pacat", "--raw", "-d", "ear", "--format=s16le", f"--rate={RATE}", "--channels=1"]
        for _ in range(TIMES):
            wait_s(APART_S)
            self._listener.take()
            subprocess.run(player, input=said.sounds[words].astype(np.int16).tobytes(), check=True)
            heard, due_s = list[Mapping[str, Any]](), self._clock.now_s() + WAIT_S
            while not heard and self._clock.now_s() < due_s:
                wait_s(0.02)
                heard = [each for each in self._listener.take() if each["event"] == "heard"]
            if any(each["alone"] for each in heard):  # else some of it was starved
                return heard
        return []

    def close(self) -> None:
        self._listener.end()


class Aloud(Lying):
    """Somebody whose words are heard in a room."""

    def __init__(self, app: QApplication, room: SoundRoom, said: Said) -> None:
        super().__init__(app)
        self._said, self._room = said, room

    def say(self, word: SpokenWord, near: float = 0.3, *, alone: bool = True) -> None:
        if word in CALLED:
            self.hear(CALLED[word])
        else:
            super().say(word, near, alone=alone)  # "ready": it was not recorded here

    def hear(self, words: str) -> None:
        for each in self._room.hear(self._said, words):
            super().say(MEANT[each["word"]], each["near"], alone=each["alone"])


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Said, Path]:
    """Words, and the file of somebody who has taught them."""
    folder = tmp_path_factory.mktemp("said")
    said = say(folder)
    teach(folder / "words", said)
    return said, folder / "words"


@pytest.fixture
def server_room(said: tuple[Said, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServerRoom]:
    """A room of a sound server of its own, with a loudspeaker and a microphone."""
    server = NullSink(tmp_path, sinks=("out", "ear"))
    for name, value in {**server.environment, "PULSE_SINK": "out", "PULSE_SOURCE": "ear.monitor"}.items():
        monkeypatch.setenv(name, value)
    server.start()
    room = ServerRoom(said[1])
    yield room
    room.close()
    server.stop()


def carry_an_exercise(aloud: Aloud) -> None:
    """Pause it, go on, report pain in it and answer how much and of what kind, by nothing but what is said aloud."""
    aloud.come_to(kind=StepKind.HOLD)
    aloud.say(SpokenWord.PAUSE)
    assert aloud.state is State.PAUSED
    aloud.answer(SpokenWord.GO_ON)
    assert aloud.state is State.RESUMING
    aloud.come_to(kind=StepKind.HOLD)
    aloud.say(SpokenWord.HURTS)
    assert aloud.state is State.PAIN_SCORE
    aloud.keep("Four.")
    aloud.keep("An ache.")
    assert aloud.state is State.PAIN_BREAK
    assert [each.score for each in aloud.events(PainScored)] == [4]  # type: ignore[attr-defined]
    assert [each.kind for each in aloud.events(PainKindGiven)] == [PainKind.ACHE]  # type: ignore[attr-defined]


def test_an_exercise_is_paused_goes_on_and_hurts_by_what_is_said_aloud(
    qapp: QApplication, said: tuple[Said, Path]
) -> None:
    with closing(Aloud(qapp, PieceByPiece(said[1]), said[0])) as aloud:
        aloud.come_to(kind=StepKind.HOLD)
        aloud.hear(OTHER)
        assert aloud.state is State.RUNNING
        carry_an_exercise(aloud)


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}: apt-get install pulseaudio pulseaudio-utils")
def test_and_by_what_is_said_into_the_microphone_of_a_sound_server(
    qapp: QApplication, said: tuple[Said, Path], server_room: ServerRoom
) -> None:
    with closing(Aloud(qapp, server_room, said[0])) as aloud:
        carry_an_exercise(aloud)
