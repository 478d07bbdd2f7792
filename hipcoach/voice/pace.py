"""How fast the natural voice speaks at each setting of words a minute.

Its length does not follow its `speed` in proportion, so it was measured: all shipped phrases, trimmed, at each speed.
CALM is how fast the default setting sounds. A setting of twice as many words a minute sounds twice as fast.
"""

from bisect import bisect_left

SPEEDS = (0.7, 0.8, 0.85, 0.9, 1.0, 1.1, 1.2, 1.3)
WORDS_A_MINUTE = (145, 168, 186, 198, 208, 216, 231, 243)
CALM_WPM = 140  # the setting's default
CALM = 0.88  # as well understood as 1, in a room with noise too, and a person who explains takes that time


def speed_for(rate_wpm: float) -> float:
    """Return the `speed` for a setting of words a minute, within what the voice was measured at."""
    return _between(_between(CALM, SPEEDS, WORDS_A_MINUTE) * rate_wpm / CALM_WPM, WORDS_A_MINUTE, SPEEDS)


def _between(value: float, known: tuple[float, ...], wanted: tuple[float, ...]) -> float:
    """Return what belongs to `value` on the line through the measured points; beyond them, the last one's."""
    if not known[0] < value < known[-1]:
        return wanted[0] if value <= known[0] else wanted[-1]
    after = bisect_left(known, value)
    share = (value - known[after - 1]) / (known[after] - known[after - 1])
    return wanted[after - 1] + share * (wanted[after] - wanted[after - 1])
