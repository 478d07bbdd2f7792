"""What ships, held against tables that were decided once and stand here: doses, locks, plans, and the words' form."""

import re
from itertools import groupby

import pytest

from hipcoach.catalogue.ladder import ladder_problems
from hipcoach.catalogue.types import (
    Catalogue,
    Category,
    Dose,
    Exercise,
    Form,
    Lock,
    Position,
    Sides,
    Thing,
    Work,
)
from tests.catalogue.conftest import SHIPPED

S, F = Form.START, Form.FULL

# id: position, sides of the START form, first and last dose as (sets, reps, hold_s, form), categories
TABLE = {
    "chair_stand": ("seated", "both", (1, 5, 0, F), (3, 10, 0, F), "strength"),
    "bridge": ("supine", "both", (1, 5, 3, F), (3, 10, 5, F), "strength"),
    "standing_hip_extension": ("standing", "each", (1, 5, 2, F), (3, 10, 5, F), "strength balance"),
    "knee_rolls": ("supine", "alternating", (1, 3, 5, S), (1, 5, 10, F), "mobility"),
    "prone_bow": ("prone", "both", (1, 2, 5, F), (1, 2, 15, F), "stretch"),
    "knees_to_chest": ("supine", "each", (1, 2, 5, S), (1, 3, 20, F), "stretch mobility"),
    "standing_quad_stretch": ("standing", "each", (1, 2, 10, F), (1, 3, 30, F), "stretch"),
    "prone_leg_lift": ("prone", "each", (1, 3, 3, F), (3, 10, 5, F), "strength"),
    "figure_four": ("supine", "each", (1, 2, 10, F), (1, 3, 30, F), "stretch"),
    "kneeling_hip_flexor_stretch": ("half_kneeling", "each", (1, 2, 10, F), (1, 3, 30, F), "stretch"),
    "hip_hike": ("standing", "each", (1, 5, 0, F), (2, 10, 0, F), "strength balance"),
    "wall_backbend": ("tall_kneeling", "both", (1, 2, 5, F), (1, 2, 10, F), "stretch"),
    "lying_twist": ("supine", "each", (1, 3, 0, F), (1, 10, 0, F), "stretch"),
    "standing_side_leg_lift": ("standing", "alternating", (1, 5, 1, F), (3, 10, 2, F), "strength balance"),
    "strap_leg_out": ("supine", "each", (1, 3, 0, F), (1, 8, 0, F), "stretch"),
    "side_lying_leg_raise": ("side_lying", "each", (1, 5, 0, F), (3, 10, 0, F), "strength"),
    "bent_knee_fallout": ("supine", "alternating", (1, 5, 0, F), (1, 10, 0, F), "mobility"),
    "mini_squat": ("standing", "both", (1, 5, 0, F), (3, 10, 0, F), "strength"),
    "side_plank_knees": ("side_lying", "each", (1, 2, 5, F), (1, 6, 10, F), "strength"),
    "single_leg_stand": ("standing", "each", (1, 3, 5, F), (1, 10, 10, F), "balance"),
    "belly_breathing": ("supine", "none", (1, 5, 0, F), (1, 10, 0, F), "breathing"),
    "clamshell": ("side_lying", "each", (1, 5, 0, F), (3, 12, 0, F), "strength"),
    "straight_leg_raise": ("supine", "each", (1, 5, 2, F), (3, 10, 5, F), "strength"),
    "heel_slide": ("supine", "each", (1, 5, 0, F), (1, 10, 0, F), "mobility"),
    "static_quads": ("supine", "each", (1, 5, 3, F), (2, 10, 5, F), "strength"),
    "buttock_squeeze": ("supine", "both", (1, 5, 3, F), (2, 10, 5, F), "strength"),
    "ankle_pumps": ("supine", "both", (1, 10, 0, F), (1, 20, 0, F), "mobility"),
    "calf_stretch": ("standing", "each", (1, 2, 10, F), (1, 3, 30, F), "stretch"),
    "hamstring_strap": ("supine", "each", (1, 2, 10, F), (1, 3, 30, F), "stretch"),
    "step_up": ("standing", "each", (1, 5, 0, F), (3, 10, 0, F), "strength balance"),
    "standing_march": ("standing", "alternating", (1, 5, 0, F), (1, 10, 0, F), "balance mobility"),
    "cat_camel": ("all_fours", "both", (1, 3, 0, F), (1, 8, 0, F), "mobility"),
}
ACTIVITIES = {"walking", "stationary_cycling", "swimming", "water_aerobics"}


def shape(dose: Dose) -> tuple[int, int, float, Form]:
    return dose.sets, dose.reps, dose.hold_s, dose.form


