"""Which taught word was just said: each row is compared with all templates, by dynamic time warping as it comes.

A word may begin at any row and be said faster or slower than it was taught. Its distance is the mean along the best
path. A word is reported at the row where its distance stops falling, so a little after its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hipcoach.listen.embedding import NUMBERS, ROW_S
from hipcoach.listen.taught_words import FEWEST_WORDS
from hipcoach.listen.word_templates import WordTemplate

FAR = 1e6
LIMIT = 0.27  # the largest distance of a word that is like no other
OF_THE_NEAREST = 1.0  # of the distance between two words: neither is taken for its neighbour
ALIKE = 0.2  # words nearer to each other than that are mixed up
SLOWEST, FASTEST = 2.0, 0.5  # rows of the sound to those of the template
SETTLE_ROWS = 2  # without a smaller distance, then it is reported
DEAF_S = 0.8  # after a word: its own end is not the next one


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word, and how far it was from what was taught: 0 is the same sound, 1 only just counts."""

    word: str
    near: float


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
        shape = self._rows.shape[:2]
        self._cost = np.full(shape, FAR)
        self._steps = np.ones(shape)
        self._heard_rows = np.zeros(shape)
        self._best: HeardWord | None = None
        self._since_best = 0
        self._deaf_rows = 0

    def push(self, row: np.ndarray) -> HeardWord | None:
        """Take the next row; return the word that has just been said."""
        distances = self.distances(row)
        if self._deaf_rows:
            self._deaf_rows -= 1
            return None
        near = distances / self._limits
        place = int(near.argmin()) if len(near) else 0
        if len(near) and near[place] < (self._best.near if self._best is not None else 1.0):
            self._best = HeardWord(self._words[place], float(near[place]))
            self._since_best = 0
            return None
        if self._best is None:
            return None
        self._since_best += 1
        if self._since_best < SETTLE_ROWS:
            return None
        heard = self._best
        self.forget()
        self._deaf_rows = round(DEAF_S / ROW_S)
        return heard

    def _own(self, rows: np.ndarray) -> np.ndarray:
        """Return rows without what all taught words have in common."""
        apart = rows - self._common
        return np.asarray(apart / np.linalg.norm(apart, axis=-1, keepdims=True))

    def distances(self, row: np.ndarray) -> np.ndarray:
        """Take the next row; return how far each template is from what has just ended."""
        apart = 1.0 - self._rows @ self._own(row)
        cost, steps, rows = self._cost, self._steps, self._heard_rows
        on = (cost[:, :-1] + apart[:, 1:]) / (steps[:, :-1] + 1)  # both go on: the mean of the path so far
        waits = (cost[:, 1:] + apart[:, 1:]) / (steps[:, 1:] + 1)  # said slower than it was taught
        slower = waits < on
        first = np.ones_like(apart[:, :1])
        means = np.concatenate([apart[:, :1], np.where(slower, waits, on)], axis=1)
        new_steps = np.concatenate(
            [np.ones_like(apart[:, :1]), np.where(slower, steps[:, 1:], steps[:, :-1]) + 1], axis=1
        )
        new_rows = np.concatenate([first, np.where(slower, rows[:, 1:], rows[:, :-1]) + 1], axis=1)
        for i in range(1, means.shape[1]):  # said faster: one after the other, as each follows from the one before
            longer = new_steps[:, i - 1] + 1
            mean = (means[:, i - 1] * new_steps[:, i - 1] + apart[:, i]) / longer
            faster = np.flatnonzero(mean < means[:, i])
            means[faster, i], new_steps[faster, i] = mean[faster], longer[faster]
            new_rows[faster, i] = new_rows[faster, i - 1]
        new_cost = means * new_steps
        self._cost, self._steps, self._heard_rows = new_cost, new_steps, new_rows
        every = np.arange(len(self._words))
        found = means[every, self._last]
        pace = new_rows[every, self._last] / self._lengths
        return np.where((pace >= FASTEST) & (pace <= SLOWEST), found, FAR)


def distances_between(templates: Sequence[WordTemplate]) -> dict[tuple[str, str], float]:
    """Return how far each word is from each of the others, as the matcher hears the first one's recordings."""
    matcher = WordMatcher(templates, dict.fromkeys((each.word for each in templates), LIMIT))
    words = np.array([each.word for each in templates])
    found: dict[tuple[str, str], float] = {}
    for said in templates:
        matcher.forget()
        nearest = np.min([matcher.distances(row) for row in said.rows], axis=0)
        for word in dict.fromkeys(words.tolist()):
            if word != said.word:
                pair = (said.word, word)
                found[pair] = min(found.get(pair, FAR), float(nearest[words == word].min()))
    return found


def limits_of(templates: Sequence[WordTemplate]) -> dict[str, float]:
    """Return the largest distance at which each word counts."""
    between = distances_between(templates)
    words = dict.fromkeys(each.word for each in templates)
    return {
        word: min([LIMIT, *(OF_THE_NEAREST * apart for pair, apart in between.items() if word in pair)])
        for word in words
    }


def alike(templates: Sequence[WordTemplate]) -> list[tuple[str, str]]:
    """Return the pairs of words that would be mixed up, each once: the user is told so, and changes one."""
    between = distances_between(templates)
    return [pair for pair, apart in between.items() if pair[0] < pair[1] and min(apart, between[pair[::-1]]) < ALIKE]
