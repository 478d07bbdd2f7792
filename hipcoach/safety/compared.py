"""The values of the sentences that compare two numbers: what was reported against what, and why it is red."""

from hipcoach.safety.rule import PainRule
from hipcoach.safety.sentences import Value
from hipcoach.safety.types import BaseFrom


def compared(base: int, now: int, base_from: BaseFrom = BaseFrom.BEFORE) -> dict[str, Value]:
    """Return what was reported, and against what."""
    return {"base_from": base_from.value, "base": base, "now": now}


def red(rule: PainRule, base: int, now: int) -> dict[str, Value]:
    """Return what makes a number red."""
    if now >= rule.red_absolute:
        return {"red": "absolute", "red_absolute": rule.red_absolute}
    return {"red": "rise", "rise": now - base, "red_with_rise": rule.red_with_rise}
