"""Piper voices that the user put into a folder: `NAME.onnx` with `NAME.onnx.json`, where piper-tts is installed."""

import json
from array import array
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from hipcoach.voice import wav
from hipcoach.voice.drivers import Unusable
from hipcoach.voice.pace import speed_for

PREFIX = "piper:"  # of the voice's id, so that none of ours or the system's has the same


class PiperModel:
    """One of them."""

    def __init__(self, path: Path, piper: str) -> None:
        """`piper`: its version. Raises OSError, ValueError where the voice's description cannot be read."""
        described = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
        self._path = path
        self.name = f"{path.stem} (Piper)"
        self.language = str(described["language"]["code"])
        facts = path.stat()
        self.version = f"piper-tts {piper}, {facts.st_size} bytes of {facts.st_mtime_ns}"  # another voice, same name
        self._voice: Any = None

    def speak(self, text: str, rate_wpm: float) -> wav.Sound:
        """Return the sound. Raises Unusable where the model cannot be loaded."""
        piper = import_module("piper")
        if self._voice is None:
            self._voice = self._loaded(piper)
        manner = piper.SynthesisConfig(length_scale=1 / speed_for(rate_wpm))
        samples, rate = array("h"), 22050
        for chunk in self._voice.synthesize(text, manner):
            samples.frombytes(chunk.audio_int16_bytes)
            rate = chunk.sample_rate
        return wav.Sound(samples, rate)

    def _loaded(self, piper: Any) -> Any:
        try:
            return piper.PiperVoice.load(self._path)
        except Exception as error:  # a damaged model raises as onnxruntime likes
            raise Unusable(f"{self._path}: {error}") from error


def piper_models(folder: Path | None) -> dict[str, PiperModel]:
    """Return the voices in the folder by their ids; none where there is no piper-tts. A damaged one is left out."""
    models: dict[str, PiperModel] = {}
    try:
        piper = metadata.version("piper-tts")
        paths = sorted(folder.glob("*.onnx")) if folder is not None else []
    except (metadata.PackageNotFoundError, OSError):
        return models
    for path in paths:
        try:
            models[f"{PREFIX}{path.stem}"] = PiperModel(path, piper)
        except (OSError, ValueError, LookupError, TypeError):
            continue
    return models
