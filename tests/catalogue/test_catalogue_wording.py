"""What is said to one person: sides are named, wordings fit who lies where, and each thing is asked for once."""

from hipcoach.catalogue.furniture_words import AT_A_WALL, FLOOR_CHAIR
from hipcoach.catalogue.instruction import Circumstance, Instruction
from hipcoach.catalogue.types import Catalogue, Dose, Form, Lock, Side, Sides
from hipcoach.catalogue.wording import circumstances, done_in, filled, said_steps, to_fetch
from hipcoach.catalogue.words import caution

STEPS = (
    Instruction("Rest your {other} hand on it.", 3.0, {Circumstance.BALANCE: "Rest both hands on it."}),
    Instruction("", 4.0, {Circumstance.HIP_REPLACEMENT: "Keep the pillow between your knees."}),
    Instruction("Lie flat on the mat.", 5.0, {Circumstance.BED: "Lie flat."}),
)


def test_sides_are_named_and_wordings_fit() -> None:
    assert said_steps(STEPS, Side.LEFT) == (("Rest your right hand on it.", 3.0), ("Lie flat on the mat.", 5.0))
    under = circumstances({Lock.BALANCE, Lock.HIP_REPLACEMENT, Lock.NO_PRONE}, bed=True)
    assert [words for words, _ in said_steps(STEPS, Side.RIGHT, under)] == [
        "Rest both hands on it.",
        "Keep the pillow between your knees.",
        "Lie flat.",
    ]
    assert filled("your {side} leg", None) == filled("your {side} leg", Side.BOTH) == "your {side} leg"


def test_a_caution_is_said_to_those_it_is_meant_for(catalogue: Catalogue) -> None:
    chair_stand = catalogue.exercises["chair_stand"]
    assert chair_stand.cautions_for(()) == ()
    assert "Push up with your arms, and do not lean far forward." in chair_stand.cautions_for({Lock.HIP_REPLACEMENT})
    listed = [caution(each) for each in chair_stand.cautions]
    assert "With a replaced hip: push up with your arms, and do not lean far forward." in listed


def test_what_is_lain_on(catalogue: Catalogue) -> None:
    assert catalogue.exercises["side_lying_leg_raise"].side_below(Side.LEFT) is Side.RIGHT
    assert catalogue.exercises["side_plank_knees"].side_below(Side.LEFT) is Side.LEFT


def test_each_thing_is_asked_for_once(catalogue: Catalogue) -> None:
    def things(*names: str, bed: bool = False, floor: bool = False) -> list[str]:
        return [each.say for each in to_fetch((catalogue.exercises[name] for name in names), bed=bed, floor=floor)]

    assert things("bridge", "knee_rolls") == ["a mat"]
    stiff = to_fetch([catalogue.exercises["bridge"]], [Lock.STIFF_SPINE])
    assert [each.say for each in stiff] == ["a mat", "a pillow for your head"]
    assert things("bridge", floor=True) == ["a mat", FLOOR_CHAIR.say]
    assert things("bridge", "lying_twist", bed=True) == ["a second pillow for your knees"]
    assert things("single_leg_stand", "standing_side_leg_lift") == ["a sturdy chair or a heavy table"]
    chair, *_ = to_fetch([catalogue.exercises["chair_stand"], catalogue.exercises["bridge"]], floor=True)
    assert (chair.say, chair.put) == ("a sturdy chair", FLOOR_CHAIR.put)
    kneels = to_fetch([catalogue.exercises["wall_backbend"]], floor=True)
    assert [each.put for each in kneels if each.say == FLOOR_CHAIR.say] == [AT_A_WALL], "there is no mat"
    assert things("figure_four", "lying_twist") == ["a mat", "a pillow for your knees"]
    assert things("chair_stand", "bridge", floor=True) == ["a sturdy chair", "a wall", "a mat"]
    both = to_fetch([catalogue.exercises[each] for each in ("belly_breathing", "knees_to_chest")], [Lock.STIFF_SPINE])
    assert [each.say for each in both] == ["a mat", "a pillow for your knees", "a pillow for your head"]


def test_a_place_never_says_what_the_position_says(catalogue: Catalogue) -> None:
    """The way there says it; with both, a listener would hear it twice."""
    for exercise in catalogue.exercises.values():
        for form in Form:
            for words, _ in said_steps(exercise.text(form).place, Side.LEFT):
                assert not words.startswith("Lie "), exercise.id


def test_one_side_after_the_other_is_never_told_as_in_turn(catalogue: Catalogue) -> None:
    """As many as is comfortable: who alternates in the time of one side does twice the work of each."""
    in_turn = [each for each in catalogue.exercises.values() if each.text(Form.FULL).sides is Sides.ALTERNATING]
    assert in_turn
    for exercise in in_turn:
        text = done_in(exercise, Dose(1, 1, within_s=30.0))
        assert text.sides is Sides.EACH
        assert not any("in turn" in each for each in (*text.move, text.short)), exercise.id
        assert done_in(exercise, Dose(1, 5)).move == exercise.text(Form.FULL).move
