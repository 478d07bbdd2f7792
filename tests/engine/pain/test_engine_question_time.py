"""The time of a question: more of it, none that runs out, and what a pause, a wait and "ready" make of the rest."""

from collections.abc import Callable

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Answered, Decided, Event, ExerciseFinished, SetFinished, StepFinished, WentBack
from hipcoach.engine.pain.pain_marks import PainMarks
from hipcoach.engine.questions import QUESTIONS, Request, State
from hipcoach.engine.running.cut_off import CutOff
from hipcoach.engine.running.work_record import NOTHING_DONE
from hipcoach.engine.types import Outcome, StepKind, Timing
from hipcoach.engine.words.script import Script
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainKind
from tests.answering import give
from tests.engine.driving import ask, fork, in_state, pass_time, to_kind, to_wait

ASKED = [state for state, question in QUESTIONS.items() if question.takes_answer]
NOW_S, HOUR_S = 130.0, 3600.0
NO_LIMITS = Timing(question_limits=False)


@pytest.mark.parametrize("state", ASKED)
def test_plus_gives_a_question_more_time_and_minus_takes_none_away(
    engine_of: Callable[..., Engine], state: State
) -> None:
    engine = in_state(engine_of("first-steps", in_full=False), state)
    before = engine.next_deadline() or 0.0
    engine.more_time(15.0, before - 1.0)
    assert engine.next_deadline() == pytest.approx(before + 15.0)
    engine.more_time(-15.0, before - 1.0)
    assert engine.next_deadline() == pytest.approx(before + 15.0)


@pytest.mark.parametrize("state", ASKED)
def test_with_no_limits_a_question_waits_and_leaving_it_is_no_answer(
    engine_of: Callable[..., Engine], state: State
) -> None:
    limited = in_state(engine_of("first-steps", in_full=False), state)
    engine = in_state(engine_of("first-steps", in_full=False, timing=NO_LIMITS), state)
    pass_time(engine, HOUR_S)
    assert engine.state is state
    assert engine.next_deadline() is None
    assert engine.status(HOUR_S).remaining_s == float("inf")
    assert not engine.can(Request.MORE_TIME)
    assert decided(engine.stop(HOUR_S)) == decided(limited.stop(NOW_S))


def test_with_no_limits_a_check_waits_and_says_so(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps", in_full=False, timing=NO_LIMITS)
    engine.start(0.0)
    now = to_kind(engine, StepKind.CHECK)
    step = engine.status(now).step
    assert step is not None
    assert "I wait for your answer." in step.cues[-1].text
    pass_time(engine, now + HOUR_S)
    assert engine.status(now + HOUR_S).step is step
    assert engine.status(now + HOUR_S).remaining_s == float("inf")
    assert not engine.can(Request.MORE_TIME)
    assert [each.response for each in engine.ask(Request.SKIP, now + HOUR_S) if isinstance(each, Answered)] == [None]
    assert engine.status(now + HOUR_S).step is not step


def decided(events: tuple[Event, ...]) -> Decided:
    """The decision, without its time."""
    found = next(event for event in events if isinstance(event, Decided))
    return Decided(0.0, found.decision)


@pytest.mark.parametrize("request_", [Request.SKIP, Request.BACK])
@pytest.mark.parametrize("kind", [StepKind.ANNOUNCE, StepKind.HOLD, StepKind.REST, StepKind.CHECK])
def test_a_pause_skips_and_goes_back_as_a_running_session_does_and_stays_a_pause(
    engine_of: Callable[..., Engine], request_: Request, kind: StepKind
) -> None:
    running = engine_of("first-steps", in_full=False)
    running.start(0.0)
    now = to_kind(running, kind) + 1.0
    running.advance(now)
    paused = fork(running)
    paused.pause(now)
    assert counted(ask(paused, request_, now)) == counted(ask(running, request_, now))
    assert paused.state is State.PAUSED
    assert paused.status(now).step == running.status(now).step
    paused.ask(Request.RESUME, now)
    pass_time(paused, now + Timing().resume_lead_in_s)
    assert paused.state is not State.PAUSED
    assert paused.status(now + Timing().resume_lead_in_s).step == running.status(now).step


def counted(events: tuple[Event, ...]) -> list[object]:
    """What the diary keeps of the steps, but for the time in each: a sentence that the pause cut counts anew."""
    kept = [event for event in events if isinstance(event, WentBack | StepFinished | SetFinished | ExerciseFinished)]
    return [(event.step, event.complete) if isinstance(event, StepFinished) else event for event in kept]


def test_a_pause_in_a_report_and_one_after_it_leave_no_exercise_out(engine_of: Callable[..., Engine]) -> None:
    working = engine_of("first-steps", in_full=False)
    working.start(0.0)
    now = to_kind(working, StepKind.REPETITION)
    working.report_pain(now)
    working.answer_question(State.PAIN_SCORE, 4, now)
    give(working, State.PAIN_KIND, PainKind.ACHE, now)
    resting, over = fork(working), fork(working)
    resting.report_pain(now + 1.0)
    resting.ask(Request.WITHDRAW, now + 2.0)
    assert resting.state is State.PAUSED
    while over.state is State.PAIN_BREAK:
        over.advance(now := over.next_deadline() or now)
    over.answer_question(State.BREAK_SCORE, 3, now)
    over.pause(now)
    for engine in (resting, over):
        assert engine.state is State.PAUSED
        assert not engine.can(Request.SKIP)
        assert not engine.can(Request.BACK)


def test_a_session_that_was_cut_off_can_leave_the_exercise_out_before_it_goes_on(
    engine_of: Callable[..., Engine], rule: PainRule, script: Script
) -> None:
    whole = engine_of("first-steps")
    last = next(step for step in whole.steps if step.order == 0)
    cut_off = CutOff(last, PainMarks(), 0.0, NOTHING_DONE)
    cut = Engine(whole.session, rule=rule, timing=Timing(), script=script, cut_off=cut_off)
    assert cut.state is State.PAUSED
    first = cut.session.assignments[0].exercise.id
    left_out = ExerciseFinished(0.0, first, 0, Outcome.SKIPPED)
    assert any(left_out in cut.ask(Request.SKIP, 0.0) for _ in range(5)), "after the way there"
    assert cut.state is State.PAUSED
    assert cut.status(0.0).exercise_order == 1


def test_ready_said_twice_begins_from_two_seconds_on(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps", in_full=False, timing=Timing(floor_settle_s=15.0))
    now = to_wait(engine)
    wait = engine.status(now).step
    engine.in_position(now)
    engine.in_position(now + 1.9)
    assert engine.status(now + 1.9).step is wait, "a press that was held or doubled"
    assert engine.status(now + 2.0).remaining_s == pytest.approx(13.0)
    engine.in_position(now + 2.0)
    assert engine.status(now + 2.0).step is not wait


def test_neither_ready_nor_a_lead_in_adds_to_what_is_left(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps", in_full=False, timing=Timing(floor_settle_s=15.0))
    now = to_wait(engine, over=True)
    before = engine.status(now).session_remaining_s
    engine.in_position(now)
    assert engine.status(now).session_remaining_s <= before
    engine = engine_of("no-floor", in_full=False)
    engine.start(0.0)
    now = to_kind(engine, StepKind.HOLD) + 1.0
    left = engine.status(now).session_remaining_s
    engine.pause(now)
    engine.ask(Request.RESUME, now)
    assert engine.status(now).session_remaining_s == pytest.approx(left)
