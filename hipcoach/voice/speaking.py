"""The voice of the program: renders ahead, plays on the instant, and falls back as far as it must."""

import logging
import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hipcoach.clock import Clock, SystemClock
from hipcoach.settings import Settings, SpeechAmount
from hipcoach.voice import wav
from hipcoach.voice.engine_helper import SpeechManner
from hipcoach.voice.helper import command
from hipcoach.voice.protocol import RenderedPhrase, SoundMoment, VoiceInfo, VoiceState
from hipcoach.voice.renderer import Renderer
from hipcoach.voice.speaker import DEADLINE_S, NEVER_DROPPED_FROM, Speaker
from hipcoach.voice.wording import voice_sentence

logger = logging.getLogger(__name__)

TONES = ("start", "end", "halfway", "tick", "rise_1", "rise_2", "rise_3")
TONE_FOR_PRIORITY = {1: "halfway", 2: "tick", 3: "tick", 4: "start", 5: "end", 6: "end"}  # where there is no voice


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """What the user may set."""

    speech: SpeechManner = field(default_factory=SpeechManner)
    voice_volume: float = 1.0
    tone_volume: float = 0.7
    tones_only: bool = False
    lower_others: bool = True

    @classmethod
    def of(cls, settings: Settings) -> "VoiceOptions":
        """Return the options in the user's settings."""
        speech = SpeechManner(settings.voice_id, settings.rate_wpm, settings.word_gap)
        tones_only = settings.speech is SpeechAmount.TONES
        return cls(speech, settings.voice_volume, settings.tone_volume, tones_only, settings.lower_others)


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """What was found on this machine; each is empty where there is none."""

    engine: str  # "natural", "system" or "espeak"
    driver: str  # name and version
    sound_backend: str  # "PulseAudio", "ALSA", "WASAPI" ...
    lowering_role: str  # of our stream, by which the sound server lowers others
    not_lowered: str  # why it does not, where that was asked for
    passed_over: str  # why a better engine is not used


@dataclass(frozen=True, slots=True)
class Helpers:
    """The command lines of the helpers: one renderer for each engine, best first, and the player."""

    engines: tuple[tuple[str, Sequence[str]], ...]
    player: Sequence[str]

    @classmethod
    def of(cls, cache: Path, voices: Path | None = None) -> "Helpers":
        """Return the program's own helpers; `voices`: the user's folder of Piper voices."""
        places = ["--cache", str(cache), *(["--voices", str(voices)] if voices is not None else [])]
        renderers = ((engine, command("render_process", "--engine", engine, *places)) for engine in ENGINES)
        return cls(tuple(renderers), command("play_process"))


ENGINES = ("natural", "system", "espeak")  # in the order in which they are tried


def open_voice(
    options: VoiceOptions,
    cache: Path,
    tones: Path,
    voices: Path | None = None,
    *,
    clock: Clock | None = None,
    helpers: Helpers | None = None,
) -> "SpeakingVoice":
    """Open the best voice there is, at once; it finds out in the background what works (see `state`).

    `cache`: folder for rendered phrases. `tones`: the folder of the shipped tones. `voices`: of the user's own.
    """
    return SpeakingVoice(options, tones, clock or SystemClock(), helpers or Helpers.of(cache.absolute(), voices))


