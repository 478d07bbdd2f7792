"""The player in real time: what is due happens to the millisecond."""

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.types import Timing
from hipcoach.player import Player
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

pytestmark = [pytest.mark.slow, pytest.mark.alone]


SPEED = 12.0  # so that nine seconds hold enough moments for a 95th percentile


def test_deadlines_are_met_to_the_millisecond_and_never_early(qapp: QApplication, qtbot: object) -> None:
    """Real time: the moments at which cues are said, against the moments at which they were due."""
    clock = SystemClock(SPEED)
    log: list[str] = []
    late_s: list[float] = []
    engine = Engine(session_of("morning-in-bed"), rule=RULE, timing=Timing(), script=SCRIPT)
    player = Player(engine, clock=clock, voice=Loudspeaker(log), journal=Diary(log))  # type: ignore[arg-type]
    begun_s = clock.now_s()
    player.start()
    qtbot.wait(int(1000 * engine.steps[0].duration_s / SPEED) + 200)  # type: ignore[attr-defined]  # the greeting
    player.event_happened.connect(lambda event: late_s.append((clock.now_s() - begun_s - event.at_s) / SPEED))
    player.in_position()
    qtbot.wait(9_000)  # type: ignore[attr-defined]
    player.close()
    assert len(late_s) > 20
    assert min(late_s) >= -0.001
    assert sorted(late_s)[int(len(late_s) * 0.95)] < 0.02
