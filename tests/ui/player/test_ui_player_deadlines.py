"""The player in real time: what is due happens to the millisecond."""

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.types import Timing
from hipcoach.player import Player
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

pytestmark = [pytest.mark.slow, pytest.mark.alone]


def test_deadlines_are_met_to_the_millisecond_and_never_early(qapp: QApplication, qtbot: object) -> None:
    """Real time: the moments at which cues are said, against the moments at which they were due."""
    clock = SystemClock()
    log: list[str] = []
    late: list[float] = []
    engine = Engine(session_of(), rule=RULE, timing=Timing(), script=SCRIPT)
    player = Player(engine, clock=clock, voice=Loudspeaker(log), journal=Diary(log))  # type: ignore[arg-type]
    begun = clock.now_s()
    player.event_happened.connect(lambda event: late.append(clock.now_s() - begun - event.at_s))
    player.start()
    qtbot.wait(9_000)  # type: ignore[attr-defined]
    player.close()
    assert len(late) > 6
    assert min(late) >= -0.001
    assert sorted(late)[int(len(late) * 0.95)] < 0.02
