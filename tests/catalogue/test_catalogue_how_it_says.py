"""How the words of what ships are written: what a session says, its steps, and its sides."""

import re
from collections.abc import Iterator

import pytest

from hipcoach.catalogue.file_check import check
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.types import Catalogue, Category, Exercise, Form, FormText, Side, Sides, Work
from hipcoach.catalogue.wording import filled
from hipcoach.engine.words.cue_length import estimate_s
from tests.catalogue.conftest import SHIPPED


def instructions(form: FormText) -> Iterator[Instruction]:
    yield from (*form.place, *form.change_side, *form.leave)
    if form.reach:
        yield form.reach


def spoken(exercise: Exercise) -> Iterator[str]:
    for form in exercise.forms.values():
        for step in instructions(form):
            yield from (step.say, *step.instead.values())
        yield from (*form.move, form.short)
    yield from (exercise.breathing, exercise.feel, exercise.not_feel, exercise.dose_note)
    yield from (each.say for each in exercise.cautions)
    yield from (each.put for each in exercise.equipment)


def test_every_text_is_whole_sentences(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for text in filter(None, spoken(exercise)):
            assert re.fullmatch(r"[A-Z{].*\.", text), (exercise.id, text)
            assert "  " not in text


def test_every_step_is_one_short_sentence(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.forms.values():
            told = (text for each in instructions(form) for text in (each.say, *each.instead.values()) if text)
            for step in (*told, *form.move):
                assert len(re.findall(r"[.!?;:]", step)) == 1, (exercise.id, step)
                assert len(step.split()) <= 18, (exercise.id, step)


def test_an_exercise_says_how_to_get_into_position_and_what_happens(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.forms.values():
            if exercise.work is not Work.ACTIVITY:
                assert 2 <= len(form.place) <= 5, exercise.id
                assert 2 <= len(form.move) <= 7, exercise.id


@pytest.mark.parametrize(
    ("exercise", "said", "never"),
    [
        ("chair_stand", "lean forward a little from your hips", r"\bnose\b|over your (toes|feet|knees)"),
        ("kneeling_hip_flexor_stretch", "Straighten your back, and do not arch it.", r"\barch your back\b"),
        ("kneeling_hip_flexor_stretch", "Lean in.", r"\blunge\b"),
        ("lying_twist", "as you breathe out, knees higher than your hips", r"press (them|your legs) down"),
        ("mini_squat", "Hips back.", r"over your toes"),
        ("standing_hip_extension", "Leg back.", r"as (high|far) as"),
        ("side_lying_leg_raise", "in line with your body, and let it rest on the pillow", r"in front of your knees"),
        ("step_up", "the rail beside you", r"\bwall\b|your support"),
        ("hip_hike", "and you will hold on all the time", r"your hand will"),
    ],
)
def test_what_a_reading_against_the_sources_corrected_stays_corrected(
    catalogue: Catalogue, exercise: str, said: str, never: str
) -> None:
    for text in catalogue.exercises[exercise].forms.values():
        steps = (step.say for step in instructions(text))
        words = " ".join((*steps, *text.move, text.short, text.up, text.down))
        assert said in words
        assert not re.search(never, words, re.IGNORECASE)


def test_whoever_stands_on_one_leg_hears_what_to_do_if_they_sway(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        if Category.BALANCE in exercise.categories:
            assert any("at once if you sway" in each for each in exercise.text(Form.FULL).move), exercise.id


@pytest.mark.parametrize("exercise", ["single_leg_stand", "standing_hip_extension", "standing_quad_stretch"])
def test_between_two_lifts_of_the_same_leg_both_feet_rest(catalogue: Catalogue, exercise: str) -> None:
    text = catalogue.exercises[exercise].text(Form.FULL)
    for moves in (text.move, *text.move_under.values()):
        assert any("rest on both feet in between" in each for each in moves)


MOVES_A_THING = {"strap_leg_out", "lying_twist", "kneeling_hip_flexor_stretch", "side_lying_leg_raise"}
MOVES_A_THING |= {"side_plank_knees", "hip_hike", "standing_quad_stretch", "single_leg_stand", "standing_hip_extension"}


def test_a_change_of_side_names_every_step_and_has_its_time(catalogue: Catalogue) -> None:
    """With its words it takes 25 to 30 seconds where a thing, the whole body or the hands at the support move.

    Who rolls over the back with a pillow between the knees has twenty more: at ten, four listeners hurried there.
    """
    for exercise in (catalogue.exercises[each] for each in MOVES_A_THING):
        form = exercise.text(Form.FULL)
        change_s = estimate_s(f"Now {filled(exercise.side_words, Side.RIGHT)}.") + 0.4 + says_s(form.change_side)
        loads_s = says_s(tuple(step for step in form.place if step.last))  # these come before every set
        assert change_s <= (50 if exercise.id == "side_lying_leg_raise" else 32), (exercise.id, change_s)
        assert change_s + loads_s >= 25, (exercise.id, change_s, loads_s)


def says_s(steps: tuple[Instruction, ...]) -> float:
    return sum(estimate_s(filled(step.say, Side.RIGHT)) + 0.4 + step.time_s for step in steps)


def test_words_said_within_a_movement_are_short_and_never_bare(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.forms.values():
            for words in (form.up, form.down):
                assert len(words) <= 18, (exercise.id, words)
                assert words != "Hold."
            has_hold = any(dose.hold_s for dose in exercise.ladder)
            assert bool(form.hold) == has_hold or exercise.work is Work.BREATHS, exercise.id
            assert not form.hold or len(form.hold.split()) >= 3, exercise.id


def test_every_shipped_file_passes_the_check() -> None:
    """The check also looks at what the loader leaves out: whether each verb fits its movement, at the default voice."""
    for path in (SHIPPED / "exercises").glob("*.toml"):
        assert check(path, SHIPPED, estimate_s) == (), path.name


def test_both_sides_are_named_plainly(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        sided = {Sides.EACH, Sides.ALTERNATING} & {form.sides for form in exercise.forms.values()}
        assert bool(exercise.side_words) == bool(sided), exercise.id


def test_every_start_dose_is_called_our_starting_point(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        assert "our starting point" in exercise.dose_note, exercise.id
