"""What is heard of one session: its cues as they start, unless sound is off or a screen reader says them."""

from collections.abc import Callable
from typing import NamedTuple

from hipcoach.clock import Clock
from hipcoach.engine.cue import Priority
from hipcoach.engine.events import CueStarted, Event, Silenced
from hipcoach.settings import WhoSpeaks
from hipcoach.voice.protocol import Voice
from hipcoach.voice.sound_watch import SoundNotice, SoundWatch


class Share(NamedTuple):
    """Who says something: hipcoach, a screen reader, or both."""

    hipcoach: bool
    reader: bool


def share(chosen: WhoSpeaks | None, *, urgent: bool, audible: bool) -> Share:
    """Return who says something; `chosen` is None where no screen reader runs.

    What is `urgent`, pain and stops, is said by both. Where hipcoach's own voice cannot be heard, the reader speaks.
    """
    if chosen is None:
        return Share(hipcoach=True, reader=False)
    if urgent or chosen in (WhoSpeaks.BOTH, WhoSpeaks.ASK):
        return Share(hipcoach=True, reader=True)
    if chosen is WhoSpeaks.READER:
        return Share(hipcoach=False, reader=True)
    return Share(hipcoach=True, reader=not audible)


class SessionVoice:
    """The voice of one session. At another speed than real time nothing is heard; captions go on."""

    def __init__(self, voice: Voice, clock: Clock, who_speaks: Callable[[], WhoSpeaks | None]) -> None:
        """`who_speaks` returns None where no screen reader runs."""
        self._voice, self._clock, self._who_speaks = voice, clock, who_speaks
        self._watch = SoundWatch(voice.state())
        self.muted = False

    def set_muted(self, muted: bool) -> None:
        """Switch speech off or on; what is being said is cut."""
        self.muted = muted
        if muted:
            self._voice.silence()

    def silence(self) -> None:
        """Cut what is being said."""
        self._voice.silence()

    def share(self, *, urgent: bool = False) -> Share:
        """Return who says something now, hipcoach or a screen reader."""
        state = self._voice.state()
        audible = state.sound and state.backend != "tones" and self._on
        return share(self._who_speaks(), urgent=urgent, audible=audible)

    def take(self, event: Event) -> None:
        """Let an event be heard: say its cue, or fall silent."""
        if isinstance(event, Silenced):
            self._voice.silence()
        elif isinstance(event, CueStarted) and event.spoken:
            cue = event.cue
            if not cue.tone:
                self.say(cue.text, cue.priority)
            elif self._on:
                self._voice.tone(cue.tone)

    def say(self, words: str, priority: Priority) -> None:
        """Say something, unless a screen reader does."""
        if self._on and self.share(urgent=priority.is_urgent).hipcoach:
            self._voice.say(words, priority=int(priority))

    def look(self) -> SoundNotice | None:
        """Return what has changed about the sound since the last look; None where nothing has, or none is wanted."""
        return self._watch.look(self._voice.state(), self._clock.now_s()) if self._on else None

    @property
    def _on(self) -> bool:
        return not self.muted and self._clock.speed == 1.0
