"""Hours of speech that is not meant for the program, as the rows that the listening process compares; for `heard.py`.

It is this program's reading pages, its phrases, and small talk on the weather and the day, without an end. Saying and
embedding three hours takes most of the time of the benchmark and depends on no limit of the matcher, so what one voice
said is kept in a folder: a change of the limits is measured in a minute or two.
"""

import hashlib
import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from speakers import Speak
from understood import in_room

from hipcoach.listen.embedding import ROW_S, SpeechEmbedder
from hipcoach.paths import find_paths

SPEECH_DB = 20.0  # noise below the other speech
RATE_WPM = 150
WHO, DOES, WHAT, WHEN = (
    ("My neighbour", "The woman next door", "Everybody here", "The old gardener", "A friend of mine", "The weather"),
    ("brought", "forgot", "found", "talked about", "changed", "waited for", "asked about", "never liked"),
    (
        "the bus to town",
        "a bag of apples",
        "the news on the radio",
        "cloud and sunny spells",
        "a letter",
        "the garden gate",
    ),
    ("again this morning", "before the rain came", "on the way home", "at about ten", "all the same", "for the better"),
)


@dataclass(frozen=True, slots=True, eq=False)
class OtherSpeech:
    """What one voice said, in one stream."""

    texts: list[str]
    ends: list[int]  # the first row after each text
    rows: np.ndarray
    frames: np.ndarray

    @property
    def minutes(self) -> float:
        """Return how long it is."""
        return len(self.rows) * ROW_S / 60

    def text_at(self, row: int) -> str:
        """Return what was being said."""
        return self.texts[int(np.searchsorted(self.ends, row, "right"))]


def other_speech(voice: str, speak: Speak, minutes: float, models: Path, kept: Path) -> OtherSpeech:
    """Return at least so many minutes of it; from the folder `kept` where this voice has said it before."""
    model = b"".join(path.read_bytes() for path in sorted(models.glob("*.onnx")))
    what = hashlib.sha256(model + json.dumps([voice, round(minutes, 3), sorted(set(pages()))]).encode()).hexdigest()[
        :12
    ]
    file = kept / f"{voice.replace(' ', '-')}-{what}.npz"
    if not file.exists():
        said = _said(speak, minutes, SpeechEmbedder(models))
        kept.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        with part.open("wb") as to:
            np.savez(to, texts=said.texts, ends=said.ends, rows=said.rows, frames=said.frames)
        part.replace(file)
    with np.load(file) as found:
        rows, frames = found["rows"].astype(np.float32), found["frames"].astype(np.float32)
        return OtherSpeech(found["texts"].tolist(), found["ends"].tolist(), rows, frames)


def _said(speak: Speak, minutes: float, embedder: SpeechEmbedder) -> OtherSpeech:
    texts, ends, rows, frames = list[str](), list[int](), list[np.ndarray](), list[np.ndarray]()
    count = 0
    for seed, text in enumerate(sentences()):
        heard = embedder.push(whole_numbers(in_room(speak(text, RATE_WPM), SPEECH_DB, 1_000 + seed)))
        count += len(heard.rows)
        texts.append(text)
        ends.append(count)
        rows.append(heard.rows.astype(np.float16))
        frames.append(heard.frames.astype(np.float16))
        if count * ROW_S >= minutes * 60:
            break
    return OtherSpeech(texts, ends, np.concatenate(rows), np.concatenate(frames))


def sentences() -> Iterator[str]:
    """Yield the program's own pages and phrases, then small talk for ever."""
    yield from pages()
    chance = random.Random(0)
    while True:
        yield " ".join(f"{' '.join(map(chance.choice, (WHO, DOES, WHAT, WHEN)))}." for _ in range(3))


def pages() -> Iterator[str]:
    """Yield what the program has to read, and its phrases."""
    assets = find_paths().assets
    for path in sorted((assets / "reading").glob("*.toml")):
        yield from pieces(tomllib.loads(path.read_text("utf-8")))
    phrases = tomllib.loads((assets / "phrases" / "en.toml").read_text("utf-8"))["phrases"]
    yield from (text for text in phrases.values() if "{" not in text)


def pieces(value: object) -> Iterator[str]:
    """Yield the longer texts of a page."""
    if isinstance(value, str) and len(value) > 60:
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from pieces(each)


def whole_numbers(sound: np.ndarray) -> np.ndarray:
    """Return sound as a microphone gives it, as loud as speech is there."""
    return (sound * 0.3 / max(np.abs(sound).max(), 1e-9) * 32767).astype(np.int16)
