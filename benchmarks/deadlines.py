"""How late what is due in a session happens in the window's player, beside a bare precise timer of Qt in the same run.

QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/deadlines.py [--seconds 20] [--load] [--minutes 30]

With `--minutes`: at a session's true speed, with bare deadlines in the same loop meanwhile; prints the drift, too.
"""

import argparse
import sys
from math import ceil
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import busy_core, percentile

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.questions import State
from hipcoach.engine.types import Timing
from hipcoach.player import Player
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

SPEED = 20.0  # so that a few seconds hold enough moments
GOAL_MS = 20.0
BARE_MS = 50
APART_S = 0.373  # of bare deadlines; seldom at one moment with the player's


def in_player_ms(seconds: float, speed: float, plan: str = "morning-in-bed") -> list[float]:
    """Milliseconds by which each event came after its time; below nothing where it came early."""
    clock, log, late_ms = SystemClock(speed), list[str](), list[float]()
    engine = Engine(session_of(plan), rule=RULE, timing=Timing(), script=SCRIPT)
    player = Player(engine, clock=clock, voice=Loudspeaker(log), record=Diary(log))  # type: ignore[arg-type]
    begun_s = clock.now_s()

    def look(event: Event) -> None:
        late_ms.append((clock.now_s() - begun_s - event.at_s) * 1000 / speed)
        if player.state is State.WAITING:
            QTimer.singleShot(0, player.in_position)

    player.event_happened.connect(look)
    player.start()
    wait(seconds)
    player.close()
    return late_ms


def bare_ms(seconds: float) -> list[float]:
    """The same of a timer that does nothing else."""
    clock, late_ms = SystemClock(), list[float]()
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BARE_MS)
    begun_s = clock.now_s()
    timer.timeout.connect(lambda: late_ms.append((clock.now_s() - begun_s) * 1000 % BARE_MS))
    timer.start()
    wait(seconds)
    return late_ms


class BareDeadlines:
    """A precise single shot to each of many moments that lie evenly apart: the least that a player could do."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self._clock = SystemClock()
        self._next_s = self._clock.now_s()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._timer.timeout.connect(self._due)
        self._set()

    def _due(self) -> None:
        self.late_ms.append((self._clock.now_s() - self._next_s) * 1000)
        self._set()

    def _set(self) -> None:
        self._next_s += APART_S
        self._timer.start(ceil((self._next_s - self._clock.now_s()) * 1000))


def at_true_speed(minutes: float) -> None:
    """Print a session's lateness and drift beside bare deadlines in the same loop."""
    bare = BareDeadlines()
    late_ms = in_player_ms(minutes * 60, 1.0, "hip-and-back")
    tenth = max(1, len(late_ms) // 10)
    drift_ms = median(late_ms[-tenth:]) - median(late_ms[:tenth])
    ratio = percentile(late_ms, 0.95) / percentile(bare.late_ms, 0.95)
    for name, found in (("player", late_ms), ("bare deadlines", bare.late_ms)):
        print(
            f"{name}: p95 {percentile(found, 0.95):.2f} ms late, {sum(each < 0 for each in found)} early ({len(found)})"
        )
    print(f"ratio {ratio:.2f} (goal 1.5); drift over {minutes:g} minutes {drift_ms:+.2f} ms (goal 5)")


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--load", action="store_true", help="keep one core busy meanwhile")
    parser.add_argument("--minutes", type=float, help="measure at a session's true speed, so long")
    args = parser.parse_args()
    app = QCoreApplication.instance() or QApplication([])
    load = busy_core() if args.load else None
    try:
        if args.minutes:
            at_true_speed(args.minutes)
            return
        for name, found in (("player", in_player_ms(args.seconds, SPEED)), ("bare timer", bare_ms(args.seconds))):
            print(
                f"{name}: p95 {percentile(found, 0.95):.1f} ms late, most {max(found):.1f} ms, "
                f"{sum(each < 0 for each in found)} early ({len(found)})"
            )
        print(f"goal: p95 below {GOAL_MS:.0f} ms, none early")
    finally:
        if load is not None:
            load.kill()
            load.wait()
        del app


if __name__ == "__main__":
    main()
