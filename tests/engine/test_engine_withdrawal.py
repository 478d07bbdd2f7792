"""A report of pain that was a mistake: until a number is given, it leads back to a pause where it came from."""

from collections.abc import Callable

import pytest

from hipcoach.catalogue.types import Side
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    CueStarted,
    Event,
    ExerciseFinished,
    Paused,
    Replanned,
    ReportWithdrawn,
    SetFinished,
    StateChanged,
    StepFinished,
    StepStarted,
)
from hipcoach.engine.questions import QUESTIONS, Request, State
from hipcoach.engine.session_table import SESSION
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.timeline import PreparedAnswers, answer
from hipcoach.engine.types import WORK_KINDS, Outcome, Phase, StepKind
from hipcoach.safety.types import PainKind, PainRestKind, Response
from tests.engine.driving import begin, fork, give, halts, in_state, pass_time, to_kind, to_step

TAKES_A_REPORT = [state for state, request in SESSION.transitions if request is Request.REPORT_PAIN]


def to_the_end(engine: Engine, now: float) -> list[Event]:
    events: list[Event] = []
    while engine.state is not State.ENDED:
        if (happened := answer(engine, PreparedAnswers(), now)) is None:
            now = engine.next_deadline() or now
            happened = engine.advance(now)
        events += happened
    return events


def test_a_report_taken_back_is_as_a_pause_at_every_step(engine_of: Callable[..., Engine]) -> None:
    """What is said, done, counted and marked from then on is the same, wherever it came."""
    kinds = set()
    for n, now in enumerate(halts(engine := engine_of("first-steps"))):
        step = engine.status(now).step
        kind = (engine.state, step.kind if step else None)
        if kind in kinds and n % 40:
            continue
        kinds.add(kind)
        paused, mistaken = fork(engine), fork(engine)
        paused.pause(now)
        mistaken.report_pain(now)
        mistaken.ask(Request.WITHDRAW, now + 2.0)
        assert (mistaken.state, mistaken.next_deadline()) == (State.PAUSED, None)
        assert mistaken.status(now + 2.0).elapsed_s == paused.status(now + 2.0).elapsed_s
        goes_on = [[*each.ask(Request.RESUME, now + 9.0), *to_the_end(each, now + 9.0)] for each in (paused, mistaken)]
        assert goes_on[1] == goes_on[0], f"at {kind}"
    assert len(kinds) > 8


@pytest.mark.parametrize(
    ("exercise", "begins"),
    [("step_up", "Stand facing the step"), ("strap_leg_out", "Bend both knees")],
)
def test_who_has_left_step_or_strap_by_mistake_is_led_back_and_begins_again(
    engine_of: Callable[..., Engine], exercise: str, begins: str
) -> None:
    engine = engine_of((exercise,))
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS) + 1.0
    step = engine.status(now).step
    engine.report_pain(now)
    engine.ask(Request.WITHDRAW, now + 2.0)
    assert (engine.state, engine.next_deadline()) == (State.PAUSED, None)
    again = [*engine.ask(Request.RESUME, now + 9.0)]
    while engine.state is State.RESUMING:
        now = engine.next_deadline() or now
        again += engine.advance(now)
    cues = [event.cue for event in again if isinstance(event, CueStarted)]
    assert cues[0].text.startswith(begins)
    rises = [cue for cue in cues if cue.tone]
    assert rises[0].offset_s - cues[0].offset_s > 15.0, "there is time for each step, and the ticks come last"
    assert (engine.status(now).step, engine.status(now).elapsed_s) == (step, 0.0)


