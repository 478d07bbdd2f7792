"""The microphone with a sound library that is made up: what it is asked for, and what its faults become."""

import os
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from hipcoach.listen.microphone import MISSING, STAYS_SILENT, WHY, Microphone

OPTIONS: dict[str, Any] = {}


class MadeUpDevice:
    """A device of the library; `fails` says where."""

    backend = "PulseAudio"
    fails, number = "", 0

    def __init__(self, **options: object) -> None:
        OPTIONS.update(options)
        if self.fails == "open":
            raise ValueError("init failed", self.number)

    def start(self, pieces: Any) -> None:
        if self.fails == "start":
            raise ValueError("start failed", self.number)
        pieces.send(bytearray(b"\1\0\2\0"))


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    backends = dict.fromkeys(
        ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS"), 1
    )
    library = SimpleNamespace(CaptureDevice=MadeUpDevice, SampleFormat=SimpleNamespace(SIGNED16=2), Backend=backends)
    monkeypatch.setitem(sys.modules, "miniaudio", library)  # type: ignore[arg-type]
    monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)


def test_sound_comes_in_small_pieces_one_channel_at_the_rate_of_the_models() -> None:
    took: list[bytes] = []
    microphone = Microphone(took.append)
    assert took == []
    microphone.start()
    assert took == [b"\1\0\2\0"]
    assert (OPTIONS["nchannels"], OPTIONS["sample_rate"], OPTIONS["buffersize_msec"]) == (1, 16_000, 20)
    assert os.environ.pop("PULSE_LATENCY_MSEC") == "20"  # else its server may keep sound back for seconds


@pytest.mark.parametrize("fails", ["open", "start"])
@pytest.mark.parametrize(
    ("number", "says"),
    [(-204, {"open": MISSING, "start": STAYS_SILENT}), (-6, WHY[-6]), (-19, WHY[-19])],
    ids=["missing", "refused", "taken by another program"],
)
def test_a_microphone_that_cannot_be_had_says_why(
    fails: str, number: int, says: str | dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MadeUpDevice, "fails", fails)
    monkeypatch.setattr(MadeUpDevice, "number", number)
    with pytest.raises(RuntimeError) as told:
        Microphone(lambda sound: None).start()
    assert str(told.value) == (says if isinstance(says, str) else says[fails])
    os.environ.pop("PULSE_LATENCY_MSEC", None)
