"""Decides whether a session listens for taught words, and makes what it listens with on first use."""

from typing import TYPE_CHECKING

from hipcoach.clock import Clock
from hipcoach.paths import Paths
from hipcoach.ui.settings_keeper import SettingsKeeper

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipcoach.coach.switch_options import SwitchOptions
    from hipcoach.listen.listener import Listener
    from hipcoach.ui.shared.ear import Ear, TaughtAnswers
    from hipcoach.voice.protocol import Voice


class WordsOn:
    """One for the window: all pages share its ear."""

    def __init__(self, paths: Paths, settings: SettingsKeeper, clock: Clock, voice: "Callable[[], Voice]") -> None:
        """`voice`: what is taken out of what the microphone hears."""
        self._paths, self._settings, self._clock, self._voice = paths, settings, clock, voice
        self._opened: Ear | None = None

    def __call__(self) -> "TaughtAnswers | None":
        """Return the ear and the words; None where they are off, or too few are taught: its microphone is closed then.

        It was opened for words that were there, and their file may be gone or damaged since.
        """
        answers = self._answers()
        if answers is None and self._opened is not None:
            self._opened.stop()
        return answers

    def _answers(self) -> "TaughtAnswers | None":
        if not self._settings.current.taught_words:
            return None
        from hipcoach.listen.taught_words import can_listen, read_words  # 4 ms, for those who answer by words alone
        from hipcoach.ui.shared.ear import TaughtAnswers

        words = read_words(self._paths.taught_words)
        said = {each.id: each.said for each in words if each.is_whole}
        return TaughtAnswers(self._ear(), said) if can_listen(words) else None

    def switch(self) -> "SwitchOptions | None":
        """Return how answers are read out, for one switch or for a word in its place; None where neither is on."""
        from hipcoach.coach.switch_options import SwitchOptions  # 2 ms, before a session

        answers = self()
        return SwitchOptions.of(self._settings.current, taught=answers.said if answers is not None else None)

    def _ear(self) -> "Ear":
        from hipcoach.ui.shared.ear import Ear  # 3 ms, as above

        if self._opened is None:
            self._opened = Ear(self._listener, self._clock, self._settings)
        return self._opened

    def _listener(self) -> "Listener":
        from hipcoach.listen.listener import Listener, listen_command  # 3 ms, as above
        from hipcoach.voice.protocol import TellsItsSounds

        listener = Listener(listen_command(self._paths.listen_models, self._paths.taught_words), self._clock)
        voice = self._voice()
        if isinstance(voice, TellsItsSounds):
            voice.tell_sounds(listener.take_out)
        return listener
