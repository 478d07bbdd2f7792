"""Kills, stops and starves the listening process at random instants of many sessions, and compares their diaries.

`python benchmarks/listening_breaks.py [--sessions 200]`: each session is played on a clock of its own beside a process
that listens to a microphone of a sound server. What it wrote must be what a session writes beside no such process. It
needs PulseAudio, and its status is 1 where a session was disturbed or left a process behind.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import NullSink, busy_core, children, until
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock, wait_s
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.spoken_words import WORDS
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.table import State
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.listen.taught_words import TIMES, TaughtWord, write_words
from hipcoach.paths import find_paths
from hipcoach.safety.types import Response
from hipcoach.settings import Settings
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.shared.ear import Ear
from tests.ui.player.player_page_story import Shown
from tests.ui.player.player_world import SCRIPT

Process = subprocess.Popen[bytes]
BREAKS = ("kill", "stop", "starve", "starve and kill")
TICKS_S = (0.3, 5.0)
LOOKS = 12  # of the window, in which the process may be broken, in a session


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = NullSink(folder, sinks=("ear",))
        server.start()
        os.environ.update(server.environment, PULSE_SOURCE="ear.monitor")
        try:
            return break_all(folder, given.sessions)
        finally:
            server.stop()


def break_all(folder: Path, count: int) -> int:
    """Play the sessions; return the status."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    words = folder / "words"
    rows = made_up_rows()
    write_words(words, [TaughtWord(str(id), meaning.said, (rows[id],) * TIMES) for id, meaning in WORDS.items()])
    command = listen_command(find_paths().listen_models, words)
    clock, chance = SystemClock(), random.Random(0)
    expected, _ = played(app, None, "", chance)
    found: Counter[str] = Counter()
    slowest_s = 0.0
    for number in range(count):
        how = BREAKS[number % len(BREAKS)]
        listener = Listener(command, clock)
        until(lambda listener=listener: not listener.starting)
        events, longest_s = played(app, listener, how, chance)
        slowest_s = max(slowest_s, longest_s)
        found["sessions"] += 1
        found["disturbed"] += events != expected
        found["never listened"] += not listener.backend
        if (number + 1) % 20 == 0:
            print(f"{number + 1} sessions: {dict(found)}; the longest look of the window {slowest_s:.2f} s", flush=True)
    wait_s(1.0)
    left = [pid for pid in children(os.getpid()) if "listen_process" in command_of(pid)]
    print(f"{dict(found)}; processes left: {len(left)}; the longest look of the window: {slowest_s:.2f} s")
    return int(bool(found["disturbed"] or left))


def played(app: QApplication, listener: Listener | None, how: str, chance: random.Random) -> tuple[str, float]:
    """Return what a session wrote, and how long the longest look of the window took."""
    clock, shown = SystemClock(), Shown(app)
    options = SwitchOptions.of(Settings(), spoken=True)
    assert options is not None
    script = replace(SCRIPT, ways=("words",))
    switch = OneSwitch(shown.page, shown.theme, shown.played.clock, script, options, DEFAULT_KEYS)
    if listener is not None:
        ear = Ear(lambda: listener, clock)
        SpokenAnswers(shown.page, switch, shown.theme, shown.played.clock, ear, {})
        ear.start()
    player, longest_s = shown.played.player, 0.0
    load: Process | None = None
    breaks = set(chance.sample(range(200), LOOKS)) if listener is not None else set()
    for look in range(10_000):
        if player.state is State.ENDED:
            break
        if look in breaks:
            load = break_it(how, load)
        began_s, status = clock.now_s(), player.status()
        if player.state is State.WAITING:
            player.in_position()
        elif switch.checking(status):
            player.answer_check(Response.SAME)
        shown.pass_s(min(TICKS_S[1], max(TICKS_S[0], status.remaining_s)))
        if listener is not None:
            ear.look()
        longest_s = max(longest_s, clock.now_s() - began_s)
    if listener is not None:
        ear.stop()
    if load is not None:
        load.kill()
        load.wait()
    events = repr(shown.played.diary.events)
    shown.close()
    return events, longest_s


def break_it(how: str, load: Process | None) -> Process | None:
    """Do it to the process that listens now; return what keeps a core busy, where something does."""
    if "starve" in how and load is None:
        load = busy_core()
    for pid in children(os.getpid()):
        if "listen_process" in command_of(pid):
            with suppress(ProcessLookupError):
                if "kill" in how:
                    os.kill(pid, signal.SIGKILL)
                elif how == "stop":
                    os.kill(pid, signal.SIGSTOP)
                else:
                    os.setpriority(os.PRIO_PROCESS, pid, 19)
    return load


def command_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def made_up_rows() -> dict[object, tuple[str, ...]]:
    """Return rows that no sound is near, one recording for each word."""
    from base64 import b64encode

    import numpy as np

    chance = np.random.default_rng(0)
    return {id: (b64encode(chance.standard_normal((20, 96)).astype("<f2").tobytes()).decode(),) for id in WORDS}


if __name__ == "__main__":
    raise SystemExit(main())
