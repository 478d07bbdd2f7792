"""Every plan under each declaration and under all: nothing is named that is not there, nobody is led over kneeling."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from hipcoach.catalogue.furniture import SECOND_CHAIR, YOUR_SUPPORT, put_order
from hipcoach.catalogue.instruction import Instruction
from hipcoach.catalogue.types import LYING, Equipment, Form, Lock, Position, Thing
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import StepKind, Timing
from hipcoach.engine.unroll import unroll
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.locks import NO_WAY_DOWN
from hipcoach.safety.types import Session
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT, Told, told

DECLARED = [(), *((each,) for each in Lock), tuple(Lock)]
DONE = frozenset({"position", "place", "last", "side", "reach", "leave", "finish"})  # what is asked of the body
ONE_HAND = re.compile(r"\b[Cc]arry\b|\b(a|your (left|right)) hand\b", re.IGNORECASE)
HEAVY = re.compile(r"\bcarry\b|\blift the\b|\bsomething heavy\b|^turn the chair\b", re.IGNORECASE)
NO_HEAVY = {Lock.BALANCE, Lock.STIFF_SPINE, Lock.OSTEOPOROSIS}
KNEELS = {Position.TALL_KNEELING, Position.HALF_KNEELING}
FORBIDS = {
    Lock.NO_KNEELING: KNEELS,
    Lock.HIP_REPLACEMENT: KNEELS,
    Lock.NO_PRONE: {Position.PRONE},
    Lock.NO_FLOOR: {each for each in Position if each.on_floor},
}
OVER = re.compile(r"\bonto (your (left|right) side|your front|whichever side is easier)\b")
DEEP = re.compile(
    r"\b[Ll]ean over\b|^Hold on to the seat with|\bknee up towards you\b|\bsole of your (left|right) foot\."
)
SITS = re.compile(r"\b(sit down|stand up)\b", re.IGNORECASE)
NAMES = {each: rf"\b{each}\b" for each in Thing} | {
    Thing.TABLE: r"\bcounter\b",
    Thing.CHAIR: r"\bchair\b|\bthe seat\b",
    Thing.PILLOW: r"(?<!your )(?<!any )\bpillow\b(?! for)",  # your own is on the bed
    Thing.STEP: r"\bthe step\b",
    Thing.RAIL: r"\bthe rail\b",
}


def not_there(script: Told) -> Iterator[str]:
    """Yield what is asked to be done with a thing that the greeting does not name."""
    session = script.session
    there = {thing for each in session.things for thing in each.things}
    walls = any("wall" in each.put for each in session.things)  # where a chair stands at one
    missing = "|".join(
        words
        for thing, words in NAMES.items()
        if not (thing in there or (thing is Thing.WALL and walls) or (thing is Thing.RAIL and Thing.POOL in there))
    )
    said = (cue.text for step in script.steps for cue in step.cues if cue.kind in DONE)
    yield from (f"not there: {text}" for text in said if re.search(missing, text))


def out_of_place(script: Told) -> Iterator[str]:
    session = script.session
    bed = session.plan.in_bed
    for step in script.steps:
        floor = {Lock.NO_FLOOR} if bed and step.position in LYING else set()
        if any(step.position in FORBIDS.get(each, set()) for each in session.declared - floor):
            yield f"forbidden: {step.position}"
        if bed and step.position in LYING and any(re.search(r"\b(mat|floor)\b", cue.text) for cue in step.cues):
            yield f"not in bed: {[cue.text for cue in step.cues]}"
    yield from (
        each.exercise.id for each in session.assignments if each.exercise.locks & session.declared - {Lock.NO_FLOOR}
    )
    heavy = (cue.text for step in script.steps for cue in step.cues if HEAVY.search(cue.text))
    yield from (f"heavy: {text}" for text in heavy if NO_HEAVY & session.declared)
    said = ((step.position, cue.text) for step in script.steps for cue in step.cues if cue.kind in DONE)
    for position, text in said:
        if Lock.BALANCE in session.declared and position not in LYING and ONE_HAND.search(text):
            yield f"one hand: {text}"
        if Lock.HIP_REPLACEMENT in session.declared and SITS.search(text) and "arms" not in text:
            yield f"without the arms: {text}"
        if NO_WAY_DOWN & session.declared and re.search(r"[Kk]neel|hands and knees|[Cc]rawl", text):
            yield f"over kneeling: {text}"
    yield from (cue.text for step in script.steps for cue in step.cues if YOUR_SUPPORT in cue.text)
    yield from not_there(script)
    yield from bends_or_crosses(script)


def bends_or_crosses(script: Told) -> Iterator[str]:
    """Yield what would bend a replaced hip past a right angle, or cross the legs."""
    if Lock.HIP_REPLACEMENT not in script.session.declared:
        return
    pillow = bent = False  # the pillow is between the knees; they are bent, and so within reach
    said = [cue.text for step in script.steps for cue in step.cues if cue.kind in DONE]
    for before, text in pairwise(["", *said]):
        bent = bent or bool(re.search("[Bb]end both knees", text))
        if (
            DEEP.search(text)
            or (re.search("eep the pillow between", text) and not pillow)
            or (OVER.search(text) and not pillow and ", the pillow between" not in text)
            or (text == "Push up onto both elbows." and pillow)
            or ("push up onto your elbows" in text and "pillow out" not in before)  # of who may lie in any way
            or ("Put the pillow between" in text and not bent)
        ):
            yield f"bends or crosses: {text}"
        pillow = "pillow between" in text or (pillow and "out from between" not in text)
        bent = bent and not re.search("[Ss]traighten", text)


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
    assert any("whichever leg is stronger forward" in text for text in texts)
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
    texts = [re.sub(".*ut the pillow between your knees", "pillow", text) for text in script.texts]
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
