"""No helper outlives the window, however either of them ends; and the real helpers come back when they are killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from null_sink import child_that_runs, children, until
from quick_voice import quick_helpers

from hipcoach.voice.last_voice import FILE
from hipcoach.voice.speaking import VoiceOptions, open_voice
from tests.witness import Witness

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]

TONES = Path(__file__).parents[2] / "assets" / "tones"
SOON_S = 30.0  # one that only has nothing to do ends after a minute
WINDOW = """
import sys
from pathlib import Path
from quick_voice import quick_helpers
from hipcoach.voice import speaker
from hipcoach.voice.speaking import VoiceOptions, open_voice
speaker.READY_WITHIN_S = 600.0
cache = Path(sys.argv[1])
voice = open_voice(VoiceOptions(), cache, Path(sys.argv[2]), helpers=quick_helpers(cache))
voice.prepare(["One.", "Two."])
print("open", flush=True)
sys.stdin.read()
{end}
"""


def gone(pid):
    """Whether a process has ended (or waits only for its parent to notice)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def hanging_server(monkeypatch, tmp_path):
    """The player's helper ends by itself without a device; here it must live, so it is given a server that hangs."""
    import socket

    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "native"))
    server.listen()
    server.settimeout(60)
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/native")
    monkeypatch.setenv("PULSE_RUNTIME_PATH", str(tmp_path))
    yield server
    server.close()


@pytest.fixture
def window(tmp_path):
    started = []

    def start(end="voice.close()"):
        process = subprocess.Popen(
            [sys.executable, "-c", WINDOW.format(end=end), str(tmp_path / "cache"), str(TONES)],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "open\n"
        until(lambda: len(list(children(process.pid))) == 2)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.mark.usefixtures("hanging_server")
@pytest.mark.parametrize("end", ["voice.close()", "", "raise SystemExit(1)"])
def test_none_is_left_after_quitting_closed_or_not(window, end):
    process = window(end)
    helpers = list(children(process.pid))
    until(lambda: os.getpgid(process.pid) not in map(os.getpgid, helpers))  # Ctrl-Z in its terminal stops it alone
    process.stdin.close()
    process.wait(60)
    until(lambda: all(map(gone, helpers)), SOON_S)


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
def test_none_is_left_after_the_window_is_killed(window, hanging_server, tmp_path, stopped):
    process = window()
    hanging_server.accept()[0].detach()  # the player has come as far as its device, and hangs there
    until(lambda: len(list((tmp_path / "cache").glob("*.wav"))) == 2)
    helpers = list(children(process.pid))
    if stopped:  # it cannot notice that its pipe closes
        for pid in helpers:
            os.kill(pid, signal.SIGSTOP)
    process.kill()
    process.wait()
    until(lambda: all(map(gone, helpers)), SOON_S)


def test_a_killed_render_helper_is_replaced_when_it_is_needed(tmp_path):
    voice = open_voice(VoiceOptions(), tmp_path / "cache", TONES, helpers=quick_helpers(tmp_path / "cache"))
    witness, calls = Witness(), []
    try:
        voice.prepare(["One."])
        until(lambda: voice.length_s("One.") is not None)
        for turn in range(3):
            os.kill(child_that_runs("voice.render_process"), signal.SIGKILL)
            began = witness.moment()
            voice.prepare([f"Number {turn}."])
            calls.append((began, witness.moment()))
            until(lambda turn=turn: voice.length_s(f"Number {turn}.") is not None)
    finally:
        voice.close()
        witness.close()
    witness.check(calls)


def test_nothing_is_left_of_the_helpers_in_the_cache(tmp_path):
    voice = open_voice(VoiceOptions(), tmp_path / "cache", TONES, helpers=quick_helpers(tmp_path / "cache"))
    try:
        voice.prepare(["One.", "Two."])
        until(lambda: voice.progress() == (2, 2))
    finally:
        voice.close()
    left = sorted(path.suffix for path in (tmp_path / "cache").iterdir() if path.name != FILE)
    assert left == [".wav", ".wav"]
