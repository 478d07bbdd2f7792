"""Each exercise alone, the user's own of every position too, under each declaration and with a thing missing."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from hipcoach.catalogue.own_exercise import read_own_exercise
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Catalogue, Exercise, Lock, Position, Sides, Thing, Work
from hipcoach.engine.types import Timing
from hipcoach.engine.unroll import unroll
from hipcoach.planner.diary_snapshot import DiarySnapshot
from hipcoach.planner.prepare import look_ahead
from hipcoach.safety.types import Session
from tests.engine.script_told import CATALOGUE, NOW, RULE, SCRIPT, Told
from tests.engine.test_engine_places import DECLARED, not_there, out_of_place


def own(position: Position) -> Exercise:
    sides = Sides.EACH if position in (Position.SIDE_LYING, Position.HALF_KNEELING) else Sides.NONE
    text = f'name = "Press"\nposition = "{position}"\nsides = "{sides}"\n'
    return read_own_exercise(parse("own.toml", text.encode()), f"own_{position}")


OWN = {each.id: each for each in map(own, Position)}
EVERY = Catalogue({**CATALOGUE.exercises, **OWN}, CATALOGUE.plans)


def alone(
    ids: Collection[str], declared: Collection[Lock] = (), *, cleared: bool = False, without: Thing | None = None
) -> Told | None:
    plan = replace(CATALOGUE.plans["first-steps"], exercises=tuple(ids))
    at_hand = frozenset(Thing) - {without}
    known = DiarySnapshot(
        NOW,
        declared=frozenset(declared),
        cleared=frozenset(ids if cleared else ()),
        at_hand=at_hand,
    )
    session = look_ahead(RULE, known, EVERY, plan)
    return Told(session, unroll(session, SCRIPT, Timing())) if isinstance(session, Session) else None


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
    yield from (f"stays {under}" for under in UNDER.findall(said) if f"out from {under}" not in said)


@pytest.mark.parametrize("exercise", sorted(EVERY.exercises))
def test_nobody_is_told_to_use_what_is_not_there_or_to_do_what_they_cannot(exercise: str) -> None:
    for case, script in every_script(EVERY.exercises[exercise]):
        cleared = case[1] if isinstance(case, tuple) else True
        found = [*(not_there(script) if cleared else out_of_place(script)), *wanting(script)]
        assert found == [], (exercise, case)


def test_poor_balance_has_both_hands_at_work_that_is_done_standing() -> None:
    for exercise in EVERY.exercises.values():
        script = alone([exercise.id], [Lock.BALANCE], cleared=True)
        if script is None or exercise.work is Work.ACTIVITY:
            continue
        stands = exercise.position in (Position.STANDING, Position.AS_SHOWN)
        assert not stands or re.search("both hands", " ".join(script.texts), re.IGNORECASE), exercise.id


def test_who_stayed_lying_on_the_front_in_bed_is_led_over_the_back() -> None:
    script = alone(["prone_leg_lift", "kneeling_hip_flexor_stretch"], without=Thing.MAT)
    assert script is not None
    said = " ".join(script.texts)
    assert re.search("your way up begins here.*onto your back, in the middle of the bed.*roll towards it", said)
