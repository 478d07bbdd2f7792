"""Which sound plays now, sample by sample: one voice and one tone at a time, by priority. No device, no process."""

from __future__ import annotations  # array[int] is a type only from Python 3.12

import threading
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

RATE = 22050  # what eSpeak, SAPI and NSSpeechSynthesizer render
CUTS = 5  # a cue of this priority (pain) or above cuts one of a lower
FADE = 110  # samples, 5 ms: what is cut does not click

Report = Callable[[int, str], None]
"""Called with a cue's id and `playing`, `done`, `cut` or `dropped`. From the audio thread: it must not wait."""


@dataclass(slots=True)
class QueuedSound:
    """One sound on its way out."""

    id: int
    samples: array[int]
    priority: int
    expires_s: float  # monotonic; not begun by then, it is dropped
    silent: int = 0  # samples of silence before it
    at: int = 0


@dataclass(slots=True)
class Volumes:
    """Of voice and tones, 0..1."""

    voice: float = 1.0
    tone: float = 1.0


@dataclass
class Mixer:
    """Two slots that are added up.

    A cue waits for the one before it, up to its deadline; the one of highest priority goes first.
    """

    report: Report
    volumes: Volumes = field(default_factory=Volumes)
    _voice: QueuedSound | None = None
    _tone: QueuedSound | None = None
    _waiting: list[QueuedSound] = field(default_factory=list)
    _fading: array[int] = field(default_factory=lambda: array("h"))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, cue: QueuedSound) -> None:
        """Take a cue: at once, after the one that speaks, or never."""
        with self._lock:
            speaking = self._voice
            if speaking is not None and cue.priority >= CUTS and cue.priority > speaking.priority:
                self._silence()
            self._waiting.append(cue)

    def tone(self, tone: QueuedSound) -> None:
        """Play a tone over whatever speaks."""
        with self._lock:
            self._end(self._tone, "cut")
            self._tone = tone

    def silence(self) -> None:
        """Stop everything and forget what waits."""
        with self._lock:
            self._silence()

    @property
    def idle(self) -> bool:
        """Return True if nothing sounds or waits."""
        with self._lock:
            return self._voice is None and self._tone is None and not self._waiting and not self._fading

    def next(self, count: int, now_s: float) -> array[int]:
        """Return the next `count` samples."""
        with self._lock:
            self._begin(now_s)
            out = self._fading[:count]
            out.extend([0] * (count - len(out)))
            del self._fading[:count]
            self._voice = self._add(out, self._voice, self.volumes.voice)
            self._tone = self._add(out, self._tone, self.volumes.tone)
            return out

    def _begin(self, now_s: float) -> None:
        for late in [cue for cue in self._waiting if cue.expires_s < now_s]:  # also while another speaks on
            self._waiting.remove(late)
            self.report(late.id, "dropped")
        if self._voice is None and self._waiting:
            self._voice = max(self._waiting, key=lambda cue: cue.priority)  # the first of equals
            self._waiting.remove(self._voice)

    def _add(self, out: array[int], playing: QueuedSound | None, volume: float) -> QueuedSound | None:
        if playing is None:
            return None
        if playing.at <= playing.silent < playing.at + len(out):
            self.report(playing.id, "playing")
        part = playing.samples[playing.at : playing.at + len(out)]
        for i, sample in enumerate(part):
            out[i] = max(-32768, min(32767, out[i] + int(sample * volume)))
        playing.at += len(out)
        if playing.at < len(playing.samples):
            return playing
        self._end(playing, "done")
        return None

    def _silence(self) -> None:
        for playing, volume in ((self._voice, self.volumes.voice), (self._tone, self.volumes.tone)):
            if playing is not None and playing.at:
                self._fading.extend([0] * (FADE - len(self._fading)))
                for i, sample in enumerate(playing.samples[playing.at : playing.at + FADE]):
                    faded = int(sample * volume * (FADE - i) / FADE)
                    self._fading[i] = max(-32768, min(32767, self._fading[i] + faded))
            self._end(playing, "cut")
        self._voice = self._tone = None
        for cue in self._waiting:
            self.report(cue.id, "dropped")
        self._waiting.clear()

    def _end(self, playing: QueuedSound | None, how: str) -> None:
        if playing is not None:
            self.report(playing.id, how if playing.at else "dropped")
