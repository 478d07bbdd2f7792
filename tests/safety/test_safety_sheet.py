"""What stands on a physiotherapist's sheet: done as it stands, halved where the rule asks for less, and locked."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Category, Dose, Exercise, Lock, PlanEntry, Side, Sides, Work
from hipcoach.safety.before import before, screen
from hipcoach.safety.compose import Refusal, compose
from hipcoach.safety.dose import half, steps_less_key
from hipcoach.safety.returning import Returning
from hipcoach.safety.rule import PainRule
from hipcoach.safety.sheet import unusual
from hipcoach.safety.types import PainRestKind, Session
from tests.safety.made import ALL, DAY, NOW, PLACES, PLAN, TEXT, exercise, facts_of

SHEET = Dose(4, 12, 8.0, 30.0)
HALF = Dose(1, 6, 8.0, 0.0)
ENTRIES = tuple(PlanEntry(each, SHEET, repeats=True) for each in ALL)


def made(
    rule: PainRule, b: int | None = 2, *, rounds: int = 1, entries: Sequence[PlanEntry] = ENTRIES, **facts: object
) -> Session | Refusal:
    plan = replace(PLAN, exercises=tuple(each.exercise for each in entries), entries=tuple(entries), rounds=rounds)
    known = facts_of(**facts)
    return compose(rule, plan, ALL, known, screen(rule, ()), before(rule, b, 4))


def bridge(found: Session | Refusal) -> list[Dose]:
    assert isinstance(found, Session), found
    return [each.dose for each in found.assignments if each.exercise.id == "bridge"]


LESS = {
    "half by today's number": (5, {}, "before_half"),
    "no number given": (None, {}, "before_not_given"),
    "coming back after a rest": (2, {"returning": Returning(2, 3)}, "return_mode"),
    "turned on again after advice": (
        2,
        {"returning": Returning(2, 3), "turned_on_again": frozenset({"bridge"})},
        "return_mode",
    ),
    "one lower after more pain, or after a gap": (2, {"lower_on_sheet": frozenset({"bridge"})}, "progress_back"),
    "one lower by choice": (2, {"steps_less": {steps_less_key("bridge", Side.BOTH): 1}}, ""),
}


@pytest.mark.parametrize(("b", "facts", "line"), LESS.values(), ids=LESS)
def test_where_the_rule_asks_for_less_it_is_half_in_one_round(
    rule: PainRule, b: int | None, facts: dict[str, object], line: str
) -> None:
    found = made(rule, b, rounds=3, **facts)
    assert bridge(found) == [HALF]
    assert isinstance(found, Session)
    one = next(each for each in found.assignments if each.exercise.id == "bridge")
    assert (one.note, one.notes[0].line, one.easier) == ("Half of what is on your sheet, today.", line, HALF)


def test_otherwise_it_is_as_it_stands_there_whatever_the_ladder_says(rule: PainRule) -> None:
    found = made(rule, rounds=2, places=PLACES, steps_up={"bridge": PLACES["bridge"].raised()})
    assert bridge(found) == [SHEET, SHEET]
    assert isinstance(found, Session)
    assert {each.note for each in found.assignments if each.exercise.id == "bridge"} == {"As on your sheet."}


@pytest.mark.parametrize(
    "facts", [{"strength_at": (NOW - DAY / 2,)}, {"strength_at": tuple(NOW - n * DAY for n in range(3, 7))}]
)
def test_the_48_hours_do_not_hold_it_back_but_hold_back_what_is_on_no_sheet(
    rule: PainRule, facts: dict[str, object]
) -> None:
    assert bridge(made(rule, **facts)) == [SHEET]
    bare = [PlanEntry(each.exercise) for each in ENTRIES]
    assert bridge(made(rule, entries=bare, **facts)) == []
    assert bridge(made(rule, entries=[*bare, PlanEntry("bridge", SHEET)], **facts)) == []


@pytest.mark.parametrize(
    ("b", "facts"),
    [
        (6, {}),
        (2, {"pain_rest": PainRestKind.FULL}),
        (2, {"pain_rest": PainRestKind.SHORT, "short_rest_today": True}),
    ],
)
def test_no_sheet_opens_a_day_of_rest(rule: PainRule, b: int, facts: dict[str, object]) -> None:
    assert isinstance(made(rule, b, **facts), Refusal)


@pytest.mark.parametrize(
    "facts",
    [
        {"pain_rest": PainRestKind.SHORT},
        {"next_day_higher": True},
        {"returning": Returning(1, 3)},
        {"switched_off": frozenset({"bridge"})},
    ],
)
def test_a_sheet_clears_no_lock_and_no_limit(rule: PainRule, facts: dict[str, object]) -> None:
    assert bridge(made(rule, **facts)) == []


def test_what_a_declaration_hides_stays_hidden(rule: PainRule, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = replace(ALL["bridge"], locks=frozenset({Lock.HIP_REPLACEMENT}))
    monkeypatch.setitem(ALL, "bridge", locked)
    found = made(rule, rounds=2, declared=frozenset({Lock.HIP_REPLACEMENT}), entries=[*ENTRIES, ENTRIES[2]])
    assert bridge(found) == []
    assert isinstance(found, Session)
    assert [each.exercise for each in found.left_out] == ["bridge"]  # told once


STRETCH = exercise("s", Category.STRETCH, work=Work.HOLDS)
HALVES: list[tuple[Exercise, Dose, Dose]] = [
    (ALL["bridge"], Dose(3, 50, 0.0, 60.0), Dose(1, 25, 0.0, 0.0)),
    (ALL["bridge"], Dose(3, 4, 300.0, 60.0), Dose(1, 3, 300.0, 0.0)),
    (ALL["bridge"], Dose(2, 1, within_s=30.0), Dose(1, 1, 0.0, 0.0, within_s=15.0)),
    (ALL["bridge"], Dose(2, 8, breaths=5), Dose(1, 4, 0.0, 0.0, breaths=5)),
    (STRETCH, Dose(3, 1, 30.0), Dose(1, 1, 15.0, 0.0)),
    (STRETCH, Dose(3, 1, 4.0), Dose(1, 1, 4.0, 0.0)),
    (STRETCH, Dose(1, 2, breaths=9), Dose(1, 2, 0.0, 0.0, breaths=5)),
    (ALL["breathe"], Dose(2, 9), Dose(1, 5, 0.0, 0.0)),
    (ALL["breathe"], Dose(3, 1, 30.0), Dose(1, 1, 15.0, 0.0)),
    (exercise("walk", work=Work.ACTIVITY), Dose(1, 1, minutes=25), Dose(1, 1, 0.0, 0.0, minutes=13)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "whole", "expected"), HALVES)
def test_half_of_what_a_sheet_may_say(rule: PainRule, one: Exercise, whole: Dose, expected: Dose) -> None:
    assert half(rule, one, whole) == expected


def test_each_side_has_its_own_dose_and_half_of_it(rule: PainRule, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {form: replace(TEXT, sides=Sides.EACH) for form in ALL["bridge"].forms}
    monkeypatch.setitem(ALL, "bridge", replace(ALL["bridge"], forms=forms))
    entry = PlanEntry("bridge", Dose(2, 12), Dose(3, 8))
    for b, doses in ((2, (Dose(2, 12), Dose(3, 8))), (5, (Dose(1, 6, rest_s=0.0), Dose(1, 4, rest_s=0.0)))):
        found = made(rule, b, entries=[entry])
        assert isinstance(found, Session)
        assert [(each.dose, each.dose_right) for each in found.assignments] == [doses]


def test_one_side_alone_is_done_and_left_out_where_it_would_lie_on_a_sore_side(
    rule: PainRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = {form: replace(TEXT, sides=Sides.EACH) for form in ALL["bridge"].forms}
    monkeypatch.setitem(ALL, "bridge", replace(ALL["bridge"], forms=forms, loads_side=True))
    entries = [PlanEntry("bridge", SHEET, only_side=Side.RIGHT), PlanEntry("rolls", SHEET)]
    for sore, expected in ((None, Side.RIGHT), (Side.RIGHT, Side.RIGHT), (Side.LEFT, None)):
        plan = replace(PLAN, exercises=("bridge", "rolls"), entries=tuple(entries))
        found = compose(rule, plan, ALL, facts_of(), screen(rule, ()), before(rule, 2, 4), sore_side=sore)
        assert isinstance(found, Session)
        assert [each.only_side for each in found.assignments if each.exercise.id == "bridge"] == [expected] * bool(
            expected
        )
        assert [each.why for each in found.left_out] == ["No lying on your left side today."] * (not expected)


def test_rounds_go_through_their_part_and_explain_each_exercise_once(rule: PainRule) -> None:
    entries = [replace(ENTRIES[0], repeats=False), *ENTRIES[1:3], replace(ENTRIES[3], repeats=False)]
    found = made(rule, rounds=3, entries=entries)
    assert isinstance(found, Session)
    names = [each.exercise.id for each in found.assignments]
    assert names == ["rolls", *["stretch", "bridge"] * 3, "stand"]
    assert [each.round for each in found.assignments] == [0, 1, 1, 2, 2, 3, 3, 0]
    assert [each.spoken_in_full for each in found.assignments] == [True, True, True, *[False] * 4, True]


@pytest.mark.parametrize(
    "facts", [{"pain_rest": PainRestKind.SHORT}, {"next_day_higher": True}, {"returning": Returning(1, 3)}]
)
def test_an_exercise_of_ones_own_is_no_mobility_whatever_its_file_says(
    rule: PainRule, monkeypatch: pytest.MonkeyPatch, facts: dict[str, object]
) -> None:
    found = made(rule, entries=[PlanEntry("rolls", SHEET)], **facts)
    assert isinstance(found, Session)
    monkeypatch.setitem(ALL, "rolls", replace(ALL["rolls"], own=True))
    assert isinstance(made(rule, entries=[PlanEntry("rolls", SHEET)], **facts), Refusal)


UNUSUAL = [
    ({"days": frozenset({0, 3})}, 1200.0, ""),
    ({"days": frozenset({6, 0})}, 0.0, "on days in a row"),
    ({"times_a_day": 2}, 0.0, "more than once a day"),
    ({}, 1500.0, "about 25 minutes of work and rests; plans of hipcoach's own have 20 at most"),
]


@pytest.mark.parametrize(("changes", "seconds", "said"), UNUSUAL)
def test_what_is_unusual_about_a_sheet_is_said(
    rule: PainRule, changes: dict[str, object], seconds: float, said: str
) -> None:
    plan = replace(PLAN, entries=ENTRIES, **changes)  # type: ignore[arg-type]  # names of its fields
    found = " ".join(each.sentence for each in unusual(rule, plan, ALL, seconds))
    assert said in found
    assert bool(found) == bool(said)
