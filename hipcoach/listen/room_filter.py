"""What a room makes of a sound that is played in it, learnt while it plays. No clock, no device.

It is a Kalman filter for each frequency, over some blocks of what was played last (Enzner and Vary, 2006). It knows how
far to trust each of its numbers. So it learns fast at first, and a word said into the sound hardly disturbs it.
"""

import numpy as np

BLOCK = 640  # samples
PARTS = 12  # blocks: the way through the sound system, and the room's echo
KEEPS = 0.9995  # of what was learnt, each block: rooms and people move
SMOOTHING = 0.8  # of the power of what is not explained
AT_FIRST = 0.1  # the square of how strong an answer of the room to expect, before anything was heard
LEAST_POWER = 1e-6


class RoomFilter:
    """Follows one loudspeaker and one microphone, block by block."""

    def __init__(self) -> None:
        shape = (PARTS, BLOCK + 1)
        self._played = np.zeros(shape, complex)  # the spectra of the last blocks, newest first
        self._before = np.zeros(BLOCK)
        self._room = np.zeros(shape, complex)
        self._doubt = np.full(shape, AT_FIRST)
        self._unexplained = np.full(BLOCK + 1, LEAST_POWER)
        self.has_learnt = False

    def play(self, block: np.ndarray) -> np.ndarray:
        """Take the next block that is played. Return what the microphone should hear of it and of those before."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._before, block]))
        self._before = block
        return np.asarray(np.fft.irfft((self._room * self._played).sum(axis=0), 2 * BLOCK)[BLOCK:])

    def in_doubt(self) -> float:
        """Return the power of what may be left of the block that was played last: as far as the room is not known."""
        return float((self._doubt * np.abs(self._played) ** 2).sum() / (2 * BLOCK))

    def learn(self, rest: np.ndarray) -> None:
        """Learn from what was heard and not expected in the block that was played last."""
        error = np.fft.rfft(np.concatenate([np.zeros(BLOCK), rest]))
        power = np.abs(self._played) ** 2
        self._unexplained = SMOOTHING * self._unexplained + (1 - SMOOTHING) * np.abs(error) ** 2
        gain = self._doubt / ((power * self._doubt).sum(axis=0) / 2 + self._unexplained + LEAST_POWER)
        step = np.fft.irfft(gain * np.conj(self._played) * error, axis=1)
        step[:, BLOCK:] = 0  # an answer of the room is no longer than its part
        self._doubt = KEEPS**2 * (1 - gain * power / 2) * self._doubt + (1 - KEEPS**2) * np.abs(self._room) ** 2
        self._room = self._room + np.fft.rfft(step, axis=1)
        self.has_learnt = True
