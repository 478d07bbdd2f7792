"""A session that was cut off, on the way into the next one: it goes on, or is kept as far as it came."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hipcoach.coach.diary import pain_rest_in_doubt
from hipcoach.coach.stop_text import StopText
from hipcoach.coach.way_in_questions import CutOffQuestion, KeptSession, PainRestNotice, StartedSession
from hipcoach.coach.way_in_table import WayInState as S
from tests.coach.coach_world import HOUR_S, CoachWorld, coach_world, cut_off, cut_off_at

PLAN = "first-steps"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


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

    def test_a_report_that_was_open_is_never_gone_on_from_and_may_rest_the_day(self, world: CoachWorld) -> None:
        cut_off(world, report_open=True)
        way = world.way_in()
        question = way.start_plan(PLAN)
        assert isinstance(question, CutOffQuestion)
        assert not question.may.allowed
        way.answer_cut_off(True)
        assert way.state is S.KEPT
        assert [row.kind for row in world.store.holds.in_force()] == ["soft"]
        assert isinstance(way.go_on(), PainRestNotice)

    def test_a_rest_in_doubt_says_so_and_not_that_more_pain_was_reported(self, world: CoachWorld) -> None:
        cut_off(world)
        with world.store.transaction():
            world.store.merge_holds((pain_rest_in_doubt(world.clock.utc()),))
        question = world.way_in().start_plan(PLAN)
        assert isinstance(question, CutOffQuestion)
        assert not question.may.allowed
        assert question.may.why.startswith("A part of your diary may be missing, and a rest may have been in it.")
