"""Prints how fast the voice is: its start, render time, request to sound, pain key to silence, and what it costs.

What sounds needs PulseAudio and its `parec`. `--cues N` and `--presses N` make it longer; `--load` keeps one core busy
meanwhile.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import MISSING, NullSink, Recorder, busy_core, children, percentile, until
from session_cues import cues_of

from hipcoach.clock import SystemClock, wait_s
from hipcoach.paths import shipped_folder
from hipcoach.voice.protocol import FIRST_WORDS
from hipcoach.voice.speaking import SpeakingVoice, VoiceOptions, open_voice

TEXTS = ("One.", "Lower slowly.", "Switch to your left side.", "Keep breathing.", "Last one.", "Hold for ten seconds.")
STOP, NAME = 6, 2
PHRASES_OF_A_SESSION = 160


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cues", type=int, default=60)
    parser.add_argument("--presses", type=int, default=50)
    parser.add_argument("--load", action="store_true")
    given = parser.parse_args()
    print(f"imported by the window for its voice: {imported()}")
    print_start()
    if MISSING:
        print(f"{' and '.join(MISSING)} not installed: nothing else can be measured here")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        sink = NullSink(Path(folder))
        sink.start()
        os.environ.update(sink.environment)
        load = busy_core() if given.load else None
        voice = open_voice(VoiceOptions(), Path(folder) / "cache", shipped_folder() / "assets" / "tones")
        try:
            until(lambda: voice.state().sound and voice.voices(), 20)
            print_render_time(voice)
            print_latencies(voice, Recorder(sink), given.cues, given.presses)
        finally:
            voice.close()
            sink.stop()
            if load is not None:
                load.kill()
                load.wait()
    return 0


def imported() -> str:
    """Speech and sound libraries in a process that has opened a voice and spoken with it."""
    program = (
        "import sys, pathlib, tempfile\n"
        "from hipcoach.voice.speaking import *\n"
        "voice = open_voice(VoiceOptions(), pathlib.Path(tempfile.mkdtemp()), pathlib.Path('.'))\n"
        "voice.prepare(['One.']); voice.say('One.'); voice.close()\n"
        "heavy = ('pyttsx3', 'miniaudio', '_miniaudio', 'espeakng_loader', 'numpy', 'onnxruntime', 'hibari')\n"
        "print(sum(name.split('.')[0] in heavy for name in sys.modules), 'speech or sound modules')"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def print_start() -> None:
    """Print when the first phrase of a session is ready, and all of them, with nothing kept and with all kept."""
    texts = [text for _, text in cues_of("hip-essentials") if text]
    texts = list(dict.fromkeys([*texts, *(f"{text} Now." for text in texts)]))[:PHRASES_OF_A_SESSION]
    clock, tones = SystemClock(), shipped_folder() / "assets" / "tones"
    with tempfile.TemporaryDirectory() as folder:
        for what in ("nothing kept", "all kept"):
            began_s = clock.now_s()
            voice = open_voice(VoiceOptions(), Path(folder) / "cache", tones)
            voice.prepare(texts)
            until(lambda voice=voice: voice.progress(texts[:1])[0] == 1, 60)
            first_s = clock.now_s() - began_s
            until(lambda voice=voice: voice.progress(texts[:FIRST_WORDS])[0] == FIRST_WORDS, 60)
            begins_s = clock.now_s() - began_s
            until(lambda voice=voice: voice.progress()[0] == len(texts), 120)
            all_s = clock.now_s() - began_s
            memory = max(map(resident_mb, children(os.getpid())), default=0)
            print(
                f"{what}: first phrase after {first_s:.2f} s, session begins after {begins_s:.2f} s, "
                f"all {len(texts)} after {all_s:.1f} s, by {voice.facts().engine}; a helper took {memory} MB at most"
            )
            voice.close()


def resident_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def print_render_time(voice: SpeakingVoice) -> None:
    texts = [f"Hold for {number} seconds, and keep breathing." for number in range(1, 101)]
    clock = SystemClock()
    started_s = clock.now_s()
    voice.prepare(texts)
    until(lambda: voice.progress()[0] == len(texts), 60)
    print(f"render: {(clock.now_s() - started_s) * 1000 / len(texts):.1f} ms a phrase, asked for and answered")


def print_latencies(voice: SpeakingVoice, recorder: Recorder, cues: int, presses: int) -> None:
    chance = random.Random(3)
    voice.prepare(TEXTS)
    until(lambda: all(voice.length_s(text) for text in TEXTS), 10)
    asked, pressed, blocked = [], [], []

    def timed(call, *arguments, **keywords) -> float:
        began_s = recorder.now_s()
        call(*arguments, **keywords)
        blocked.append(recorder.now_s() - began_s)
        return began_s

    for index in range(cues):
        text = TEXTS[index % len(TEXTS)]
        asked.append((timed(voice.say, text, priority=NAME), voice.length_s(text) or 0.0))
        wait_s(asked[-1][1] + 0.1 + chance.random() * 0.02)
    for _ in range(presses):
        voice.say("Hold for ten seconds.", priority=NAME)
        wait_s(0.15 + chance.random() * 0.5)
        pressed.append(timed(voice.silence))
        wait_s(0.15)
    recording = recorder.stop()
    found = [(at_s, recording.sounds(at_s - 0.02, at_s + length_s)) for at_s, length_s in asked]
    late = [(heard[0] - at_s) * 1000 for at_s, heard in found if heard is not None]
    silent = [((recording.sounds(at_s - 0.1, at_s + 0.14) or (0, at_s))[1] - at_s) * 1000 for at_s in pressed]
    for name, values in (("request to sound", late), ("pain key to silence", silent)):
        print(
            f"{name}: median {statistics.median(values):.1f} ms, p95 {percentile(values, 0.95):.1f} ms ({len(values)})"
        )
    print(f"not heard: {len(asked) - len(late)}; the player was replaced {voice.state().recoveries} times")
    print(f"the caller was held up for at most {max(blocked) * 1000:.1f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
