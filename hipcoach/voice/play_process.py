"""The player helper: plays cues on the instant and says when. `python -m hipcoach.voice.play_process`."""

from __future__ import annotations  # array[int] is a type only from Python 3.12

import argparse
import contextlib
import gc
import os
import queue
import sys
import threading
from array import array
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipcoach.clock import Clock, SystemClock
from hipcoach.voice import roles, wav
from hipcoach.voice.mixer import RATE, Mixer, QueuedSound
from hipcoach.voice.wire import Message, Wire, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Generator

PERIOD_MS, PERIODS = 10, 3  # 30 ms in all: heard and silent within 20 ms, and no gaps with a core loaded
QUIET_S = 30.0  # and as long again: then the device rests, and starts again in a millisecond
QUIET_LOWERING_S = 0.4  # where other sound is lowered as long as the device runs
NICENESS = -10
BACKENDS = {  # never the Null backend, which plays to nobody; nor JACK, which may start a server
    "win32": ("WASAPI", "DSOUND", "WINMM"),
    "darwin": ("COREAUDIO",),
}
OTHER_BACKENDS = ("PULSEAUDIO", "ALSA", "SNDIO", "AUDIO4", "OSS")


def main(arguments: list[str] | None = None) -> int:
    """Serve requests until the pipe closes."""
    parser = argparse.ArgumentParser(prog="python -m hipcoach.voice.play_process", description=__doc__)
    parser.add_argument("--parent", type=int)
    parser.add_argument("--lower-others", action="store_true")
    given = parser.parse_args(arguments)
    end_with_parent(given.parent)
    be_punctual()
    lowering = roles.ask_server() if given.lower_others else roles.Lowering("")
    if lowering.role:
        roles.speak_as(lowering.role)
    wire = Wire()
    clock = SystemClock()
    # Never written to from the audio thread: a full pipe would stop the sound.
    reports: queue.SimpleQueue[tuple[int, str, float]] = queue.SimpleQueue()
    mixer = Mixer(lambda cue, what: reports.put((cue, what, clock.now_s())))
    try:
        device = Device(mixer, clock)
    except RuntimeError as error:
        wire.send(event="no_sound", message=str(error))
        return 0
    threading.Thread(target=_report, args=(reports, wire), name="reports", daemon=True).start()
    wire.send(event="ready", backend=device.backend, role=lowering.role, not_lowered=lowering.why_not)
    gc.freeze()
    CuePlayer(mixer, device, wire, clock).serve(QUIET_LOWERING_S if lowering.role else QUIET_S)
    return 0


def be_punctual() -> None:
    """Ask to be run before others, as sound servers do. Most users are refused, and then nothing changes."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(os.sched_get_priority_min(os.SCHED_RR)))


class Device:
    """The sound card's end, through miniaudio."""

    def __init__(self, mixer: Mixer, clock: Clock) -> None:
        """Open it. Raises RuntimeError where there is none."""
        self._mixer = mixer
        self._clock = clock
        self._running = False
        try:
            miniaudio: Any = import_module("miniaudio")
        except Exception as error:  # its compiled half raises as it likes
            raise RuntimeError(f"miniaudio cannot be loaded ({error})") from error
        try:
            names = BACKENDS.get(sys.platform, OTHER_BACKENDS)
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=[miniaudio.Backend[name] for name in names],
                app_name="hipcoach",
            )
        except Exception as error:  # miniaudio's own
            raise RuntimeError("no sound device was found") from error
        self.backend: str = self._device.backend

    def run(self) -> None:
        """Start pulling samples from the mixer, if it does not yet."""
        if not self._running:
            self._running = True
            samples = self._samples()
            next(samples)
            self._device.start(samples)

    def rest(self) -> None:
        """Let the card sleep until the next sound."""
        if self._running:
            self._running = False
            self._device.stop()

    def _samples(self) -> Generator[array[int], int, None]:
        count = yield array("h")
        while True:
            count = yield self._mixer.next(count, self._clock.now_s())


class CuePlayer:
    """Carries out the requests."""

    def __init__(self, mixer: Mixer, device: Device, wire: Wire, clock: Clock) -> None:
        self._mixer = mixer
        self._device = device
        self._wire = wire
        self._clock = clock
        self._sounds: dict[str, array[int]] = {}

    def serve(self, quiet_s: float) -> None:
        """Answer until the process ends. The device rests when nothing sounds at two looks, `quiet_s` apart."""
        was_idle = False
        for request in self._wire.requests(quiet_s):
            if request is None:
                if was_idle and self._mixer.idle:  # at one look, the last of a sound may be on its way out
                    self._device.rest()
                was_idle = self._mixer.idle
                continue
            was_idle = False
            try:
                getattr(self, f"_do_{request['do']}")(request)
            except (OSError, ValueError) as error:
                self._wire.send(id=request["id"], event="missing", message=str(error))
            except Exception as error:  # miniaudio's own, when the device has gone
                self._wire.send(event="no_sound", message=str(error))
                os._exit(1)

    def _do_play(self, request: Message) -> None:
        expires_s = self._clock.now_s() + request["deadline_s"]
        silent = round(request.get("pause_s", 0.0) * RATE)  # after what was said just before
        samples = array("h", bytes(2 * silent)) + self._sound(request["path"])
        playing = QueuedSound(request["id"], samples, request["priority"], expires_s, silent)
        if request["tone"]:
            self._mixer.tone(playing)
        else:
            self._mixer.say(playing)
        self._device.run()

    def _do_silence(self, request: Message) -> None:
        self._mixer.silence()
        self._wire.send(id=request["id"], event="silent")

    def _do_load(self, request: Message) -> None:
        self._sound(request["path"])
        self._wire.send(id=request["id"], event="loaded")

    def _do_volumes(self, request: Message) -> None:
        self._mixer.volumes.voice = request["voice"]
        self._mixer.volumes.tone = request["tone"]
        self._wire.send(id=request["id"], event="set")

    def _do_forget(self, request: Message) -> None:
        self._sounds.clear()
        self._wire.send(id=request["id"], event="forgotten")

    def _sound(self, path: str) -> array[int]:
        if path not in self._sounds:
            self._sounds[path] = _resampled(wav.read(Path(path)))
        return self._sounds[path]


def _resampled(sound: wav.Sound) -> array[int]:
    """Return the samples at the device's rate; voices of other rates need that."""
    if sound.rate == RATE:
        return sound.samples
    miniaudio: Any = import_module("miniaudio")
    mono = miniaudio.SampleFormat.SIGNED16
    return wav.from_bytes(
        bytes(miniaudio.convert_frames(mono, 1, sound.rate, wav.to_bytes(sound.samples), mono, 1, RATE))
    )


def _report(reports: queue.SimpleQueue[tuple[int, str, float]], wire: Wire) -> None:
    for cue, what, at_s in iter(reports.get, None):
        wire.send(id=cue, event=what, at_s=at_s)


if __name__ == "__main__":
    raise SystemExit(main())
