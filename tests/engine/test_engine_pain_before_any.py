"""Pain before any exercise has begun is put down to none; once its position was asked for, it is that exercise's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import PainReported
from hipcoach.engine.questions import Request, State
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import WORK_KINDS, StepKind, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainKind, Session
from tests.engine.driving import any_begun, fork, give, to_step


@pytest.mark.parametrize("plan", ["first-steps", "steady", "no-floor", "go-for-a-walk"])
@pytest.mark.parametrize("in_full", [False, True])
def test_it_is_the_first_exercises_once_its_position_was_asked_for(
    engine_of: Callable[..., Engine], plan: str, in_full: bool
) -> None:
    """Whoever stands on one leg for it, or has bent the knees for it, has begun; the way there is no exercise."""
    engine = engine_of(plan, base=3, in_full=in_full)
    engine.start(0.0)
    first, now, seen = engine.session.assignments[0].exercise.id, 0.0, set()
    while (step := engine.status(now).step) is None or step.kind not in WORK_KINDS:
        begun = any_begun(engine, now)
        (reported,) = (each for each in fork(engine).report_pain(now) if isinstance(each, PainReported))
        assert reported.exercise == (first if begun else None), step
        seen.add(begun)
        if answer(engine, PreparedAnswers(), now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    assert seen == {True, False}


def test_the_greeting_that_is_told_again_answers_ready_as_soon_as_the_first_did(
    engine_of: Callable[..., Engine],
) -> None:
    """What is said before it belongs to the words, not to the moment after "ready"."""
    waits = []
    for reports in (False, True):
        engine = engine_of("first-steps", base=3, in_full=True)
        engine.start(0.0)
        now = 10.0
        engine.advance(now)
        if reports:
            engine.report_pain(now)
            engine.answer_question(State.PAIN_SCORE, 0, now)
            give(engine, State.PAIN_KIND, PainKind.ACHE, now)
            while engine.state is not State.WAITING:
                now = engine.next_deadline() or now
                engine.advance(now)
        engine.in_position(now + 40.0)
        waits.append((engine.next_deadline() or 0.0) - now - 40.0)
    assert waits[1] == pytest.approx(waits[0])


WORKED = [StepKind.REPETITION, StepKind.HOLD, StepKind.LEAD_IN]


@pytest.mark.parametrize("kind", WORKED)
@pytest.mark.parametrize(("request_", "named"), [(Request.BACK, (0, ())), (Request.SKIP, (1, (0,)))])
@pytest.mark.parametrize("plan", ["first-steps", "steady"])
def test_what_was_begun_is_named_though_it_is_begun_again_or_left_out_since(
    engine_of: Callable[..., Engine], plan: str, kind: StepKind, request_: Request, named: tuple[int, tuple[int, ...]]
) -> None:
    """Else what hurts is led into once more, and no exercise is ever lower for it."""
    engine = engine_of(plan, base=3, in_full=True)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is kind)
    engine.ask(request_, now)
    now += 1.0
    engine.advance(now)
    for _ in range(20):  # a way out, where one is told first
        step = engine.status(now).step
        if step is not None and step.kind is StepKind.ANNOUNCE and not step.leaves:
            break
        now = engine.next_deadline() or now
        engine.advance(now)
    (reported,) = (each for each in engine.report_pain(now) if isinstance(each, PainReported))
    ids = [each.exercise.id for each in engine.session.assignments]
    order, also = named
    assert reported.exercise == ids[order]
    assert set(reported.also) <= {ids[each] for each in also}
    assert ids[0] in (reported.exercise, *reported.also)


def named_by(engine: Engine, now: float) -> tuple[str | None, tuple[str, ...]]:
    """Return the exercises that a report names which is made now, in a copy of the session."""
    (reported,) = (each for each in fork(engine).report_pain(now) if isinstance(each, PainReported))
    return reported.exercise, reported.also


def in_position_of(engine: Engine, order: int, now: float = 0.0) -> float:
    """Play on until the position of an exercise is asked for, before any of its work; return the time."""
    while not _asks_for_position(engine, order, now):
        if answer(engine, PreparedAnswers(), now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    return now


def _asks_for_position(engine: Engine, order: int, now: float) -> bool:
    status = engine.status(now)
    if (step := status.step) is None or step.order != order:
        return False
    return bool({"place", "listen"} & {cue.kind for cue in step.cues if cue.offset_s <= status.elapsed_s})


def asked(engine: Engine, request: Request, now: float) -> float:
    """Ask for something and go on a second; return the time."""
    engine.ask(request, now)
    engine.advance(now + 1.0)
    return now + 1.0


@pytest.mark.parametrize("plan", ["first-steps", "strength", "steady"])
def test_a_position_alone_does_not_hide_what_was_worked_on_before(engine_of: Callable[..., Engine], plan: str) -> None:
    """It is no work: the pain may come from it, and as well from what was done just before."""
    engine = engine_of(plan, base=3, in_full=True)
    engine.start(0.0)
    first, second, third, *_ = (each.exercise.id for each in engine.session.assignments)
    now = in_position_of(engine, 1)
    assert named_by(engine, now) == (second, (first,))
    again = fork(engine)
    assert named_by(again, asked(again, Request.BACK, now)) == (second, (first,))
    left_out = fork(engine)
    now = asked(left_out, Request.SKIP, now)
    while (step := left_out.status(now).step) is None or step.order < 2 or step.leaves:
        now = left_out.next_deadline() or now
        left_out.advance(now)
    assert named_by(left_out, now) == (third, (first, second))


def test_the_last_one_left_out_in_its_position_is_named_at_the_end(engine_of: Callable[..., Engine]) -> None:
    """Together with the last that was worked on."""
    engine = engine_of("first-steps", base=3, in_full=True)
    engine.start(0.0)
    *_, before, last = (each.exercise.id for each in engine.session.assignments)
    now = asked(engine, Request.SKIP, in_position_of(engine, len(engine.session.assignments) - 1))
    while (step := engine.status(now).step) is None or step.kind is not StepKind.FINISH:
        now = engine.next_deadline() or now
        engine.advance(now)
    assert named_by(engine, now) == (last, (before,))


def test_in_rounds_no_exercise_is_named_twice(
    rule: PainRule, script: Script, session_of: Callable[..., Session]
) -> None:
    """All were left out in their position: one of those before stands on the screen once more."""
    once = session_of("first-steps", base=3, in_full=True)
    first, second, *_ = once.assignments
    in_rounds = tuple(replace(each, round=number) for number in (1, 2) for each in (first, second))
    engine = Engine(replace(once, assignments=in_rounds), rule=rule, timing=Timing(), script=script)
    engine.start(0.0)
    now = 0.0
    for order in range(3):
        now = asked(engine, Request.SKIP, in_position_of(engine, order, now))
    while (step := engine.status(now).step) is None or step.order < 3 or step.leaves:
        now = engine.next_deadline() or now
        engine.advance(now)
    assert named_by(engine, now) == (second.exercise.id, (first.exercise.id,))
