"""The values of the sentences that compare two numbers: what was reported against what, and why it is red."""

from hipcoach.safety.rule import PainRule
from hipcoach.safety.sentences import Value
from hipcoach.safety.types import BaseFrom


def comparison(base: int, score: int, base_from: BaseFrom = BaseFrom.BEFORE) -> dict[str, Value]:
    """Return the reported score and the one that it is compared with."""
    return {"base_from": base_from.value, "base": base, "now": score}


def red_limit(rule: PainRule, base: int, score: int) -> dict[str, Value]:
    """Return which limit makes a score red, and its numbers."""
    if score >= rule.red_absolute:
        return {"red": "absolute", "red_absolute": rule.red_absolute}
    return {"red": "rise", "rise": score - base, "red_with_rise": rule.red_with_rise}
