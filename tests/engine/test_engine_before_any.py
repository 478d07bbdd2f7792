"""It hurts more during the greeting: no exercise was begun, so none is marked, and what is needed is told again."""

import re

import pytest

from hipcoach.catalogue.types import Lock
from hipcoach.engine.events import CueStarted, Decided, ExerciseFinished, PainReported, PainRestBegun
from hipcoach.engine.questions import Request, State
from hipcoach.engine.running.departure import Departure
from hipcoach.engine.running.playhead import Playhead
from hipcoach.engine.running.step_writer import StepWriter
from hipcoach.engine.steps.start_point import StartPoint
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from hipcoach.safety.types import Action, PainKind
from tests.engine.driving import pass_time, to_step
from tests.engine.on_the_way import rest, started
from tests.engine.script_told import RULE, SCRIPT, told


@pytest.mark.parametrize("on_the_way", [False, True])
@pytest.mark.parametrize("score", [3, 4, 8, None])
def test_no_exercise_is_marked_before_one_is_begun(score: int | None, *, on_the_way: bool) -> None:
    engine = started("first-steps")
    now = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE) if on_the_way else 2.0
    engine.advance(now)
    events = list(engine.report_pain(now))
    events += engine.answer_question(State.PAIN_SCORE, score, now)
    if engine.state is State.PAIN_CONFIRM:
        events += engine.answer_question(State.PAIN_CONFIRM, True, now)
    if engine.state is State.PAIN_KIND:
        events += engine.answer_question(State.PAIN_KIND, PainKind.ACHE, now)
    (report,) = (event for event in events if isinstance(event, PainReported))
    assert (report.exercise, report.also) == (None, ())
    assert not [event for event in events if isinstance(event, ExerciseFinished)]
    assert all(event.triggers == () for event in events if isinstance(event, PainRestBegun))
    (decided,) = (event.decision for event in events if isinstance(event, Decided))
    assert decided.exercise is None
    said = " ".join(event.cue.text for event in events if isinstance(event, CueStarted))
    assert "This exercise" not in said
    assert "next one" not in said


@pytest.mark.parametrize("on_the_way", [False, True])
def test_after_the_rest_every_exercise_follows_at_its_easier_step(*, on_the_way: bool) -> None:
    engine = started("first-steps")
    now = to_step(engine, lambda step: step.kind is StepKind.POSITION_CHANGE) if on_the_way else 2.0
    engine.advance(now)
    engine.report_pain(now)
    engine.answer_question(State.PAIN_SCORE, 3, now)
    engine.answer_question(State.PAIN_KIND, PainKind.ACHE, now)
    assert engine.state is State.PAIN_BREAK
    pass_time(engine, now + 130.0)
    decided = [e for e in engine.answer_question(State.BREAK_SCORE, 2, now + 131.0) if isinstance(e, Decided)]
    assert decided[0].decision.action is Action.GO_ON_EASIER
    assert engine.status(now + 131.0).step.is_greeting is not on_the_way
    to_step(engine, lambda step: step.kind is StepKind.ANNOUNCE and step.order == 0)
    worked = {step.order for step in engine.steps if step.kind in WORK_KINDS}
    assert worked == set(range(len(engine.session.assignments)))
    assert not any(each.over for each in engine.session.assignments)


@pytest.mark.parametrize("declared", [(), (Lock.HIP_REPLACEMENT,)])
@pytest.mark.parametrize("plan", ["gentle-day", "strength"])
def test_who_sat_down_to_rest_is_called_up_although_the_first_exercise_is_left_out(
    plan: str, declared: tuple[Lock, ...]
) -> None:
    engine = started(plan, declared)
    now = to_step(engine, lambda step: step.kind is StepKind.ANNOUNCE and step.order == 0) + 0.5
    engine.advance(now)
    rest(engine, now)
    now += 140.0
    pass_time(engine, now)
    assert engine.status(now).exercise_order == 0
    engine.ask(Request.SKIP, now)
    steps = engine.steps[engine.status(now).step_index :]
    said = " ".join(cue.text for step in steps if step.order == 1 for cue in step.cues)
    up = SCRIPT.text("up_from_the_seat_hip" if declared else "up_from_the_seat")
    goes = re.search(r"[Ss]tand on the mat|stand with the bed behind you", said)
    assert goes is not None
    assert 0 <= said.find(up) < goes.start()


@pytest.mark.parametrize("plan", ["strength", "no-floor"])
@pytest.mark.parametrize("named", [False, True])
def test_who_sat_down_to_rest_before_the_first_exercise_is_called_up_with_the_arms(plan: str, *, named: bool) -> None:
    engine = started(plan, (Lock.HIP_REPLACEMENT,))
    now = to_step(engine, lambda step: step.kind is StepKind.ANNOUNCE and step.order == 0) + 0.5 if named else 2.0
    engine.advance(now)
    rest(engine, now)
    said = " ".join(cue.text for step in engine.steps[engine.status(now + 126.0).step_index :] for cue in step.cues)
    told = said.partition("Get into position")[0]
    assert "push up with your arms" in told
    is_done_seated = plan == "no-floor"  # who sits on another seat is called up, who sits there stays
    assert ("If you sit in it already, stay there" in told) is is_done_seated
    known = texts_of(engine.session, SCRIPT, Timing(), RULE)
    pass_time(engine, now + 140.0)
    assert engine.status(now + 140.0).caption in known


def test_where_a_session_goes_on_the_rules_are_told_again_once() -> None:
    for plan in ("morning-in-bed", "first-steps"):
        made = told(plan, 0, ())
        assert made is not None
        writer = StepWriter(made.session, SCRIPT, Timing())
        head = Playhead(writer.every_step(StartPoint(0)))
        head.enter(0, 0.0)
        writer.write_ahead(Departure(head, from_order=0, to_order=0))
        texts = [cue.text for step in head.steps for cue in step.cues]
        assert texts.count(SCRIPT.text("how_to_ease")) == 1
        assert SCRIPT.text("up_to_fetch") not in texts
