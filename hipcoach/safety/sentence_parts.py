"""The forms in which a value stands in an English sentence: numbers, times and lists in words."""

from collections.abc import Sequence

from hipcoach.catalogue.sentence import in_sentence
from hipcoach.safety.sentence_table import PARTS

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
EITHER = "/"  # between things of which one will do


def number(n: int) -> str:
    """Return a small number in words: "six"; digits above ten."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def span(seconds: int) -> str:
    """Return a length of time in words: "two minutes", "30 seconds"."""
    if seconds % 60 == 0:
        minutes = seconds // 60
        return f"{number(minutes)} minute{'' if minutes == 1 else 's'}"
    return f"{number(seconds)} second{'' if seconds == 1 else 's'}"


def times(count: int) -> str:
    """Return how often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def signs(wordings: Sequence[str]) -> str:
    """Return signs of the screening in the words in which they were asked about."""
    return "; ".join(map(in_sentence, wordings))


def things(needs: Sequence[str]) -> str:
    """Return what is needed: "a mat and a rail or a wall" for "mat" and "rail/wall"."""
    return " and ".join(" or ".join(PARTS["thing"][each] for each in one_of.split(EITHER)) for one_of in needs)
