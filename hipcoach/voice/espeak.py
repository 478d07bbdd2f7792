"""A pyttsx3 driver for eSpeak NG that renders to a file at once, in the calling thread.

The stock driver loses property changes and returns before its work is done. eSpeak keeps its state in the library, so
there is one of these in a process, and only a render helper loads it.
"""

import ctypes
import os
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from hipcoach.voice import wav
from hipcoach.voice.drivers import Proxy, SynchronousDriver

SYNCHRONOUS, CHARS_UTF8 = 2, 1
DO_NOT_EXIT = 0x8000  # else bad data ends the whole process
PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "word_gap": 7}
LONGEST_DATA_PATH = 120  # bytes; eSpeak copies the path to a buffer of 160 and adds names to it
DEFAULT_VOICE = "en-us"
SYSTEM_LIBRARIES = {
    "win32": (r"C:\Program Files\eSpeak NG\libespeak-ng.dll",),
    "darwin": ("/opt/homebrew/lib/libespeak-ng.1.dylib", "/usr/local/lib/libespeak-ng.1.dylib"),
}
LINUX_LIBRARIES = ("libespeak-ng.so.1",)


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("reserved", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


SynthCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Library:
    """An eSpeak NG that was loaded and answered."""

    lib: ctypes.CDLL
    rate: int
    version: str


def load_bundled() -> Library:
    """Load the eSpeak NG of the espeakng-loader wheel. Raises RuntimeError where it cannot be used."""
    try:
        loader = import_module("espeakng_loader")
        library, data = loader.get_library_path(), Path(loader.get_data_path())
    except (ImportError, RuntimeError) as error:
        raise RuntimeError(f"espeakng-loader is not usable: {error}") from None
    if not (data / "phontab").is_file():
        raise RuntimeError(f"espeakng-loader is not usable: {data / 'phontab'} is missing")
    if len(os.fsencode(data)) > LONGEST_DATA_PATH:
        os.chdir(data.parent)  # a helper of its own: nothing else here minds where it stands
        data = Path(data.name)
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    return _initialised(library, os.fsencode(data))


def load_system() -> Library:
    """Load the eSpeak NG that the system has. Raises RuntimeError where there is none."""
    names = SYSTEM_LIBRARIES.get(sys.platform, LINUX_LIBRARIES)
    problems = []
    for name in names:
        try:
            return _initialised(name, None)
        except RuntimeError as error:
            problems.append(str(error))
    raise RuntimeError("; ".join(problems))


def _initialised(name: str, data: bytes | None) -> Library:
    try:
        lib = ctypes.CDLL(name, mode=getattr(ctypes, "RTLD_GLOBAL", 0))
    except OSError as error:
        raise RuntimeError(str(error)) from None
    lib.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    rate = lib.espeak_Initialize(SYNCHRONOUS, 0, data, DO_NOT_EXIT)
    if rate <= 0:
        raise RuntimeError(f"{name}: espeak_Initialize returned {rate}")
    lib.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    lib.espeak_GetCurrentVoice.restype = ctypes.POINTER(_Voice)
    lib.espeak_Info.restype = ctypes.c_char_p
    lib.espeak_Info.argtypes = [ctypes.c_void_p]
    return Library(lib, rate, lib.espeak_Info(None).decode("ascii", "replace"))


class EspeakDriver(SynchronousDriver):
    """eSpeak NG behind pyttsx3."""

    def __init__(self, proxy: Proxy, library: Library) -> None:
        super().__init__(proxy)
        self._lib = library.lib
        self._version = library.version
        self._rate = library.rate
        self._heard = array("h")
        self._callback = SynthCallback(self._on_samples)  # kept: the library holds only its address
        self._lib.espeak_SetSynthCallback(self._callback)
        self.setProperty("voice", DEFAULT_VOICE)

    def version_of(self, _voice: str) -> str:
        """Return the library's version, which all its voices share."""
        return self._version

    def _on_samples(self, samples: Any, count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._heard.frombytes(ctypes.string_at(samples, count * 2))
        return 0

    def save_to_file(self, text: str, filename: str) -> None:
        """Render `text`. Raises RuntimeError when eSpeak refuses, OSError when the file cannot be written."""
        self._proxy.notify("started-utterance")
        self._heard = array("h")
        data = text.encode("utf-8") + b"\0"
        answer = self._lib.espeak_Synth(data, len(data), 0, 1, 0, CHARS_UTF8, None, None)
        if answer != 0:
            raise RuntimeError(f"espeak_Synth returned {answer}")
        wav.write(Path(filename), wav.Sound(self._heard, self._rate))
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> object:
        """Return `voices`, `voice`, `rate`, `volume` (0..1), `pitch` or `word_gap` (10 ms)."""
        if name == "voices":
            return list(self._voices())
        if name == "voice":
            return self._lib.espeak_GetCurrentVoice().contents.identifier.decode()
        value: int = self._lib.espeak_GetParameter(PARAMETERS[name], 1)
        return value / 100 if name == "volume" else value

    def setProperty(self, name: str, value: Any) -> None:
        """Set a property of the same names. Raises ValueError on a voice that is not there."""
        if name == "voice":
            if self._lib.espeak_SetVoiceByName(str(value).encode()) != 0:
                raise ValueError(f"unknown voice {value!r}")
        else:
            number = round(value * 100) if name == "volume" else int(value)
            self._lib.espeak_SetParameter(PARAMETERS[name], number, 0)

    def _voices(self) -> Iterator[object]:
        voice = import_module("pyttsx3.voice").Voice
        listed = self._lib.espeak_ListVoices(None)
        index = 0
        while listed[index]:
            found = listed[index].contents
            language = (found.languages or b"\0")[1:].decode("utf-8", "replace")  # the first byte is its rank
            yield voice(found.identifier.decode(), found.name.decode(), [language])
            index += 1
