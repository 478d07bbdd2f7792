"""An exercise by words said aloud: recorded sound goes through what the listening process runs; no key is pressed."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.coach.spoken_words import SpokenWord
from hipcoach.engine.events import PainKindGiven, PainScored
from hipcoach.engine.table import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import PainKind
from tests.listen.running import Running, teach
from tests.listen.said import OTHER, WORDS, Said, say
from tests.ui.player.lying_story import Lying

MEANT = dict(zip(WORDS, (SpokenWord.HURTS, SpokenWord.PAUSE, SpokenWord.GO_ON, SpokenWord.YES), strict=True))
CALLED = {meant: words for words, meant in MEANT.items()}


class Aloud(Lying):
    """Somebody whose words are heard in a room."""

    def __init__(self, app: QApplication, words: Path, said: Said) -> None:
        super().__init__(app)
        self.said, self.room = said, Running(words)

    def say(self, word: SpokenWord, near: float = 0.3, *, alone: bool = True) -> None:
        if word in CALLED:
            self.hear(self.said.sound(CALLED[word]))
        else:
            super().say(word, near, alone=alone)  # "ready": it was not recorded here

    def hear(self, sound: np.ndarray) -> None:
        before = len(self.room.told.of("heard"))
        self.room.hear(sound)
        for each in self.room.told.of("heard")[before:]:
            super().say(MEANT[each["word"]], each["near"], alone=each["alone"])


@pytest.fixture
def aloud(qapp: QApplication, tmp_path: Path) -> Iterator[Aloud]:
    said = say(tmp_path)
    teach(tmp_path / "words", said)
    made = Aloud(qapp, tmp_path / "words", said)
    yield made
    made.close()


def test_an_exercise_is_paused_goes_on_and_hurts_by_what_is_said_aloud(aloud: Aloud) -> None:
    aloud.come_to(kind=StepKind.HOLD)
    aloud.hear(aloud.said.sound(OTHER))
    assert aloud.state is State.RUNNING
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