@pytest.mark.parametrize("exercise_id", TABLE)
def test_each_exercise_is_the_one_in_the_table(catalogue: Catalogue, exercise_id: str) -> None:
    exercise = catalogue.exercises[exercise_id]
    position, sides, start, cap, categories = TABLE[exercise_id]
    assert exercise.position == position
    assert exercise.text(exercise.ladder[0].form).sides == sides
    assert shape(exercise.ladder[0]) == start
    assert shape(exercise.ladder[-1]) == cap
    assert {category.value for category in exercise.categories} == set(categories.split())


def test_there_are_no_others(catalogue: Catalogue) -> None:
    assert set(catalogue.exercises) == set(TABLE) | ACTIVITIES


@pytest.mark.parametrize("exercise_id", [*TABLE, *sorted(ACTIVITIES)])
def test_each_ladder_obeys_the_rules(catalogue: Catalogue, exercise_id: str) -> None:
    exercise = catalogue.exercises[exercise_id]
    has_start = Form.START in exercise.forms
    assert ladder_problems(exercise.ladder, exercise.work, has_start_form=has_start) == []
    assert all(dose.rest_s == (60 if dose.sets > 1 else 0) for dose in exercise.ladder)


def test_the_full_forms_wait_for_five_per_side(catalogue: Catalogue) -> None:
    with_start_form = {key: e for key, e in catalogue.exercises.items() if Form.START in e.forms}
    assert set(with_start_form) == {"knee_rolls", "knees_to_chest"}
    for exercise in with_start_form.values():
        assert max(dose.reps for dose in exercise.ladder if dose.form is S) == 5
        assert [dose.form for dose in exercise.ladder] == sorted((d.form for d in exercise.ladder), reverse=True)
    assert with_start_form["knees_to_chest"].text(F).sides is Sides.BOTH


def test_activities_begin_with_five_to_ten_minutes(catalogue: Catalogue) -> None:
    for key in ACTIVITIES:
        exercise = catalogue.exercises[key]
        assert exercise.work is Work.ACTIVITY
        assert exercise.categories == (Category.ACTIVITY,)
        assert 5 <= exercise.ladder[0].minutes <= 10
        assert exercise.ladder[-1].minutes <= 15


LOCKED = {
    Lock.HIP_REPLACEMENT: "standing_hip_extension knee_rolls prone_bow knees_to_chest standing_quad_stretch "
    "prone_leg_lift figure_four kneeling_hip_flexor_stretch hip_hike wall_backbend lying_twist strap_leg_out "
    "clamshell straight_leg_raise heel_slide hamstring_strap step_up standing_march cat_camel",
    Lock.STIFF_SPINE: "cat_camel knee_rolls lying_twist prone_bow wall_backbend",
    Lock.OSTEOPOROSIS: "cat_camel knee_rolls lying_twist prone_bow wall_backbend knees_to_chest",
    Lock.BALANCE: "standing_quad_stretch hip_hike wall_backbend calf_stretch step_up",
    Lock.NO_KNEELING: "cat_camel kneeling_hip_flexor_stretch wall_backbend",
    Lock.NO_PRONE: "prone_bow prone_leg_lift",
    Lock.NO_FLOOR: "bridge knee_rolls prone_bow knees_to_chest prone_leg_lift figure_four kneeling_hip_flexor_stretch "
    "wall_backbend lying_twist strap_leg_out side_lying_leg_raise bent_knee_fallout side_plank_knees belly_breathing "
    "clamshell straight_leg_raise heel_slide static_quads buttock_squeeze ankle_pumps hamstring_strap cat_camel",
}


@pytest.mark.parametrize("lock", Lock)
def test_each_lock_hides_what_the_page_says(catalogue: Catalogue, lock: Lock) -> None:
    assert {key for key, exercise in catalogue.exercises.items() if lock in exercise.locks} == set(LOCKED[lock].split())


def test_what_is_off_asks_for_both_hands_or_loads_a_side(catalogue: Catalogue) -> None:
    exercises = catalogue.exercises.values()
    assert {e.id for e in exercises if e.off_until_cleared} == {"prone_bow", "wall_backbend"}
    assert {e.id for e in exercises if e.loads_side} == {"side_lying_leg_raise", "side_plank_knees", "clamshell"}
    assert {e.id for e in exercises if e.lies_on_worked_side} == {"side_plank_knees"}
    standing_work = {e.id for e in exercises if e.position is Position.STANDING and e.work is not Work.ACTIVITY}
    assert {e.id for e in exercises if e.both_hands} == standing_work - {"standing_quad_stretch"}


def test_every_source_is_explained_and_used(catalogue: Catalogue) -> None:
    assert {key for e in catalogue.exercises.values() for key in e.sources} == set(catalogue.sources)


