"""What the rest of the program may ask of a voice. It never blocks for more than a moment and never raises."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

FIRST_WORDS = 6  # phrases of a session: they take longer to say than all others to render


@dataclass(frozen=True, slots=True)
class RenderedPhrase:
    """One prepared phrase."""

    text: str
    duration_s: float  # of the trimmed sound
    path: str | None  # the rendered file; None for a voice with no sound


@dataclass(frozen=True, slots=True)
class VoiceState:
    """For settings, doctor and the player's corner: what is used and why."""

    backend: str  # "natural", "system", "espeak", "tones", "captions"
    sound: bool  # whether anything can be heard
    message: str  # one sentence; empty when all is well
    speaks: str = ""  # one sentence: which voice is used, and why
    recoveries: int = 0  # how often sound came back after it was lost
    starting: bool = False  # it is not known yet whether anything can be heard

    @property
    def silent(self) -> bool:
        """Return True where it is known that nothing can be heard: there is nothing to wait for."""
        return not self.sound and not self.starting


@dataclass(frozen=True, slots=True)
class SoundMoment:
    """When a sound began, or was cut."""

    number: int  # of the sound
    path: str  # of its file
    volume: float  # 0..1
    at_s: float  # by the system's own clock, which all processes share
    cut: bool


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that the user may choose."""

    id: str
    name: str
    language: str


class Voice(Protocol):
    """Speaks prepared phrases at once, and falls silent at once."""

    def prepare(self, texts: Sequence[str]) -> None:
        """Start rendering these phrases in the background, in this order; ask `progress` how far it is."""

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        """Return how many of these phrases, or of all asked for, are ready or given up, and how many there are."""

    def length_s(self, text: str) -> float | None:
        """Return the seconds that `text` takes when spoken; None if it is not rendered (yet)."""

    def say(self, text: str, *, priority: int = 2) -> None:
        """Speak now. What is speaking already is cut only by a higher stop or pain priority."""

    def tone(self, name: str) -> None:
        """Play one of `start`, `end`, `halfway`, `tick`."""

    def silence(self) -> None:
        """Stop all sound at once."""

    def state(self) -> VoiceState:
        """Return what is used and whether it works."""

    def close(self) -> None:
        """End the helpers; no process is left behind."""


def may_be_said_soon(voice: Voice, text: str) -> bool:
    """Return True while a phrase cannot be said yet, but may be: it is worth waiting for."""
    state = voice.state()
    return state.starting or (state.sound and voice.length_s(text) is None)


@runtime_checkable
class OffersVoices(Protocol):
    """A voice that may sound in more than one way."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that may be chosen; empty until every engine has listed its own, or has none."""


@runtime_checkable
class TellsItsSounds(Protocol):
    """A voice that tells when it sounds, to somebody who takes it out of what a microphone hears."""

    def tell_sounds(self, take: Callable[[SoundMoment], object]) -> None:
        """Call `take` with the moments of each sound from now on, in a thread of its own; it must not wait."""
