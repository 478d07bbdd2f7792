"""The microphone, through miniaudio: sound comes in small pieces, in a thread of its own."""

import os
import sys
from collections.abc import Callable, Generator
from importlib import import_module
from typing import Any

from hipcoach.listen.spectrum import RATE

PERIOD_MS = 20
PULSE_LATENCY = "PULSE_LATENCY_MSEC"  # unasked, its server may hand sound over every two seconds
BACKENDS = {  # never the Null backend, which hears nobody; nor JACK, which may start a server
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
}
MISSING = "no microphone was found"
STAYS_SILENT = "the microphone does not start"
WHY = {  # miniaudio's own numbers, where its system tells why
    -6: "this program may not use the microphone: the system's privacy settings say so",
    -19: "another program uses the microphone",
}
OTHER_BACKENDS = ("PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")


class Microphone:
    """The system's own choice of microphone, as numbers of 16 bits."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        """Open it; `take` is given the sound from `start` on, and must not wait. Raises RuntimeError."""
        try:
            miniaudio: Any = import_module("miniaudio")
        except Exception as error:  # its compiled half raises as it likes
            raise RuntimeError(f"miniaudio cannot be loaded ({error})") from error
        self._take = take
        os.environ.setdefault(PULSE_LATENCY, str(PERIOD_MS))
        try:
            self._device = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                backends=[miniaudio.Backend[name] for name in BACKENDS.get(sys.platform, OTHER_BACKENDS)],
                app_name="hipcoach",
            )
        except Exception as error:  # miniaudio's own
            raise RuntimeError(_why(error, MISSING)) from error
        self.backend: str = self._device.backend

    def start(self) -> None:
        """Begin to listen. Raises RuntimeError where the system refuses."""
        pieces = self._pieces()
        next(pieces)
        try:
            self._device.start(pieces)
        except Exception as error:  # miniaudio's own
            raise RuntimeError(_why(error, STAYS_SILENT)) from error

    def _pieces(self) -> Generator[None, bytearray, None]:
        while True:
            self._take(bytes((yield)))


def _why(error: Exception, otherwise: str) -> str:
    number = error.args[-1] if error.args else None
    return WHY.get(number, otherwise) if isinstance(number, int) else otherwise
