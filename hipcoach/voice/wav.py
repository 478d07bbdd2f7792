"""Sound of one phrase as 16-bit mono samples: read, trimmed of its silence, written whole or not at all."""

from __future__ import annotations  # array[int] is a type only from Python 3.12

import io
import os
import sys
import wave
from array import array
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AUDIBLE = 200  # of 32767: quieter than this at either end is silence
TAIL_S = 0.03  # kept after the last audible sample, faded, so that a word's end does not click
PRIVATE_FILE = 0o600


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
        return bool(self.samples) and max(max(self.samples), -min(self.samples)) >= AUDIBLE


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
    """Cut the silence before and after, so that the sound starts with its first sample."""
    samples = sound.samples
    first = next((i for i, s in enumerate(samples) if s >= AUDIBLE or s <= -AUDIBLE), len(samples))
    last = next((i for i in range(len(samples) - 1, first, -1) if abs(samples[i]) >= AUDIBLE), first)
    tail = min(int(TAIL_S * sound.rate), len(samples) - last)
    kept = samples[first : last + tail]
    for i in range(min(tail, len(kept))):
        kept[-1 - i] = kept[-1 - i] * i // tail
    return Sound(kept, sound.rate)


def encode(sound: Sound) -> bytes:
    """Return the bytes of the WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(to_bytes(sound.samples))
    return out.getvalue()


def write(path: Path, sound: Sound) -> None:
    """Write the file under another name and move it into place: it is there whole, or not there. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(encode(sound))
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
