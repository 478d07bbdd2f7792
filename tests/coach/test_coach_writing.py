"""What cannot be written takes no advice away; what asks for no rest changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from hipcoach.coach.pain_question import PainAnswer
from hipcoach.coach.pain_rest import NOT_KEPT, ComeBackQuestion, PainRestInForce, PainRestMachine
from hipcoach.coach.stop_text import Stop, StopText
from hipcoach.coach.way_in import WayIn
from hipcoach.coach.way_in_questions import ConfirmQuestion, PainRestNotice
from hipcoach.coach.way_in_table import WayInState
from hipcoach.coach.way_out import WayOut
from hipcoach.errors import EnvironmentProblem
from hipcoach.history.session_detail import session_detail
from tests.coach.coach_world import DAY_S, CoachWorld, Played, begin, coach_world, play, rows


def full_disk(*args: Any, **named: Any) -> None:
    raise EnvironmentProblem("The disk is full.")


def at_number_next_day(world: CoachWorld) -> WayIn:
    """A day after a session: a plan is chosen, no sign is marked, and the number is asked."""
    play(world.clock, begin(world), Played())
    world.clock.jump(DAY_S)
    way = world.way_in()
    way.start_plan("first-steps")
    way.answer_screen(())
    return way


def test_a_number_that_cannot_be_kept_whole_is_not_kept_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coach_world(tmp_path) as world:
        way = at_number_next_day(world)
        before = rows(world.store)
        monkeypatch.setattr(world.diary, "record_without_session", full_disk)
        way.answer_number(PainAnswer(7), next_day=PainAnswer(3))
        assert rows(world.store) == before, "the next-day answer is not kept without the refusal"
        assert way.state is WayInState.CONFIRM
        stop = way.confirm_number(True)
        assert isinstance(stop, StopText)
        assert stop.reported == "You reported 7."
        assert way.not_kept == "The disk is full."
        monkeypatch.undo()
        assert isinstance(world.way_in().start_plan("first-steps"), PainRestNotice), "kept as soon as there is room"
        assert world.diary.queue.problem == ""


def test_a_number_that_asks_for_no_rest_starts_nothing_where_it_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coach_world(tmp_path) as world:
        way = at_number_next_day(world)
        before, question = rows(world.store), way.question
        monkeypatch.setattr(world.diary, "record_next_day", full_disk)
        with pytest.raises(EnvironmentProblem):
            way.answer_number(PainAnswer(2))
        assert rows(world.store) == before
        assert (way.state, way.question) == (WayInState.NUMBER, question)
        monkeypatch.undo()
        way.answer_number(PainAnswer(2))
        assert way.state is WayInState.PLAN


@pytest.mark.parametrize(("sign", "kind"), [("saddle_bladder_bowel", Stop.EMERGENCY), ("eye", Stop.SAME_DAY)])
def test_a_sign_is_answered_at_once_and_kept_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str, kind: Stop
) -> None:
    with coach_world(tmp_path) as world:
        way = world.way_in()
        way.start_plan("first-steps")
        monkeypatch.setattr(world.store, "transaction", full_disk)
        stop = way.answer_screen((sign,))
        assert isinstance(stop, StopText)
        assert (stop.kind, way.not_kept) == (kind, "The disk is full.")
        monkeypatch.undo()
        assert isinstance(world.way_in().start_plan("first-steps"), PainRestNotice)


def test_red_after_a_session_is_said_at_once_and_is_a_rest_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coach_world(tmp_path) as world:
        started = begin(world)
        way = WayOut(world.diary, world.forecast, started.recorder.session_id, started.session)
        way.end(play(world.clock, started, Played()))
        way.settled()
        monkeypatch.setattr(world.store, "transaction", full_disk)
        assert isinstance(way.answer_number(PainAnswer(8)), ConfirmQuestion)
        stop = way.confirm_number(True)
        assert isinstance(stop, StopText)
        assert (stop.kind, way.not_kept) == (Stop.STOP, "The disk is full.")
        monkeypatch.undo()
        assert isinstance(world.way_in().start_plan("first-steps"), PainRestNotice)
        assert [row.kind for row in world.store.pain_rests.in_force()] == ["hold"]


def test_each_thing_that_cannot_be_kept_is_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with coach_world(tmp_path) as world:
        started = begin(world)
        monkeypatch.setattr(world.store, "back_up", full_disk)
        way = WayOut(world.diary, world.forecast, started.recorder.session_id, started.session)
        way.end(play(world.clock, started, Played()))
        way.settled()
        way.answer_number(PainAnswer(3))
        monkeypatch.setattr(world.store, "transaction", full_disk)
        sign = world.way_in()
        sign.start_plan("first-steps")
        sign.answer_screen(("eye",))
        monkeypatch.undo()
    assert [record.getMessage() for record in caplog.records] == [
        "no backup of the diary could be made after the session",
        "no backup of the diary could be made after the number after a session",
        "an answer could not be written: what it leads to is only shown",
    ]


def test_no_sentence_of_a_session_is_on_record(tmp_path: Path) -> None:
    """The line of the rule and its values are: the sentence is made from them, in any language, when it is shown."""
    with coach_world(tmp_path) as world:
        started = begin(world, score=4)
        play(world.clock, started, Played(score=7))
        detail = session_detail(world.store, started.recorder.session_id)
        shown = {
            said for text in (*detail.decisions, *(each.note for each in detail.exercises)) for said in text.split(". ")
        }
        kept = "\n".join(rows(world.store))
    assert len(shown - {""}) >= 3
    assert [said for said in shown - {""} if said in kept] == []


def test_a_rest_stands_where_its_end_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with coach_world(tmp_path) as world:
        play(world.clock, begin(world), Played(score=8))
        world.clock.jump(2 * DAY_S)
        rest = PainRestMachine(world.diary, world.forecast)
        rest.ask_now()
        rest.answer_number(PainAnswer(2))
        assert isinstance(rest.answer_screen(()), ComeBackQuestion)
        monkeypatch.setattr(world.store, "transaction", full_disk)
        shown = rest.come_back(True)
        assert isinstance(shown, PainRestInForce)
        assert shown.result == (NOT_KEPT, "The disk is full.")
        shown = rest.note_advice()
        assert isinstance(shown, PainRestInForce)
        assert shown.result == (NOT_KEPT, "The disk is full.")
        rest.ask_now()
        rest.answer_number(PainAnswer(2))
        stop = rest.answer_screen(("saddle_bladder_bowel",))
        assert isinstance(stop, StopText)
        assert (stop.kind, rest.not_kept) == (Stop.EMERGENCY, "The disk is full.")
        monkeypatch.undo()
        assert [row.kind for row in world.store.pain_rests.in_force()] == ["hold"]


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


def test_a_corrected_number_does_not_come_back_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the mistyped 8, and has room at the 2 that takes its place."""
    with coach_world(tmp_path) as world:
        way = at_number_next_day(world)
        with monkeypatch.context() as patch:
            patch.setattr(world.diary, "record_next_day", full_disk)
            assert isinstance(way.answer_number(PainAnswer(8)), ConfirmQuestion)
        way.confirm_number(False)
        way.answer_number(PainAnswer(2))
        assert (way.state, way.not_kept) == (WayInState.PLAN, "")
        world.diary.unfinished()  # tries what waits
        assert world.store.pain_rests.in_force() == ()


