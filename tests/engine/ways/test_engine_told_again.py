"""A way that is told once more, after a pause or a rest, is no way back: who is down by then is told how to get up."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import LYING, Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import CueStarted, StepStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.texts import texts_of
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from hipcoach.safety.types import PainKind
from tests.engine.alone import alone, stopped
from tests.engine.driving import fork, in_speech, pass_time, to_step
from tests.engine.on_the_way import ahead, from_here, leads, started
from tests.engine.script_told import RULE, SCRIPT

ANEW = SCRIPT.text("way_anew")


def pause(engine: Engine, now: float) -> None:
    engine.pause(now)
    engine.ask(Request.RESUME, now + 1.0)


def instructions(engine: Engine, now: float) -> None:
    engine.ask(Request.INSTRUCTIONS, now + 1.0)


def taken_back(engine: Engine, now: float) -> None:
    engine.report_pain(now)
    engine.ask(Request.WITHDRAW, now + 0.5)
    engine.ask(Request.RESUME, now + 1.0)


@pytest.mark.parametrize("again", [pause, instructions, taken_back])
@pytest.mark.parametrize(
    ("plan", "origin", "target"),
    [
        ("first-steps", {Position.STANDING}, set(LYING)),
        ("strength", set(LYING), {Position.SEATED}),
        ("hip-and-back", set(LYING), {Position.HALF_KNEELING}),
    ],
)
def test_who_stops_while_a_way_is_told_again_hears_the_way_up_as_before(
    plan: str, origin: set[Position], target: set[Position], again: Callable[[Engine, float], None]
) -> None:
    engine = started(plan)
    now = to_step(engine, leads(origin, target))
    step = engine.status(now).step
    assert step is not None
    for cue in [each for each in step.cues if each.kind == "position"][3:]:
        now = from_here(engine, now, cue.text)
        if engine.state is not State.WAITING:
            return
        before = [stopped(fork(engine), now, 8, kind) for kind in (PainKind.ACHE, PainKind.WEAK)]
        told = fork(engine)
        again(told, now)
        for _ in range(2):  # a second time, too
            now += 2.0
            told.advance(now)
            assert [stopped(fork(told), now, 8, kind) for kind in (PainKind.ACHE, PainKind.WEAK)] == before, cue.text
            again(told, now)


def test_who_is_there_already_is_told_to_wait_while_the_way_is_told_again() -> None:
    engine = started("first-steps")
    now = to_step(engine, leads({Position.STANDING}, set(LYING)))
    now = from_here(engine, now, "Shift across to the middle of the mat.")
    engine.advance(now := (engine.next_deadline() or now))
    engine.pause(now)
    events = (*engine.ask(Request.RESUME, now + 1.0), *pass_time(engine, now + 12.0))
    assert next(event.cue.text for event in events if isinstance(event, CueStarted)) == ANEW


def test_who_stops_on_a_way_that_is_told_anew_after_a_rest_may_be_down() -> None:
    engine = started("strength")
    now = to_step(engine, leads({Position.STANDING}, set(LYING)))
    now = from_here(engine, now, "Bring the second knee down beside it.")
    stopped(engine, now, 3, PainKind.ACHE)
    engine.advance(now + 125.0)
    engine.answer_question(State.BREAK_SCORE, 0, now + 126.0)
    now = from_here(engine, now + 126.0, ANEW) + 1.0
    engine.advance(now)
    said = stopped(fork(engine), now, 8, PainKind.ACHE)
    assert "If you are down already, open your eyes, roll towards the chair" in said
    assert in_speech(said, texts_of(engine.session, SCRIPT, Timing(), RULE))
    assert "Stay down, and call somebody to you" in stopped(fork(engine), now, 8, PainKind.WEAK)
    engine.ask(Request.SKIP, now)
    following = ahead(engine, now)
    assert following[0] == SCRIPT.text("down_already")
    assert SCRIPT.text("come_along") in following[following.index("Stand on the mat, facing the seat of the chair.") :]


@pytest.mark.parametrize("exercise", ["bridge", "mini_squat", "clamshell", "heel_slide", "belly_breathing"])
def test_back_twice_begins_where_back_once_begins(exercise: str) -> None:
    script = alone([exercise])
    assert script is not None
    engine = Engine(script.session, rule=RULE, timing=Timing(), script=SCRIPT)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS and step.repetition == 3) + 0.3
    engine.advance(now)
    engine.ask(Request.BACK, now)
    begun = engine.status(now).step_index
    engine.advance(now + 0.5)
    engine.ask(Request.BACK, now + 0.5)
    assert engine.status(now + 0.5).step_index >= begun
    events = pass_time(engine, now + 900.0)
    works = [event.step for event in events if isinstance(event, StepStarted) and event.step.kind in WORK_KINDS]
    once = {(step.set, step.side, step.repetition, step.phase) for step in works}
    assert len(works) == len(once), "each repetition once"
    assert any(step.kind is StepKind.CHECK for step in engine.steps)
