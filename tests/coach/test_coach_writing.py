"""What cannot be written changes nothing: neither the diary nor where somebody stands."""

from pathlib import Path
from typing import Any

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.way_in_table import WayInState
from hipcoach.errors import EnvironmentProblem
from tests.coach.coach_world import DAY_S, Played, begin, coach_world, play, rows


def full_disk(*args: Any, **named: Any) -> None:
    raise EnvironmentProblem("The disk is full.")


def test_a_number_that_cannot_be_kept_whole_is_not_kept_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coach_world(tmp_path) as world:
        play(world.clock, begin(world), Played())
        world.clock.jump(DAY_S)
        way = world.way_in()
        way.start_plan("first-steps")
        way.answer_screen(())
        before, question = rows(world.store), way.question
        monkeypatch.setattr(world.diary, "record_refusal", full_disk)
        with pytest.raises(EnvironmentProblem):
            way.answer_number(PainAnswer(7), next_day=PainAnswer(3))
        assert rows(world.store) == before, "the next-day answer is not kept without the refusal"
        assert (way.state, way.question) == (WayInState.NUMBER, question)
        monkeypatch.undo()
        way.answer_number(PainAnswer(7), next_day=PainAnswer(3))
        assert way.state is WayInState.CONFIRM


def test_a_session_that_cannot_be_recorded_does_not_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coach_world(tmp_path) as world:
        way = world.way_in()
        way.start_plan("first-steps")
        way.answer_screen(())
        way.answer_number(PainAnswer(2))
        before = rows(world.store)
        monkeypatch.setattr(world.diary, "begin", full_disk)
        with pytest.raises(EnvironmentProblem):
            way.begin()
        assert rows(world.store) == before
        assert way.state is WayInState.PLAN
