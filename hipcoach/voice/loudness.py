"""One loudness for every phrase of every voice, so that none is lost and none startles.

Measured as broadcasters do (ITU-R BS.1770: weighted as the ear does, pauses left out), but over frames short enough for
a single count. Only a render helper loads this: numpy is not for the window's process.
"""

from array import array
from functools import lru_cache
from typing import Any

import numpy as np

from hipcoach.voice import wav

TARGET_LUFS = -20.0
PEAK = 10 ** (-1 / 20)  # of full scale: -1 dB
KNEE = 0.7  # below this nothing is bent
FRAME_S = 0.05
MEASURED_S = 30.0  # of a text without end
SILENT_LUFS = -70.0
BELOW_MEAN_LU = 10.0  # a frame further below the mean is a pause
ROUNDS = 3  # what the limiter takes is given back
FULL_SCALE = 32768.0


def levelled(sound: wav.Sound) -> wav.Sound:
    """Return the sound at the target's loudness, with no peak above PEAK; silence as it is."""
    samples = np.frombuffer(sound.samples, np.int16) / FULL_SCALE
    out = samples
    for _ in range(ROUNDS):
        loudness = loudness_lufs(out[: int(MEASURED_S * sound.rate)], sound.rate)
        if loudness is None:
            return sound
        samples = samples * 10 ** ((TARGET_LUFS - loudness) / 20)
        out = samples
        if np.abs(samples).max() <= KNEE:
            break
        out = _limited(samples)
    return wav.Sound(array("h", (out * FULL_SCALE).astype(np.int16).tobytes()), sound.rate)


def loudness_lufs(samples: Any, rate: int) -> float | None:
    """Return the loudness of samples from -1 to 1 over the frames that speak; None for silence."""
    size = int(FRAME_S * rate)
    count = max(1, -(-len(samples) // size))
    padded = np.zeros(count * size)
    padded[: len(samples)] = samples
    heard = np.fft.irfft(np.fft.rfft(padded) * _weights(len(padded), rate), len(padded))
    powers = np.mean(heard.reshape(count, size) ** 2, axis=1)
    speaking = powers[powers > _power(SILENT_LUFS)]
    if not speaking.size:
        return None
    speaking = speaking[speaking > speaking.mean() * 10 ** (-BELOW_MEAN_LU / 10)]
    return float(10 * np.log10(speaking.mean()) - 0.691)


def _limited(samples: Any) -> Any:
    """Bend what is above KNEE so that it stays below PEAK."""
    size = np.abs(samples)
    bent = KNEE + (PEAK - KNEE) * np.tanh((size - KNEE) / (PEAK - KNEE))
    return np.sign(samples) * np.where(size > KNEE, bent, size)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


@lru_cache(maxsize=8)
def _weights(count: int, rate: int) -> Any:
    """Return how much of each frequency the ear hears: the standard's shelf and high pass, for any sample rate."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(count))
    shelf = _response(z, rate, hertz=1681.974450955533, q=0.7071752369554196, gain_db=3.999843853973347)
    return np.abs(shelf * _response(z, rate, hertz=38.13547087602444, q=0.5003270373238773, gain_db=None))


def _response(z: Any, rate: int, *, hertz: float, q: float, gain_db: float | None) -> Any:
    """Return the filter's response at each `z`; a high pass where there is no gain."""
    k = np.tan(np.pi * hertz / rate)
    if gain_db is None:
        top, middle, bottom = 1.0, -2.0, 1.0
        scale = 1.0
    else:
        high = 10 ** (gain_db / 20)
        band = high**0.4996667741545416
        scale = 1 + k / q + k * k
        top, middle, bottom = high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k
    down = 1 + k / q + k * k
    poles = 1 + (2 * (k * k - 1) / down) * z + ((1 - k / q + k * k) / down) * z * z
    return (top + middle * z + bottom * z * z) / scale / poles
