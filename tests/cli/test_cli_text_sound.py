"""In a terminal too, sound that is lost pauses the session, once, and its return is told."""

from dataclasses import dataclass, field
from io import StringIO

import pytest

from hipcoach.cli import text_player
from hipcoach.cli.terminal_keys import Terminal
from hipcoach.cli.text_player import TextPlayer
from hipcoach.clock import FakeClock
from hipcoach.engine.cue import Priority
from hipcoach.engine.engine import Engine
from hipcoach.engine.timeline import SAME, PreparedAnswers
from hipcoach.engine.types import Timing
from hipcoach.safety.types import Finish, PainKind
from hipcoach.voice.protocol import VoiceState
from hipcoach.voice.sound_watch import SoundNotice
from hipcoach.voice.spoken_until import PART_S
from tests.engine.script_told import told
from tests.ui.player.player_world import RULE, SCRIPT, Diary, Loudspeaker, session_of

LOST_S, BACK_S = 40.0, 60.0


def text_player_of(
    engine: Engine, voice: Loudspeaker, clock: FakeClock, out: StringIO, answers: PreparedAnswers = SAME
) -> TextPlayer:
    return TextPlayer(
        engine,
        Diary([]),  # type: ignore[arg-type]  # of a recorder, a player uses these two
        voice,  # type: ignore[arg-type]  # of a voice, a player uses these three
        clock,
        Terminal(out, keys=None),
        answers,
    )


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
    player = text_player_of(engine, Headphones([], clock=clock), clock, out)
    finished = player.run(begin=True)
    assert finished.finish is Finish.COMPLETED
    lines = out.getvalue().splitlines()
    lost, back = lines.index(SoundNotice.LOST), lines.index(SoundNotice.BACK)
    assert lost < back
    assert sum("Paused" in line for line in lines) == 1
    assert any("Paused" in line for line in lines[lost : lost + 3])
    assert [each for each in lines if each in tuple(SoundNotice)] == [SoundNotice.LOST, SoundNotice.BACK]


@dataclass
class Timed(Loudspeaker):
    """Notes what is said of pain, since it was last silenced."""

    of_pain: list[str] = field(default_factory=list)

    def say(self, text: str, *, priority: int = 2) -> None:
        if priority >= Priority.PAIN:
            self.of_pain.append(text)

    def silence(self) -> None:
        self.of_pain.clear()


def test_every_part_of_a_stop_is_heard_before_the_voice_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last of them says how to get up, to somebody who lies on the floor."""
    clock, out, voice = FakeClock(), StringIO(), Timed([])
    waited: list[float] = []

    def wait(length_s: float) -> None:
        waited.append(length_s)
        clock.jump(length_s)

    monkeypatch.setattr(text_player, "wait_s", wait)
    made = told("first-steps", 0, ())
    assert made is not None
    engine = Engine(made.session, rule=RULE, timing=Timing(), script=SCRIPT)
    player = text_player_of(engine, voice, clock, out, PreparedAnswers(worse={"knee_rolls": (9, PainKind.ACHE)}))
    assert player.run(begin=True).finish is Finish.PAIN_STOP
    assert len(voice.of_pain) > 2
    assert "get up" in voice.of_pain[-1]
    lengths_s = sum(SCRIPT.length_s(text) for text in voice.of_pain)
    assert waited[-1] == pytest.approx(lengths_s + PART_S * (len(voice.of_pain) - 1))
