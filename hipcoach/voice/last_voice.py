"""What earlier sessions left in the cache: which voice spoke last, and how long its phrases are. It asks no helper."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from hipcoach.small_files import read_small_file
from hipcoach.voice import wav
from hipcoach.voice.cache import PRIVATE_FOLDER, Cache, Phrase

FILE = "last_voice.json"

VoiceRequest = tuple[str, int, int]
"""What a voice was asked for: its id (empty: the best), words a minute, gap between words."""


@dataclass(frozen=True, slots=True)
class LastVoice:
    """The voice that spoke last, and what it was asked for."""

    engine: str
    asked: VoiceRequest
    phrase: Phrase  # as it was spoken, without its text

    @classmethod
    def of(cls, engine: str, request: Mapping[str, Any], phrase: Phrase) -> "LastVoice":
        """Return what a request to the render helper led to."""
        return cls(engine, (request["voice"], request["rate_wpm"], request["word_gap"]), replace(phrase, text=""))

    def length_s(self, folder: Path, asked: VoiceRequest) -> Callable[[str], float | None]:
        """Return a function that gives the length of a kept phrase in seconds, None for one that is not there."""
        cache = Cache(folder)
        if asked != self.asked:
            return lambda text: None
        return lambda text: wav.duration_s(cache.path(replace(self.phrase, text=text)))

    def write(self, folder: Path) -> None:
        """Keep it for the next start. Raises OSError."""
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        part = folder / f"{FILE}.{os.getpid()}.part"
        data = {"engine": self.engine, "asked": self.asked, "phrase": astuple(self.phrase)}
        part.write_text(json.dumps(data), encoding="utf-8")
        part.replace(folder / FILE)


def last_voice(folder: Path) -> LastVoice | None:
    """Return the voice that spoke last; None where none did, or its file cannot be read."""
    try:
        data = json.loads(read_small_file(folder / FILE))
        return LastVoice(str(data["engine"]), tuple(data["asked"]), Phrase(*data["phrase"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
