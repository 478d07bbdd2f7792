"""How the large count of a wait is shown: seconds while they are few, then whole minutes."""

import math
import re

MINUTES_FROM_S = 100  # two digits read further than minutes, a colon and seconds
_CLOCK = re.compile(r"\b(\d+):(\d\d)\b")


def count_text(seconds: float) -> str:
    """Write the number alone, so that its digits can be as large as possible."""
    whole = math.ceil(max(0.0, seconds) - 1e-6)
    return str(whole) if whole < MINUTES_FROM_S else str(math.ceil(whole / 60))


def unit_text(seconds: float) -> str:
    """Name what `count_text` counts."""
    whole = math.ceil(seconds - 1e-6)
    if whole >= MINUTES_FROM_S:
        return "minutes"
    return "second" if whole == 1 else "seconds"


def with_times_in_words(text: str) -> str:
    """Return a text with each "1:05" as it is spoken: "1 minute 5 seconds"."""
    return _CLOCK.sub(lambda found: _in_words(int(found[1]), int(found[2])), text)


def _in_words(minutes: int, seconds: int) -> str:
    parts = [(minutes, "minute"), (seconds, "second")]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "0 seconds"
