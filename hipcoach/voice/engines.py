"""Speech engines behind pyttsx3, for the render helper only: one phrase in, its trimmed sound out."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from hipcoach.voice import espeak, natural, wav
from hipcoach.voice.cache import PRIVATE_FOLDER
from hipcoach.voice.drivers import Proxy, Unusable, register
from hipcoach.voice.protocol import VoiceInfo

NATURAL, SYSTEM, ESPEAK = "natural", "system", "espeak"  # in the order in which they are tried
OWN_DRIVERS = {NATURAL: "hipcoach_natural", SYSTEM: "hipcoach_system", ESPEAK: "hipcoach_bundled"}
PLATFORM_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
PITCH = 50
TRIAL = "Ready."
SHORTEST_TRIAL_S = 0.1
AFCONVERT = "/usr/bin/afconvert"  # part of macOS
CONVERT_WITHIN_S = 5.0
ROOM_BYTES = 1024 * 1024  # with less, whatever an engine does not write is not its fault


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak."""

    voice: str
    rate_wpm: int
    word_gap: int  # 10 ms; engines that know no such thing ignore it


class SpeechEngine:
    """One pyttsx3 engine, kept for the life of the process: one made in passing is collected while it works."""

    def __init__(self, name: str, driver: str, folder: Path) -> None:
        """Start the engine and let it speak a word. `folder` takes its files. Raises Unusable.

        The natural one speaks none: its model takes half a second to load, and what was kept is told without it.
        """
        self.name = name
        self._own = driver in OWN_DRIVERS.values()
        self.has_word_gap = self._own and name != NATURAL
        self._raw = folder / f"render-{os.getpid()}.wav.part"
        self._errors: list[BaseException] = []
        try:
            if driver == "sapi5":
                import_module("pythoncom").CoInitialize()  # in this thread, the one that speaks
            self._engine: Any = import_module("pyttsx3").init(driver)
            self._engine.connect("error", lambda name, exception: self._errors.append(exception))
        except Exception as error:  # whatever a driver raises, it cannot speak
            raise Unusable(f"{driver}: {error}") from error
        self._driver_name, self._pyttsx3 = driver, metadata.version("pyttsx3")
        self.voices = self._list_voices()
        self.default_voice = self._choose_default()
        self.driver = self.driver_of(self.default_voice)
        if name != NATURAL:
            self._try_out()

    def driver_of(self, voice: str) -> str:
        """Return name and version of what speaks with this voice: another one makes other sounds."""
        own = f" {self._engine.proxy._driver.version_of(voice)}" if self._own else ""  # noqa: SLF001 - no other way to it
        return f"{self._driver_name}{own}, pyttsx3 {self._pyttsx3}"

    def render(self, text: str, manner: Manner) -> wav.Sound:
        """Speak into a sound, at the one loudness of all and trimmed.

        Raises RuntimeError when the engine gave none, whatever it reported; OSError when the disk did not take it;
        Unusable where it is found out only now.
        """
        if not text.strip():
            raise RuntimeError("there is nothing to say")
        try:
            return self._rendered(text, manner)
        except RuntimeError as error:
            if shutil.disk_usage(self._raw.parent).free < ROOM_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise

    def _rendered(self, text: str, manner: Manner) -> wav.Sound:
        self._raw.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        self._raw.unlink(missing_ok=True)
        self._errors.clear()
        self._engine.proxy.setBusy(True)  # else commands run as they are queued, and the loop after them never ends
        for key, value in self._properties(manner):
            self._engine.setProperty(key, value)
        self._engine.save_to_file(text, str(self._raw))
        self._engine.runAndWait()
        if self._errors:
            if isinstance(self._errors[0], Unusable):
                raise self._errors[0]
            raise RuntimeError(f"{self.name}: {self._errors[0]}")
        try:
            sound = wav.trim_silence(_worked_on(wav.read(_as_wav(self._raw)), clearer=self.name == NATURAL))
        except (OSError, ValueError) as error:
            raise RuntimeError(f"{self.name} gave no sound file: {error}") from error
        finally:
            self._raw.unlink(missing_ok=True)
        if not sound.audible:
            raise RuntimeError(f"{self.name} gave a silent file")
        return sound

    def _properties(self, manner: Manner) -> list[tuple[str, object]]:
        voice = manner.voice or self.default_voice
        properties: list[tuple[str, object]] = [("voice", voice)] if voice else []
        properties += [("rate", manner.rate_wpm), ("volume", 1.0)]
        if self.has_word_gap:
            properties += [("pitch", PITCH), ("word_gap", manner.word_gap)]
        return properties

    def _list_voices(self) -> tuple[VoiceInfo, ...]:
        """Return the English voices, and those in the user's own folder in whatever language.

        None where the system's list cannot be read: then its default voice speaks.
        """
        try:
            found = [VoiceInfo(str(v.id), str(v.name), _language(v)) for v in self._engine.getProperty("voices")]
        except Exception:  # one broken entry in the Windows registry raises here
            return ()
        return tuple(each for each in found if self.name == NATURAL or each.language.lower().startswith("en"))

    def _choose_default(self) -> str:
        if self.name == NATURAL:
            return self.voices[0].id
        if self._own:
            return espeak.DEFAULT_VOICE
        american = [v.id for v in self.voices if v.language.lower().replace("_", "-") == "en-us"]
        return next(iter(american or [v.id for v in self.voices]), "")

    def _try_out(self) -> None:
        try:
            sound = self.render(TRIAL, Manner("", 140, 2))
        except RuntimeError as error:
            raise Unusable(str(error)) from error
        except OSError:
            return  # no room, or no right to write: what was kept before can still be spoken
        if sound.duration_s < SHORTEST_TRIAL_S:
            raise Unusable(f"{self.name} spoke only {sound.duration_s:.2f} s")


