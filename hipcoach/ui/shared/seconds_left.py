"""How the large count of a wait is shown: seconds while they are few, then whole minutes."""

import math

MINUTES_FROM_S = 100  # two digits read further than minutes, a colon and seconds


def count_text(seconds: float) -> str:
    """Write the number alone, so that its digits can be as large as possible."""
    whole = math.ceil(max(0.0, seconds) - 1e-6)
    return str(whole) if whole < MINUTES_FROM_S else str(math.ceil(whole / 60))


def unit_text(seconds: float) -> str:
    """Name what `count_text` counts."""
    return "seconds" if math.ceil(seconds - 1e-6) < MINUTES_FROM_S else "minutes"
