"""Requests: what each state allows, pausing without losing time, skipping, going back, a sleeping machine."""

import copy
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Event,
    ExerciseFinished,
    Finished,
    Paused,
    SetFinished,
    Silenced,
    StepFinished,
    StepStarted,
    WentBack,
)
from hipcoach.engine.script import Script
from hipcoach.engine.table import TRANSITIONS, IllegalEvent, Request, diagram
from hipcoach.engine.timeline import Answers, answer, run
from hipcoach.engine.types import WORK_KINDS, Finish, Outcome, State, StepKind, Timing
from hipcoach.safety.rule import PainRule
from hipcoach.safety.types import PainKind, Response, Session
from tests.engine.test_engine_pain import fork, pass_time

NOW = 500.0


def ask(engine: Engine, request: Request, now: float) -> tuple[Event, ...]:
    """Make any request with a fitting argument."""
    arguments: dict[Request, tuple[object, ...]] = {
        Request.MORE_TIME: (15.0,),
        Request.ANSWER_CHECK: (Response.SAME,),
        Request.ANSWER_PAIN: (4,),
        Request.CONFIRM_PAIN: (True,),
        Request.ANSWER_KIND: (PainKind.ACHE,),
        Request.ANSWER_SHARP: (False,),
        Request.ANSWER_REST: (3,),
    }
    return getattr(engine, request.value)(*arguments.get(request, ()), now)  # type: ignore[no-any-return]


PATHS: dict[State, tuple[Callable[[Engine], object], ...]] = {
    State.READY: (),
    State.RUNNING: (lambda e: e.start(0.0),),
    State.PAUSED: (lambda e: e.start(0.0), lambda e: e.pause(2.0)),
    State.RESUMING: (lambda e: e.start(0.0), lambda e: e.pause(2.0), lambda e: e.resume(3.0)),
    State.PAIN_SCORE: (lambda e: e.start(0.0), lambda e: e.report_pain(2.0)),
    State.PAIN_CONFIRM: (lambda e: e.start(0.0), lambda e: e.report_pain(2.0), lambda e: e.answer_pain(9, 3.0)),
    State.PAIN_KIND: (lambda e: e.start(0.0), lambda e: e.report_pain(2.0), lambda e: e.answer_pain(4, 3.0)),
    State.SHARP_WAIT: (
        lambda e: e.start(0.0),
        lambda e: e.report_pain(2.0),
        lambda e: e.answer_pain(4, 3.0),
        lambda e: e.answer_kind(PainKind.SHARP, 4.0),
    ),
    State.SHARP_QUESTION: (
        lambda e: e.start(0.0),
        lambda e: e.report_pain(2.0),
        lambda e: e.answer_pain(4, 3.0),
        lambda e: e.answer_kind(PainKind.SHARP, 4.0),
        lambda e: e.advance(34.0),
    ),
    State.PAIN_REST: (
        lambda e: e.start(0.0),
        lambda e: e.report_pain(2.0),
        lambda e: e.answer_pain(4, 3.0),
        lambda e: e.answer_kind(PainKind.ACHE, 4.0),
    ),
    State.REST_SCORE: (
        lambda e: e.start(0.0),
        lambda e: e.report_pain(2.0),
        lambda e: e.answer_pain(4, 3.0),
        lambda e: e.answer_kind(PainKind.ACHE, 4.0),
        lambda e: e.advance(124.0),
    ),
    State.ENDED: (lambda e: e.start(0.0), lambda e: e.stop(1.0)),
}
LATEST_S = 124.0


def in_state(engine: Engine, state: State) -> Engine:
    """Bring a session that begins on the floor into `state`."""
    if state is State.WAITING:
        engine.start(0.0)
        while engine.state is not State.WAITING:
            engine.advance(engine.next_deadline() or 0.0)
        return engine
    for go in PATHS[state]:
        go(engine)
    assert engine.state is state
    return engine


def seen(engine: Engine) -> object:
    """Everything that may be seen of a session, and all that it keeps."""
    inside = {name: copy.copy(value) for name, value in vars(engine).items()}
    head = vars(inside.pop("_head"))
    return engine.status(NOW), engine.next_deadline(), inside, copy.deepcopy(head)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("request_", [r for r in Request if r is not Request.TIME])
def test_an_illegal_request_raises_and_changes_nothing(
    state: State, request_: Request, engine_of: Callable[..., Engine]
) -> None:
    engine = in_state(engine_of("no-floor" if state is not State.WAITING else "first-steps"), state)
    if engine.can(request_):
        assert (state, request_) in TRANSITIONS
        ask(engine, request_, LATEST_S)
        return
    before = str(seen(engine))
    with pytest.raises(IllegalEvent):
        ask(engine, request_, NOW)
    assert str(seen(engine)) == before


