"""How many sessions a week the programme holds: what a week is shown against."""

from datetime import date

from hipcoach.planner import saved
from hipcoach.planner.programme import week
from hipcoach.safety.rule import PainRule
from hipcoach.store import Store


def weekly_aim(rule: PainRule, store: Store, monday: date) -> int:
    """Sessions in the week of the programme that begins on `monday`."""
    return sum(map(len, week(rule, saved.programme(store), monday).values()))
