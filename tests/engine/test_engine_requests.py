"""Pausing without losing time, skipping, going back, more time, a sleeping machine, an unanswered check."""

from collections.abc import Callable, Iterable

import pytest

from hipcoach.catalogue.types import Position
from hipcoach.engine.engine import Engine
from hipcoach.engine.events import (
    Answered,
    CueStarted,
    Event,
    ExerciseFinished,
    Finished,
    PainReported,
    Paused,
    SetFinished,
    Silenced,
    StepFinished,
    StepStarted,
    WentBack,
)
from hipcoach.engine.questions import Request, State
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.timeline import PreparedAnswers, answer, run
from hipcoach.engine.types import WORK_KINDS, Outcome, StepKind
from hipcoach.safety.types import Finish, PainKind, Response
from tests.answering import give
from tests.engine.driving import fork, pass_time, to_exercise, to_kind, to_step


class TestPause:
    def test_pausing_anywhere_in_the_work_loses_no_time(self, engine_of: Callable[..., Engine]) -> None:
        plain = worked(run(engine_of("no-floor", in_full=False), PreparedAnswers()))
        engine = engine_of("no-floor", in_full=False)
        events = list(engine.start(0.0))
        now = 0.0
        while engine.state is not State.ENDED:
            now += 0.7
            events += engine.advance(now)
            given = answer(engine, PreparedAnswers(), now)
            events += given or ()
            step = engine.status(now).step
            works = step is not None and step.kind in WORK_KINDS
            if works and engine.can(Request.PAUSE) and round(now * 10) % 23 == 0:
                events += engine.pause(now)
                now += 3.3
                events += engine.ask(Request.RESUME, now)
        again = worked(events)
        assert {key: pytest.approx(value) for key, value in plain.items()} == again

    def test_it_goes_on_after_a_lead_in_of_three_seconds(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        engine.pause(now + 0.5)
        engine.ask(Request.RESUME, now + 100.5)
        assert engine.status(now + 102.0).remaining_s == pytest.approx(1.5)
        engine.advance(now + 103.5)
        assert engine.state is State.RUNNING
        assert engine.status(now + 103.5).elapsed_s == pytest.approx(0.5)

    def test_a_sentence_that_was_cut_is_said_again(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor")
        engine.start(0.0)
        now = to_exercise(engine)
        first = engine.status(now).step.cues[0]  # type: ignore[union-attr]
        events = engine.pause(now + first.duration_s / 2)
        assert Silenced in [type(e) for e in events]
        said = [*engine.ask(Request.RESUME, now + 60.0), *engine.advance(now + 63.0)]
        assert said[-1] == CueStarted(now + 63.0, first)

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
        nearly_s = now + engine.status(now).remaining_s - 0.1
        late = [e for e in engine.advance(nearly_s) if isinstance(e, CueStarted)]
        assert [e.cue for e in late if e.spoken] == []
        assert [e.cue.tone for e in late] == ["rise_1", "rise_2", "rise_3"]
        assert engine.status(nearly_s).elapsed_s == pytest.approx(nearly_s - now)


class TestSkipAndBack:
    def test_skipping_an_exercise_before_any_work_records_it_as_skipped(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor")
        engine.start(0.0)
        now = to_exercise(engine)
        events = engine.ask(Request.SKIP, now)
        assert [(e.exercise, e.outcome) for e in events if isinstance(e, ExerciseFinished)] == [
            (engine.session.assignments[0].exercise.id, Outcome.SKIPPED)
        ]
        assert all(e.reps_done == 0 and e.reps_target > 0 for e in events if isinstance(e, SetFinished))
        assert engine.status(now).exercise_order == 1

    def test_skipping_in_the_middle_leads_out_of_it_then_asks_how_it_was_and_says_how_much_was_done(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        pass_time(engine, now + 5.5)
        engine.ask(Request.SKIP, now + 5.6)
        step = engine.status(now + 5.6).step
        assert step is not None
        assert step.leaves, "nobody is left on the chair's edge, or on one knee"
        now += 5.61 + step.duration_s
        pass_time(engine, now)
        step = engine.status(now).step
        assert step is not None
        assert step.kind is StepKind.CHECK
        events = [*engine.answer_check(Response.BETTER, now + 0.4), *pass_time(engine, now + 60.0)]
        done = next(e for e in events if isinstance(e, ExerciseFinished))
        assert done.outcome is Outcome.SHORTENED

    def test_skipping_in_the_pause_between_two_repetitions_ends_the_exercise(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REST)
        engine.ask(Request.SKIP, now)
        step = engine.status(now).step
        assert step is not None
        assert step.leaves

    def test_a_chair_is_moved_for_the_next_exercise_where_the_one_it_was_for_is_skipped(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        """Skipped before it began, it moved nothing; led out of, it did."""
        engine = engine_of(("chair_stand", "single_leg_stand", "standing_hip_extension"), in_full=False)
        engine.start(0.0)
        now = to_step(engine, lambda step: step.order == 1)
        done = fork(engine)
        engine.ask(Request.SKIP, now)
        assert "Turn the chair round" in ahead(engine, now)
        now = to_step(done, lambda step: step.order == 1 and step.kind is StepKind.REPETITION)
        done.report_pain(now)
        done.answer_question(State.PAIN_SCORE, 3, now + 1.0)
        give(done, State.PAIN_KIND, PainKind.ACHE, now + 2.0)
        assert done.steps[-1].kind is StepKind.FINISH
        assert "Turn the chair round" not in ahead(done, now + 2.0)

    def test_what_was_worked_on_and_then_begun_again_and_skipped_may_be_what_hurts(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of("first-steps", in_full=False)
        engine.start(0.0)
        now = to_step(engine, lambda step: step.order == 1 and step.kind in WORK_KINDS) + 1.0
        pass_time(engine, now)
        engine.ask(Request.BACK, now)
        engine.ask(Request.SKIP, now)
        reported = next(each for each in engine.report_pain(now) if isinstance(each, PainReported))
        assert (reported.exercise, reported.also) == ("bridge", ("knees_to_chest",))

    def test_going_back_counts_the_exercise_anew(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REPETITION)
        pass_time(engine, now + 6.0)
        events = engine.ask(Request.BACK, now + 6.0)
        assert WentBack in [type(e) for e in events]
        rest = list(events)
        now += 6.0
        while engine.state is not State.ENDED:
            given = answer(engine, PreparedAnswers(), now)
            if given is None:
                now = engine.next_deadline() or now
                given = engine.advance(now)
            rest += given
        first = engine.session.assignments[0].exercise.id
        sets = [e for e in rest if isinstance(e, SetFinished) and e.exercise == first]
        assert [s.reps_done for s in sets] == [s.reps_target for s in sets]

    def test_a_set_that_was_over_is_told_again_when_the_exercise_is_begun_anew(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        engine = engine_of(("chair_stand",), step="cap", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.REST)
        engine.ask(Request.BACK, now)
        after: list[Event] = []
        while engine.state is not State.ENDED:
            if (given := answer(engine, PreparedAnswers(), now)) is None:
                now = engine.next_deadline() or now
                given = engine.advance(now)
            after += given
        sets = [e for e in after if isinstance(e, SetFinished)]
        assert [s.set for s in sets] == list(range(1, sets[-1].set + 1))
        assert all(s.reps_done == s.reps_target for s in sets)

    @pytest.mark.parametrize("state", [State.WAITING, State.RUNNING])
    def test_skipping_on_the_way_to_an_exercise_leaves_it_out_and_tells_the_way_to_the_next_one(
        self, engine_of: Callable[..., Engine], state: State
    ) -> None:
        """Both are done on the back: who is on the way down may be anywhere between, who said "ready" lies there."""
        engine = engine_of("first-steps")
        engine.start(0.0)
        now = to_exercise(engine)
        while engine.state is not State.WAITING:  # on the way down
            now = engine.next_deadline() or now
            engine.advance(now)
        if state is State.RUNNING:
            engine.in_position(now)  # it settles
        engine.ask(Request.SKIP, now)
        assert engine.status(now).exercise_order == 1
        way = [step for step in engine.steps[engine.status(now).step_index :] if step.kind is StepKind.POSITION_CHANGE]
        first = (way[0].order, way[0].origin, way[0].position)
        down = first == (1, Position.STANDING, Position.SUPINE)
        assert down if state is State.WAITING else first[0] > 1

    def test_an_exercise_skipped_before_moving_is_left_from_where_the_body_is(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        """Standing, and the floor exercises skipped one by one: nobody is told to get up from the floor."""
        engine = engine_of("first-steps")
        engine.start(0.0)
        now = to_exercise(engine)
        for _ in range(3):
            engine.ask(Request.SKIP, now)
        ahead = engine.steps[engine.status(now).step_index : -1]
        said = [cue.text for step in ahead for cue in step.cues]
        assert not any("hands and knees" in text for text in said)


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
        assert not engine.can(Request.MORE_TIME)
        with pytest.raises(IllegalRequest):
            engine.more_time(15.0, now)


class TestCheck:
    def test_an_unanswered_check_is_recorded_as_not_answered_and_the_session_goes_on(
        self, engine_of: Callable[..., Engine]
    ) -> None:
        events = run(engine_of("no-floor", in_full=False), PreparedAnswers(check=None))
        assert {e.response for e in events if isinstance(e, Answered)} == {None}
        assert isinstance(events[-1], Finished)
        assert events[-1].finish is Finish.COMPLETED

    def test_left_alone_it_runs_out_and_is_told_as_not_answered(self, engine_of: Callable[..., Engine]) -> None:
        engine = engine_of("no-floor", in_full=False)
        engine.start(0.0)
        now = to_kind(engine, StepKind.CHECK)
        events = pass_time(engine, now + engine.status(now).remaining_s)
        assert [e.response for e in events if isinstance(e, Answered)] == [None]


def ahead(engine: Engine, now: float) -> str:
    later = engine.steps[engine.status(now).step_index :]
    return " ".join(cue.text for step in later for cue in step.cues)


def worked(events: Iterable[Event]) -> dict[tuple[str | None, int], float]:
    total: dict[tuple[str | None, int], float] = {}
    for event in events:
        if isinstance(event, StepFinished) and event.step.kind in WORK_KINDS:
            key_ = (event.step.exercise, event.step.index)
            total[key_] = total.get(key_, 0.0) + event.worked_s
    return total
