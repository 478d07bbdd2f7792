"""Words that an engine says, as the microphone gives them."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hipcoach.listen.spectrum import RATE
from hipcoach.paths import find_paths

MODELS = find_paths().assets / "listen"
WORDS = ("it hurts", "pause", "go on", "yes")
OTHER = "The bus to town was late again this morning."
RENDER = """
import sys
from pathlib import Path
from hipcoach.voice.engines import Manner, start_engine
engine = start_engine("espeak", Path(sys.argv[1]))
for text in sys.argv[2:]:
    sound = engine.render(f"{text}.", Manner("", 140, 2))
    Path(sys.argv[1], text + ".raw").write_bytes(sound.samples.tobytes())
    print(sound.rate)
"""
SPEECH_LOUD = 9_000  # the loudest of a word, of 32767


@dataclass(frozen=True)
class Said:
    """The sound of each word, with silence of a quiet room around it."""

    sounds: dict[str, np.ndarray]

    def sound(self, words: str, seed: int = 0) -> np.ndarray:
        """Return words in a room that is a little otherwise each time."""
        noise = np.random.default_rng(seed).standard_normal
        sound = self.sounds[words]
        return np.concatenate([noise(RATE) * 25, sound + noise(len(sound)) * 25, noise(RATE) * 25]).astype(np.int16)


def say(folder: Path) -> Said:
    """Return all words, said in a process of its own."""
    texts = [*WORDS, OTHER]
    told = subprocess.run(
        [sys.executable, "-c", RENDER, str(folder), *texts], check=True, capture_output=True, text=True
    )
    rate = int(told.stdout.split()[-1])
    sounds = {}
    for text in texts:
        samples = np.frombuffer((folder / f"{text}.raw").read_bytes(), np.int16).astype(float)
        places = np.arange(0, len(samples) - 1, rate / RATE)
        sound = np.interp(places, np.arange(len(samples)), samples)
        sounds[text] = sound * SPEECH_LOUD / np.abs(sound).max()
    return Said(sounds)
