"""Kills, stops and starves the listening process at random instants of many sessions, and compares their diaries.

`python benchmarks/listening_breaks.py [--sessions 200] [--first N]`: each session of two exercises is played on a clock
of its own beside a process that listens to a microphone of a sound server. One process lives through some sessions, as
far as it is let: in every other session it is waited for until it listens, else it is met while it loads. What a
session wrote must be what it writes beside no such process. What is done to a session depends on its number alone, so
that 200 can be played in parts: `--first` is the number of the first one. It needs PulseAudio, and its status is 1
where a session was disturbed or a process was left behind.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

os.environ.update(QT_QPA_PLATFORM="offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import NullSink, children, until
from PySide6.QtWidgets import QApplication

from hipcoach.clock import FakeClock, SystemClock
from hipcoach.coach.keys import DEFAULT_KEYS
from hipcoach.coach.spoken_words import USUAL_NAMES, WORDS
from hipcoach.coach.switch_options import SwitchOptions
from hipcoach.engine.engine import Engine
from hipcoach.engine.questions import State
from hipcoach.engine.types import Timing
from hipcoach.gallery.draw import settle
from hipcoach.listen import listener as listener_module
from hipcoach.listen.listener import Listener, listen_command
from hipcoach.listen.taught_words import TIMES, TaughtWord, write_words
from hipcoach.paths import find_paths
from hipcoach.player import Player
from hipcoach.safety.types import Response
from hipcoach.settings import Settings
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.player.spoken_answers import SpokenAnswers
from hipcoach.ui.shared.ear import Ear
from tests.ui import pages_world
from tests.ui.player.player_world import FIGURES, RULE, SCRIPT, Diary, Loudspeaker, session_of

BREAKS = ("kill", "starve", "starve and kill", "stop")  # the last one not while it loads: that is given half a minute
TICKS_S = (0.3, 5.0)
EXERCISES = 2
LOOKS, BROKEN_LOOKS = 100, 6  # of the window in a session, and those at which something is done to the process
TOGETHER = 10  # sessions in which one listener is kept
PATIENCE_S = 600.0


class Kept:
    """A listener that outlives the sessions that close it."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def __getattr__(self, name: str) -> object:
        return getattr(self._listener, name)

    def end(self) -> None:
        """Leave it open."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = NullSink(folder, sinks=("ear",), modules=["module-sine sink=ear"])  # silence passes for switched off
        server.start()
        os.environ.update(server.environment, PULSE_SOURCE="ear.monitor")
        try:
            return break_all(folder, range(given.first, given.first + given.sessions))
        finally:
            server.stop()


def break_all(folder: Path, numbers: range) -> int:
    """Play the sessions; return the status."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    # at once, and again at once: what is looked for here is what that does to a session
    listener_module.FIRST_WAIT_S = listener_module.LONGEST_WAIT_S = 0.05
    listener_module.SILENT_TOO_LONG_S = 2.0
    words = folder / "words"
    rows = made_up_rows()
    write_words(words, [TaughtWord(str(id), meaning.said, (rows[id],) * TIMES) for id, meaning in WORDS.items()])
    command = listen_command(find_paths().listen_models, words)
    clock = SystemClock()
    found: Counter[str] = Counter()
    expected, _ = played(app, None, "", random.Random(0), found)
    listener, slowest_s = Listener(command, clock), 0.0
    for number in numbers:
        chance = random.Random(number)
        if number % TOGETHER == 0:
            listener.end()
            listener = Listener(command, clock)
        if waits := number % 2:
            until(lambda: listener.listening, PATIENCE_S)  # noqa: B023 - it is called at once
        how = chance.choice(BREAKS if waits else BREAKS[:-1])
        events, longest_s = played(app, listener, how, chance, found)
        slowest_s = max(slowest_s, longest_s)
        found["sessions"] += 1
        found["disturbed"] += events != expected
        if (number + 1) % 20 == 0:
            print(
                f"{numbers.start} to {number}: {dict(found)}; the longest look of the window {slowest_s:.2f} s",
                flush=True,
            )
    listener.end()
    try:
        until(lambda: not listening_processes(), 30)
    except AssertionError:
        found["left behind"] = len(listening_processes())
    disturbed = bool(found["disturbed"] or found["left behind"])
    print(f"{'disturbed' if disturbed else 'none disturbed'}: {dict(found)}; the longest look: {slowest_s:.2f} s")
    return int(disturbed)


def played(
    app: QApplication, listener: Listener | None, how: str, chance: random.Random, found: Counter[str]
) -> tuple[str, float]:
    """Return what a session wrote, and how long the longest look of the window took."""
    clock, own, diary, theme = SystemClock(), FakeClock(), Diary([]), pages_world.theme(app)
    script, whole = replace(SCRIPT, ways=("words",), said=USUAL_NAMES), session_of()
    session = replace(whole, assignments=whole.assignments[:EXERCISES])
    engine = Engine(session, rule=RULE, timing=Timing(), script=script)
    player = Player(engine, clock=own, voice=Loudspeaker([]), record=diary, slept_s=lambda: 0.0)
    page = PlayerPage(theme, FIGURES, player, RULE)
    options = SwitchOptions.of(Settings(), taught=USUAL_NAMES)
    assert options is not None
    switch = OneSwitch(page, theme, own, script, options, DEFAULT_KEYS)
    ear = Ear(lambda: Kept(listener), clock)  # type: ignore[arg-type, return-value]
    SpokenAnswers(page, switch, theme, own, ear, USUAL_NAMES)
    if listener is not None:
        ear.start()
    player.start()
    longest_s = 0.0
    breaks = set(chance.sample(range(LOOKS), BROKEN_LOOKS)) if listener is not None else set()
    for look in range(10_000):
        if player.state is State.ENDED:
            break
        if look in breaks and listener is not None:
            break_it(how, found, listens=listener.listening)
        began_s, status = clock.now_s(), player.status()
        if player.state is State.WAITING:
            player.in_position()
        elif switch.asks(status) is not None:
            player.answer_check(Response.SAME)
        own.jump(min(TICKS_S[1], max(TICKS_S[0], status.remaining_s)))
        player.look()
        page.refresh()
        app.processEvents()
        ear.look()
        longest_s = max(longest_s, clock.now_s() - began_s)
    ear.stop()
    for pid in listening_processes():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT if how == "starve" else 0)
    events = repr(diary.events)
    player.close()
    page.deleteLater()
    player.deleteLater()
    settle(app)
    return events, longest_s


def break_it(how: str, found: Counter[str], *, listens: bool) -> None:
    """Do it to the process that is there now."""
    for pid in listening_processes():
        with suppress(ProcessLookupError):
            if "starve" in how:
                os.setpriority(os.PRIO_PROCESS, pid, 19)
                os.kill(pid, signal.SIGCONT if found["starved"] % 2 else signal.SIGSTOP)
                found["starved"] += 1
            if "kill" in how:
                os.kill(pid, signal.SIGKILL)
            elif how == "stop":
                os.kill(pid, signal.SIGSTOP)
            found[f"{how} while it {'listens' if listens else 'loads'}"] += 1


def listening_processes() -> list[int]:
    return [pid for pid in children(os.getpid()) if "listen_process" in command_of(pid)]


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
