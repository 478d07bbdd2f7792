"""A pyttsx3 driver for voices that sound like a person: the one inside hibari-tts, and Piper voices of the user's.

It renders to a file at once, in the calling thread, and the same phrase always gives the same samples. A model is
loaded by the first phrase that it speaks: phrases that were kept need none.
"""

import hashlib
import os
import re
import tomllib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, Protocol

from hipcoach.paths import shipped_folder
from hipcoach.voice import wav
from hipcoach.voice.drivers import Proxy, SynchronousDriver, Unusable
from hipcoach.voice.pace import speed_for
from hipcoach.voice.piper import piper_models

HEART = "heart"
SEED = 0
SOUNDS_FILE = "en_sounds.toml"
LONGEST_SOUNDS = 400  # given to the model at once; its memory grows with them


@dataclass(frozen=True, slots=True)
class Pronunciations:
    """What the natural voice would read wrongly: words as they are written, and as they are given to it."""

    said: tuple[tuple[str, str], ...]
    digest: str  # other sounds make other files

    def applied_to(self, text: str) -> str:
        """Return the text for the voice; captions never show it."""
        for written, given in self.said:
            text = given.join(re.split(rf"(?<!\w){re.escape(written)}(?!\w)", text))
        return text


def load_pronunciations(folder: Path | None = None) -> Pronunciations:
    """Read the shipped ones. Raises OSError, ValueError."""
    data = (folder or shipped_folder() / "assets" / "phrases").joinpath(SOUNDS_FILE).read_bytes()
    said = tomllib.loads(data.decode())["sounds"]
    return Pronunciations(tuple(said.items()), hashlib.sha256(data).hexdigest()[:8])


class NaturalModel(Protocol):
    """One voice."""

    name: str
    language: str
    version: str

    def speak(self, text: str, rate_wpm: float) -> wav.Sound:
        """Return the sound. Raises Unusable where the model cannot be loaded, anything where it cannot say this."""


class Heart:
    """The voice that hibari-tts brings with it.

    The others that it knows would be fetched, so they are never asked for.
    """

    name, language = "Heart (natural, America)", "en-us"

    def __init__(self) -> None:
        """Look whether it is installed. Raises Unusable."""
        try:
            versions = [f"{package} {metadata.version(package)}" for package in ("hibari-tts", "onnxruntime", "numpy")]
            self._pronunciations = load_pronunciations()
        except (metadata.PackageNotFoundError, OSError, ValueError) as error:
            raise Unusable(f"hibari-tts is not usable: {error}") from error
        self.version = ", ".join([*versions, f"sounds {self._pronunciations.digest}"])
        self._tts: Any = None

    def speak(self, text: str, rate_wpm: float) -> wav.Sound:
        """Return the sound; none for a text without anything that can be said."""
        if self._tts is None:
            self._tts = _loaded()
        numpy, speed = import_module("numpy"), speed_for(rate_wpm)
        parts = [
            self._tts.from_phonemes(part, speed=speed, seed=SEED)
            for sounds in self._tts.phonemize(self._pronunciations.applied_to(text))
            for part in in_parts(sounds)
        ]
        samples = numpy.concatenate([numpy.zeros(0), *parts]).clip(-1, 1) * 32767
        return wav.Sound(array("h", samples.astype(numpy.int16).tobytes()), self._tts.sample_rate)


class NaturalDriver(SynchronousDriver):
    """These voices behind pyttsx3."""

    def __init__(self, proxy: Proxy, models: Mapping[str, NaturalModel]) -> None:
        super().__init__(proxy)
        self._models = models
        self._values: dict[str, Any] = {"voice": next(iter(models)), "rate": 0, "volume": 1.0}

    def version_of(self, voice: str) -> str:
        """Return the versions of all that makes the sound of this voice."""
        return self._models[voice].version

    def save_to_file(self, text: str, filename: str) -> None:
        """Render `text`, by another of these voices where the chosen one cannot.

        Raises Unusable, OSError when the file cannot be written, and whatever the chosen voice raised.
        """
        self._proxy.notify("started-utterance")
        chosen = self._models[self._values["voice"]]
        problems: list[Exception] = []
        for model in sorted(self._models.values(), key=lambda each: each is not chosen):
            try:
                sound = model.speak(text, self._values["rate"])
            except Exception as error:  # a number of 2,000 digits is an IndexError, for one
                problems.append(error)
                continue
            if sound.audible:
                wav.write(Path(filename), sound)
                self._proxy.notify("finished-utterance", completed=True)
                return
            problems.append(RuntimeError("there is nothing in it that can be said"))
        raise problems[0]

    def getProperty(self, name: str) -> object:
        """Return `voices`, `voice`, `rate` or `volume`."""
        if name != "voices":
            return self._values[name]
        voice = import_module("pyttsx3.voice").Voice
        return [voice(id_, model.name, [model.language]) for id_, model in self._models.items()]

    def setProperty(self, name: str, value: Any) -> None:
        """Set a property of the same names. Raises ValueError on a voice that is not there."""
        if name not in self._values or (name == "voice" and value not in self._models):
            raise ValueError(f"unknown {name} {value!r}")
        self._values[name] = value


def build(proxy: Proxy, voices: Path | None) -> NaturalDriver:
    """Return the driver with every voice that is here; `voices`: the user's folder. Raises Unusable where none is."""
    models: dict[str, NaturalModel] = {}
    problem = ""
    try:
        models[HEART] = Heart()
    except Unusable as error:
        problem = str(error)
    models.update(piper_models(voices))
    if not models:
        raise Unusable(problem)
    return NaturalDriver(proxy, models)


def in_parts(sounds: str) -> Iterator[str]:
    """Yield the sounds in parts that the model can take, cut at spaces where there are any."""
    while len(sounds) > LONGEST_SOUNDS:
        cut = sounds.rfind(" ", 1, LONGEST_SOUNDS)
        cut = LONGEST_SOUNDS if cut < 0 else cut
        yield sounds[:cut]
        sounds = sounds[cut:]
    yield sounds


def _loaded() -> Any:
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # before onnxruntime loads; its newer versions report
    try:
        tts = import_module("hibari").Hibari(voice=HEART, threads=1)  # two threads would give other samples
        _ = tts.g2p.oov  # everything now, not at the first rare word
    except Exception as error:  # no wheel, no memory, a damaged model: whatever it raises, it cannot speak
        raise Unusable(f"hibari-tts is not usable: {error}") from error
    return tts
