"""Every exercise with every kind of dose that a sheet may give it: no side is left open, and both have their time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hipcoach.catalogue.types import Dose, Exercise, Side, Sides, Work
from hipcoach.catalogue.words import dose
from hipcoach.engine.engine import Engine
from hipcoach.engine.steps.unroll import unroll
from hipcoach.engine.types import Phase, Timing
from hipcoach.safety.types import Assignment, Session
from tests.engine.driving import to_step
from tests.engine.script_told import CATALOGUE, RULE, SCRIPT

TIMED = Timing(floor_waits=False)
HELD = (Dose(2, 2, 30.0), Dose(1, 2, breaths=3), Dose(1, 1, 120.0))
OF = {
    Work.REPETITIONS: (Dose(2, 3), *HELD, Dose(2, 1, within_s=20.0)),
    Work.HOLDS: HELD,
    Work.BREATHS: (Dose(2, 3), *HELD),
    Work.ACTIVITY: (Dose(1, 1, minutes=5.0),),
}


def session_of(exercise: Exercise, amount: Dose) -> Session:
    plan = replace(CATALOGUE.plans["first-steps"], exercises=(exercise.id,))
    return Session(plan, (Assignment(exercise, amount, amount, on_sheet=True),))


def every() -> Iterator[Session]:
    for exercise in CATALOGUE.exercises.values():
        for form, amount in product(exercise.forms, OF[exercise.work]):
            yield session_of(exercise, replace(amount, form=form))


def test_no_brace_is_ever_spoken_whatever_dose_a_sheet_gives() -> None:
    said = {(s.plan.exercises, cue.text) for s in every() for step in unroll(s, SCRIPT, TIMED) for cue in step.cues}
    assert [each for each in sorted(said) if "{" in each[1]] == []


def test_the_screen_names_the_side_of_a_hold_too() -> None:
    session = session_of(CATALOGUE.exercises["lying_twist"], Dose(1, 1, 30.0))
    engine = Engine(session, rule=RULE, timing=TIMED, script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.phase is Phase.UP)
    assert engine.status(now).next_text == "Arms wide, head to your right."


def test_as_many_as_is_comfortable_gives_each_side_its_time_also_where_sides_take_turns() -> None:
    amount = Dose(2, 1, within_s=20.0)
    found = 0
    for exercise in CATALOGUE.exercises.values():
        for form, text in exercise.forms.items():
            if exercise.work is not Work.REPETITIONS or text.sides not in (Sides.EACH, Sides.ALTERNATING):
                continue
            found += text.sides is Sides.ALTERNATING
            steps = unroll(session_of(exercise, replace(amount, form=form)), SCRIPT, TIMED)
            assert (
                sorted(each.side for each in steps if each.counted and each.side) == [Side.LEFT] * 2 + [Side.RIGHT] * 2
            )
            said = [cue.text for step in steps for cue in step.cues]
            assert any(each.startswith("Next, ") and "right" in each for each in said)
    assert found >= 4
    assert dose(CATALOGUE.exercises["standing_march"], amount).endswith("20 seconds, on each side")
