"""How long cues take to say: the rendered sound where there is one, else the shipped estimate."""

from hipcoach.engine.cue_length import estimate_s
from hipcoach.engine.types import CueLength
from hipcoach.voice.protocol import Voice

ESTIMATED_WPM = 140  # what the estimate was fitted at


def cue_length(voice: Voice, rate_wpm: int = ESTIMATED_WPM) -> CueLength:
    """Return the lengths that `unroll` asks for. `rate_wpm`: of the voice, for what it has not rendered."""

    def length_s(text: str) -> float:
        rendered_s = voice.length_s(text)
        return estimate_s(text) * ESTIMATED_WPM / rate_wpm if rendered_s is None else rendered_s

    return length_s
