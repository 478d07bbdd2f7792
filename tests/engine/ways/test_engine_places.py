"""Every plan under each declaration and under all: nothing is named that is not there, nobody is led over kneeling."""

import re
from dataclasses import replace

import pytest

from hipcoach.catalogue.furniture import put_order
from hipcoach.catalogue.furniture_words import SECOND_CHAIR
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.types import Equipment, Form, Lock, Position, Thing
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.types import Session
from tests.engine.script_places import DECLARED, bends_or_crosses, out_of_place
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT, Told, told


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
def test_every_plan_under_every_declaration(plan: str) -> None:
    for declared in DECLARED:
        script = told(plan, 0, declared)
        assert script is not None, (plan, declared)
        assert list(out_of_place(script)) == [], (plan, declared)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("ride-a-bicycle", "so high that your knees will stay below your hips"),
        ("ride-a-bicycle", "do not lean far forward"),
        ("go-for-a-walk", "Do not bend down to your shoes"),
    ],
)
def test_an_activity_bends_no_replaced_hip_past_a_right_angle(plan: str, said: str) -> None:
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        script = told(plan, 0, declared)
        assert script is not None
        assert (said in " ".join(script.texts)) == bool(declared)


@pytest.mark.parametrize(
    "ids",
    [
        ("straight_leg_raise", "clamshell", "side_plank_knees", "hamstring_strap", "strap_leg_out"),
        ("prone_leg_lift", "side_lying_leg_raise", "prone_bow"),
        ("prone_leg_lift",),  # the pillow is its own
    ],
)
def test_a_replaced_hip_that_is_cleared_is_neither_bent_nor_crossed(ids: tuple[str, ...]) -> None:
    plan = replace(CATALOGUE.plans["hip-and-back"], exercises=(*ids, "kneeling_hip_flexor_stretch", "chair_stand"))
    known = DiarySnapshot(NOW, declared=frozenset({Lock.HIP_REPLACEMENT}), cleared=frozenset(plan.exercises))
    session = look_ahead(RULE, known, CATALOGUE, plan)
    assert isinstance(session, Session)
    assert [each.exercise.id for each in session.assignments] == list(plan.exercises)
    assert any(Thing.PILLOW in each.things for each in session.things)
    assert list(bends_or_crosses(Told(session, unroll(session, SCRIPT, Timing())))) == []


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Put the strap down beside you.", ()),
        ("Turn onto your hands and knees.", (Lock.HIP_REPLACEMENT,)),
        ("Rest your left hand on your support.", ()),
        ("Lean over that foot.", (Lock.HIP_REPLACEMENT,)),
        ("Roll onto your left side.", (Lock.HIP_REPLACEMENT,)),
        ("Keep a hand on the counter.", (Lock.BALANCE,)),
        ("Sit down slowly.", (Lock.HIP_REPLACEMENT,)),
        ("Carry the chair to a wall.", (Lock.OSTEOPOROSIS,)),
    ],
)
def test_a_script_that_is_out_of_place_is_found(text: str, declared: tuple[Lock, ...]) -> None:
    script = told("strength", 0, declared)
    assert script is not None
    at = [n for n, step in enumerate(script.steps) if any(cue.kind == "place" for cue in step.cues)][-1]
    step = script.steps[at]
    broken = replace(step, cues=(replace(step.cues[0], text=text), *step.cues[1:]))
    assert list(out_of_place(replace(script, steps=(*script.steps[:at], broken, *script.steps[at + 1 :]))))


@pytest.mark.parametrize(
    ("known", "never"),
    [
        (DiarySnapshot(NOW, at_hand=frozenset(Thing) - {Thing.MAT}), "crawl|hands and knees|oll.* to.* the chair"),
        (
            DiarySnapshot(
                NOW,
                declared=frozenset({Lock.HIP_REPLACEMENT}),
                cleared=frozenset({"kneeling_hip_flexor_stretch"}),
            ),
            "crawl|hands and knees|oll.* to.* the chair|on(to)? your (left |right )?hip",
        ),
    ],
    ids=["no mat", "a replaced hip, cleared to kneel"],
)
def test_who_lies_in_bed_and_kneels_beside_it_is_led_from_where_they_are(known: DiarySnapshot, never: str) -> None:
    session = look_ahead(RULE, known, CATALOGUE, CATALOGUE.plans["hip-and-back"])
    assert isinstance(session, Session)
    texts = texts_of(session, SCRIPT, Timing(), RULE)
    assert any("your stronger leg forward" in text for text in texts)
    assert any("To get up sooner, open your eyes" in text for text in texts)
    assert any("If you sit or lie on the bed, stay there." in text for text in texts)
    steps = unroll(session, SCRIPT, Timing())
    (up,) = (step for step in steps if step.origin is Position.TALL_KNEELING)
    said = [cue.text for cue in up.cues]
    assert any("If you sit or lie on the bed, stay there." in text for text in said)
    (check,) = (step for step in steps if step.kind is StepKind.CHECK and step.order == up.order - 1)
    assert "come up with me" in " ".join(cue.text for cue in check.cues)
    assert [text for text in texts if re.search(never, text)] == []