def start_engine(name: str, folder: Path, voices: Path | None = None, platform: str = sys.platform) -> SpeechEngine:
    """Start the engine `natural`, `system` or `espeak`; `voices`: the user's folder of them. Raises Unusable."""
    driver = PLATFORM_DRIVERS.get(platform) if name == SYSTEM else None
    if driver is None:
        driver = OWN_DRIVERS[name]
        register(driver, _builder(name, voices))
    return SpeechEngine(name, driver, folder)


def _builder(name: str, voices: Path | None) -> Callable[[Proxy], object]:
    if name == NATURAL:
        return lambda proxy: natural.build(proxy, voices)
    load = espeak.load_system if name == SYSTEM else espeak.load_bundled
    return lambda proxy: espeak.EspeakDriver(proxy, load())


def _worked_on(sound: wav.Sound, *, clearer: bool) -> wav.Sound:
    """Return the sound at the one loudness. Without numpy it stays as it is: eSpeak comes near it by itself."""
    try:
        from hipcoach.voice import clear_speech, loudness  # 0.1 s, and not for what was kept
    except Exception:  # a numpy that does not fit this machine raises as it likes
        return sound
    return loudness.levelled(clear_speech.clearer(sound) if clearer else sound)


def _language(voice: Any) -> str:
    """Return the first language of a pyttsx3 voice, which drivers give as text, as bytes or not at all."""
    languages = list(voice.languages or ())
    first = languages[0] if languages else ""
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first or "")


def _as_wav(path: Path) -> Path:
    """Return a WAV of the file: macOS writes AIFF whatever its name says. Raises OSError, ValueError."""
    with path.open("rb") as file:
        if file.read(4) != b"FORM":
            return path
    converted = path.with_name(f"{path.name}.converted")
    command = [AFCONVERT, "-f", "WAVE", "-d", "LEI16", "-c", "1", str(path), str(converted)]
    try:
        subprocess.run(command, check=True, timeout=CONVERT_WITHIN_S, capture_output=True)
    except subprocess.SubprocessError as error:
        raise ValueError(f"afconvert: {error}") from error
    return converted.replace(path)
