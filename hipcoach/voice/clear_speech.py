"""Speech that is made to carry through the noise of a room, before it is brought to the one loudness.

A voice has its power in its low tones. What tells one word from another lies above them, and in its quietest sounds: f,
s, t, k, the ends of words. The noise of a room is low as well, and covers these first. So the low tones are made
weaker, those that tell words apart stronger, and what is quiet in a phrase comes nearer to what is loud. Silence stays
as it is. Only a render helper loads this: numpy is not for the window's process.
"""

from array import array
from typing import Any

import numpy as np

from hipcoach.voice import wav

TONES_HZ = (60, 120, 250, 500, 1000, 2000, 3500, 6000, 10000)
RAISED_DB = (-20, -10, -6, -2.5, 0, 6, 8.5, 7, 3)
STEPS_HZ = np.arange(20.0, 12000.0, 20.0)
RAISED = 10 ** (np.interp(np.log(STEPS_HZ), np.log(TONES_HZ), RAISED_DB) / 20)
FRAME_S = 0.01
SMOOTH = np.array([0.25, 0.5, 0.25])  # of a frame and its neighbours
LOUD_SHARE = 90  # per cent of the frames that speak are below what counts as loud
SPEAKS_DB = 25.0  # below the loudest frame
RATIO = 2.0  # a frame that is 2 dB below the loud ones is 1 dB below them afterwards
MOST_DB = 10.0
SILENT_DB, FADES_DB = 38.0, 12.0  # below the loud ones nothing is raised any more, and how gradually that begins
FULL_SCALE = 32768.0


def clearer(sound: wav.Sound) -> wav.Sound:
    """Return the sound so that its words are told apart in noise, of the same length and about as loud."""
    samples = np.frombuffer(sound.samples, np.int16) / FULL_SCALE
    if not samples.size or not samples.any():
        return sound
    out = _evened(_raised(samples, sound.rate), sound.rate)
    out *= np.abs(samples).max() / np.abs(out).max()  # nothing is clipped
    return wav.Sound(array("h", (out * FULL_SCALE).astype(np.int16).tobytes()), sound.rate)


def _raised(samples: Any, rate: int) -> Any:
    spectrum = np.fft.rfft(samples)
    spectrum *= np.interp(np.fft.rfftfreq(len(samples), 1 / rate), STEPS_HZ, RAISED)
    return np.fft.irfft(spectrum, len(samples))


def _evened(samples: Any, rate: int) -> Any:
    """Bring what is quiet nearer to what is loud."""
    size = int(FRAME_S * rate)
    count = -(-len(samples) // size)
    padded = np.zeros(count * size)
    padded[: len(samples)] = samples
    powers = np.convolve(np.pad(np.mean(padded.reshape(count, size) ** 2, axis=1), 1, "edge"), SMOOTH, "valid")
    levels_db = 10 * np.log10(np.maximum(powers, 1e-12))
    below_db = np.percentile(levels_db[levels_db > levels_db.max() - SPEAKS_DB], LOUD_SHARE) - levels_db
    raised_db = (below_db * (1 - 1 / RATIO)).clip(0, MOST_DB) * ((SILENT_DB - below_db) / FADES_DB).clip(0, 1)
    places = np.arange(len(samples)) / size - 0.5
    return samples * np.interp(places, np.arange(count), 10 ** (raised_db / 20))
