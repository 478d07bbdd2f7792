"""In a terminal too, sound that is lost pauses the session, once, and its return is told."""

from dataclasses import dataclass, field
from io import StringIO

import pytest

from hipcoach.cli import text_player
from hipcoach.cli.terminal_keys import Terminal
from hipcoach.cli.text_player import TextPlayer
from hipcoach.clock import FakeClock
from hipcoach.engine.engine import Engine
from hipcoach.engine.timeline import PreparedAnswers
from hipcoach.engine.types import Finish, Timing
from hipcoach.voice.protocol import VoiceState
from hipcoach.voice.sound_watch import SoundNotice
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

LOST_S, BACK_S = 40.0, 60.0


@dataclass
class Headphones(Loudspeaker):
    """Unplugged for a while."""

    clock: FakeClock = field(default_factory=FakeClock)

    def state(self) -> VoiceState:
        self.sound = not LOST_S <= self.clock.now_s() < BACK_S
        return super().state()


def test_lost_sound_pauses_once_and_its_return_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, out = FakeClock(), StringIO()
    clock.jump(-clock.now_s())
    monkeypatch.setattr(text_player, "wait_s", clock.jump)
    engine = Engine(session_of(), rule=RULE, timing=Timing(), script=SCRIPT)
    player = TextPlayer(
        engine,
        Diary([]),  # type: ignore[arg-type]  # of a recorder, a player uses these two
        Headphones([], clock=clock),  # type: ignore[arg-type]  # of a voice, a player uses these three
        clock,
        Terminal(out, keys=None),
        PreparedAnswers(),
    )
    finished = player.run(begin=True)
    assert finished.finish is Finish.COMPLETED
    lines = out.getvalue().splitlines()
    lost, back = lines.index(SoundNotice.LOST), lines.index(SoundNotice.BACK)
    assert lost < back
    assert sum("Paused" in line for line in lines) == 1
    assert any("Paused" in line for line in lines[lost : lost + 3])
    assert [lines.count(each) for each in SoundNotice] == [1, 0, 1]
