"""Small pieces of the sentences: numbers and times in words, and what was reported against what."""

from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import BaseFrom

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(n: int) -> str:
    """A small number in words: "six"; digits above ten."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def span(seconds: int) -> str:
    """A length of time in words: "two minutes", "30 seconds"."""
    if seconds % 60 == 0:
        minutes = seconds // 60
        return f"{number(minutes)} minute{'' if minutes == 1 else 's'}"
    return f"{number(seconds)} second{'' if seconds == 1 else 's'}"


def compared(base: int, now: int, base_from: BaseFrom = BaseFrom.BEFORE) -> str:
    """What was reported, and against what: "You reported 3 before and 5 now"."""
    if base_from is BaseFrom.USUAL:
        return f"You reported {now} now, and your usual number is {base}"
    if base_from is BaseFrom.NOTHING:
        return f"You reported {now} now, counted from {base} as no number was given before"
    return f"You reported {base} before and {now} now"


def red_reason(rule: PainRule, base: int, now: int) -> str:
    """The part of the sentence that says why a number is red."""
    if now >= rule.red_absolute:
        return f"{number(rule.red_absolute)} or more ends a session"
    return f"that is a rise of {number(now - base)}, to {number(rule.red_with_rise)} or more"


def amber_reason(base: int, now: int) -> str:
    """The part of the sentence that says that a number is higher."""
    return f"that is {number(now - base)} more"
