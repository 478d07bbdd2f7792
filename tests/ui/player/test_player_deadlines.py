"""The player in real time: what is due happens to the millisecond."""

import pytest
from PySide6.QtWidgets import QApplication

from hipcoach.clock import SystemClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event
from hipcoach.engine.types import Timing
from hipcoach.player import Player
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of
from tests.witness import Witness

pytestmark = [pytest.mark.slow, pytest.mark.alone]


SPEED = 20.0  # so that six seconds hold enough moments for a 95th percentile


def test_deadlines_are_met_to_the_millisecond_and_never_early(qapp: QApplication, qtbot: object) -> None:
    """Real time: when cues are said, against when they were due; what the machine held up is not counted."""
    clock, real = SystemClock(SPEED), SystemClock()
    log: list[str] = []
    late_s: list[float] = []
    witness = Witness()
    engine = Engine(session_of("morning-in-bed"), rule=RULE, timing=Timing(), script=SCRIPT)
    player = Player(engine, clock=clock, voice=Loudspeaker(log), journal=Diary(log))  # type: ignore[arg-type]
    begun_s = clock.now_s()
    player.start()
    qtbot.wait(int(1000 * engine.steps[0].duration_s / SPEED) + 200)  # type: ignore[attr-defined]  # the greeting

    def look(event: Event) -> None:
        behind_s, at_s = (clock.now_s() - begun_s - event.at_s) / SPEED, real.now_s()
        late_s.append(witness.waited_s(at_s - behind_s, at_s) if behind_s > 0 else behind_s)

    player.event_happened.connect(look)
    player.in_position()
    qtbot.wait(5_500)  # type: ignore[attr-defined]
    player.close()
    witness.close()
    assert len(late_s) > 20
    assert min(late_s) >= -0.001
    assert sorted(late_s)[int(len(late_s) * 0.95)] < 0.02
