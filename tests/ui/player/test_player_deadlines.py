"""The player's one timer: what is due happens to the millisecond, never early, and no delay adds to the next.

The timer is run by hand here. `benchmarks/deadlines.py` measures the same with Qt's own, in real time.
"""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from hipcoach.engine.events import CueStarted, Event, StepStarted
from hipcoach.engine.questions import State
from tests.ui.player.player_world import play

ROUNDED_S = 0.001  # a timer takes whole milliseconds


@pytest.mark.parametrize(
    ("rate", "late_s", "speed", "at_most_s"),
    [
        pytest.param(1.0, 0.0, 1.0, ROUNDED_S, id="on time"),
        pytest.param(1.0, 0.0, 20.0, 20 * ROUNDED_S, id="on time, at 20 times the speed"),
        pytest.param(1.0, 0.003, 1.0, 0.003 + ROUNDED_S, id="always 3 ms late"),
        pytest.param(1.005, 0.0, 1.0, 0.004, id="of a slower clock"),
    ],
)
def test_what_is_due_happens_to_the_millisecond_and_never_early(
    qapp: QApplication, rate: float, late_s: float, speed: float, at_most_s: float
) -> None:
    played, after_s = play("morning-in-bed", speed=speed), list[float]()
    begun_s = played.clock.now_s()

    def look(event: Event) -> None:
        if isinstance(event, StepStarted | CueStarted):
            after_s.append(played.clock.now_s() - begun_s - event.at_s)

    played.player.event_happened.connect(look)
    timer = played.player.findChildren(QTimer)[0]
    assert timer.timerType() is Qt.TimerType.PreciseTimer
    played.player.start()
    while played.player.state is not State.ENDED:
        if timer.isActive():
            played.clock.jump(timer.interval() / 1000 * speed * rate + late_s)
            played.player.look()
        else:
            played.player.in_position()
    played.player.close()
    assert len(after_s) > 100
    assert min(after_s) >= -1e-6
    assert max(after_s) <= at_most_s + 1e-6