@pytest.mark.parametrize("state", list(State))
def test_a_score_outside_the_scale_raises_and_changes_nothing(state: State, engine_of: Callable[..., Engine]) -> None:
    engine = in_state(engine_of("no-floor" if state is not State.WAITING else "first-steps"), state)
    before = str(seen(engine))
    for score in (-1, 11, 3.5, True):
        with pytest.raises(ValueError, match="0 to 10"):
            engine.answer_pain(score, NOW)  # type: ignore[arg-type]
    assert str(seen(engine)) == before


def test_time_does_not_go_backwards(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("no-floor")
    engine.start(10.0)
    with pytest.raises(ValueError, match="backwards"):
        engine.advance(9.0)
    with pytest.raises(ValueError, match="backwards"):
        engine.pause(9.0)


def test_the_diagram_is_drawn_from_the_table() -> None:
    drawn = diagram()
    for (state, request), targets in TRANSITIONS.items():
        for target in targets - {state}:
            assert any(
                line.strip().startswith(f"{state} --> {target}:") and request.value in line
                for line in drawn.splitlines()
            )


def test_every_arrow_of_the_table_can_be_reached(engine_of: Callable[..., Engine]) -> None:
    """Walk the sessions at random until every state was entered; none is dead."""
    assert {target for targets in TRANSITIONS.values() for target in targets} == set(State) - {State.READY}


class TestPause:
    def test_pausing_anywhere_in_the_work_loses_no_time(self, engine_of: Callable[..., Engine]) -> None:
        plain = worked(run(engine_of("no-floor", in_full=False), Answers()))
        engine = engine_of("no-floor", in_full=False)
        events = list(engine.start(0.0))
        now = 0.0
        while engine.state is not State.ENDED:
            now += 0.7
            events += engine.advance(now)
            given = answer(engine, Answers(), now)
            events += given or ()
            step = engine.status(now).step
            works = step is not None and step.kind in WORK_KINDS
            if works and engine.can(Request.PAUSE) and round(now * 10) % 23 == 0:
                events += engine.pause(now)
                now += 3.3
                events += engine.resume(now)
        again = worked(events)
        assert {key: pytest.approx(value) for key, value in plain.items()} == again

    def test_it_goes_on_after_a_lead_in_of_three_seconds(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        engine.pause(now + 0.5)
        engine.resume(now + 100.5)
        assert engine.status(now + 102.0).remaining_s == pytest.approx(1.5)
        engine.advance(now + 103.5)
        assert engine.state is State.RUNNING
        assert engine.status(now + 103.5).elapsed_s == pytest.approx(0.5)

    def test_a_sentence_that_was_cut_is_said_again(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor")
        first = next(e for e in engine.start(0.0) if isinstance(e, CueStarted))
        events = engine.pause(first.cue.duration_s / 2)
        assert Silenced in [type(e) for e in events]
        said = [*engine.resume(50.0), *engine.advance(53.0)]
        assert said[-1] == CueStarted(53.0, first.cue)

    def test_a_machine_that_slept_pauses_and_replays_nothing(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        events = engine.advance(now + 3600.0)
        assert isinstance(events[-1], Paused)
        assert events[-1].gap_s == pytest.approx(3600.0, abs=60.0)
        assert not any(isinstance(e, CueStarted | StepStarted) for e in events)
        assert engine.state is State.PAUSED

    def test_after_a_stall_late_cues_are_shown_but_not_spoken(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.LEAD_IN)
        late = [e for e in engine.advance(now + 4.9) if isinstance(e, CueStarted)]
        assert [e.cue.text for e in late if e.spoken] == []
        assert "Three." in [e.cue.text for e in late]
        assert engine.status(now + 4.9).elapsed_s == pytest.approx(4.9)


class TestSkipAndBack:
    def test_skipping_an_exercise_before_any_work_records_it_as_skipped(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor")
        engine.start(0.0)
        events = engine.skip(1.0)
        assert [(e.exercise, e.outcome) for e in events if isinstance(e, ExerciseFinished)] == [
            (engine.session.assignments[0].exercise.id, Outcome.SKIPPED)
        ]
        assert all(e.reps_done == 0 and e.reps_target > 0 for e in events if isinstance(e, SetFinished))
        assert engine.status(1.0).exercise_order == 1

    def test_skipping_in_the_middle_asks_how_it_was_and_says_how_much_was_done(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        pass_time(engine, now + 5.5)
        engine.skip(now + 5.6)
        step = engine.status(now + 5.6).step
        assert step is not None
        assert step.kind is StepKind.CHECK
        events = [*engine.answer_check(Response.BETTER, now + 6.0), *pass_time(engine, now + 30.0)]
        done = next(e for e in events if isinstance(e, ExerciseFinished))
        assert done.outcome is Outcome.SHORTENED

    def test_going_back_counts_the_exercise_anew(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        pass_time(engine, now + 6.0)
        events = engine.back(now + 6.0)
        assert WentBack in [type(e) for e in events]
        rest = list(events)
        now += 6.0
        while engine.state is not State.ENDED:
            given = answer(engine, Answers(), now)
            if given is None:
                now = engine.next_deadline() or now
                given = engine.advance(now)
            rest += given
        first = engine.session.assignments[0].exercise.id
        sets = [e for e in rest if isinstance(e, SetFinished) and e.exercise == first]
        assert [s.reps_done for s in sets] == [s.reps_target for s in sets]

    def test_skipping_while_waiting_to_be_in_position_is_being_in_position(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = in_state(engine_of("first-steps"), State.WAITING)
        engine.skip(60.0)
        assert engine.state is State.RUNNING

    def test_an_exercise_skipped_before_moving_is_left_from_where_the_body_is(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        """Standing, and the floor exercises skipped one by one: nobody is told to get up from the floor."""
        engine = engine_of("first-steps")
        engine.start(0.0)
        for _ in range(3):
            engine.skip(1.0)
        said = [cue.text for step in engine.steps[engine.status(1.0).step_index :] for cue in step.cues]
        assert not any("Roll to your side" in text for text in said)


class TestMoreTime:
    def test_plus_lengthens_a_rest_and_minus_never_cuts_speech(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of(("chair_stand",), step="cap", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REST)
        before = engine.status(now).remaining_s
        engine.more_time(15.0, now)
        assert engine.status(now).remaining_s == pytest.approx(before + 15.0)
        engine.more_time(-1000.0, now)
        step = engine.status(now).step
        assert step is not None
        assert engine.status(now).remaining_s >= step.cues[0].duration_s

    def test_work_takes_no_more_time(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        assert not engine.can("more_time")
        with pytest.raises(IllegalEvent):
            engine.more_time(15.0, now)


class TestWaiting:
    def test_it_waits_for_ever_and_then_settles(self, engine_of: Callable[..., Engine]) -> None:
        engine = in_state(engine_of("first-steps"), State.WAITING)
        engine.advance(7200.0)
        assert engine.state is State.WAITING
        assert engine.next_deadline() is None
        engine.in_position(7200.0)
        assert engine.next_deadline() == pytest.approx(7215.0)

    def test_the_setting_makes_it_a_timed_change(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("first-steps", timing=Timing(floor_waits=False))
        moves = [step for step in engine.steps if step.kind is StepKind.POSITION_CHANGE]
        assert moves
        assert all(step.duration_s >= 45.0 and not step.waits for step in moves)

    def test_in_bed_nobody_gets_down_to_the_floor(self, engine_of: Callable[..., Engine]) -> None:
        assert not any(step.waits for step in engine_of("morning-in-bed").steps)


class TestCheck:
    def test_an_unanswered_check_is_recorded_as_not_answered_and_the_session_goes_on(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        events = run(engine_of("no-floor", in_full=False), Answers(check=None))
        assert {e.response for e in events if isinstance(e, Answered)} == {None}
        assert isinstance(events[-1], Finished)
        assert events[-1].finish is Finish.COMPLETED

    def test_left_alone_it_runs_out_and_is_told_as_not_answered(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.CHECK)
        events = pass_time(engine, now + 40.0)
        assert [e.response for e in events if isinstance(e, Answered)] == [None]


class TestGoingOnAfterACrash:
    @pytest.mark.parametrize("cut", range(0, 120, 7))
    def test_it_goes_on_with_the_set_it_was_in_and_loses_none(
        self, cut: int, engine_of: Callable[..., Engine], rule: PainRule, script: Script
    ) -> None:
        engine = engine_of("first-steps", in_full=False)
        whole = run(fork(engine), Answers())
        steps = [e.step for e in whole if isinstance(e, StepStarted)]
        last = steps[min(cut, len(steps) - 1)]
        before = [s for e, s in zip(whole, [getattr(e, "step", None) for e in whole], strict=True) if s is last]
        told = sets_before(whole, last.index)
        again = Engine.restored(
            engine.session,
            last=last,
            worse=(),
            worse_count=0,
            now=0.0,
            rule=rule,
            timing=Timing(),
            script=script,
        )
        assert before
        assert again.state is State.PAUSED
        events = list(again.resume(1.0))
        now = 1.0
        while again.state is not State.ENDED:
            given = answer(again, Answers(), now)
            if given is None:
                now = again.next_deadline() or now
                given = again.advance(now)
            events += given
        after = {key(e): e.reps_done for e in events if isinstance(e, SetFinished)}
        assert {key(e): e.reps_done for e in whole if isinstance(e, SetFinished)} == {**told, **after}
        assert isinstance(events[-1], Finished)

    def test_the_reports_of_pain_before_the_crash_still_count(
        self, engine_of: Callable[..., Engine], rule: PainRule, script: Script
    ) -> None:
        engine = engine_of("first-steps")
        again = Engine.restored(
            engine.session,
            last=None,
            worse=("bridge",),
            worse_count=1,
            now=0.0,
            rule=rule,
            timing=Timing(),
            script=script,
        )
        again.report_pain(1.0)
        again.answer_pain(3, 2.0)
        end = again.answer_kind(PainKind.ACHE, 3.0)[-1]
        assert isinstance(end, Finished)
        assert end.finish is Finish.PAIN_STOP


REQUESTS = st.lists(
    st.tuples(st.sampled_from(list(Request)), st.floats(0.0, 40.0, allow_nan=False)), min_size=1, max_size=60
)


@settings(max_examples=150, deadline=None)
@given(requests=REQUESTS)
def test_whatever_is_pressed_the_session_keeps_its_word(requests: list[tuple[Request, float]]) -> None:
    engine = _ENGINES[0]("hip-and-back", in_full=False)
    now, events = 0.0, list(engine.start(0.0))
    for request, wait_s in requests:
        now += wait_s
        if request is Request.TIME or not engine.can(request):
            events += engine.advance(now)
        else:
            events += ask(engine, request, now)
    check_events(events)


def check_events(events: list[Event]) -> None:
    """Time runs forwards, no cue overlaps another unless something cut it, no step begins before the last ended."""
    at_s, silent_from_s, open_step = 0.0, 0.0, None
    for event in events:
        assert event.at_s >= at_s - 1e-6
        at_s = max(at_s, event.at_s)
        if isinstance(event, Silenced):
            silent_from_s = event.at_s
        elif isinstance(event, CueStarted) and event.spoken:
            assert event.at_s >= silent_from_s - 1e-6, event
            silent_from_s = event.at_s + event.cue.duration_s
        elif isinstance(event, StepStarted):
            assert open_step is None
            open_step = event.step
        elif isinstance(event, StepFinished):
            assert event.step == open_step
            assert event.worked_s >= -1e-6
            open_step = None


_ENGINES: list[Callable[..., Engine]] = []


@pytest.fixture(autouse=True)
def _make_engines_for_hypothesis(rule: PainRule, script: Script, session_of: Callable[..., Session]) -> None:
    """Hypothesis takes no function-scoped fixtures."""
    if not _ENGINES:
        _ENGINES.append(
            lambda plan, **more: Engine(session_of(plan, **more), rule=rule, timing=Timing(), script=script)
        )


def worked(events: Iterable[Event]) -> dict[tuple[str | None, int], float]:
    total: dict[tuple[str | None, int], float] = {}
    for event in events:
        if isinstance(event, StepFinished) and event.step.kind in WORK_KINDS:
            key_ = (event.step.exercise, event.step.index)
            total[key_] = total.get(key_, 0.0) + event.worked_s
    return total


def to_kind(engine: Engine, kind: StepKind) -> float:
    """Run on to the start of the first step of a kind; give the time."""
    now = 0.0
    while engine.state is not State.ENDED:
        status = engine.status(now)
        if engine.state is State.RUNNING and status.step is not None and status.step.kind is kind:
            return now
        if answer(engine, Answers(), now) is None:
            now = engine.next_deadline() or now
            engine.advance(now)
    raise AssertionError(f"no step is a {kind}")


def key(event: SetFinished) -> tuple[str, int, object]:
    return event.exercise, event.set, event.side


def sets_before(events: tuple[Event, ...], index: int) -> dict[tuple[str, int, object], int]:
    """The sets told before step `index` began."""
    told: dict[tuple[str, int, object], int] = {}
    for event in events:
        if isinstance(event, StepStarted) and event.step.index == index:
            return told
        if isinstance(event, SetFinished):
            told[key(event)] = event.reps_done
    return told
