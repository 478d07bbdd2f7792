"""How long cues take to say: as long as the rendered sound where there is one, else as estimated for the voice.

What a voice has rendered corrects the estimate of the rest, so any voice in any language is soon met.
"""

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hipcoach.engine.words.cue_length import ESPEAK, NATURAL, SpeakingPace, estimate_s
from hipcoach.voice.last_voice import last_voice

if TYPE_CHECKING:
    from hipcoach.engine.types import CueLength
    from hipcoach.settings import Settings
    from hipcoach.voice.protocol import Voice

BEST = "natural"
MEASURED = {"natural": NATURAL, "espeak": ESPEAK}
RATES_WPM = (110, 125, 140, 155, 170, 190)
FACTORS = {
    "natural": (1.317, 1.084, 1.0, 0.913, 0.826, 0.804),
    "espeak": (1.295, 1.129, 1.0, 0.896, 0.813, 0.722),
}
WORD_GAPS = (0, 2, 5, 10)
GAP_FACTORS = (0.879, 1.0, 1.087, 1.236)
TRUSTED_S = 60.0  # of a measured voice: its own renders count more once there are more of them
FEWEST_RENDERS = 5  # before they are believed


def pace_of(engine: str, rate_wpm: int, word_gap: int) -> SpeakingPace:
    """Return the pace of an engine's voice. One that nobody has measured begins with that of eSpeak."""
    family = engine if engine in MEASURED else "espeak"
    factor = _between(rate_wpm, RATES_WPM, FACTORS[family])
    if family == "espeak":
        factor *= _between(word_gap, WORD_GAPS, GAP_FACTORS)
    return {thing: seconds * factor for thing, seconds in MEASURED[family].items()}


def cue_length(voice: "Voice", settings: "Settings") -> "CueLength":
    """Return the lengths that `unroll` asks for, in the voice that speaks."""
    state = voice.state()
    return _corrected(voice.length_s, state.backend if state.speaks else BEST, settings)


def kept_cue_length(cache: Path, settings: "Settings") -> "CueLength":
    """Return the lengths while no voice has been started: of what is kept of the one that spoke last."""
    last = last_voice(cache)
    if last is None:
        return _corrected(lambda text: None, BEST, settings)
    asked = (settings.voice_id, settings.rate_wpm, settings.word_gap)
    return _corrected(last.length_s(cache, asked), last.engine, settings)


def _corrected(rendered: Callable[[str], float | None], engine: str, settings: "Settings") -> "CueLength":
    """Return the rendered lengths, else estimates. What was asked for and is rendered by now corrects the estimates."""
    pace = pace_of(engine, settings.rate_wpm, settings.word_gap)
    trusted_s = TRUSTED_S if engine in MEASURED and not settings.voice_id else 0.0
    known: dict[str, tuple[float, float]] = {}  # rendered and estimated, by text

    def length_s(text: str) -> float:
        estimated_s, rendered_s = estimate_s(text, pace), rendered(text)
        if rendered_s is not None:
            known[text] = (rendered_s, estimated_s)
            return rendered_s
        if len(known) < FEWEST_RENDERS:
            return estimated_s
        rendered_sum_s, estimated_sum_s = map(sum, zip(*known.values(), strict=True))
        return estimated_s * (trusted_s + rendered_sum_s) / (trusted_s + estimated_sum_s)

    return length_s


def _between(value: float, known: tuple[int, ...], wanted: tuple[float, ...]) -> float:
    """Return what belongs to `value` on the line through the measured points; in proportion beyond them."""
    after = min(max(bisect_left(known, value), 1), len(known) - 1)
    share = (value - known[after - 1]) / (known[after] - known[after - 1])
    return wanted[after - 1] + share * (wanted[after] - wanted[after - 1])
