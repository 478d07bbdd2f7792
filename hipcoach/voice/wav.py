"""The sound of one phrase as 16-bit mono samples: read, freed of the silence around it, written whole or not at all."""

from __future__ import annotations  # array[int] is a type only from Python 3.12

import os
import sys
import wave
from array import array
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

AUDIBLE = 80  # of 32768: quieter than this at either end is silence
LEAD_S = 0.01  # kept before the first audible sample: the breath of an F is quieter than that
TAIL_S = 0.02  # kept after the last; both are faded, so that neither end clicks
PRIVATE_FILE = 0o600
USUAL_RATE = 22050  # of a file that nothing is said in


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono samples, 16 bit."""

    samples: array[int]
    rate: int

    @property
    def duration_s(self) -> float:
        """Return how long it plays, in seconds."""
        return len(self.samples) / self.rate

    @property
    def audible(self) -> bool:
        """Return True if anything in it can be heard."""
        return any(sample >= AUDIBLE or sample <= -AUDIBLE for sample in self.samples)


def read(path: Path) -> Sound:
    """Read a 16-bit WAV, mixing channels down. Raises ValueError on anything else, OSError when it cannot be read."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise ValueError(f"{path}: expected 16-bit samples")
            channels, rate, data = file.getnchannels(), file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path}: expected a WAV file ({error})") from None
    samples = from_bytes(data[: len(data) - len(data) % (2 * channels)])
    if channels > 1:
        samples = array("h", (sum(samples[i : i + channels]) // channels for i in range(0, len(samples), channels)))
    return Sound(samples, rate)


def from_bytes(data: bytes) -> array[int]:
    """Return the samples of little-endian 16-bit data, as WAV files hold them."""
    samples = array("h")
    samples.frombytes(data)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def to_bytes(samples: array[int]) -> bytes:
    """Return the samples as WAV files hold them."""
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples.tobytes()


def duration_s(path: Path) -> float | None:
    """Return how long a WAV file plays, from its header; None if it is missing, cut short or no WAV."""
    try:
        with wave.open(str(path), "rb") as file:
            frames, rate = file.getnframes(), file.getframerate()
            whole = 44 + frames * file.getsampwidth() * file.getnchannels()
        if frames == 0 or path.stat().st_size < whole:
            return None
    except (OSError, wave.Error, EOFError):
        return None
    return frames / rate


def trim_silence(sound: Sound) -> Sound:
    """Cut the silence before and after, but for LEAD_S and TAIL_S of it."""
    samples = sound.samples
    first = next((i for i, sample in enumerate(samples) if abs(sample) >= AUDIBLE), None)
    if first is None:
        return Sound(array("h"), sound.rate)
    last = next(i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) >= AUDIBLE)
    lead, tail = min(int(LEAD_S * sound.rate), first), min(int(TAIL_S * sound.rate), len(samples) - 1 - last)
    kept = samples[first - lead : last + 1 + tail]
    for i in range(lead):
        kept[i] = kept[i] * i // lead
    for i in range(tail):
        kept[-1 - i] = kept[-1 - i] * i // tail
    return Sound(kept, sound.rate)


def write(path: Path, sound: Sound) -> None:
    """Write the file under another name and move it into place, so that it is there whole or not at all.

    Raises OSError.
    """
    with SoundWriter(path, sound.rate) as out:
        out.add(sound)


class SoundWriter:
    """A file that is written piece by piece, under another name until it is whole. All methods raise OSError."""

    def __init__(self, path: Path, rate: int) -> None:
        self._path, self._rate = path, rate
        self._part = path.with_name(f"{path.name}.{os.getpid()}.part")
        self._samples = 0

    def __enter__(self) -> Self:
        """Begin the file."""
        descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        self._binary = os.fdopen(descriptor, "wb")
        self._file = wave.open(self._binary, "wb")
        self._file.setparams((1, 2, self._rate, 0, "NONE", ""))
        return self

    def add(self, sound: Sound) -> None:
        """Go on with this sound."""
        samples = sound.samples if sound.rate == self._rate else _at_rate(sound, self._rate)
        self._file.writeframesraw(to_bytes(samples))
        self._samples += len(samples)

    def silence_until(self, at_s: float) -> None:
        """Fill up with silence to this second; nothing where the file is that long."""
        missing = round(at_s * self._rate) - self._samples
        if missing > 0:
            self._file.writeframesraw(bytes(2 * missing))
            self._samples += missing

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """Move the file into place, or take it away."""
        try:
            with self._binary, self._file:
                pass
            if failed is None:
                self._part.replace(self._path)
        finally:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)


def _at_rate(sound: Sound, rate: int) -> array[int]:
    """Return the samples at another rate, on straight lines between those that there are."""
    samples, step = sound.samples, sound.rate / rate
    last = len(samples) - 1
    result = array("h")
    for i in range(int(len(samples) / step)):
        whole, share = divmod(i * step, 1)
        here = samples[int(whole)]
        result.append(here + round(share * (samples[min(int(whole) + 1, last)] - here)))
    return result
