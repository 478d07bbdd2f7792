"""Which taught word was just said: each row is compared with all templates as it comes, by dynamic time warping.

A word may begin at any row, and be said faster or slower than it was taught. Its distance is the mean along the best
path. It is reported a little after its end: once it is quiet, and the distance hardly falls any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hipcoach.listen.embedding import NUMBERS, ROW_S
from hipcoach.listen.quiet_around import QuietAround
from hipcoach.listen.taught_words import FEWEST_WORDS, INTO_THE_VOICE, PAIN
from hipcoach.listen.word_templates import AFTER_END_S, AFTER_ONSET_S, WordTemplate

FAR = 1e6
LIMIT, WIDEST = 0.32, 0.36  # the largest distance of a word that is like no other, as far as its voice needs
OF_THE_OWN = 1.3  # of how far the same word is from itself, said again
OF_THE_NEAREST = 1.5  # of how near another word comes to it, where that is said: the nearer one of both is reported
LENIENT = {PAIN: 1.1}  # times its limit: taken back if it was not meant, but not made good if it is missed
ALIKE = 0.2  # words nearer to each other than that are mixed up
SLOWEST, FASTEST = 2.0, 0.5  # rows of the sound to those of the template
STILL_FALLS = 0.05  # of its limit, from row to row: what falls by less may be told
SETTLE_ROWS = 1  # without a smaller distance, then it is reported
WAIT_ROWS = 6  # more, until it is quiet
NOT_ALONE = 0.73  # of its limit: a word that does not stand alone is told within this
UNSURE = 0.8  # of its limit: farther away, it has to be quiet for longer, as it is not after a sentence's first word
DEAF_S = 0.8  # after a word: its own end is not the next one


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word, and how far it was from what was taught: 0 is the same sound, 1 only just counts."""

    word: str
    near: float
    alone: bool = True  # it was quiet before and after it


class WordMatcher:
    """Follows the rows of one microphone."""

    def __init__(self, templates: Sequence[WordTemplate], limits: dict[str, float]) -> None:
        """`limits`: the largest distance at which each word counts. Raises ValueError with too few words."""
        if len({each.word for each in templates}) < FEWEST_WORDS:
            raise ValueError(f"at least {FEWEST_WORDS} words are needed")
        self._common = np.concatenate([each.rows for each in templates]).mean(axis=0)
        self._words = [each.word for each in templates]
        self._limits = np.array([limits[word] for word in self._words])
        lengths = np.array([len(each.rows) for each in templates])
        self._last = lengths - 1
        self._lengths = lengths
        self._rows = np.zeros((len(templates), int(lengths.max(initial=1)), NUMBERS), np.float32)
        for place, each in enumerate(templates):
            self._rows[place, : len(each.rows)] = self._own(each.rows)
        self.forget()

    def forget(self) -> None:
        """Begin again: nothing was said before."""
        self._quiet = QuietAround()
        self._begin()

    def _begin(self) -> None:
        shape = self._rows.shape[:2]
        self._cost = np.full(shape, FAR)
        self._steps = np.ones(shape)
        self._best: HeardWord | None = None
        self._since_best = 0
        self._length_s = 0.0
        self._deaf_rows = 0

    def push(self, row: np.ndarray, frames: np.ndarray, *, own_voice: bool = False) -> HeardWord | None:
        """Take the next row and its frames of the spectrum. Return the word that has just been said.

        `own_voice`: the program is speaking. An answer may follow at once.
        """
        self._quiet.push(frames, own_voice=own_voice)
        distances = self.distances(row)
        if self._deaf_rows:
            self._deaf_rows -= 1
            return None
        near = distances / self._limits
        place = int(near.argmin())
        if near[place] < (self._best.near if self._best is not None else 1.0):
            before, self._best = self._best, HeardWord(self._words[place], float(near[place]))
            self._since_best = 0
            self._length_s = float(self._steps[place, self._last[place]] - 1) * ROW_S
            if before is None or before.word != self._best.word or before.near - self._best.near > STILL_FALLS:
                return None
            return self._settled(self._best, own_voice=own_voice)
        if self._best is None:
            return None
        self._since_best += 1
        return self._settled(self._best, own_voice=own_voice) if self._since_best >= SETTLE_ROWS else None

    def _settled(self, best: HeardWord, *, own_voice: bool) -> HeardWord | None:
        """Return the word as soon as it is known whether it stood alone. In other sound it counts only if it is plain.

        A plain word in the program's own voice is told at once: what is left of that voice hardly ever falls quiet.
        """
        last_row_s = self._since_best * ROW_S
        began_s, ended_s = last_row_s + self._length_s + AFTER_ONSET_S, last_row_s + AFTER_END_S
        if not self._quiet.was_said(began_s, ended_s):
            self._best = None
            return None
        began = self._quiet.began_alone(began_s, ended_s)
        over = self._quiet.is_over(began_s, ended_s, unsure=best.near > UNSURE)
        at_once = own_voice and best.word in INTO_THE_VOICE and best.near <= NOT_ALONE
        if began and not over and not at_once and self._since_best < SETTLE_ROWS + WAIT_ROWS:
            return None
        alone = began and over
        self._best = None
        if not alone and best.near > NOT_ALONE:
            return None
        self._begin()
        self._deaf_rows = round(DEAF_S / ROW_S)
        return replace(best, alone=alone)

    def _own(self, rows: np.ndarray) -> np.ndarray:
        """Return rows without what all taught words have in common."""
        apart = rows - self._common
        return np.asarray(apart / np.linalg.norm(apart, axis=-1, keepdims=True))

    def distances(self, row: np.ndarray) -> np.ndarray:
        """Take the next row; return how far each template is from what has just ended."""
        apart = 1.0 - self._rows @ self._own(row)
        cost, steps = self._cost, self._steps
        means, new_steps = (cost + apart) / (steps + 1), steps + 1  # said slower than it was taught: its row again
        for by in (1, 2):  # both go on, or it is said faster: a row of the template is passed over
            mean = (cost[:, :-by] + apart[:, by:]) / (steps[:, :-by] + 1)
            nearer = mean < means[:, by:]
            means[:, by:][nearer], new_steps[:, by:][nearer] = mean[nearer], steps[:, :-by][nearer] + 1
        means[:, 0], new_steps[:, 0] = apart[:, 0], 1  # it may begin at any row
        self._cost, self._steps = means * new_steps, new_steps
        every = np.arange(len(self._words))
        pace = new_steps[every, self._last] / self._lengths
        return np.where((pace >= FASTEST) & (pace <= SLOWEST), means[every, self._last], FAR)


