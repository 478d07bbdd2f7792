"""A session answered by words that the user has taught: each makes the request that a key would make."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from hipcoach.clock import Clock
from hipcoach.coach.scan import ScanPhase
from hipcoach.coach.spoken_words import SpokenWord, WordAct, WordMoment, turn_of
from hipcoach.engine.questions import QUESTIONS, AnswerForm, Request, State
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.lamp_place import LampPlace
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.shared.ear import Ear
from hipcoach.ui.shared.listen_lamp import ListenLamp
from hipcoach.ui.theme.theme import Theme

SCORES = frozenset(state for state, question in QUESTIONS.items() if question.form is AnswerForm.SCORE)


class SpokenAnswers(QObject):
    """Connects the ear with the page of a session, and lives as long as that."""

    def __init__(
        self, page: PlayerPage, switch: OneSwitch, theme: Theme, clock: Clock, ear: Ear, said: Mapping[str, str]
    ) -> None:
        """`said`: what the user calls each word, by its meaning."""
        super().__init__(page)
        self._page, self._player, self._switch = page, page.player, switch
        self._clock, self._said = clock, said
        self._correcting = False  # an answer is asked for again that ends the session unless it is corrected
        self._state = page.player.state
        self.lamp = ListenLamp(theme, ear)
        LampPlace(page, switch, self.lamp, theme, ear)
        ear.heard.connect(self.take)
        page.listening_requested.connect(ear.toggle)
        page.player.state_changed.connect(self._on_player_state_changed)

    def take(self, word: str, near: float, alone: bool) -> None:
        """Do what a word asks for now, if it asks for anything."""
        if word not in set(SpokenWord):
            return
        meant = SpokenWord(word)
        turn = turn_of(meant, near, self._moment(), self._player.can, alone=alone)
        if turn is None:
            return
        self.lamp.show_heard(self._said.get(word, word))
        match turn.act:
            case WordAct.PRESS:
                self._switch.reader.press()
            case WordAct.OFFER if turn.request is not None:
                self._switch.reader.offer(turn.request, turn.answer)
            case WordAct.SILENCE:
                self._player.pause()  # where nothing can be paused, it is only silent
            case _ if turn.request is Request.REPORT_PAIN:
                self._page.do(PlayerCommand.PAIN)  # over whatever is open
            case _ if turn.request is not None:
                self._switch.make(turn.request, turn.answer)

    def _moment(self) -> WordMoment:
        status, phase = self._player.status(), self._switch.reader.phase
        return WordMoment(
            state=status.state,
            since_voice_s=self._clock.now_s() - self._switch.said_until_s,
            asks=self._switch.asks(status),
            covered=self._page.covered,
            correcting=self._correcting,
            reading=phase is ScanPhase.READING,
            keeping=phase is ScanPhase.KEEPING,
        )

    def _on_player_state_changed(self, state: State) -> None:
        number = state in SCORES and (self._correcting or self._state is State.PAIN_CONFIRM)
        self._correcting = number or (state is State.PAIN_KIND and self._state is State.KIND_CONFIRM)
        self._state = state
