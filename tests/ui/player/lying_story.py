"""A session carried by words, by somebody who lies out of reach."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication

from hipcoach.catalogue.types import Dose
from hipcoach.coach.spoken_words import AFTER_VOICE_S, USUAL_NAMES, SpokenWord
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.settings import Settings
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.shared.ear import Ear
from tests.ui.made_up import MadeUpMicrophone
from tests.ui.player.one_switch_story import Switched

W = SpokenWord


class Lying(Switched):
    """A page whose user lies three metres away and says words; "yes" is their switch."""

    keeps = "Say yes to keep it."

    def __init__(self, app: QApplication, dose: Dose | None = None, said: Mapping[str, str] = USUAL_NAMES) -> None:
        super().__init__(app, SwitchOptions.of(Settings(), taught=said), ("words",), dose, said)
        self.microphones: list[MadeUpMicrophone] = []
        self.ear = Ear(self._open, self.played.clock)
        self.spoken = SpokenAnswers(self.page, self.switch, self.theme, self.played.clock, self.ear, said)
        self.ear.start()

    def _open(self) -> MadeUpMicrophone:
        self.microphones.append(MadeUpMicrophone())
        return self.microphones[-1]

    def say(self, word: SpokenWord, near: float = 0.3, *, alone: bool = True) -> None:
        self.microphones[-1].hear(word, near, alone=alone)
        self.ear.look()
        self.look()

    def quiet(self) -> None:
        """Wait until the voice has ended, and a little longer."""
        for _ in range(200):
            if self.played.clock.now_s() >= self.switch.said_until_s + AFTER_VOICE_S:
                return
            self.tick()
        raise AssertionError("the voice goes on and on")

    def answer(self, word: SpokenWord) -> None:
        self.quiet()
        self.say(word)

    def press_switch(self) -> None:
        self.answer(W.YES)

    click = press_switch

    def end_wait(self) -> None:
        self.say(W.READY)
