"""Each exercise alone, the user's own of every position too, under each declaration and with a thing missing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from hipcoach.catalogue.positions import FLOOR_ONLY, KNEELING
from hipcoach.catalogue.types import Dose, Exercise, Lock, Position, Thing, Work
from hipcoach.engine.engine import Engine
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from hipcoach.engine.words.dose_words import UPRIGHT
from hipcoach.safety.locks import NO_WAY_DOWN, lock_reason, stays_in_bed
from hipcoach.safety.types import PainKind
from tests.engine.alone import EACH_SIDE, EVERY, OWN, SIDED, alone, asked, stopped
from tests.engine.driving import fork, in_speech, to_step
from tests.engine.script_places import DECLARED, not_there, out_of_place
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT, Told, told


def every_script(exercise: Exercise) -> Iterator[tuple[object, Told]]:
    for declared in DECLARED:
        for cleared in {False, not exercise.locks.isdisjoint(declared) or exercise.off_until_cleared}:
            if (script := alone([exercise.id], declared, cleared=cleared)) is not None:
                yield (declared, cleared), script
    for thing in Thing:
        if (script := alone([exercise.id], cleared=True, without=thing)) is not None:
            yield thing, script


UNDER = re.compile(r"[Ss]lide (?:a|the) pillow (under your \w+)")


def wanting(script: Told) -> Iterator[str]:
    """Yield what the greeting asks for although it is not at hand, and what nobody takes out again."""
    session, said = script.session, " ".join(script.texts)
    for each in session.things:
        if each.things and not (each.optional or each.lock or each.things & session.at_hand):
            yield f"not at hand: {each.say}"
    if "a pillow under your chest" in said and "the one for your head if there is no second" not in said:
        yield "a second pillow, which the greeting does not name"
    if any("in socks" in each.say for assignment in session.assignments for each in assignment.exercise.cautions):
        yield "socks, of which the greeting says that they slip"
    if "{" in said or "your  " in said:
        yield "no side, where one is named"
    if "cramp" in said and "If it cramps, " not in said:
        yield "a cramp, and not what to do then"
    taken_out = "Take the pillow out" in said
    yield from (f"stays {under}" for under in UNDER.findall(said) if not (taken_out or f"out from {under}" in said))
    rests = "(down|sit) onto? your hip|both arms on the seat|hips down beside your feet|Rest, in the way that you"
    for step in script.steps:
        if step.kind is StepKind.CHECK and step.position in KNEELING:
            left = [cue.text for each in script.of(step.order) for cue in each.cues if cue.kind == "leave"]
            if not re.search(rests, " ".join(left)):
                yield f"kneels through the question: {left}"


@pytest.mark.parametrize("exercise", sorted(EVERY.exercises))
def test_nobody_is_told_to_use_what_is_not_there_or_to_do_what_they_cannot(exercise: str) -> None:
    for case, script in every_script(EVERY.exercises[exercise]):
        cleared = case[1] if isinstance(case, tuple) else True
        found = [*(not_there(script) if cleared else out_of_place(script)), *wanting(script)]
        assert found == [], (exercise, case)


def test_the_things_of_an_own_exercise_lie_where_the_ways_have_those_of_the_shipped_ones() -> None:
    shipped = {(each.say, each.put) for exercise in CATALOGUE.exercises.values() for each in exercise.equipment}
    led_to = [exercise for exercise in OWN.values() if exercise.position not in UPRIGHT]
    assert {(each.say, each.put) for exercise in led_to for each in exercise.equipment} <= shipped


@pytest.mark.parametrize("without", [Thing.TABLE, None])
@pytest.mark.parametrize("kneels", ["kneeling_hip_flexor_stretch", "wall_backbend", "own_half_kneeling"])
def test_a_pad_lies_beside_the_chair_wherever_that_comes_to_stand(kneels: str, without: Thing | None) -> None:
    beside = "to the right of the chair, as you face it, close to the wall"
    for before in (("bridge",), ("standing_hip_extension",), ("standing_hip_extension", "bridge")):
        script = alone([*before, kneels], cleared=True, without=without)
        assert script is not None
        greeting, texts = " ".join(cue.text for cue in script.steps[0].cues), script.texts
        brought = [n for n, text in enumerate(texts) if re.search("(carry|slide) (the chair|it) to", text)]
        assert len(brought) <= 1
        assert (beside in greeting) == (not brought)
        for at in brought:
            assert ("the mat's long side" in texts[at]) == ("bridge" in before) == ("Lay the mat along" in greeting)
            assert beside in texts[at + 2]
            assert "move the pad" not in " ".join(texts[:at])
        assert not any("Have a pad" in text for text in texts)


@pytest.mark.parametrize("exercise", sorted(EACH_SIDE))
def test_who_changes_sides_in_an_own_exercise_is_led_over_and_has_the_time(exercise: str) -> None:
    position = EACH_SIDE[exercise].position
    led = {Position.SIDE_LYING: "onto your left side", Position.HALF_KNEELING: "Put your right knee down"}
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        script = alone([exercise], declared, cleared=True, catalogue=SIDED)
        assert script is not None
        (at,) = (n for n, step in enumerate(script.steps) if step.kind is StepKind.CHANGEOVER)
        said = " ".join(cue.text for step in script.steps[at : at + 2] for cue in step.cues)  # and just before the work
        assert re.match(f"Next, your right side.*{led.get(position, '')}.*[Gg]et into position for it", said)
        assert ("Ten seconds more." in said) == (script.steps[at].duration_s > 12.0)


def test_poor_balance_has_both_hands_at_work_that_is_done_standing() -> None:
    for exercise in EVERY.exercises.values():
        script = alone([exercise.id], [Lock.BALANCE], cleared=True)
        if script is None or exercise.work is Work.ACTIVITY:
            continue
        stands = exercise.position in UPRIGHT
        assert not stands or re.search("both hands", " ".join(script.texts), re.IGNORECASE), exercise.id
        assert not stands or re.search("You need [^.]*(chair|rail|wall|counter|firm)", " ".join(script.texts)), (
            exercise.id
        )
        many = (replace(each, dose=Dose(1, 1, within_s=30.0)) for each in script.session.assignments)
        counted = unroll(replace(script.session, assignments=tuple(many)), SCRIPT, Timing())
        said = {cue.text for step in counted for cue in step.cues if cue.kind == "dose"}
        assert any("Press Enter for each one" in each for each in said) != stands, exercise.id


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
def test_a_replaced_hip_neither_bends_down_to_its_shoes_nor_drops_onto_a_seat(plan: str) -> None:
    declarations = ((Lock.HIP_REPLACEMENT,), (Lock.HIP_REPLACEMENT, Lock.NO_FLOOR))
    for declared, times in product(declarations, (0, 1)):
        if (script := told(plan, times, declared)) is None:
            continue
        said = " ".join(script.texts)
        assert not re.search("(Step into your|Wear) firm shoes", said)
        assert "irm shoes" not in said or re.search("(Have|with|use) a long shoehorn", said)
        assert not re.search("sit down (on the .*chair|somewhere)", said) or "a firm cushion for each seat" in said
        for onto in re.findall(r"[^.]*\bsit down slowly\b[^.]*\.", said, re.IGNORECASE):
            assert "your weight on your arms" in onto


@pytest.mark.parametrize("plan", sorted(CATALOGUE.plans))
def test_what_one_gets_up_by_and_sits_down_on_is_named_in_every_greeting(plan: str) -> None:
    for declared, times in product(((), (Lock.BALANCE,), (Lock.NO_KNEELING,)), (0, 1)):
        script = told(plan, times, declared)
        assert script is not None
        said = " ".join(script.texts)
        assert ("beside the bed, and firm shoes" in said) == ("Step into your firm shoes" in said), (declared, times)
    for without in (None, Thing.CHAIR):
        script = alone(CATALOGUE.plans[plan].exercises, without=without)
        said = " ".join(script.texts) if script is not None else ""
        assert ("something to sit on" in said) == (re.search("(sit down|rest) somewhere near", said) is not None)


def test_nobody_rolls_towards_an_edge_that_is_only_near() -> None:
    near = {key for key, words in SCRIPT.phrases.templates.items() if "near the edge" in str(words)}
    assert near == set()
    ways = {key: str(words) for key, words in SCRIPT.phrases.templates.items() if key.startswith("get_up")}
    rolls = {key for key, words in ways.items() if "bed" in key and " roll" in words.replace("roll slowly onto", "")}
    assert len(rolls) == 4
    assert {key for key, words in ways.items() if "a forearm's length from the edge" in words} == rolls


@pytest.mark.parametrize("position", sorted(set(Position) - {Position.AS_SHOWN}))
def test_nobody_is_promised_a_way_as_they_were_shown_but_led_up_before_it_and_from_there(position: Position) -> None:
    ids = [f"own_{position}", "own_as_shown", f"own_{position}", "own_as_shown", "own_standing"]
    for declared in ((), (Lock.HIP_REPLACEMENT,)):
        for without in (None, Thing.MAT):
            script = alone(ids, declared, cleared=True, without=without)
            assert script is not None
            to, back = (
                [" ".join(cue.text for cue in step.cues) for step in script.steps if step.origin and at(step)]
                for at in (
                    lambda step: step.position is Position.AS_SHOWN,
                    lambda step: step.origin is Position.AS_SHOWN,
                )
            )
            down = position.on_floor and len(script.session.assignments) == len(ids)
            assert not any("the whole way" in said for said in (*to, *back))
            assert all(said.count("Get into position for it.") == 1 for said in to)
            up = "If you stand or sit for it, come up with me now.*head is clear.*Get into position for it"
            assert all(re.search(up, said) for said in to) == down, to
            if down:
                assert "If you are there already, stay there." in back[0]
                assert "If you lie, open your eyes" in back[-1]


def test_who_stayed_lying_on_the_front_in_bed_is_led_over_the_back() -> None:
    script = alone(["prone_leg_lift", "kneeling_hip_flexor_stretch"], without=Thing.MAT)
    assert script is not None
    said = " ".join(script.texts)
    over = "onto your back, in the middle of the bed. Then move to a forearm's length from the edge, roll towards it"
    assert re.search(f"your way up begins here.*{over}", said)


ON_OR_UP = re.compile(
    r"ower the loop over|oop the strap round|\b[Ss]tep up\b|"
    r"pillow under your (chest|knees)|onto your hands and knees, (and get|hands)"
)
OUT = re.compile(
    r"If the (strap|pillow) is .*(off|out)[.,]|If you stand on the step, step down slowly|If you are on your hands and"
)
FROM = dict.fromkeys(
    (Position.ALL_FOURS, Position.FLOOR_SITTING, Position.SIDE_SITTING), "onto your hands and knees, .*crawl"
) | {Position.PRONE: "push up and back|onto your back", Position.SIDE_LYING: "roll", Position.SUPINE: "roll|elbows"}


@pytest.mark.parametrize("exercise", sorted(EVERY.exercises))
def test_a_stop_in_the_middle_of_any_exercise_leads_out_of_it_and_up(exercise: str) -> None:
    for declared in ((), (Lock.HIP_REPLACEMENT,), (Lock.STIFF_SPINE,)):
        script = alone([exercise], declared, cleared=True)
        if script is None:
            continue
        engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
        engine.start(0.0)
        now = to_step(engine, lambda step: step.kind in WORK_KINDS)
        known, position = texts_of(script.session, SCRIPT, Timing(), RULE), EVERY.exercises[exercise].position
        on_or_up = bool(ON_OR_UP.search(" ".join(script.texts)))
        out = asked(fork(engine), now)
        assert out in known
        assert (OUT.match(out) is not None) == on_or_up, out  # before there is anything to answer, or to lie still for
        for kind in (PainKind.ACHE, PainKind.NEURO, PainKind.WEAK):
            said = stopped(fork(engine), now, 8, kind)
            assert in_speech(said, known)
            weak = kind is PainKind.WEAK
            may_lie = position.on_floor or (position is Position.AS_SHOWN and Lock.HIP_REPLACEMENT in declared)
            assert ("Stay down, and call" in said) == (may_lie and weak)
            assert ("If you stand, hold on, and sit down" in said) == (weak and not may_lie)
            assert ("When you are ready to get up, " in said) == (position.on_floor and not weak)
            assert ("If a leg is weak, stay down" in said) == (may_lie and kind is PainKind.NEURO)
            assert weak or re.search(FROM.get(position, ""), said)
            assert not (Lock.HIP_REPLACEMENT in declared and "stronger foot" in said and "body upright" not in said)
            assert OUT.search(said) is None


@pytest.mark.parametrize("position", sorted(FLOOR_ONLY))
def test_what_no_bed_will_do_for_is_left_out_with_a_word_for_who_is_not_led_down(position: Position) -> None:
    exercise = OWN[f"own_{position}"]
    for lock in NO_WAY_DOWN:
        assert alone([exercise.id], {lock}) is None
        assert (alone([exercise.id], {lock}, cleared=True) is not None) == (lock is Lock.HIP_REPLACEMENT)
        reason = lock_reason(exercise, {lock}, ())
        assert reason is not None
        assert ("over kneeling" in reason.sentence) == (lock is Lock.NO_KNEELING and position not in KNEELING)
    in_bed = stays_in_bed(CATALOGUE.plans["morning-in-bed"], exercise)
    assert in_bed is not None
    assert ("kneeling" in in_bed.sentence) == (position in KNEELING)


def test_who_is_on_hands_and_knees_is_so_for_the_work_alone() -> None:
    for exercise in (OWN["own_all_fours"], EVERY.exercises["cat_camel"]):
        script = alone([exercise.id])
        assert script is not None
        said = [(step.kind, cue.text) for step in script.steps for cue in step.cues]
        assert any("while I explain, you may sit on your hip" in text for _, text in said)
        into = [kind for kind, text in said if text.startswith("Come onto your hands and knees")]
        assert into == [StepKind.LEAD_IN]
        assert any("hips down beside your feet" in text and kind is StepKind.ANNOUNCE for kind, text in said)


def test_nobody_with_a_replaced_hip_lies_on_the_front_until_that_is_cleared() -> None:
    prone = [each for each in EVERY.exercises.values() if each.position is Position.PRONE]
    assert OWN["own_prone"] in prone
    for cleared in (False, True):
        led = [alone([each.id], {Lock.HIP_REPLACEMENT}, cleared=cleared) is not None for each in prone]
        assert led == [cleared] * len(prone)


def test_who_lies_in_bed_has_a_mat_for_what_is_done_on_hands_and_knees() -> None:
    for ids, mat in ((["own_supine", "cat_camel"], True), (["own_supine"], False)):
        script = alone(ids, {Lock.HIP_REPLACEMENT}, cleared=True)
        assert script is not None
        assert script.session.plan.in_bed
        assert any(each.things == {Thing.MAT} for each in script.session.things) == mat
