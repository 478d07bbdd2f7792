"""Takes the program's own voice out of what a microphone hears, so that a word said into a cue can be heard.

What is played is known, and when it began, to about a hundredth of a second. The rest is learnt: the way through the
sound system and the room (`room_filter`), and for each sound, from its first moments, when exactly it began. What may
be left of it is made as weak as the room's noise: a word that is only faint is a word to the model all the same.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from hipcoach.listen.room_filter import BLOCK, LEAST_POWER, PARTS, RoomFilter
from hipcoach.listen.spectrum import RATE

PIECES = 150  # of the microphone's sound, about three seconds: the one that came soonest says when its sound was
LOUDEST = 32_768.0
TIMING_BLOCKS = 10  # of a sound's beginning, from which it is found out when that was
MOST_OFF = 960  # samples
OVER = 4.0  # times what is expected of a sound's beginning: what is not louder is the sound itself
OVER_LEFT = 2.0  # times what may be left of it later, likewise
RISES = 1.01  # the room's noise, each block: so soon it is followed where it grows louder
LEAST_ALIKE = 0.15  # of what is expected and what is heard; with less, the time that was told stands


@dataclass
class PlayedSound:
    """A sound on its way through the room."""

    id: int
    samples: np.ndarray
    begins: int  # at which of the microphone's samples
    timed: bool = False


class OwnVoice:
    """Follows one microphone from its first sample on."""

    def __init__(self) -> None:
        self._filter = RoomFilter()
        self._sounds: list[PlayedSound] = []
        self._rest = np.zeros(0, np.int16)
        self._done = 0  # samples
        self._began_s: deque[float] = deque(maxlen=PIECES)
        self._heard: list[np.ndarray] = []
        self._expected: list[np.ndarray] = []
        self._expected_power = 0.0
        self._quiet = float("inf")  # the power of a block of the room's own noise; not heard yet

    @property
    def sounds(self) -> bool:
        """Return True while something is played, or its echo lasts."""
        return any(each.begins < self._done for each in self._sounds)

    def plays(self, id: int, samples: np.ndarray, at_s: float) -> None:
        """Take a sound, at the rate of the microphone, that is played from `at_s` on."""
        if self._began_s:
            self._sounds.append(PlayedSound(id, samples / LOUDEST, self._sample_at(at_s)))

    def ends(self, id: int, at_s: float) -> None:
        """Take it that a sound was cut."""
        for sound in self._sounds:
            if sound.id == id:
                sound.samples = sound.samples[: max(0, self._sample_at(at_s) - sound.begins)]

    def take_out(self, sound: np.ndarray, came_s: float) -> np.ndarray:
        """Take the next piece of the microphone's sound. Return the part that is complete, without the own voice."""
        self._rest = np.concatenate([self._rest, sound])
        self._began_s.append(came_s - (self._done + len(self._rest)) / RATE)
        whole = len(self._rest) - len(self._rest) % BLOCK
        blocks = [self._block(self._rest[at : at + BLOCK]) for at in range(0, whole, BLOCK)]
        self._rest = self._rest[whole:]
        return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)

    def _sample_at(self, at_s: float) -> int:
        return round((at_s - min(self._began_s)) * RATE)

    def _block(self, heard: np.ndarray) -> np.ndarray:
        begins, self._done = self._done, self._done + len(heard)
        self._sounds = [each for each in self._sounds if each.begins + len(each.samples) > begins - PARTS * BLOCK]
        loud = heard / LOUDEST
        power = power_of(loud)
        if not self.sounds:
            self._quiet = max(LEAST_POWER, min(power, RISES * self._quiet))
            return heard
        expected = self._filter.play(self._played(begins))
        if self._filter.has_learnt and not all(each.timed for each in self._sounds if each.begins < self._done):
            self._time(loud, expected)
            own, self._expected_power = max(self._expected_power, power_of(expected)), power_of(expected)
            return self._plain(loud, OVER * own)  # it may be a block early, and cannot be taken out yet
        rest, own = loud - expected, self._filter.in_doubt()
        self._filter.learn(rest)
        if power_of(rest) > power:
            return heard
        for each in self._sounds:
            each.timed = True
        return self._plain(rest, OVER_LEFT * own)

    def _plain(self, sound: np.ndarray, own: float) -> np.ndarray:
        """Return a block in whole numbers, as weak as the room's noise where it is no louder than `own` can be."""
        power = max(power_of(sound), LEAST_POWER)
        kept = 1.0 if power > own else min(1.0, self._quiet / power)
        return np.asarray((sound * np.sqrt(kept) * LOUDEST).clip(-LOUDEST, LOUDEST - 1).astype(np.int16))

    def _played(self, begins: int) -> np.ndarray:
        """Return one block of what is played."""
        block = np.zeros(BLOCK)
        for each in self._sounds:
            first, last = max(begins, each.begins), min(begins + BLOCK, each.begins + len(each.samples))
            if first < last:
                block[first - begins : last - begins] += each.samples[first - each.begins : last - each.begins]
        return block

    def _time(self, heard: np.ndarray, expected: np.ndarray) -> None:
        """Compare the beginning of a sound with what was expected of it."""
        self._heard.append(heard)
        self._expected.append(expected)
        if len(self._heard) < TIMING_BLOCKS:
            return
        late = off_by(np.concatenate(self._expected), np.concatenate(self._heard))
        self._heard.clear()
        self._expected.clear()
        for each in self._sounds:
            if not each.timed:
                each.begins += late
                each.timed = True
        for part in range(PARTS, 0, -1):
            self._filter.play(self._played(self._done - part * BLOCK))


def power_of(block: np.ndarray) -> float:
    """Return the power of all of a block."""
    return float(block @ block)


def at_its_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    """Return samples at the rate of the microphone."""
    count = round(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)[: count // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, count) * count / max(1, len(samples)))


def off_by(expected: np.ndarray, heard: np.ndarray) -> int:
    """Return by how many samples a sound is heard later than it was expected; 0 where the two are not alike."""
    length = 2 * len(heard)
    alike = np.fft.irfft(np.fft.rfft(heard, length) * np.conj(np.fft.rfft(expected, length)), length)
    near = np.concatenate([alike[-MOST_OFF:], alike[: MOST_OFF + 1]])
    best = int(near.argmax())
    loud = np.sqrt((heard @ heard) * (expected @ expected))
    return best - MOST_OFF if near[best] > LEAST_ALIKE * loud else 0