@pytest.mark.parametrize("state", TAKES_A_REPORT)
def test_it_leads_back_from_every_state(engine_of: Callable[..., Engine], state: State) -> None:
    engine = in_state(engine_of("first-steps"), state)
    now = engine.next_deadline() or 200.0
    if now > 1.0:
        now -= 0.5
    engine.report_pain(now)
    events = engine.ask(Request.WITHDRAW, now)
    assert engine.state is State.PAUSED
    assert [type(event) for event in events][-4:] == [ReportWithdrawn, StateChanged, Paused, CueStarted]
    engine.ask(Request.RESUME, now + 1.0)
    assert engine.state is (state if state in {*QUESTIONS, State.WAITING} else State.RESUMING)


class TestTheRestForPain:
    @pytest.fixture
    def engine(self, engine_of: Callable[..., Engine]) -> Engine:
        engine = in_state(engine_of("first-steps"), State.PAIN_BREAK)
        engine.advance(50.0)
        return engine

    def test_it_goes_on_with_the_time_that_was_left(self, engine: Engine) -> None:
        left_s = engine.status(50.0).remaining_s
        engine.report_pain(50.0)
        engine.ask(Request.WITHDRAW, 60.0)
        engine.ask(Request.RESUME, 90.0)
        assert engine.status(90.0).remaining_s == pytest.approx(left_s)
        pass_time(engine, 90.0 + left_s)
        assert engine.state is State.BREAK_SCORE
        engine.answer_question(State.BREAK_SCORE, 2, 91.0 + left_s)
        assert engine.state is State.RESUMING  # one report, not two

    def test_a_second_mistake_in_the_pause_takes_no_time_from_it(self, engine: Engine) -> None:
        left_s = engine.status(50.0).remaining_s
        for now in (50.0, 60.0):
            engine.report_pain(now)
            assert engine.next_deadline() is not None
            engine.ask(Request.WITHDRAW, now + 1.0)
        engine.ask(Request.RESUME, 90.0)
        assert engine.status(90.0).remaining_s == pytest.approx(left_s)

    def test_who_ends_in_the_pause_has_not_answered_after_the_rest(self, engine: Engine) -> None:
        engine.report_pain(50.0)
        engine.ask(Request.WITHDRAW, 51.0)
        assert engine.stop(52.0)[-1].pain_rest is PainRestKind.SHORT  # type: ignore[attr-defined]


