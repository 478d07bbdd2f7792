"""What a session tells of the sound: lost, missing, back, each once; and nothing of what mends itself at once."""

import pytest

from hipcoach.voice.protocol import VoiceState
from hipcoach.voice.sound_watch import SoundNotice, SoundWatch

HEARD = VoiceState("espeak", True, "")
GONE = VoiceState("captions", False, "No sound.")
BACK = VoiceState("espeak", True, "", recoveries=1)
UNASKED = VoiceState("captions", False, "")  # silence was asked for


@pytest.mark.parametrize(
    ("states", "told"),
    [
        pytest.param([HEARD] * 5, [], id="all is well"),
        pytest.param([HEARD] + [GONE] * 9, [SoundNotice.LOST], id="lost"),
        pytest.param([GONE] * 9, [SoundNotice.MISSING], id="never there"),
        pytest.param([UNASKED] * 9, [], id="not wanted"),
        pytest.param([GONE] * 2 + [HEARD] * 3, [], id="late in starting"),
        pytest.param([HEARD, GONE, BACK, BACK, BACK], [SoundNotice.BACK], id="a helper replaced"),
        pytest.param([HEARD, BACK, BACK], [SoundNotice.BACK], id="replaced between two looks"),
        pytest.param([HEARD, GONE, BACK, GONE, BACK, BACK], [SoundNotice.BACK], id="it stumbles once more"),
        pytest.param([HEARD] + [GONE] * 9 + [BACK] * 3, [SoundNotice.LOST, SoundNotice.BACK], id="lost and back"),
        pytest.param([GONE] * 9 + [HEARD] * 3, [SoundNotice.MISSING, SoundNotice.BACK], id="plugged in"),
        pytest.param(
            [HEARD] + [GONE] * 5 + [BACK] * 2 + [GONE] * 5,
            [SoundNotice.LOST, SoundNotice.BACK, SoundNotice.LOST],
            id="lost twice",
        ),
    ],
)
def test_each_is_told_once(states, told):
    hearing = SoundWatch(states[0])
    answers = [hearing.look(state, float(second)) for second, state in enumerate(states)]
    assert [answer for answer in answers if answer] == told


def test_what_came_back_before_the_session_is_no_news():
    hearing = SoundWatch(BACK)
    assert hearing.look(BACK, 0.0) is None
