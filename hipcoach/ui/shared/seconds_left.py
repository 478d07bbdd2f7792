"""How what is left of a wait is shown and said: seconds while they are few, else minutes and seconds."""

import math
import re

CLOCK_FROM_S = 100.0  # what is longer is shown as a clock from start to end; two digits read further
_CLOCK = re.compile(r"\b(\d+):(\d\d)\b")


def clock_text(seconds: float) -> str:
    """Return minutes and seconds, rounded up to the running second."""
    minutes, whole = divmod(_whole(seconds), 60)
    return f"{minutes}:{whole:02d}"


def count_text(seconds: float, total_s: float = 0.0) -> str:
    """Write the large number of a wait of `total_s`, of which `seconds` are left: its unit stands apart."""
    return clock_text(seconds) if _is_long(seconds, total_s) else str(_whole(seconds))


def unit_text(seconds: float, total_s: float = 0.0) -> str:
    """Name what `count_text` counts."""
    if _is_long(seconds, total_s):
        return "minutes"
    return "second" if _whole(seconds) == 1 else "seconds"


def with_times_in_words(text: str) -> str:
    """Return a text with each "1:05" as it is spoken: "1 minute 5 seconds"."""
    return _CLOCK.sub(lambda found: _in_words(int(found[1]), int(found[2])), text)


def _whole(seconds: float) -> int:
    return math.ceil(max(0.0, seconds) - 1e-6)


def _is_long(seconds: float, total_s: float) -> bool:
    return max(seconds, total_s) >= CLOCK_FROM_S


def _in_words(minutes: int, seconds: int) -> str:
    parts = [(minutes, "minute"), (seconds, "second")]
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "0 seconds"