class SpeakingVoice:
    """A `Voice` on two helper processes. No method but `close` waits for them."""

    def __init__(self, options: VoiceOptions, tones: Path, clock: Clock, helpers: Helpers) -> None:
        self._clock = clock
        self._options = options
        self._lock = threading.Lock()
        self._late: dict[str, tuple[int, float]] = {}  # said before it was rendered: priority, and until when
        self._texts: dict[str, str] = {}  # by path
        volumes = (options.voice_volume, options.tone_volume)
        self._player = helpers.player
        self._speaker = Speaker(self._player_command(), volumes, self._on_missing, clock)
        self._tones = {
            name: RenderedPhrase(name, wav.duration_s(path) or 0.0, str(path)) for name, path in _tones(tones)
        }
        for tone in self._tones.values():
            self._speaker.hold(str(tone.path))
        self._renderer = Renderer(helpers.engines, options.speech, self._on_spoken, clock)

    def prepare(self, texts: Sequence[str]) -> None:
        """Start rendering these phrases in the background; ask `progress` how far it is."""
        if not self._options.tones_only:
            self._renderer.prepare(texts)

    def progress(self, texts: Sequence[str] | None = None) -> tuple[int, int]:
        """Return how many of these phrases, or of all asked for, are dealt with, and how many there are."""
        return (0, 0) if self._options.tones_only else self._renderer.progress(texts)

    def length_s(self, text: str) -> float | None:
        """Seconds that `text` takes when spoken; None where it is not rendered (yet)."""
        spoken = self._renderer.spoken(text)
        return spoken.duration_s if spoken is not None else None

    def say(self, text: str, *, priority: int = 2) -> None:
        """Speak now. A phrase that was not prepared is rendered, and spoken if that is done before its deadline.

        What is said of pain has no deadline: only silence ends the wait for it.
        """
        if self._only_tones() or self._renderer.retry(text):
            self.tone(TONE_FOR_PRIORITY.get(int(priority), "tick"))
            return
        with self._lock:
            spoken = self._renderer.spoken(text)
            if spoken is None:
                within_s = math.inf if int(priority) >= NEVER_DROPPED_FROM else DEADLINE_S
                self._late[text] = (priority, self._clock.now_s() + within_s)
        if spoken is None:
            self._renderer.prepare([text])
        else:
            self._speaker.play(str(spoken.path), spoken.duration_s, priority)

    def tone(self, name: str) -> None:
        """Play one of `start`, `end`, `halfway`, `tick`."""
        tone = self._tones.get(name)
        if tone is not None:
            self._speaker.play(str(tone.path), tone.duration_s, 0, tone=True)

    def silence(self) -> None:
        """Stop all sound at once."""
        with self._lock:
            self._late.clear()
        self._speaker.silence()

    def adjust(self, options: VoiceOptions) -> None:
        """Take changed settings: volumes at once, voice and rate with the phrases rendered anew."""
        if options.speech != self._options.speech:
            self._renderer.adjust(options.speech)
        self._speaker.set_volumes(options.voice_volume, options.tone_volume)
        self._options = options
        self._speaker.use(self._player_command())

    def tell_sounds(self, take: Callable[[SoundMoment], object]) -> None:
        """Call `take` with the moments of each sound from now on; it must not wait."""
        self._speaker.on_sound = take

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voices that may be chosen, best first; empty until all engines have listed theirs."""
        return self._renderer.voices()

    def state(self) -> VoiceState:
        """Return what is used and whether it works."""
        state = self._state()
        return replace(state, recoveries=self._speaker.recoveries)

    def _state(self) -> VoiceState:
        speaker, renderer = self._speaker.problem, self._renderer
        if not self._speaker.sound:
            return VoiceState("captions", False, f"{speaker} The captions go on.", starting=self._speaker.starting)
        if self._options.tones_only:
            return VoiceState("tones", True, speaker)
        if renderer.engine is None and renderer.problem:
            return VoiceState("tones", True, f"{renderer.problem} Tones are played instead.")
        sentence = voice_sentence(renderer.engine or "", renderer.driver, renderer.chosen)
        return VoiceState(renderer.engine or "espeak", True, speaker or renderer.problem, sentence)

    def facts(self) -> VoiceFacts:
        """Return what speaks and what plays, for `hipcoach doctor`."""
        renderer, speaker = self._renderer, self._speaker
        return VoiceFacts(
            engine=renderer.engine or "",
            driver=renderer.driver,
            sound_backend=speaker.backend,
            lowering_role=speaker.lowering_role,
            not_lowered=speaker.not_lowered,
            passed_over=renderer.passed_over,
        )

    def close(self) -> None:
        """End the helpers; no process is left behind."""
        self._renderer.close()
        self._speaker.close()

    def _player_command(self) -> Sequence[str]:
        return [*self._player, *(["--lower-others"] if self._options.lower_others else [])]

    def _only_tones(self) -> bool:
        return self._options.tones_only or bool(self._renderer.engine is None and self._renderer.problem)

    def _on_spoken(self, spoken: RenderedPhrase) -> None:
        """Hold a rendered phrase ready, and speak it if it was just asked for. This runs in the renderer's thread."""
        path = str(spoken.path)
        self._speaker.hold(path)
        with self._lock:
            self._texts[path] = spoken.text
            priority, until_s = self._late.pop(spoken.text, (0, 0.0))
        if self._clock.now_s() < until_s:
            self._speaker.play(path, spoken.duration_s, priority)

    def _on_missing(self, path: str) -> None:
        """Render again what another program has deleted. In the player's thread."""
        with self._lock:
            text = self._texts.get(path)
        if text is not None:
            logger.warning("a rendered phrase has gone: it is rendered again")
            self._renderer.again(text)


def _tones(folder: Path) -> list[tuple[str, Path]]:
    return [(name, path) for name in TONES if (path := folder / f"{name}.wav").is_file()]