def test_worse_by_mistake_opens_the_check_again(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps")
    engine.start(0.0)
    now = to_kind(engine, StepKind.CHECK)
    reported = engine.answer_check(Response.WORSE, now)
    assert [e.outcome for e in reported if isinstance(e, ExerciseFinished)] == [Outcome.PAIN]
    withdrawn = next(e for e in engine.ask(Request.WITHDRAW, now + 1.0) if isinstance(e, ReportWithdrawn))
    assert (withdrawn.order, withdrawn.reopened, withdrawn.from_check) == (0, True, True)
    engine.ask(Request.RESUME, now + 2.0)
    pass_time(engine, now + 2.0 + 5.5)
    assert engine.can(Request.ANSWER_CHECK)
    assert not engine.answered
    events = [*engine.answer_check(Response.SAME, now + 8.0), *to_the_end(engine, now + 8.0)]
    ends = {e.exercise: e.outcome for e in events if isinstance(e, ExerciseFinished)}
    assert set(ends.values()) == {Outcome.DONE}
    assert not [e for e in events if isinstance(e, Replanned)]


@pytest.mark.parametrize("score", [0, 3, 9, None])
def test_from_the_first_answer_on_the_report_stands(engine_of: Callable[..., Engine], score: int | None) -> None:
    engine = engine_of("first-steps")
    begin(engine)
    engine.report_pain(60.0)
    engine.answer_question(State.PAIN_SCORE, score, 61.0)
    assert not engine.can(Request.WITHDRAW)
    if engine.state is State.PAIN_CONFIRM:
        engine.answer_question(State.PAIN_CONFIRM, False, 62.0)
        assert engine.state is State.PAIN_SCORE  # asked again, and silence keeps the number
    with pytest.raises(IllegalRequest):
        engine.ask(Request.WITHDRAW, 63.0)


def test_no_answer_is_no_mistake(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps")
    begin(engine)
    engine.report_pain(60.0)
    pass_time(engine, 60.0 + 130.0)
    assert not engine.can(Request.WITHDRAW)
    engine = engine_of("first-steps")
    begin(engine)
    engine.report_pain(60.0)
    engine.ask(Request.WITHDRAW, 61.0)
    assert not engine.can(Request.WITHDRAW)


def test_a_real_report_after_a_mistake_is_the_first(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps")
    begin(engine)
    engine.report_pain(60.0)
    engine.ask(Request.WITHDRAW, 61.0)
    engine.report_pain(62.0)
    engine.answer_question(State.PAIN_SCORE, 3, 63.0)
    give(engine, State.PAIN_KIND, PainKind.ACHE, 64.0)
    assert engine.state is not State.ENDED  # a second Worse would end it


def test_what_was_broken_off_is_counted_once(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("first-steps")
    engine.start(0.0)
    now = to_kind(engine, StepKind.REPETITION) + 0.5
    cut = engine.report_pain(now)
    assert {type(e) for e in cut} >= {StepFinished, SetFinished, ExerciseFinished}
    engine.ask(Request.WITHDRAW, now + 1.0)
    engine.ask(Request.RESUME, now + 2.0)
    events = to_the_end(engine, now + 2.0)
    sets = [e for e in events if isinstance(e, SetFinished)]
    assert all(each.reps_done == each.reps_target for each in sets)
    assert next(e for e in events if isinstance(e, StepStarted)).step.index > 0


def until_it_runs(engine: Engine, now: float, events: tuple[Event, ...]) -> tuple[float, list[str]]:
    """Run on until the way back is over; give the time, and what was said or ticked."""
    happened = list(events)
    while engine.state is State.RESUMING:
        now = engine.next_deadline() or now
        happened += engine.advance(now)
    return now, [event.cue.text or event.cue.tone for event in happened if isinstance(event, CueStarted)]


@pytest.mark.parametrize("exercise", ["step_up", "strap_leg_out"])
def test_a_pause_on_the_way_back_begins_that_way_again(engine_of: Callable[..., Engine], exercise: str) -> None:
    engine = engine_of((exercise,))
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS) + 1.0
    engine.report_pain(now)
    engine.ask(Request.WITHDRAW, now + 2.0)
    whole = fork(engine)
    _, wanted = until_it_runs(whole, now + 9.0, whole.ask(Request.RESUME, now + 9.0))
    at = now + 9.0
    engine.ask(Request.RESUME, at)
    while engine.state is State.RESUMING:
        paused = fork(engine)
        paused.pause(at)
        again = fork(paused)
        assert until_it_runs(again, at + 5.0, again.ask(Request.RESUME, at + 5.0))[1] == wanted
        paused.ask(Request.BACK, at + 1.0)
        _, said = until_it_runs(paused, at + 5.0, paused.ask(Request.RESUME, at + 5.0))
        assert said[:3] == ["rise_1", "rise_2", "rise_3"]
        at = engine.next_deadline() or at
        engine.advance(at)
    engine.pause(at + 0.5)  # what came after it is a pause like any
    assert until_it_runs(engine, at + 5.0, engine.ask(Request.RESUME, at + 5.0))[1] == ["rise_1", "rise_2", "rise_3"]


@pytest.mark.parametrize(("score", "after_break"), [(3, None), (4, 3)])
def test_nobody_is_led_back_into_what_did_hurt_after_all(
    engine_of: Callable[..., Engine], score: int, after_break: int | None
) -> None:
    """A mistake first; then a report that ends the exercise, and a pause as the next one begins."""
    engine = engine_of(("step_up", "standing_march"), base=3)
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind in WORK_KINDS) + 1.0
    engine.report_pain(now)
    engine.ask(Request.WITHDRAW, now + 2.0)
    engine.report_pain(now + 4.0)
    engine.answer_question(State.PAIN_SCORE, score, now + 5.0)
    give(engine, State.PAIN_KIND, PainKind.ACHE, now + 6.0)
    if after_break is not None:
        pass_time(engine, now + 200.0)
        now += 200.0
        engine.answer_question(State.BREAK_SCORE, after_break, now)
    assert engine.state is State.RESUMING
    engine.pause(now + 7.0)
    _, said = until_it_runs(engine, now + 9.0, engine.ask(Request.RESUME, now + 9.0))
    assert said[:3] == ["rise_1", "rise_2", "rise_3"]
    assert not any("step up" in text.lower() or "Stand facing the step" in text for text in said)


@pytest.mark.parametrize(
    ("exercise", "said"),
    [("hip_hike", "Step up sideways with your left foot"), ("hamstring_strap", "Raise your left leg")],
)
def test_who_left_it_just_before_the_count_is_led_all_the_way_to_the_count(
    engine_of: Callable[..., Engine], exercise: str, said: str
) -> None:
    engine = engine_of((exercise,))
    engine.start(0.0)
    begins = to_kind(engine, StepKind.LEAD_IN)
    length_s = engine.status(begins).remaining_s
    for after_s in (0.5, length_s / 2, length_s - 0.5):
        engine.advance(begins + after_s)
        mistaken, now = fork(engine), begins + after_s
        mistaken.report_pain(now)
        mistaken.ask(Request.WITHDRAW, now + 2.0)
        now, texts = until_it_runs(mistaken, now + 9.0, mistaken.ask(Request.RESUME, now + 9.0))
        while (step := mistaken.status(now).step) is not None and step.kind not in WORK_KINDS:
            now = mistaken.next_deadline() or now
            texts += [e.cue.text or e.cue.tone for e in mistaken.advance(now) if isinstance(e, CueStarted)]
        at = [n for n, text in enumerate(texts) if text.startswith(said)]
        assert len(at) == 1
        assert texts.count("rise_1") == 1
        assert at[0] < texts.index("rise_1")


def test_who_left_it_in_a_hold_begins_with_its_movement_and_holds_it_all(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(("hamstring_strap",))
    engine.start(0.0)
    for phase in (Phase.HOLD, Phase.DOWN):
        now = to_step(engine, lambda step, phase=phase: step.phase is phase) + 1.0
        mistaken = fork(engine)
        mistaken.report_pain(now)
        mistaken.ask(Request.WITHDRAW, now + 2.0)
        now, _ = until_it_runs(mistaken, now + 9.0, mistaken.ask(Request.RESUME, now + 9.0))
        step = mistaken.status(now).step
        assert step is not None
        assert (step.phase, step.repetition) == (Phase.UP, 1)
        sets = [event for event in to_the_end(mistaken, now) if isinstance(event, SetFinished)]
        assert all(each.hold_s_done == pytest.approx(each.hold_s_target) for each in sets)


def test_who_left_it_at_a_change_of_sides_is_led_to_the_new_side_once(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(("hip_hike",))
    engine.start(0.0)
    now = to_step(engine, lambda step: step.kind is StepKind.CHANGEOVER) + 1.0
    engine.report_pain(now)
    engine.ask(Request.WITHDRAW, now + 2.0)
    now, texts = until_it_runs(engine, now + 9.0, engine.ask(Request.RESUME, now + 9.0))
    step, status = engine.steps[engine.status(now).step_index], engine.status(now)
    assert (texts[0], step.kind, step.side, status.elapsed_s) == ("rise_1", StepKind.CHANGEOVER, Side.RIGHT, 0.0)


def test_who_has_not_come_to_the_step_yet_is_not_told_to_step_down(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(("hip_hike",))
    engine.start(0.0)
    cues = (e.cue for e in engine.report_pain(to_kind(engine, StepKind.ANNOUNCE) + 1.0) if isinstance(e, CueStarted))
    assert next(cues).text.startswith("Everything has stopped")
