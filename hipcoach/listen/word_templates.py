"""Takes the rows of a taught word out of a recording: from shortly after its first sound to shortly after its last."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hipcoach.listen.embedding import NUMBERS, ROW_S, SpeechEmbedder
from hipcoach.listen.spectrum import RATE
from hipcoach.listen.taught_words import TaughtWord

FRAME = RATE // 100
QUIET_SHARE = 0.02  # of the loudest hundredth of a second: below that it is no speech
AFTER_ONSET_S, AFTER_END_S = 0.12, 0.16  # the first and the last row: how much of the word they have heard
SHORTEST_S, LONGEST_S = 0.2, 2.0
NOISE_HZ = 1_000.0  # above that it grows weaker
LEAST_LOUD = 300.0  # of 32767, the loudest hundredth: below that nobody spoke
NOISES_DB = (None, 15.0, 7.0)  # below the word, mixed into copies of a recording: rooms are not always quiet
ABOVE_NOISE = 3.0  # times the power of the quietest tenth
PAUSE_S = 0.35  # within a word; what comes after a longer one is another word


class BadRecording(ValueError):
    """A recording that no word can be taken from; its text says why, to the user."""


@dataclass(frozen=True, slots=True, eq=False)
class WordTemplate:
    """One recording of one word, as rows; no sound can be made of it."""

    word: str
    rows: np.ndarray
    saying: int = 0  # which of the times that the word was said


def templates_of(word: str, samples: np.ndarray, embedder: SpeechEmbedder) -> tuple[WordTemplate, ...]:
    """Return the templates of a recording with one word in it: as it is, and in noise. Raises BadRecording."""
    begin, end = word_bounds(samples)
    first = round((begin / RATE + AFTER_ONSET_S) / ROW_S)
    last = round((end / RATE + AFTER_END_S) / ROW_S)
    padded = np.concatenate([samples.astype(np.float64), np.zeros(RATE // 2)])
    noise = _room_noise(len(padded))
    loud = np.sqrt((padded[begin:end] ** 2).mean())
    found = []
    for below_db in NOISES_DB:
        mixed = padded if below_db is None else padded + noise * loud / 10 ** (below_db / 20)
        rows = embedder.whole(mixed.clip(-32768, 32767))
        found.append(WordTemplate(word, rows[first:last]))
    return tuple(found)


def _room_noise(count: int) -> np.ndarray:
    """Return low noise as rooms have it, of power 1.

    It is always the same, so teaching the same makes the same rows.
    """
    spectrum = np.fft.rfft(np.random.default_rng(0).standard_normal(count))
    noise = np.fft.irfft(spectrum / np.sqrt(1 + (np.fft.rfftfreq(count, 1 / RATE) / NOISE_HZ) ** 2), count)
    return np.asarray(noise / np.sqrt((noise**2).mean()))


def word_bounds(samples: np.ndarray) -> tuple[int, int]:
    """Return where the word begins and ends, in samples. Raises BadRecording."""
    count = len(samples) // FRAME
    frames = samples[: count * FRAME].astype(np.float64).reshape(count, FRAME)
    loud = np.sqrt((frames**2).mean(axis=1))
    if not count or loud.max() < LEAST_LOUD:
        raise BadRecording("Nothing was heard.")
    speech = np.flatnonzero(loud**2 > max(loud.max() ** 2 * QUIET_SHARE, ABOVE_NOISE * np.quantile(loud**2, 0.1)))
    gaps = np.flatnonzero(np.diff(speech) > PAUSE_S * 100)
    if len(gaps):
        raise BadRecording("More than one word was heard.")
    begin, end = int(speech[0]) * FRAME, int(speech[-1] + 1) * FRAME
    if not SHORTEST_S <= (end - begin) / RATE <= LONGEST_S:
        raise BadRecording("That was too short." if (end - begin) / RATE < SHORTEST_S else "That was too long.")
    return begin, end


def packed(template: WordTemplate) -> str:
    """Return the rows of a template as text, half as exact as they were made."""
    return b64encode(template.rows.astype("<f2").tobytes()).decode()


def unpacked(words: Iterable[TaughtWord]) -> list[WordTemplate]:
    """Return the templates of all words that were said often enough. Raises ValueError where one is no template."""
    found = [
        WordTemplate(word.id, np.frombuffer(b64decode(rows), "<f2").reshape(-1, NUMBERS).astype(np.float32), saying)
        for word in words
        if word.is_whole
        for saying, recording in enumerate(word.recordings)
        for rows in recording
    ]
    if not all(len(each.rows) and np.isfinite(each.rows).all() for each in found):
        raise ValueError("a recording of a word is damaged")
    return found
