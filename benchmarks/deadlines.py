"""How late what is due in a session happens in the window's player, beside a bare precise timer of Qt in the same run.

QT_QPA_PLATFORM=offscreen .venv/bin/python benchmarks/deadlines.py [--seconds 20] [--load]
"""

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "voice"))
from null_sink import busy_core, percentile

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.types import State, Timing
from hipcoach.player import Player
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

SPEED = 20.0  # so that a few seconds hold enough moments
GOAL_MS = 20.0
BARE_MS = 50


def in_player_ms(seconds: float) -> list[float]:
    """Milliseconds by which each event came after its time; below nothing where it came early."""
    clock, log, late_ms = SystemClock(SPEED), list[str](), list[float]()
    engine = Engine(session_of("morning-in-bed"), rule=RULE, timing=Timing(), script=SCRIPT)
    player = Player(engine, clock=clock, voice=Loudspeaker(log), journal=Diary(log))  # type: ignore[arg-type]
    begun_s = clock.now_s()

    def look(event: Event) -> None:
        late_ms.append((clock.now_s() - begun_s - event.at_s) * 1000 / SPEED)
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


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--load", action="store_true", help="keep one core busy meanwhile")
    args = parser.parse_args()
    app = QCoreApplication.instance() or QApplication([])
    load = busy_core() if args.load else None
    try:
        for name, found in (("player", in_player_ms(args.seconds)), ("bare timer", bare_ms(args.seconds))):
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