@pytest.mark.parametrize("declared", [(), (Lock.NO_KNEELING,), (Lock.HIP_REPLACEMENT,)])
def test_the_pillow_is_between_the_knees_before_one_rolls_off_the_back(declared: tuple[Lock, ...]) -> None:
    script = told("hip-and-back", 0, declared)
    assert script is not None
    texts = [re.sub(".*ut (the pillow|it) between your knees", "pillow", text) for text in script.texts]
    rolls = next(n for n, text in enumerate(texts) if text.startswith("Roll onto your right side"))
    assert [text for text in texts[:rolls] if "pillow" in text][-1] == "pillow."
    assert texts.count("pillow.") == 1


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
def test_what_has_its_place_since_the_greeting_is_not_asked_for_again(plan: str) -> None:
    for without in (None, Thing.CHAIR):
        known = DiarySnapshot(NOW, at_hand=frozenset(Thing) - {without})
        session = look_ahead(RULE, known, CATALOGUE, CATALOGUE.plans[plan])
        if isinstance(session, Session):
            texts = Told(session, unroll(session, SCRIPT, Timing())).texts
            assert not any(re.search("Have a (low step|pad).* ready", text) for text in texts)


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
def test_a_replaced_hip_is_told_how_high_its_bed_has_to_be(plan: str) -> None:
    for times in (0, 2):
        script = told(plan, times, (Lock.HIP_REPLACEMENT,))
        assert script is not None
        bed = script.session.plan.in_bed
        assert ("your hips should be higher than your knees" in " ".join(script.texts)) == bed


def test_nobody_sits_down_on_the_chair_that_they_carry_next() -> None:
    plan = replace(CATALOGUE.plans["no-floor"], exercises=("mini_squat", "chair_stand"))
    session = look_ahead(RULE, DiarySnapshot(NOW), CATALOGUE, plan)
    assert isinstance(session, Session)
    steps = (step for step in unroll(session, SCRIPT, Timing()) if step.order == 0)
    told = [cue.text for step in steps for cue in step.cues if cue.kind == "leave"]
    assert told[0] == "Keep your eyes open, and carry the chair to a wall."


@pytest.mark.parametrize("sits", [True, False])
def test_whether_one_sits_afterwards_is_a_mark_and_not_a_word(sits: bool) -> None:
    """The question comes to somebody who sits, or who stands still for it; the words may be any."""
    squat = CATALOGUE.exercises["mini_squat"]
    text = replace(squat.text(Form.FULL), leave=(Instruction("Lower yourself.", 4.0, sits=sits),))
    other = replace(CATALOGUE, exercises={**CATALOGUE.exercises, squat.id: replace(squat, forms={Form.FULL: text})})
    plan = replace(CATALOGUE.plans["no-floor"], exercises=(squat.id,))
    session = look_ahead(RULE, DiarySnapshot(NOW), other, plan)
    assert isinstance(session, Session)
    check = next(step for step in unroll(session, SCRIPT, Timing()) if step.kind is StepKind.CHECK)
    assert check.cues[0].text.startswith(SCRIPT.text("check_standing")) is not sits


def test_things_are_put_by_what_they_are_and_not_by_their_words() -> None:
    pad, chair = Equipment("a pad", frozenset({Thing.PAD})), Equipment("a chair", frozenset({Thing.CHAIR}), "Set it.")
    counter = Equipment("a counter", frozenset({Thing.TABLE}), "Find it.")
    other_chair = replace(SECOND_CHAIR, optional=False)
    assert sorted((pad, chair, other_chair, counter), key=put_order) == [counter, chair, other_chair, pad]
