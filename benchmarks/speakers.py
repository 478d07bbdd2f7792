"""Artificial speakers to measure hearing with: the program's own two engines, and flite where it is installed.

`apt-get install flite` brings flite with its voices; the program itself never uses it.
"""

import shutil
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
from understood import at_rate

from hipcoach.voice.engines import Manner, start_engine

Speak = Callable[[str, int], np.ndarray]  # words and a rate in words a minute; sound at the rate that is listened at
OWN = {"natural": ("natural", ""), "espeak": ("espeak", ""), "klatt": ("espeak", "gmw/en+klatt")}  # engine, voice
FLITE = ("slt", "rms")  # its voices, each a person's own recordings
FLITE_WPM = 140.0  # its pace by itself
QUIET = 1e-4  # of the loudest power: that is no sound


def speakers() -> tuple[str, ...]:
    """Return the names of all that can speak here."""
    return (*OWN, *(f"flite {voice}" for voice in FLITE if shutil.which("flite")))


def speaker(name: str, folder: Path) -> Speak:
    """Return one of them; `folder` takes its files."""
    if name not in OWN:
        return lambda text, rate_wpm: _flite(name.removeprefix("flite "), text, rate_wpm, folder / "flite.wav")
    engine_name, voice = OWN[name]
    engine = start_engine(engine_name, folder)

    def speak(text: str, rate_wpm: int) -> np.ndarray:
        sound = engine.render(text, Manner(voice, rate_wpm, 2))
        return at_rate(np.frombuffer(sound.samples, np.int16) / 32768, sound.rate)

    return speak


def _flite(voice: str, text: str, rate_wpm: int, file: Path) -> np.ndarray:
    pace = f"duration_stretch={FLITE_WPM / rate_wpm:.3f}"
    subprocess.run(["flite", "-voice", voice, "--setf", pace, "-t", text, "-o", str(file)], check=True)
    with wave.open(str(file)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16) / 32768
        rate = sound.getframerate()
    power = np.convolve(samples**2, np.ones(rate // 100), "same")
    loud = np.flatnonzero(power > power.max() * QUIET)
    return at_rate(samples[loud[0] : loud[-1] + 1], rate)
