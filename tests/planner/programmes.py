"""Programmes and changes of a week for Hypothesis, and the rules that each week has to keep."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from hipcoach.catalogue.types import Thing
from hipcoach.planner.programme import (
    ACTIVITY_PLANS,
    MINUTES,
    Aim,
    Programme,
    SessionKind,
    day,
)
from hipcoach.safety.rule import PainRule

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
DATES = st.integers(0, 20).map(lambda n: MONDAY + n * DAY)
KINDS = st.sampled_from(SessionKind)
PROGRAMMES = st.builds(
    Programme,
    aims=st.frozensets(st.sampled_from(Aim)),
    floor=st.booleans(),
    minutes=st.sampled_from(MINUTES),
    twice=st.booleans(),
    at_hand=st.frozensets(st.sampled_from(Thing)),
    days=st.frozensets(st.integers(0, 6)),
    strength_days=st.integers(0, 9),
    activity=st.booleans(),
    activity_plan=st.sampled_from([*ACTIVITY_PLANS, "of-a-newer-version"]),
)
CHANGES = st.lists(
    st.tuples(st.just("drop"), DATES, DATES, KINDS)
    | st.tuples(st.just("move"), DATES, DATES, KINDS)
    | st.tuples(st.just("swap"), DATES, DATES, KINDS),
    max_size=15,
)


def days_of(rule: PainRule, programme: Programme, kind: SessionKind, around: date = MONDAY) -> list[date]:
    """The days with a session of a kind; hip-essentials on a strength day has mobility too."""
    dates = [around + n * DAY for n in range(-7, 35)]
    return [on for on in dates if any(due.kind is kind for due in day(rule, programme, on))]


def keeps_the_rules(rule: PainRule, programme: Programme, around: date = MONDAY) -> None:
    """Assert the days between strength sessions, and the most of each kind in a week."""
    strength = days_of(rule, programme, SessionKind.STRENGTH, around)
    assert all((b - a).days >= 2 for a, b in pairwise(strength))
    for kind, cap in ((SessionKind.STRENGTH, 4), (SessionKind.BALANCE, 5), (SessionKind.MOBILITY, 7)):
        held = days_of(rule, programme, kind, around)
        assert all(sum(0 <= (other - on).days < 7 for other in held) <= cap for on in held)
