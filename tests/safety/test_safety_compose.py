"""What of a plan is left for today: locks, sides, the order of refusals."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from hipcoach.catalogue.types import Category, Equipment, Form, Lock, PlanEntry, Position, Side, Sides, Thing
from hipcoach.catalogue.uses import Surface
from hipcoach.safety.before import before, screen
from hipcoach.safety.compose import compose
from hipcoach.safety.dose import LadderPlace
from hipcoach.safety.equipment import EVERYTHING
from hipcoach.safety.facts import Facts
from hipcoach.safety.less_kinds import LESS_WAS_DONE
from hipcoach.safety.reason import Reason
from hipcoach.safety.returning import Returning
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainRestKind, Session
from tests.safety.made import ALL, HOUR, LADDER, NOW, PLACES, PLAN, TEXT, exercise, facts_of, ids, session


@pytest.mark.parametrize("lock", list(Lock))
def test_a_declared_lock_hides_and_the_plan_still_runs(rule: PainRule, lock: Lock) -> None:
    locked = {**ALL, "bridge": replace(ALL["bridge"], locks=frozenset({lock}), position=Position.PRONE)}
    if lock in (Lock.NO_KNEELING, Lock.NO_FLOOR):
        locked["bridge"] = replace(locked["bridge"], position=Position.TALL_KNEELING)
    known = facts_of(declared=frozenset({lock}))
    made = compose(rule, PLAN, locked, known, screen(rule, ()), before(rule, 2, 2))
    assert isinstance(made, Session)
    assert "bridge" not in ids(made)
    bridge = next(each for each in made.left_out if each.exercise == "bridge")
    assert (bridge.why.startswith("You said that"), bridge.line) == (True, "locks")


@pytest.mark.parametrize(
    ("left_out", "sentence", "line"),
    [
        (
            {"switched_off": frozenset({"bridge"})},
            "It is off since you reported more pain in a session with it.",
            "return_mode",
        ),
        ({"pain_rest": PainRestKind.SHORT}, "A short rest waits", "before_soft_open"),
        ({"next_day_higher": True}, "You reported more pain the day after", "next_amber"),
        ({"returning": Returning(1, 3)}, "The first session after a rest", "return_mode"),
        ({"strength_at": (NOW - HOUR,)}, "Strength exercises come at least 48 hours apart", "strength_gap"),
    ],
)
def test_what_is_left_out_names_its_line(rule: PainRule, left_out: dict[str, object], sentence: str, line: str) -> None:
    known = facts_of(**left_out)
    made = compose(rule, PLAN, ALL, known, screen(rule, ()), before(rule, 2, 2))
    bridge = next(each for each in made.left_out if each.exercise == "bridge")
    assert bridge.why.startswith(sentence)
    assert bridge.line == line
    assert rule.line(line).says


@pytest.mark.parametrize(
    ("b", "known", "line"),
    [
        (4, facts_of(), "before_half"),
        (None, facts_of(), "before_not_given"),
        (2, facts_of(returning=Returning(2, 3)), "return_mode"),
        (2, facts_of(pain_rest=PainRestKind.SHORT), "before_soft_open"),
        (2, facts_of(), None),
    ],
)
def test_a_word_beside_an_exercise_names_its_line(
    rule: PainRule, b: int | None, known: Facts, line: str | None
) -> None:
    made = compose(rule, PLAN, ALL, known, screen(rule, ()), before(rule, b, 3))
    assert isinstance(made, Session)
    assert {each.lines for each in made.assignments} == {(line,) if line else ()}


def test_clearing_lifts_what_a_clinician_can_clear_and_nothing_else(rule: PainRule) -> None:
    made = exercise(
        "bow",
        Category.STRETCH,
        off_until_cleared=True,
        locks=frozenset({Lock.STIFF_SPINE}),
        position=Position.PRONE,
    )
    plan = replace(PLAN, exercises=("bow", "rolls"))
    for declared, cleared, sore, there in (
        ({}, {}, False, False),
        ({}, {"bow"}, False, True),
        ({}, {"bow"}, True, False),  # what bends back far, while the buttock hurts
        ({Lock.STIFF_SPINE}, {}, False, False),
        ({Lock.STIFF_SPINE}, {"bow"}, False, True),
        ({Lock.NO_PRONE}, {"bow"}, False, False),
    ):
        known = facts_of(declared=frozenset(declared), cleared=frozenset(cleared), sore_buttock=sore)
        found = compose(
            rule,
            replace(plan, exercises=("bow", "stand")),
            {**ALL, "bow": made},
            known,
            screen(rule, ()),
            before(rule, 2, 2),
        )
        assert ("bow" in ids(found)) is there, (declared, cleared)


@pytest.mark.parametrize(
    ("declared", "at_hand", "why"),
    [
        (
            {Lock.HIP_REPLACEMENT},
            EVERYTHING,
            "You said that you have a replaced hip, so lying work is on your bed, not on the floor.",
        ),
        ({Lock.NO_KNEELING, Lock.BALANCE}, EVERYTHING, "You said that you cannot kneel, so"),
        ({Lock.NO_FLOOR}, EVERYTHING, "You said that you cannot get to the floor, so"),
        ((), EVERYTHING - {Thing.MAT}, "You do not have a mat at hand, so"),
        ((), EVERYTHING - {Thing.CHAIR}, "You do not have a sturdy chair at hand, so"),
        ({Lock.BALANCE, Lock.STIFF_SPINE, Lock.OSTEOPOROSIS, Lock.NO_PRONE}, {Thing.MAT, Thing.CHAIR}, ""),
    ],
)
def test_who_cannot_get_down_by_way_of_kneeling_lies_on_the_bed(
    rule: PainRule, declared: Collection[Lock], at_hand: Collection[Thing], why: str
) -> None:
    mat, kneeling = (
        Equipment("a mat", frozenset({Thing.MAT})),
        exercise("bend", Category.STRETCH, position=Position.TALL_KNEELING),
    )
    known = {**ALL, "bridge": replace(ALL["bridge"], equipment=(mat,)), "bend": kneeling}
    facts = facts_of(declared=frozenset(declared), at_hand=frozenset(at_hand))
    for surface, on_bed in ((Surface.FLOOR, why), (Surface.BED, "")):
        plan = replace(PLAN, exercises=("bridge", "stand", "bend"), surface=surface)
        made = compose(rule, plan, known, facts, screen(rule, ()), before(rule, 2, 2))
        assert isinstance(made, Session)
        assert ids(made)[:2] == ["bridge", "stand"], "a bed is as good as a mat"
        assert made.plan.in_bed is (bool(why) or surface is Surface.BED)
        assert (made.on_bed.sentence if made.on_bed else "").startswith(on_bed)
        assert (made.on_bed is None) is (not on_bed)
    assert [(left.exercise, left.why) for left in made.left_out][-1][1].startswith(("It is done kneeling", "You said"))


@pytest.mark.parametrize(
    ("lies_on_worked", "sore", "only"),
    [(False, Side.RIGHT, Side.RIGHT), (True, Side.RIGHT, Side.LEFT), (False, Side.LEFT, Side.LEFT), (True, None, None)],
)
def test_nobody_lies_on_a_sore_side(rule: PainRule, lies_on_worked: bool, sore: Side | None, only: Side | None) -> None:
    made = exercise("raise", Category.STRENGTH, loads_side=True, lies_on_worked_side=lies_on_worked)
    plan = replace(PLAN, exercises=("raise",))
    found = compose(rule, plan, {"raise": made}, facts_of(), screen(rule, ()), before(rule, 2, 2), sore_side=sore)
    assert isinstance(found, Session)
    assert found.assignments[0].only_side is only
    if sore is not None:
        assert found.assignments[0].note == f"No lying on your {sore.value} side today."


def test_the_order_of_refusals(rule: PainRule) -> None:
    everything = {
        "paused": Reason("hold_pause", "paused_long", {"pause_days": 7}),
        "pain_rest": PainRestKind.FULL,
        "short_rest_today": True,
    }
    assert session(rule, 7, ticked=("eye",), **everything).line == "hold_pause"  # type: ignore[union-attr]  # refused
    del everything["paused"]
    assert session(rule, 7, ticked=("eye",), **everything).line == "before_hold"  # type: ignore[union-attr]  # refused
    everything["pain_rest"] = PainRestKind.SHORT
    assert session(rule, 7, ticked=("eye",), **everything).line == "screen_same_day"  # type: ignore[union-attr]  # refused
    assert session(rule, 7, **everything).line == "before_soft_today"  # type: ignore[union-attr]  # refused


def test_both_hands_full_instructions_and_the_users_own_choice_of_less(rule: PainRule) -> None:
    made = session(
        rule, declared=frozenset({Lock.BALANCE}), places=PLACES, times_done={"rolls": 2}, steps_less={"bridge": 1}
    )
    assert isinstance(made, Session)
    by_id = {each.exercise.id: each for each in made.assignments}
    assert by_id["stand"].note == "Both hands on the support."
    assert (by_id["rolls"].spoken_in_full, by_id["bridge"].spoken_in_full) == (False, True)
    assert by_id["bridge"].dose == LADDER[1]
    assert by_id["rolls"].easier == LADDER[1]


def test_a_gentle_plan_is_at_the_first_step_on_every_day(rule: PainRule) -> None:
    plan = replace(PLAN, gentle=True)
    ups = {"bridge": LadderPlace(2, 2)}
    made = compose(rule, plan, ALL, facts_of(places=PLACES, steps_up=ups), screen(rule, ()), before(rule, 2, 2))
    assert isinstance(made, Session)
    assert {each.dose for each in made.assignments} == {LADDER[0]}
    assert all("First step today." in each.note and not any(each.lines) for each in made.assignments)


def test_sides_that_differ_have_their_own_doses(rule: PainRule) -> None:
    each_side = replace(TEXT, sides=Sides.EACH)
    made = exercise("lift", Category.STRENGTH, forms={Form.FULL: each_side})
    plan = replace(PLAN, exercises=("lift",))
    known = facts_of(places={"lift": LadderPlace(2, 1)})
    found = compose(rule, plan, {"lift": made}, known, screen(rule, ()), before(rule, 2, 2))
    assert isinstance(found, Session)
    assert (found.assignments[0].dose, found.assignments[0].dose_right) == (LADDER[2], LADDER[1])
    assert (found.assignments[0].easier, found.assignments[0].easier_right) == (LADDER[1], LADDER[0])
    assert LadderPlace(2, 1).raised() == LadderPlace(2, 2)  # the lower side catches up


@pytest.mark.parametrize(
    ("sets", "reps", "rounds", "says", "counts"),
    [
        (1, 6, 1, "Half today.", [3]),
        (2, 3, 1, "Half today.", [3]),
        (1, 3, 1, "Half of it is never less than this.", [3]),
        (1, 2, 1, "Half of it is never less than this.", [2]),
        (1, 3, 2, "Half today.", [3]),  # one round of two
    ],
)
def test_half_is_said_of_what_is_less(
    rule: PainRule, sets: int, reps: int, rounds: int, says: str, counts: list[int]
) -> None:
    rolls = exercise("rolls", Category.MOBILITY, ladder=(replace(LADDER[0], sets=sets, reps=reps),))
    plan = replace(PLAN, exercises=("rolls",), entries=(PlanEntry("rolls", repeats=True),), rounds=rounds)
    made = compose(rule, plan, {"rolls": rolls}, facts_of(), screen(rule, ()), before(rule, 4, 3))
    assert isinstance(made, Session)
    assert [each.dose.reps for each in made.assignments] == counts
    assert {each.note for each in made.assignments} == {says}
    assert {note.wording for each in made.assignments for note in each.notes} <= LESS_WAS_DONE, "nor is it a step up"
