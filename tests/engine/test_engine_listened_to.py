"""What fresh listeners missed, each looked for in every script that it may concern."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import pytest

from hipcoach.catalogue.types import Form, Lock, Position, Thing
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Phase, StepKind, Timing
from tests.engine.alone import alone
from tests.engine.script_told import CATALOGUE, DECLARED, SCRIPT, Told, told


@cache
def scripts() -> tuple[Told, ...]:
    """Return each shipped plan's script, the first time and later, with the declarations that matter here."""
    found = (told(plan, times, locks) for plan, times, locks in product(CATALOGUE.plans, (0, 2), DECLARED))
    return tuple(script for script in found if script is not None)


def said(script: Told) -> list[str]:
    return [cue.text for step in script.steps for cue in (*step.cues, *step.meanwhile)]


def test_whoever_gets_down_where_a_mat_lies_stands_on_it_first() -> None:
    """Else the knees come down on the bare floor before the mat, or on its edge."""
    found = 0
    for script in scripts():
        stands = [text for text in said(script) if "facing the seat of the chair" in text]
        found += len(stands)
        assert all(text == "Stand on the mat, facing the seat of the chair." for text in stands)
    assert found
    only_kneels = alone(["wall_backbend"], cleared=True)
    assert only_kneels is not None
    assert "Stand facing the seat of the chair." in said(only_kneels), "no mat lies there"


def test_the_side_to_go_down_over_is_chosen_once() -> None:
    for script in scripts():
        texts = said(script)
        assert not [text for text in texts if "your hips down beside your feet, to whichever" in text]
        if any("thin cushion there" in text for text in texts):
            assert any("over your easier hip" in text for text in texts)
            assert any(text.startswith("Let your hips down beside your feet, to your easier side") for text in texts)
    on_a_side = alone(["side_lying_leg_raise"])
    assert on_a_side is not None
    assert not [text for text in said(on_a_side) if "easier hip" in text], "the side to lie on is named"


def test_no_wait_away_from_the_keys_names_them() -> None:
    """Who lies, sits or holds on is out of their reach; the greeting alone is heard at the keys."""
    waits = [
        (step.position, cue.text)
        for script in scripts()
        for step in script.steps
        for cue in step.cues
        if "I go on in" in cue.text and "fetch it" not in cue.text
    ]
    assert {Position.SUPINE, Position.SEATED, Position.STANDING} <= {position for position, _ in waits}
    assert not [text for _, text in waits if "Enter" in text]


@pytest.mark.parametrize("declared", DECLARED)
def test_nobody_in_bed_hears_of_a_mat(declared: tuple[object, ...]) -> None:
    for script in scripts():
        if script.session.plan.in_bed and script.session.declared == frozenset(declared):
            assert not [text for text in said(script) if "on the mat" in text]


@pytest.mark.parametrize("plan", ["strength", "hip-and-back"])
def test_both_sides_of_a_raise_are_told_with_equal_care(plan: str) -> None:
    """Where to be if a side is sore, the knee below bent, the pillow where it goes: of one side as of the other."""
    script = told(plan, 0, ())
    assert script is not None
    order = [each.exercise.id for each in script.session.assignments].index("side_lying_leg_raise")
    texts = " ".join(cue.text for step in script.of(order) for cue in step.cues)
    for side, other in (("right", "left"), ("left", "right")):
        assert re.search(f"[Ii]f your {side} side is too sore", texts)
        assert re.search(f"([Hh]ave your {side} knee bent|{side.title()} knee bent)", texts)
        assert re.search(f"[Ss]lide the pillow (backwards, )?under your {other} thigh", texts)


def test_who_stands_up_from_a_seat_knows_how_long_to_keep_to_it() -> None:
    stands = [text for script in scripts() for text in said(script) if text.startswith("Keep your legs against the")]
    assert stands
    assert all("until your head is clear" in text for text in stands)


def test_a_squat_ends_with_one_if() -> None:
    squat = CATALOGUE.exercises["mini_squat"].text(Form.FULL)
    for step in squat.leave:
        assert all(text.count("If ") + text.count(" if ") <= 1 for text in (step.say, *step.instead.values()))
    assert len(squat.leave) == 2


@pytest.mark.parametrize("exercise", ["hip_hike", "step_up"])
def test_what_is_done_on_a_step_says_so_before_anybody_walks_to_it(exercise: str) -> None:
    for made in (alone([exercise], cleared=True), alone(["single_leg_stand", exercise], cleared=True)):
        assert made is not None
        texts = said(made)
        first = next(n for n, text in enumerate(texts) if text.startswith("This one is done on the step. Without"))
        assert first < next(n for n, text in enumerate(texts) if text.startswith("Walk to the step"))
        assert not [text for text in texts if text == SCRIPT.text("without_second_chair")]


def test_a_foot_steps_up_before_the_next_is_named() -> None:
    made = alone(["hip_hike"])
    assert made is not None
    up = [text for text in said(made) if text.startswith("Step up")]
    assert up
    assert not [text for text in up if "then" in text or ("right" in text and "left" in text)]


def test_a_hand_is_named_for_the_rail_on_both_sides() -> None:
    made = alone(["hip_hike"])
    assert made is not None
    for side in ("left", "right"):
        assert any(re.search(f"{side} hand (on|holding)", text) for text in said(made)), side