PLANS = {
    "first-steps": "knee_rolls knees_to_chest bridge chair_stand",
    "hip-essentials": "knee_rolls knees_to_chest bridge prone_bow chair_stand standing_hip_extension",
    "sacroiliac": "figure_four bridge prone_leg_lift standing_quad_stretch",
    "hip-and-back": "bent_knee_fallout bridge side_lying_leg_raise side_plank_knees kneeling_hip_flexor_stretch "
    "mini_squat",
}
KINDS = {
    "daily-mobility": {Category.MOBILITY, Category.STRETCH},
    "strength": {Category.STRENGTH},
    "steady": {Category.BALANCE},
    "gentle-day": {Category.MOBILITY, Category.BREATHING},
    "evening": {Category.STRETCH, Category.BREATHING},
    "go-for-a-walk": {Category.ACTIVITY},
    "ride-a-bicycle": {Category.ACTIVITY},
    "go-for-a-swim": {Category.ACTIVITY},
    "exercise-in-water": {Category.ACTIVITY},
}
ONLY = {
    "daily-mobility": {Position.SUPINE},
    "steady": {Position.STANDING},
    "morning-in-bed": {Position.SUPINE},
    "no-floor": {Position.SEATED, Position.STANDING},
}
ORDER = list(Position)  # lying, side, front, kneeling, sitting, standing
ALL_PLANS = {*PLANS, *KINDS, *ONLY}


def of_plan(catalogue: Catalogue, plan: str) -> list[Exercise]:
    return [catalogue.exercises[key] for key in catalogue.plans[plan].exercises]


def test_these_plans_ship(catalogue: Catalogue) -> None:
    assert set(catalogue.plans) == ALL_PLANS
    assert next(iter(catalogue.plans)) == "first-steps"


@pytest.mark.parametrize("plan", sorted(ALL_PLANS))
def test_each_plan_obeys_its_rules(catalogue: Catalogue, plan: str) -> None:
    exercises = of_plan(catalogue, plan)
    assert 1 <= len(exercises) <= 6
    places = [ORDER.index(exercise.position) for exercise in exercises]
    assert places == sorted(places) or places == sorted(places, reverse=True), "each position once, in one direction"
    assert len(list(groupby(places))) == len(set(places))
    assert not (plan in KINDS and [e.id for e in exercises if not KINDS[plan] & set(e.categories)])
    assert {e.position for e in exercises} <= ONLY.get(plan, set(Position))
    if plan in PLANS:
        assert [e.id for e in exercises] == PLANS[plan].split()


@pytest.mark.parametrize("plan", sorted(ALL_PLANS))
def test_what_may_be_done_daily_holds_no_strength(catalogue: Catalogue, plan: str) -> None:
    worked = {category for exercise in of_plan(catalogue, plan) for category in exercise.categories}
    assert catalogue.plans[plan].daily == (not worked & {Category.STRENGTH, Category.BALANCE})


def test_only_the_morning_starts_lying_and_the_evening_has_its_reading(catalogue: Catalogue) -> None:
    """Whoever has fetched things stands; on waking one lies already."""
    for plan in catalogue.plans.values():
        starts = Position.SUPINE if plan.id == "morning-in-bed" else Position.STANDING
        assert plan.start_position is starts, plan.id
        assert bool(plan.reading) == (plan.id == "evening")
    assert "mattress" in catalogue.plans["evening"].reading


def test_what_is_not_offered_is_written_down_with_its_reason() -> None:
    notes = (SHIPPED / "exercises" / "NOT_OFFERED.md").read_text(encoding="utf-8")
    for name in ("Half pigeon", "Hula hoop", "Running", "back knee bent"):
        assert name in notes


def test_what_an_exercise_names_as_equipment_is_what_it_needs(catalogue: Catalogue) -> None:
    """Each thing that it needs is named in its words; what is only nice to have is not needed, nor are shoes."""
    named = {
        Thing.MAT: "mat",
        Thing.PILLOW: "pillow",
        Thing.CHAIR: "chair",
        Thing.TABLE: "table",
        Thing.WALL: "wall",
        Thing.RAIL: "rail",
        Thing.STEP: "step",
        Thing.PAD: "pad",
        Thing.STRAP: "strap",
        Thing.BICYCLE: "bicycle",
        Thing.POOL: "pool",
    }
    for exercise in catalogue.exercises.values():
        words = re.findall(
            "[a-z]+", " ".join(each.say for each in exercise.equipment if not (each.optional or each.lock))
        )
        needed = {thing for one_of in exercise.needs for thing in one_of}
        assert needed == {thing for thing, word in named.items() if word in words}, exercise.id
