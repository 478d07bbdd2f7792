"""Hears words in the sound of one microphone, and takes recordings of new ones. No device, no process, no file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from hipcoach.listen.embedding import BLOCK, SpeechEmbedder
from hipcoach.listen.matching import HeardWord, WordMatcher, alike, limits_of
from hipcoach.listen.spectrum import RATE
from hipcoach.listen.taught_words import TaughtWord, can_listen
from hipcoach.listen.word_templates import (
    ABOVE_NOISE,
    LEAST_LOUD,
    BadRecording,
    WordTemplate,
    packed,
    templates_of,
    unpacked,
)

NOBODY_SPOKE_S = 6.0
QUIET_AFTER_S = 0.6  # of a word that is taught
BEFORE_S = 0.5  # of the room, before a word
LONGEST_S = 4.0
QUIETER, LOUDER = 0.16, 0.01  # of a step in how loud the room is, each block


@dataclass
class Recording:
    """A word that is being taught."""

    word: str
    done: Callable[[Sequence[str]], object]
    failed: Callable[[str], object]
    blocks: list[np.ndarray] = field(default_factory=list)
    spoke_at: int | None = None  # the block with the first sound of it
    loud_at: int = 0  # the last block that was not quiet


class WordEar:
    """Takes sound block by block."""

    def __init__(self, embedder: SpeechEmbedder, on_heard: Callable[[HeardWord], object]) -> None:
        self._embedder = embedder
        self._on_heard = on_heard
        self._matcher: WordMatcher | None = None
        self._recording: Recording | None = None
        self._rest = np.zeros(0, np.int16)
        self._quiet = LEAST_LOUD  # how loud the room is by itself
        self.loudest = 0.0  # since it was last asked for, 0 to 1

    def listen(self, words: Sequence[TaughtWord]) -> None:
        """Listen for these words from now on. Raises ValueError where they are too few or damaged."""
        templates = unpacked(words)
        if not can_listen(words):
            raise ValueError("too few words were taught")
        self._matcher = WordMatcher(templates, limits_of(templates))
        self.forget()

    def record(self, word: str, done: Callable[[Sequence[str]], object], failed: Callable[[str], object]) -> None:
        """Take the next word that is said as a recording. `done` gets its rows; `failed` gets why there are none."""
        self._recording = Recording(word, done, failed)

    def forget(self) -> None:
        """Begin again, in silence: some sound was left out."""
        self._embedder.forget()
        if self._matcher is not None:
            self._matcher.forget()

    def push(self, samples: np.ndarray, *, own_voice: bool = False) -> None:
        """Take more sound, as whole numbers of 16 bits; `own_voice`: the program speaks in it."""
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) - len(sound) % BLOCK
        self._rest = sound[whole:]
        for at in range(0, whole, BLOCK):
            self._take(sound[at : at + BLOCK], own_voice)

    def _take(self, block: np.ndarray, own_voice: bool) -> None:
        self.loudest = max(self.loudest, float(np.abs(block.astype(np.int32)).max()) / 32767)
        if self._recording is not None:
            self._take_recording(self._recording, block)
        elif self._matcher is not None:
            sound = self._embedder.push(block)
            for row, frames in zip(sound.rows, sound.frames, strict=True):
                heard = self._matcher.push(row, frames, own_voice=own_voice)
                if heard is not None:
                    self._on_heard(heard)
        if self._recording is None or self._recording.spoke_at is None:
            power = float(np.sqrt((block.astype(np.float64) ** 2).mean()))
            self._quiet += (power - self._quiet) * (QUIETER if power < self._quiet else LOUDER)

    def _take_recording(self, recording: Recording, block: np.ndarray) -> None:
        recording.blocks.append(block)
        place, seconds = len(recording.blocks) - 1, BLOCK / RATE
        power = float(np.sqrt((block.astype(np.float64) ** 2).mean()))
        if power > max(LEAST_LOUD, ABOVE_NOISE * self._quiet):
            recording.loud_at = place
            recording.spoke_at = place if recording.spoke_at is None else recording.spoke_at
        if recording.spoke_at is None:
            if place * seconds > NOBODY_SPOKE_S:
                self._recording = None
                recording.failed("Nothing was heard.")
        elif (place - recording.loud_at) * seconds >= QUIET_AFTER_S or (
            place - recording.spoke_at
        ) * seconds > LONGEST_S:
            self._recording = None
            first = max(0, recording.spoke_at - round(BEFORE_S / seconds))
            self._finish(recording, np.concatenate(recording.blocks[first:]))

    def _finish(self, recording: Recording, sound: np.ndarray) -> None:
        try:
            templates = templates_of(recording.word, sound, self._embedder)
        except BadRecording as problem:
            recording.failed(str(problem))
        else:
            recording.done([packed(each) for each in templates])
        self.forget()


def alike_words(words: Sequence[TaughtWord]) -> list[tuple[str, str]]:
    """Return the pairs of words that would be mixed up. Raises ValueError where they are too few or damaged."""
    templates: list[WordTemplate] = unpacked(words)
    return alike(templates)
