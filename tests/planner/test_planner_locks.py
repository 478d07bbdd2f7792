"""Every plan under what may be declared: what is left, where it is done, what is said with it, what is needed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from hipcoach.catalogue.phrases import load_phrases
from hipcoach.catalogue.types import LYING, Catalogue, Lock, Position, Thing
from hipcoach.catalogue.wording import circumstances
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Timing
from hipcoach.engine.words.script import Script
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.locks import NO_WAY_DOWN
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import Assignment, Session
from tests.planner.at_hand import nobody
from tests.planner.lengths import PHRASES

DECLARED = [frozenset(some) for count in range(3) for some in combinations(Lock, count)]
KNEELING = {Position.TALL_KNEELING, Position.HALF_KNEELING}
ONE_HAND = re.compile(r"\b(a|one|your (left|right)|your|\{side\}|\{other\}) hand\b", re.IGNORECASE)


@pytest.mark.parametrize("declared", DECLARED, ids=lambda locks: "+".join(sorted(locks)))
def test_nobody_is_led_where_they_cannot_go(rule: PainRule, catalogue: Catalogue, declared: frozenset[Lock]) -> None:
    for plan in catalogue.plans.values():
        session = look_ahead(rule, nobody(Thing, declared=declared), catalogue, plan)
        assert isinstance(session, Session), (plan.id, session.why)
        done = [each.exercise for each in session.assignments]
        lying, bed = [each for each in done if each.position in LYING], session.plan.in_bed
        assert not (lying and NO_WAY_DOWN & declared) or bed
        assert not (NO_WAY_DOWN & declared and KNEELING & {each.position for each in done})
        assert not any(each.locks & declared - NO_WAY_DOWN for each in done)
        assert Lock.HIP_REPLACEMENT not in declared or not any(Lock.HIP_REPLACEMENT in each.locks for each in done)
        things = [one for each in session.things for one in each.things]
        assert (Thing.MAT in things) is bool(lying and not bed)
        assert Thing.CHAIR in things or bed or not any(each.position.on_floor for each in done), "to get down by"
        assert {*plan.exercises} == {each.id for each in done} | {each.exercise for each in session.left_out}
        assert all(left.why for left in session.left_out)
        for each in session.assignments:
            assert set(each.cautions) == {one.say for one in each.exercise.cautions if one.lock in declared}
            for words in all_words(each, declared, bed=bed):
                assert not (bed and each.exercise.position in LYING and re.search(r"\b(mat|floor)\b", words)), words
                two = Lock.BALANCE in declared and each.exercise.both_hands
                assert not (two and ONE_HAND.search(words)), words


def test_whoever_a_clinician_has_cleared_for_kneeling_is_led_there_by_way_of_standing(
    rule: PainRule, catalogue: Catalogue
) -> None:
    stretch = frozenset({"kneeling_hip_flexor_stretch"})
    snapshot = nobody(Thing, declared=frozenset({Lock.HIP_REPLACEMENT}), cleared=stretch)
    session = look_ahead(rule, snapshot, catalogue, catalogue.plans["hip-and-back"])
    assert isinstance(session, Session)
    assert session.plan.in_bed
    assert stretch <= {each.exercise.id for each in session.assignments}
    script = Script(load_phrases(PHRASES), lambda text: len(text) / 15, rule)
    steps = unroll(session, script, Timing())
    (change,) = (step for step in steps if step.origin in LYING and step.position is Position.HALF_KNEELING)
    assert change.waits
    assert "stand up slowly" in " ".join(cue.text for cue in change.cues)
    assert not any("the mat" in cue.text for step in steps for cue in step.cues)
    cannot = replace(snapshot, declared=snapshot.declared | {Lock.NO_KNEELING})
    refused = look_ahead(rule, cannot, catalogue, catalogue.plans["hip-and-back"])
    assert stretch <= {left.exercise for left in refused.left_out}, "what the body cannot do is not cleared"


def all_words(each: Assignment, declared: frozenset[Lock], *, bed: bool) -> Iterator[str]:
    """Everything that a session may say of an exercise to this user."""
    under = circumstances(declared, bed=bed and each.exercise.position in LYING)
    yield from (each.exercise.breathing, each.exercise.not_feel, *each.cautions)
    for text in each.exercise.forms.values():
        yield from (step.words(under) for step in (*text.place, *text.change_side, *text.leave))
        yield from (*text.moves(under), text.short, text.up, text.hold, text.down)


def test_every_lock_that_changes_words_has_its_caution(catalogue: Catalogue) -> None:
    """With a replaced hip, whatever is not hidden has its caution, but for what neither bends nor turns the hip."""
    still = {
        "ankle_pumps",
        "static_quads",
        "buttock_squeeze",
        "belly_breathing",
        "single_leg_stand",
        "walking",
        "stationary_cycling",
        "swimming",
        "water_aerobics",
    }
    for exercise in catalogue.exercises.values():
        hidden = exercise.locks | (set(Lock) if exercise.off_until_cleared else set())
        if Lock.HIP_REPLACEMENT not in hidden and exercise.id not in still:
            assert exercise.cautions_for({Lock.HIP_REPLACEMENT}), exercise.id
        if exercise.position is Position.SEATED and Lock.HIP_REPLACEMENT not in hidden and exercise.id not in still:
            assert any(each.lock is Lock.HIP_REPLACEMENT for each in exercise.equipment), "a high seat"
        if exercise.both_hands:
            assert exercise.cautions_for({Lock.BALANCE}), exercise.id
