"""The program's own voice in a room with a microphone, and all of its phrases said there; for `heard.py`."""

import copy
import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from shipped_phrases import every_phrase, script_for
from speakers import Speak
from understood import DECAY_S, DIRECT, REVERBERATION, convolved, speech_power

from hipcoach.coach.scan_choices import scan_texts
from hipcoach.coach.spoken_words import USUAL_NAMES
from hipcoach.listen.own_voice import OwnVoice
from hipcoach.listen.spectrum import RATE

GREETING = (
    "Welcome. This is a short session for your hips, and it takes about ten minutes.",
    "Lie on your back with your knees bent and your feet flat on the floor.",
    "Let your arms rest beside you, and breathe out slowly.",
    "Tighten your buttocks gently, and lift your hips as far as is comfortable.",
)
FAINT = 0.001  # a quiet room
LOUD = 0.1  # of speech in the microphone, as its root mean square
WAY_S, OFF_S = 0.05, 0.012  # through the sound system, and how far off the time is at which a cue is said to begin
BEFORE_S = 0.6  # of a cue, before a word
PIECE = 320  # samples that come at once
TELL_EVERY = 200


class Loudspeaker:
    """The program's own voice in a room, taken out of what a microphone hears there."""

    def __init__(self, speak: Speak, seed: int) -> None:
        self._own, self._now_s, self._chance = OwnVoice(), 0.0, np.random.default_rng(seed)
        tail = self._chance.standard_normal(int(DECAY_S * RATE))
        tail *= np.exp(-np.log(1000) * np.arange(len(tail)) / len(tail))
        tail *= REVERBERATION / np.sqrt(np.sum(tail**2))
        tail[0] += DIRECT
        self._room = tail
        for cue in GREETING:
            sound = speak(cue, 140)
            self._heard(self._own, sound, self._quiet(len(sound) + RATE))

    def beside(self, words: np.ndarray, cue: np.ndarray) -> np.ndarray:
        """Return words that were said into a cue as loud as they are, without the cue."""
        words = words * LOUD / np.sqrt(speech_power(words))
        said = np.concatenate([self._quiet(int(BEFORE_S * RATE)), words])
        return self._heard(copy.deepcopy(self._own), cue, said)

    def alone(self, cue: np.ndarray) -> np.ndarray:
        """Return what is left of a cue in a quiet room."""
        return self._heard(copy.deepcopy(self._own), cue, self._quiet(len(cue) + RATE))

    def _quiet(self, count: int) -> np.ndarray:
        return FAINT * self._chance.standard_normal(count)

    def _heard(self, own: OwnVoice, cue: np.ndarray, said: np.ndarray) -> np.ndarray:
        echo = convolved(np.concatenate([cue, np.zeros(RATE)]), self._room)
        late = int((WAY_S + self._chance.uniform(-OFF_S, OFF_S)) * RATE)
        echo = np.concatenate([np.zeros(late), echo * LOUD / np.sqrt(speech_power(echo))])[: len(said)]
        sound = said.copy()
        sound[: len(echo)] += echo
        samples, began_s, rest = (sound * 32_767).clip(-32_768, 32_767).astype(np.int16), self._now_s, []
        for at in range(0, len(samples), PIECE):
            if at == PIECE:
                own.plays(round(began_s * RATE), cue * 32_767, began_s)
            piece = samples[at : at + PIECE]
            rest.append(own.take_out(piece, began_s + (at + len(piece)) / RATE))
        if own is self._own:
            self._now_s += len(samples) / RATE
        return np.concatenate(rest).astype(float)


def own_phrases(
    speak: Speak, hear: Callable[[np.ndarray], list[str]], count: int | None, part: str
) -> tuple[int, list[str]]:
    """Say the program's own phrases; return how many, and those that were taken for a word, which are printed.

    `part`: which of how many parts of them, as "2/4".
    """
    loudspeaker, found = Loudspeaker(speak, 0), []
    by_words = replace(script_for(), ways=("words",), said=USUAL_NAMES)  # it names the words that were taught
    texts = list(dict.fromkeys([*every_phrase(by_words), *scan_texts(by_words, 1.0), *every_phrase()]))
    number, parts = map(int, part.split("/"))
    tried = (texts if count is None else random.Random(1).sample(texts, count))[number - 1 :: parts]
    for place, text in enumerate(tried, 1):
        if place % TELL_EVERY == 0:
            print(f"  {place} of {len(tried)} own phrases, {len(found)} taken for a word", flush=True)
        for word in hear(loudspeaker.alone(speak(text, 140))):
            print(f"  {USUAL_NAMES[word]!r} was heard in {text!r}", flush=True)
            found.append(text)
    return len(tried), found
