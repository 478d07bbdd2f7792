"""The quiet before and after a word that stands alone. What sounds like a word within other speech hardly ever has it.

Loudness is how far the sound rises above the room's own noise, in tens of decibels, for each hundredth of a second. It
is taken of all bands of the spectrum together: in one band noise rises and falls so much that it never seems quiet.
"""

from collections import deque

import numpy as np

from hipcoach.listen.embedding import FRAMES_IN_ROW, ROW_S

FRAME_S = ROW_S / FRAMES_IN_ROW
FOLLOWS = 0.3  # of a step in loudness, each frame
ROOM_FOLLOWS = 0.1  # of a step in the room's noise, each frame
SPAN_FRAMES, SPANS = 50, 8  # the noise is the least that was heard in the last four seconds, span by span
AT_FIRST_FRAMES = 8  # of the first sound, before which there was nothing
QUIET, OF_THE_WORD = 0.2, 0.25  # quiet is below this, or this share of how loud the word was
LOUD_SHARE = 0.8  # of a word's frames that are less loud than the word is said to be
LEAST_WORD = 0.4  # how loud a word is at least: less is the room's noise, which may be like a faint word
BEFORE_S = (1.0, 0.1)  # from when till when before a word nobody speaks but the program
NOISY_SHARE = 0.2  # of that time that may be loud: a breath, a step
AFTER_S, AFTER_UNSURE_S = 0.12, 0.16  # so long it has to have been quiet, for the word to be over
KEPT_FRAMES = 400


class QuietAround:
    """Follows how loud it is.

    What came before it began to listen, and what the program says itself, counts as quiet.
    """

    def __init__(self) -> None:
        self._loud, self._others = (deque([0.0] * KEPT_FRAMES, maxlen=KEPT_FRAMES) for _ in range(2))
        self._least: deque[float] = deque(maxlen=SPANS)
        self._lowest = self._now = self._room = 0.0
        self._frames = 0

    def push(self, frames: np.ndarray, *, own_voice: bool = False) -> None:
        """Take the next frames of the spectrum; `own_voice`: the program speaks, and what is left is not the room."""
        for level in frames.astype(np.float64).mean(axis=1).tolist():
            if self._frames <= AT_FIRST_FRAMES:
                self._now = self._room = self._lowest = level
            self._frames += 1
            self._now += FOLLOWS * (level - self._now)
            if not own_voice:
                self._room += ROOM_FOLLOWS * (level - self._room)
                self._lowest = min(self._lowest, self._room)
            self._loud.append(max(0.0, self._now - min([*self._least, self._lowest])))
            self._others.append(0.0 if own_voice else self._loud[-1])
            if self._frames % SPAN_FRAMES == 0:
                self._least.append(self._lowest)
                self._lowest = self._room

    def was_said(self, began_s: float, ended_s: float) -> bool:
        """Return True if something rose above the room's noise then; both times are seconds ago."""
        return self._word(began_s, ended_s) >= LEAST_WORD

    def began_alone(self, began_s: float, ended_s: float) -> bool:
        """Return True if it was quiet before a word; both times are seconds ago."""
        before = _between(self._others, began_s + BEFORE_S[0], began_s + BEFORE_S[1])
        return float((before > self._quiet(began_s, ended_s)).mean()) <= NOISY_SHARE

    def is_over(self, began_s: float, ended_s: float, *, unsure: bool) -> bool:
        """Return True if it has been quiet since a word, or for a moment. Where it is unsure, the moment is longer."""
        after_s = AFTER_UNSURE_S if unsure else AFTER_S
        return bool((_between(self._loud, after_s, 0.0) <= self._quiet(began_s, ended_s)).all())

    def _quiet(self, began_s: float, ended_s: float) -> float:
        return max(QUIET, OF_THE_WORD * self._word(began_s, ended_s))

    def _word(self, began_s: float, ended_s: float) -> float:
        return float(np.quantile(_between(self._loud, began_s, ended_s), LOUD_SHARE))


def _between(loudness: deque[float], first_s: float, last_s: float) -> np.ndarray:
    """Return the loudness from so long ago till so long ago."""
    loud = np.array(loudness)
    last = len(loud) - round(last_s / FRAME_S)
    first = min(len(loud) - round(first_s / FRAME_S), last - 1)
    return loud[max(0, first) : max(1, last)]