def test_a_corrected_number_after_a_session_takes_no_rest_of_the_session_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A soft rest of the session itself could not be written before the 8 after it, which was mistyped."""
    with coach_world(tmp_path) as world:
        started = begin(world)
        way = WayOut(world.diary, world.forecast, started.recorder.session_id, started.session)
        with monkeypatch.context() as patch:
            patch.setattr(world.store, "transaction", full_disk)
            way.end(play(world.clock, started, Played(score=4, after_break=4)))
            way.rest()
            way.settled()
            assert isinstance(way.answer_number(PainAnswer(8)), ConfirmQuestion)
        way.confirm_number(False)
        way.answer_number(PainAnswer(3))
        assert way.not_kept == ""
        assert [row.kind for row in world.store.pain_rests.in_force()] == ["soft"]
        assert 4 in [row.score for row in world.store.pains.all()]


def test_a_second_higher_number_running_is_said_though_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coach_world(tmp_path) as world:
        way = at_number_next_day(world)
        way.answer_number(PainAnswer(4))
        world.clock.jump(3 * DAY_S)
        play(world.clock, begin(world, score=3), Played())
        world.clock.jump(DAY_S)
        way = world.way_in()
        way.start_plan("first-steps")
        way.answer_screen(())
        monkeypatch.setattr(world.diary, "record_next_day", full_disk)
        stop = way.answer_number(PainAnswer(4))
        assert isinstance(stop, StopText)
        assert (stop.kind, way.not_kept) == (Stop.STOP, "The disk is full.")


def test_a_session_whose_rest_waits_to_be_written_does_not_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coach_world(tmp_path) as world:
        started = begin(world)
        with monkeypatch.context() as patch:
            patch.setattr(world.store, "transaction", full_disk)
            play(world.clock, started, Played(score=8))
            cut_off = world.diary.unfinished()
            assert cut_off is not None, "its end is not on record"
            assert not world.diary.may_go_on(cut_off).allowed
        assert isinstance(world.way_in().start_plan("first-steps"), PainRestNotice), "kept as soon as there is room"
        assert world.diary.unfinished() is None