def test_a_time_to_change_sides_is_named_after_what_it_is_for() -> None:
    found = 0
    for script in scripts():
        for step in script.steps:
            if step.kind is StepKind.CHANGEOVER and any(cue.kind == "time" for cue in step.cues):
                found += 1
                before, named = next(pair for pair in pairwise(step.cues) if pair[1].kind == "time")
                assert before.text.startswith(("Next,", "This")), named
    assert found


def test_where_a_step_goes_is_told_in_short_lines() -> None:
    """A listener had six conditions in one breath."""
    hike = alone(["hip_hike"])
    assert hike is not None
    (step,) = (each for each in hike.session.things if each.things == {Thing.STEP})
    assert step.put_next in said(hike)
    assert max(len(part.split()) for part in re.split(r"[.;:] ", f"{step.put} {step.put_next}")) <= 18


@pytest.mark.parametrize("exercise", ["strap_leg_out", "hamstring_strap"])
def test_a_strap_goes_on_and_comes_off_alike_on_both_sides(exercise: str) -> None:
    """A stiff hip cannot bring its sole to the hand: the loop comes to the foot, and is let out as the leg rises."""
    for text in CATALOGUE.exercises[exercise].forms.values():
        off = [step.say for step in (*text.change_side, *text.leave) if "take the strap off" in step.say]
        assert len(off) == 2
        assert off[0].replace("{other}", "{side}") == off[1]
        for steps in (text.place, text.change_side):
            told = " ".join(step.say for step in steps)
            assert re.search("an end (of the strap )?in each hand.*ower the loop over your", told)
        assert text.reach is not None
        assert "let the strap slip through your hand" in text.reach.say


def test_no_strap_is_taken_on_the_way_to_where_it_lies() -> None:
    """It is in the hand before anybody shuffles towards it, and perhaps onto it."""
    places = [step.say for step in CATALOGUE.exercises["strap_leg_out"].text(Form.FULL).place]
    takes, shuffles = (next(n for n, say in enumerate(places) if each in say) for each in ("for the strap", "huffle"))
    assert takes < shuffles


@pytest.mark.parametrize("exercise", list(CATALOGUE.exercises))
def test_nothing_is_laid_above_the_head_of_one_who_lies(exercise: str) -> None:
    """That may be the air over the face."""
    for text in CATALOGUE.exercises[exercise].forms.values():
        steps = (*text.place, *text.change_side, *text.leave, *([text.stop] if text.stop else []))
        assert not [each for step in steps for each in (step.say, *step.instead.values()) if "above your head" in each]


def test_whoever_has_come_up_at_the_chair_is_told_how_to_sit_down_on_it() -> None:
    ends = {script.steps[-1].cues[-1].text for script in scripts() if not script.session.plan.in_bed}
    assert any("feel its seat behind you, and reach back for it" in text for text in ends)
    assert not [text for text in ends if text.startswith("Then you are done: sit, or walk on")]


def test_feet_that_stand_up_from_a_seat_are_on_even_ground() -> None:
    """The mat's edge lies about where the toes are."""
    places = CATALOGUE.exercises["chair_stand"].text(Form.FULL).place
    assert any("on even ground" in step.say for step in places)


@pytest.mark.parametrize("declared", DECLARED[:2])
def test_who_sits_on_another_seat_is_called_up_before_the_chair(declared: tuple[Lock, ...]) -> None:
    """The rules for pain may be heard sitting anywhere, and nothing else calls one up before work on a chair."""
    script = told("no-floor", 0, declared)
    assert script is not None
    (goes,) = (text for text in said(script) if text.startswith("Go to the chair"))
    arms = Lock.HIP_REPLACEMENT in declared
    assert "if you sit elsewhere" in goes
    assert "stand up slowly first" in goes
    assert ("push up with your arms, do not lean far forward" in goes) is arms


@pytest.mark.parametrize("exercise", list(CATALOGUE.exercises))
def test_nobody_with_a_replaced_hip_is_told_to_push_on_the_thighs(exercise: str) -> None:
    """They push with their arms, on the armrests or the seat."""
    found = CATALOGUE.exercises[exercise]
    cautions = " ".join(found.cautions_for({Lock.HIP_REPLACEMENT})) + " ".join(each.say for each in found.cautions)
    assert not re.search(r"hands on your thighs", cautions)


@pytest.mark.parametrize(("tempo_s", "own_s", "takes_s"), [(3.0, 0.0, 6.0), (8.0, 0.0, 8.0), (3.0, 4.0, 4.0)])
def test_a_foot_that_slides_up_the_leg_has_its_time(tempo_s: float, own_s: float, takes_s: float) -> None:
    """A stiff hip is halfway after three seconds; a slower tempo, or a sheet's, stands."""
    script = alone(["figure_four"])
    assert script is not None
    (one,) = script.session.assignments
    dosed = replace(one, dose=replace(one.dose, up_s=own_s, down_s=own_s))
    session = replace(script.session, assignments=(dosed,))
    steps = unroll(session, SCRIPT, Timing(up_s=tempo_s, down_s=tempo_s))
    slides = [step for step in steps if step.phase in (Phase.UP, Phase.DOWN)]
    assert slides
    assert {step.duration_s for step in slides} == {takes_s}
