"""The way out of a session, and a rest: what is asked when, what it leads to, and that nothing else is possible."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from hipcoach.coach.pain_question import STANDS, NumberQuestion, PainAnswer
from hipcoach.coach.pain_rest import ComeBackQuestion, PainRestInForce, PainRestMachine
from hipcoach.coach.pain_rest_table import PAIN_REST_TABLE, PainRestRequest, PainRestState
from hipcoach.coach.stop_text import Stop, StopText, whom_to_call
from hipcoach.coach.way_in_questions import ConfirmQuestion, NoQuestion
from hipcoach.coach.way_out import SessionSummary, SettleQuestion, WayOut, due_text
from hipcoach.coach.way_out_table import WAY_OUT, WayOutRequest, WayOutState
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.safety.types import PainRestKind
from tests.coach.coach_world import DAY_S, HOUR_S, CoachWorld, Played, begin, coach_world, play, rows

S, R = WayOutState, WayOutRequest
SOFT = Played(4, after_break=4)
RED = Played(7)
STOPPED = Played()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CoachWorld]:
    with coach_world(tmp_path) as made:
        yield made


def running(world: CoachWorld) -> WayOut:
    started = begin(world)
    play(world.clock, started, Played())
    return WayOut(world.diary, world.forecast, started.recorder.session_id, started.session)


def ended(world: CoachWorld, played: Played = STOPPED) -> WayOut:
    started = begin(world)
    stop = play(world.clock, started, played)
    way = WayOut(world.diary, world.forecast, started.recorder.session_id, started.session)
    way.end(stop)
    return way


def at_number(world: CoachWorld) -> WayOut:
    way = ended(world)
    way.settled()
    return way


def numbered(world: CoachWorld, score: int | None) -> WayOut:
    way = at_number(world)
    way.answer_number(PainAnswer(score))
    return way


def closed(world: CoachWorld) -> WayOut:
    way = numbered(world, 3)
    way.close()
    return way


REACH: dict[WayOutState, Callable[[CoachWorld], WayOut]] = {
    S.RUNNING: running,
    S.SHORT_REST: lambda world: ended(world, SOFT),
    S.STOP: lambda world: ended(world, RED),
    S.SETTLE: ended,
    S.NUMBER: at_number,
    S.CONFIRM: lambda world: numbered(world, 8),
    S.SUMMARY: lambda world: numbered(world, 3),
    S.CLOSED: closed,
}
ASK: dict[WayOutRequest, Callable[[WayOut], object]] = {
    R.END: lambda way: way.end(None),
    R.MARK_SIGNS: lambda way: way.mark_signs(("eye",)),
    R.SUMMARISE_KEPT: lambda way: way.summarise_kept(),
    R.REST: lambda way: way.rest(),
    R.SETTLED: lambda way: way.settled(),
    R.ANSWER_NUMBER: lambda way: way.answer_number(PainAnswer(7)),
    R.CONFIRM_NUMBER: lambda way: way.confirm_number(False),
    R.CLOSE: lambda way: way.close(),
}


@pytest.mark.parametrize("state", list(S))
def test_a_request_that_the_table_does_not_have_raises_and_changes_nothing(
    world: CoachWorld, state: WayOutState
) -> None:
    way = REACH[state](world)
    assert way.state is state
    question, before = way.question, rows(world.store)
    for request in R:
        if (state, request) not in WAY_OUT.transitions:
            with pytest.raises(IllegalRequest):
                ASK[request](way)
            assert way.state is state
            assert way.question is question
    assert rows(world.store) == before


@pytest.mark.parametrize(("state", "request_"), list(WAY_OUT.transitions))
def test_a_request_of_the_table_leads_where_it_says(
    world: CoachWorld, state: WayOutState, request_: WayOutRequest
) -> None:
    way = REACH[state](world)
    assert ASK[request_](way) is way.question
    assert way.state in WAY_OUT.transitions[state, request_]


@pytest.mark.parametrize(
    ("score", "rest", "says"),
    [
        (None, PainRestKind.NONE, "nothing is stepped up"),
        (3, PainRestKind.NONE, "no increase"),
        (4, PainRestKind.SHORT, "short rest"),
    ],
)
def test_the_number_after_is_summarised(world: CoachWorld, score: int | None, rest: PainRestKind, says: str) -> None:
    way = at_number(world)
    summary = way.answer_number(PainAnswer(score, effort=4))
    assert isinstance(summary, SessionSummary)
    assert says in summary.why
    assert summary.pain_rest is rest
    assert summary.detail.pain("after") == score
    assert [(row.score, row.effort) for row in world.store.pains.all() if row.question == "after"] == [(score, 4)]


@pytest.mark.parametrize("score", [5, 6, 10])
def test_red_is_a_rest_on_disk_before_it_is_confirmed(world: CoachWorld, score: int) -> None:
    way = numbered(world, score)
    assert way.question == ConfirmQuestion(score)
    assert [row.kind for row in world.store.pain_rests.in_force()] == ["hold"]
    stop = way.confirm_number(None)
    assert isinstance(stop, StopText)
    assert (stop.kind, stop.reported) == (Stop.STOP, f"You reported {score} after the session.")


def test_a_mistyped_red_is_taken_back_and_asked_again(world: CoachWorld) -> None:
    way = numbered(world, 8)
    again = way.confirm_number(False)
    assert isinstance(again, NumberQuestion)
    assert again.lead == STANDS.format(given=8)
    assert [row.kind for row in world.store.pain_rests.in_force()] == ["hold"], "No by itself corrects nothing"
    way.answer_number(PainAnswer(3))
    assert world.store.pain_rests.in_force() == ()
    assert [row.score for row in world.store.pains.all() if row.question == "after"] == [None, 3]


def test_silence_after_no_keeps_the_red(world: CoachWorld) -> None:
    way = numbered(world, 8)
    way.confirm_number(False)
    stop = way.answer_number(PainAnswer())
    assert isinstance(stop, StopText)
    assert stop.reported == "You reported 8 after the session."
    assert [(row.kind, row.peak) for row in world.store.pain_rests.in_force()] == [("hold", 8)]


def test_the_number_after_is_in_a_backup(world: CoachWorld) -> None:
    way = at_number(world)
    world.clock.jump(60.0)
    way.answer_number(PainAnswer(8))
    newest = world.store.backups()[0]
    assert newest.at == world.clock.utc()
    with closing(sqlite3.connect(newest.path)) as copy:
        assert copy.execute("SELECT score FROM pain WHERE question = 'after'").fetchall() == [(8,)]
        assert copy.execute("SELECT kind FROM hold").fetchall() == [("hold",)]


def test_a_session_that_red_ended_asks_nothing_more(world: CoachWorld) -> None:
    way = ended(world, RED)
    assert isinstance(way.question, StopText)
    assert isinstance(way.rest(), NoQuestion)
    assert way.state is S.CLOSED


def test_a_short_rest_still_asks_after(world: CoachWorld) -> None:
    way = ended(world, SOFT)
    settle = way.rest()
    assert isinstance(settle, SettleQuestion)
    assert (settle.wait_s, settle.text) == (120.0, "Rest for two minutes.")


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (None, "No session until your pain has settled; Today says what comes then."),
        ((date(2026, 3, 2), ("Strength",)), "The next session is due later today: Strength."),
        ((date(2026, 3, 3), ()), "Tomorrow you are asked one question about your pain; a session may follow."),
        ((date(2026, 3, 4), ("A", "B")), "The next session is due on Wednesday 4 March 2026: A and B."),
    ],
)
def test_when_the_next_session_is_due(due: tuple[date, tuple[str, ...]] | None, says: str) -> None:
    assert due_text(due, date(2026, 3, 2)) == says


def rest_of(world: CoachWorld, played: Played = RED, after_s: float = 2 * DAY_S) -> PainRestMachine:
    ended(world, played)
    world.clock.jump(after_s)
    return PainRestMachine(world.diary, world.forecast)


def asked(world: CoachWorld, score: int | None = None, ticked: tuple[str, ...] | None = None) -> PainRestMachine:
    rest = rest_of(world)
    rest.ask_now()
    if score is not None:
        rest.answer_number(PainAnswer(score))
    if ticked is not None:
        if rest.state is PainRestState.CONFIRM:
            rest.confirm_number(True)
        rest.answer_screen(ticked)
    return rest


def noted(world: CoachWorld) -> PainRestMachine:
    """A day on which the number before refused a session."""
    way = world.way_in()
    way.start_plan("first-steps")
    way.answer_screen(())
    way.answer_number(PainAnswer(6))
    rest = PainRestMachine(world.diary, world.forecast)
    rest.ask_now()
    return rest


def next_day(world: CoachWorld) -> PainRestMachine:
    rest = rest_of(world, SOFT, HOUR_S)
    rest.ask_now()
    return rest


def left(world: CoachWorld) -> PainRestMachine:
    rest = rest_of(world)
    rest.leave()
    return rest


REST_REACH: dict[PainRestState, Callable[[CoachWorld], PainRestMachine]] = {
    PainRestState.SHOWN: rest_of,
    PainRestState.NUMBER: asked,
    PainRestState.NOTE: noted,
    PainRestState.CONFIRM: lambda world: asked(world, 8),
    PainRestState.SCREEN: lambda world: asked(world, 1),
    PainRestState.SIGN: lambda world: asked(world, 1, ("calf",)),
    PainRestState.COME_BACK: lambda world: asked(world, 1, ()),
    PainRestState.NEXT_DAY: next_day,
    PainRestState.CLOSED: left,
}
REST_ASK: dict[PainRestRequest, Callable[[PainRestMachine], object]] = {
    PainRestRequest.ASK_NOW: lambda rest: rest.ask_now(),
    PainRestRequest.NOTE_ADVICE: lambda rest: rest.note_advice(),
    PainRestRequest.TAKE_BACK_ADVICE: lambda rest: rest.take_back_advice(),
    PainRestRequest.DATE_ANEW: lambda rest: rest.date_anew(),
    PainRestRequest.ANSWER_NUMBER: lambda rest: rest.answer_number(PainAnswer(1)),
    PainRestRequest.CONFIRM_NUMBER: lambda rest: rest.confirm_number(True),
    PainRestRequest.ANSWER_SCREEN: lambda rest: rest.answer_screen(()),
    PainRestRequest.REST: lambda rest: rest.rest(),
    PainRestRequest.COME_BACK: lambda rest: rest.come_back(True),
    PainRestRequest.GO_BACK: lambda rest: rest.go_back(),
    PainRestRequest.LEAVE: lambda rest: rest.leave(),
}


@pytest.mark.parametrize("state", list(PainRestState))
def test_a_rest_takes_no_request_that_its_table_does_not_have(world: CoachWorld, state: PainRestState) -> None:
    rest = REST_REACH[state](world)
    assert rest.state is state
    question, before = rest.question, rows(world.store)
    for request in PainRestRequest:
        if (state, request) not in PAIN_REST_TABLE.transitions:
            with pytest.raises(IllegalRequest):
                REST_ASK[request](rest)
            assert rest.state is state
            assert rest.question is question
    assert rows(world.store) == before


@pytest.mark.parametrize(("state", "request_"), list(PAIN_REST_TABLE.transitions))
def test_a_request_of_a_rest_leads_where_its_table_says(
    world: CoachWorld, state: PainRestState, request_: PainRestRequest
) -> None:
    rest = REST_REACH[state](world)
    assert REST_ASK[request_](rest) is rest.question
    assert rest.state in PAIN_REST_TABLE.transitions[state, request_]


def test_a_rest_ends_only_by_the_users_own_word(world: CoachWorld) -> None:
    rest = asked(world, 1, ())
    assert isinstance(rest.question, ComeBackQuestion)
    rest.come_back(False)
    assert [row.kind for row in world.store.pain_rests.in_force()] == ["hold"]
    again = PainRestMachine(world.diary, world.forecast)
    again.ask_now()
    again.answer_number(PainAnswer(1))
    again.answer_screen(())
    again.come_back(True)
    assert world.store.pain_rests.in_force() == ()


def test_a_red_number_in_a_rest_is_named_with_whom_to_contact_until_a_lower_one_is_given(world: CoachWorld) -> None:
    shown = asked(world, 8, ()).question
    assert isinstance(shown, PainRestInForce)
    assert shown.result is not None
    assert shown.result[0] == "Not yet"
    assert shown.result[1].endswith(
        "You reported 8 now; 3 or less is needed. Rest, and contact your doctor or physiotherapist."
    )
    said = "You reported 8 since this rest began: please contact your doctor or physiotherapist now"
    assert whom_to_call(world.diary.rule, shown.today).startswith(said)
    assert whom_to_call(world.diary.rule, world.forecast.today()).startswith(said), "it stays"
    world.clock.jump(1.0)
    again = PainRestMachine(world.diary, world.forecast)
    again.ask_now()
    again.answer_number(PainAnswer(2))
    again.answer_screen(())
    again.come_back(False)
    assert not whom_to_call(world.diary.rule, world.forecast.today()).startswith("You reported")
