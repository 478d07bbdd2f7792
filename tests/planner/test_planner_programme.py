"""The week keeps the rules, whatever is chosen, moved, swapped and dropped."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from hipcoach.catalogue.types import Catalogue, Thing
from hipcoach.planner.profile_values import programme_from, programme_to
from hipcoach.planner.programme import (
    ACTIVITY_PLANS,
    WALK,
    Aim,
    Due,
    Programme,
    RuleConflict,
    SessionKind,
    day,
    drop,
    move,
    swap,
    week,
)
from hipcoach.safety.rule import PainRule
from tests.planner.programmes import CHANGES, DAY, MONDAY, PROGRAMMES, days_of, keeps_the_rules


@given(PROGRAMMES, CHANGES)
def test_no_sequence_of_choices_breaks_a_rule(
    rule: PainRule, programme: Programme, changes: Iterable[tuple[str, date, date, SessionKind]]
) -> None:
    keeps_the_rules(rule, programme)
    for what, on, to, kind in changes:
        if what == "drop":
            programme = drop(programme, on, kind)
            assert kind not in [due.kind for due in day(rule, programme, on)]
            continue
        changed = (
            move(rule, programme, on, to, kind)
            if what == "move"
            else swap(programme, on, kind, "evening", frozenset({SessionKind.STRENGTH}) if to < on else frozenset())
        )
        if isinstance(changed, RuleConflict):
            assert changed.why.endswith(".")
        else:
            programme = changed
        keeps_the_rules(rule, programme)
    assert programme_from(programme_to(programme)) == programme


def test_the_default_week(rule: PainRule, catalogue: Catalogue) -> None:
    found = week(rule, Programme(), MONDAY)
    strength = [on.weekday() for on, dues in found.items() if Due(SessionKind.STRENGTH, "hip-essentials") in dues]
    assert strength == [0, 2, 4]
    assert all(dues for dues in found.values())
    assert {due.plan for dues in found.values() for due in dues} <= set(catalogue.plans)


@given(PROGRAMMES)
def test_every_plan_of_a_week_ships(rule: PainRule, catalogue: Catalogue, programme: Programme) -> None:
    assert {due.plan for dues in week(rule, programme, MONDAY).values() for due in dues} <= set(catalogue.plans)


def test_time_for_both_makes_two_sessions_and_balance_its_own_days(rule: PainRule) -> None:
    programme = Programme(aims=frozenset({Aim.STRENGTH, Aim.BALANCE}), twice=True)
    assert [due.plan for due in day(rule, programme, MONDAY)] == ["daily-mobility", "strength"]
    assert (
        len([1 for dues in week(rule, programme, MONDAY).values() if any(d.kind is SessionKind.BALANCE for d in dues)])
        == 3
    )
    assert not any(due.kind is SessionKind.BALANCE for due in day(rule, programme, MONDAY))


@pytest.mark.parametrize(("plan", "thing"), ACTIVITY_PLANS.items())
def test_the_chosen_activity_falls_on_days_without_strength(
    rule: PainRule, catalogue: Catalogue, plan: str, thing: Thing | None
) -> None:
    """A walk stands in while the bicycle or the pool is not at hand."""
    (exercise,) = catalogue.plans[plan].exercises
    assert set().union(*catalogue.exercises[exercise].needs) == ({thing} if thing else set())
    chosen = Programme(activity=True, activity_plan=plan)
    for at_hand, expected in ((frozenset(Thing), plan), (frozenset(Thing) - {thing}, WALK)):
        held = week(rule, replace(chosen, at_hand=at_hand), MONDAY)
        found = [on.weekday() for on, dues in held.items() if Due(SessionKind.ACTIVITY, expected) in dues]
        assert found == [1, 3, 5, 6]
    gentle = week(rule, replace(chosen, aims=frozenset({Aim.GENTLE})), MONDAY)
    assert all(Due(SessionKind.ACTIVITY, plan) in dues for dues in gentle.values()), "no day has strength"
    older = {name: value for name, value in programme_to(chosen).items() if name != "activity_plan"}
    assert programme_from(older) == replace(chosen, activity_plan=WALK)


def test_gentle_means_gentle(rule: PainRule) -> None:
    programme = Programme(aims=frozenset(Aim))
    assert {due.plan for dues in week(rule, programme, MONDAY).values() for due in dues} == {"gentle-day"}


def test_a_strength_day_moved_pushes_the_next_one_away(rule: PainRule) -> None:
    moved = move(rule, Programme(), MONDAY, MONDAY + DAY, SessionKind.STRENGTH)
    assert isinstance(moved, Programme)
    assert [on.weekday() for on in days_of(rule, moved, SessionKind.STRENGTH) if MONDAY <= on < MONDAY + 7 * DAY] == [
        1,
        4,
    ]
    again = move(rule, moved, MONDAY + 4 * DAY, MONDAY + 2 * DAY, SessionKind.STRENGTH)
    assert isinstance(again, RuleConflict)
    assert again.why == "Strength sessions come at least 48 hours apart."


@pytest.mark.parametrize(
    ("on", "to", "why"),
    [
        (MONDAY + DAY, MONDAY + 3 * DAY, "There is no strength session on that day."),
        (MONDAY, MONDAY + 2 * DAY, "There is a strength session on that day already."),
    ],
)
def test_a_move_that_makes_no_sense_is_declined(rule: PainRule, on: date, to: date, why: str) -> None:
    found = move(rule, Programme(), on, to, SessionKind.STRENGTH)
    assert isinstance(found, RuleConflict)
    assert found.why == why
