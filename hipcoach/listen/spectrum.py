"""How loud each band of speech is, every hundredth of a second: what the model of `embedding` takes in place of sound.

The bands and their numbers are those with which the model was trained (a Mel scale as librosa counts it), to within a
thousandth of a decibel; nothing here was learnt.
"""

import numpy as np

RATE = 16_000
BANDS = 32
STEP = 160  # samples from one frame to the next
_LENGTH, _HEARD = 512, 400  # samples of a frame, and those in its middle that count
_LOWEST_HZ, _HIGHEST_HZ = 60.0, 3800.0
_STRAIGHT_TO_HZ, _MEL_HZ, _MELS_IN_LOG = 1000.0, 200 / 3, 27 / np.log(6.4)  # up to there a Mel is so many Hz
_LEAST_POWER, _SPAN_DB = 1e-10, 80.0  # what is weaker than the loudest by more counts as that
_TENS, _UP = 10.0, 2.0  # the model takes tens of decibels, and 2 more


def _hz(mels: np.ndarray) -> np.ndarray:
    bend = _STRAIGHT_TO_HZ / _MEL_HZ
    return np.where(mels < bend, mels * _MEL_HZ, _STRAIGHT_TO_HZ * np.exp((mels - bend) / _MELS_IN_LOG))


def _bands() -> np.ndarray:
    """Return how much of each frequency counts in each band: triangles, each as wide as its two neighbours reach."""
    highest = _STRAIGHT_TO_HZ / _MEL_HZ + np.log(_HIGHEST_HZ / _STRAIGHT_TO_HZ) * _MELS_IN_LOG
    edges = _hz(np.linspace(_LOWEST_HZ / _MEL_HZ, highest, BANDS + 2))
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    hz = np.fft.rfftfreq(_LENGTH, 1 / RATE)[:, None]
    rises, falls = (hz - low) / (middle - low), (high - hz) / (high - middle)
    return np.asarray(np.minimum(rises, falls).clip(0) * 2 / (high - low))


_BANDS = _bands()
_WINDOW = np.pad(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_HEARD) / _HEARD), (_LENGTH - _HEARD) // 2)


def spectrum_of(pieces: np.ndarray) -> np.ndarray:
    """Return the frames that lie whole in each piece of sound (whole numbers of 16 bits, at `RATE`)."""
    frames = np.lib.stride_tricks.sliding_window_view(pieces, _LENGTH, axis=-1)[..., ::STEP, :] * _WINDOW
    powers = np.abs(np.fft.rfft(frames)) ** 2 @ _BANDS
    loud_db = 10 * np.log10(np.maximum(powers, _LEAST_POWER))
    return np.asarray(np.maximum(loud_db, loud_db.max(axis=(-2, -1), keepdims=True) - _SPAN_DB) / _TENS + _UP)
