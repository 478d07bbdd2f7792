"""A session that was cut off, on the way into the next one: it goes on, or is kept as far as it came."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from hipcoach.coach.diary import pain_rest_in_doubt
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import CutOffQuestion, KeptSession, PainRestNotice, StartedSession
from hipcoach.coach.way_in_table import WayInState as S
from hipcoach.engine.events import Event, StepStarted
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import WORK_KINDS
from hipcoach.safety.types import PainKind
from tests.answering import give
from tests.coach.coach_world import HOUR_S, CoachWorld, begin, coach_world, cut_off, cut_off_at, engine_of

PLAN = "first-steps"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


class Ride:
    """A session that is played on, recorded as it goes."""

    def __init__(self, world: CoachWorld, started: StartedSession) -> None:
        self.engine, self.session_id = engine_of(world.clock, started), started.recorder.session_id
        self.begun: set[str | None] = set()  # exercises
        self._world, self._commit = world, started.recorder.commit
        if started.cut_off is None:
            self.do(self.engine.start)

    def do(self, request: Callable[[float], tuple[Event, ...]]) -> None:
        events = request(self._world.clock.now_s())
        self._commit(events)
        self.begun |= {event.step.exercise for event in events if isinstance(event, StepStarted)}

    def on(self) -> None:
        if self.engine.state is State.WAITING:
            self.do(self.engine.in_position)
        due_s = self.engine.next_deadline()
        if due_s is not None:
            self._world.clock.jump(max(0.0, due_s - self._world.clock.now_s()))
            self.do(self.engine.advance)

    def to_work(self, order: int) -> None:
        while (step := self.engine.status(0.0).step) is None or step.order != order or step.kind not in WORK_KINDS:
            assert self.engine.state is not State.ENDED
            self.on()

    def report(self, score: int) -> str | None:
        """Report an ache, and 3 after the break; return which exercise it was."""
        self.do(self.engine.report_pain)
        self.do(lambda now: self.engine.answer_question(State.PAIN_SCORE, score, now))
        self.do(lambda now: give(self.engine, State.PAIN_KIND, PainKind.ACHE, now))
        while self.engine.state is State.PAIN_BREAK:
            self.on()
        if self.engine.state is State.BREAK_SCORE:
            self.do(lambda now: self.engine.answer_question(State.BREAK_SCORE, 3, now))
        return next(row.exercise for row in self._world.store.pains.of_session(self.session_id)[::-1] if row.exercise)


def going_on(world: CoachWorld) -> StartedSession:
    """The program is started again, and the session that was cut off goes on."""
    way = world.way_in()
    way.offer_cut_off()
    way.answer_cut_off(True)
    started = way.answer_screen(())
    assert isinstance(started, StartedSession)
    return started


class TestCutOff:
    def test_it_goes_on_with_the_signs_marked_again(self, world: CoachWorld) -> None:
        session_id = cut_off(world)
        way = world.way_in()
        question = way.start_plan("daily-mobility")
        assert isinstance(question, CutOffQuestion), "before anything new"
        assert question.may.allowed
        way.answer_cut_off(True)
        started = way.answer_screen(("limping",))
        assert isinstance(started, StartedSession)
        assert started.cut_off is not None
        assert started.recorder.session_id == session_id
        assert [row.items for row in world.store.screens.of_session(session_id)] == [(), ("limping",)]

    def test_a_sign_that_blocks_keeps_what_was_done(self, world: CoachWorld) -> None:
        way = cut_off_at(world, True)
        stop = way.answer_screen(("calf",))
        assert isinstance(stop, StopText)
        assert [row.finish for row in world.store.sessions.all()] == ["interrupted"]
        assert [row.items for row in world.store.screens.all() if row.session is None] == [("calf",)]

    def test_the_time_is_looked_at_again_after_the_screen(self, world: CoachWorld) -> None:
        way = cut_off_at(world, True)
        world.clock.jump(HOUR_S)
        assert isinstance(way.answer_screen(()), KeptSession)
        assert [row.finish for row in world.store.sessions.all()] == ["interrupted"]

    @pytest.mark.parametrize("answer", [False, None])
    def test_unanswered_it_is_kept_and_what_was_wanted_follows(self, world: CoachWorld, answer: bool | None) -> None:
        cut_off(world)
        way = world.way_in()
        way.start_plan("daily-mobility")
        kept = way.answer_cut_off(answer)
        assert isinstance(kept, KeptSession)
        assert "kept as far as it came" in kept.text
        way.go_on()
        assert way.state is S.SCREEN

    @pytest.mark.parametrize("paused", [False, True])
    @pytest.mark.parametrize("score", [3, 4])  # the next exercise at once, or after the break
    def test_what_hurt_is_not_done_again(self, world: CoachWorld, score: int, paused: bool) -> None:
        """It was cut off before the next exercise began: in the seconds that lead there, or in a pause of them."""
        before = Ride(world, begin(world))
        before.to_work(0)
        hurt = before.report(score)
        assert before.engine.state is State.RESUMING
        if paused:
            before.do(before.engine.pause)
        after = Ride(world, going_on(world))
        after.do(partial(after.engine.ask, Request.RESUME))
        after.to_work(1)
        assert after.begun.isdisjoint({hurt})
        after.report(3)  # the second one: the session ends
        assert [row.outcome for row in world.store.sessions.exercises(after.session_id)][:2] == ["pain", "pain"]

    def test_pain_before_it_goes_on_is_of_what_was_cut_off(self, world: CoachWorld) -> None:
        before = Ride(world, begin(world))
        before.to_work(1)
        for _ in range(2):  # the program ends again before an exercise begins
            after = Ride(world, going_on(world))
            after.do(partial(after.engine.ask, Request.RESUME))
            after.on()
        assert after.report(3) == "knees_to_chest"
        assert [row.outcome for row in world.store.sessions.exercises(after.session_id)][:2] == ["done", "pain"]
        after.to_work(2)

    def test_a_report_that_was_open_is_never_gone_on_from_and_may_rest_the_day(self, world: CoachWorld) -> None:
        cut_off(world, report_open=True)
        way = world.way_in()
        question = way.start_plan(PLAN)
        assert isinstance(question, CutOffQuestion)
        assert not question.may.allowed
        way.answer_cut_off(True)
        assert way.state is S.KEPT
        assert [row.kind for row in world.store.pain_rests.in_force()] == ["soft"]
        assert isinstance(way.go_on(), PainRestNotice)

    def test_a_rest_in_doubt_says_so_and_not_that_more_pain_was_reported(self, world: CoachWorld) -> None:
        cut_off(world)
        with world.store.transaction():
            world.store.merge_pain_rests((pain_rest_in_doubt(world.clock.utc()),))
        question = world.way_in().start_plan(PLAN)
        assert isinstance(question, CutOffQuestion)
        assert not question.may.allowed
        assert question.may.why.startswith("A part of your diary may be missing, and a rest may have been in it.")