@dataclass(frozen=True, slots=True)
class TaughtDistances:
    """How far the recordings are from one another, as the matcher hears them."""

    between: dict[tuple[str, str], float]  # each word that was said from the recordings of each other, at the nearest
    own: dict[str, float]  # each word from what it was the other times that it was said, at the farthest


def distances_of(templates: Sequence[WordTemplate]) -> TaughtDistances:
    """Compare every recording with all others."""
    matcher = WordMatcher(templates, dict.fromkeys((each.word for each in templates), LIMIT))
    words, sayings = np.array([each.word for each in templates]), np.array([each.saying for each in templates])
    between: dict[tuple[str, str], float] = {}
    own: dict[str, float] = {}
    for said in templates:
        matcher.forget()
        nearest = np.min([matcher.distances(row) for row in said.rows], axis=0)
        for word in dict.fromkeys(words.tolist()):
            if word != said.word:
                pair = (said.word, word)
                between[pair] = min(between.get(pair, FAR), float(nearest[words == word].min()))
        if (others := (words == said.word) & (sayings != said.saying)).any():
            own[said.word] = max(own.get(said.word, 0.0), float(nearest[others].min()))
    return TaughtDistances(between, own)


def limits_of(templates: Sequence[WordTemplate]) -> dict[str, float]:
    """Return the largest distance at which each word counts.

    It is wider for a voice that says a word differently each time.
    """
    found = distances_of(templates)
    widest = min(WIDEST, max(LIMIT, OF_THE_OWN * float(np.median([*found.own.values()] or [0.0]))))
    words = dict.fromkeys(each.word for each in templates)
    return {
        word: min([widest, *(OF_THE_NEAREST * apart for pair, apart in found.between.items() if word == pair[1])])
        * LENIENT.get(word, 1.0)
        for word in words
    }


def alike(templates: Sequence[WordTemplate]) -> list[tuple[str, str]]:
    """Return the pairs of words that would be mixed up, each once: the user is told so, and changes one."""
    between = distances_of(templates).between
    return [pair for pair, apart in between.items() if pair[0] < pair[1] and min(apart, between[pair[::-1]]) < ALIKE]
