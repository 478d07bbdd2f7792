"""One session without Qt: what each command asks for, and that nothing is returned before it is written."""

from collections.abc import Sequence

import pytest

from hipcoach.engine.engine import Engine
from hipcoach.engine.events import Event, Finished, PainReported, PainScored
from hipcoach.engine.questions import Request, State, StepQuestion
from hipcoach.engine.state_machine import IllegalRequest
from hipcoach.engine.types import CalledOff, StepKind, Timing
from hipcoach.session_driver import SessionDriver
from hipcoach.session_keys import PlayerCommand
from hipcoach.voice.sound_watch import SoundNotice
from tests.engine.driving import begin, in_state, to_kind, to_wait
from tests.ui.player.player_world import RULE, SCRIPT, session_of


class Written:
    """A record that only remembers."""

    problem: str | None = None

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.commits = 0

    def commit(self, events: Sequence[Event]) -> None:
        self.events += events
        self.commits += 1


@pytest.fixture
def engine() -> Engine:
    return Engine(session_of(), rule=RULE, timing=Timing(), script=SCRIPT)


def test_what_is_returned_is_written(engine: Engine) -> None:
    record = Written()
    happened = SessionDriver(engine, record).do(engine.start, 0.0)
    assert happened
    assert tuple(record.events) == happened


def test_what_waits_for_room_on_the_disk_is_tried_again_while_nothing_happens(engine: Engine) -> None:
    record = Written()
    driver = SessionDriver(engine, record)
    assert [driver.keep(()) for _ in range(3)] == [(), (), ()]
    assert record.commits == 3


def test_what_calls_the_session_off_ends_it_at_once_and_on_the_disk(engine: Engine) -> None:
    record = Written()
    driver = SessionDriver(engine, record, called_off=lambda events: CalledOff.REST if record.events else None)
    happened = driver.do(engine.start, 0.0)
    assert isinstance(happened[-1], Finished)
    assert tuple(record.events) == happened


def test_a_request_that_is_not_possible_raises_and_writes_nothing(engine: Engine) -> None:
    record = Written()
    with pytest.raises(IllegalRequest):
        SessionDriver(engine, record).do(engine.pause, 0.0)
    assert record.events == []


def test_the_pause_key_pauses_and_goes_on(engine: Engine) -> None:
    driver = SessionDriver(engine, Written())
    assert driver.request_of(PlayerCommand.PAUSE) is None
    begin(engine)
    assert driver.request_of(PlayerCommand.PAUSE) is Request.PAUSE
    engine.pause(engine.now_s)
    assert driver.request_of(PlayerCommand.PAUSE) is Request.RESUME


def test_in_a_wait_the_pause_key_says_ready(engine: Engine) -> None:
    driver = SessionDriver(in_state(engine, State.WAITING), Written())
    assert driver.request_of(PlayerCommand.PAUSE) is Request.IN_POSITION


def test_it_pauses_a_wait_that_goes_on_by_itself() -> None:
    engine = Engine(session_of(), rule=RULE, timing=Timing(floor_goes_on_s=60.0), script=SCRIPT)
    driver = SessionDriver(engine, Written())
    to_wait(engine)
    assert engine.status(engine.now_s).goes_on
    assert driver.request_of(PlayerCommand.PAUSE) is Request.PAUSE
    assert driver.request_of(PlayerCommand.READY) is Request.IN_POSITION


def test_less_time_takes_away_what_more_time_gives(engine: Engine) -> None:
    driver = SessionDriver(engine, Written())
    engine.start(0.0)
    to_kind(engine, StepKind.CHECK)
    assert engine.status(engine.now_s).asks is StepQuestion.CHECK
    left_s = engine.status(engine.now_s).remaining_s
    for command in (PlayerCommand.MORE_TIME, PlayerCommand.LESS_TIME):
        ask = driver.ask_of(command)
        assert ask is not None
        driver.do(ask, engine.now_s)
    assert engine.status(engine.now_s).remaining_s == pytest.approx(left_s)


def test_lost_sound_pauses_and_no_other_change_of_it_does(engine: Engine) -> None:
    driver = SessionDriver(engine, Written())
    assert driver.ask_on_sound(SoundNotice.LOST) is None
    begin(engine)
    assert [driver.ask_on_sound(each) for each in (None, SoundNotice.MISSING, SoundNotice.BACK)] == [None] * 3
    ask = driver.ask_on_sound(SoundNotice.LOST)
    assert ask is not None
    driver.do(ask, engine.now_s)
    assert engine.state is State.PAUSED


def test_where_nobody_answers_a_pause_for_lost_sound_ends_with_the_sound() -> None:
    engine = Engine(session_of(), rule=RULE, timing=Timing(asks=False), script=SCRIPT)
    driver = SessionDriver(engine, Written())

    def change(noticed: SoundNotice) -> SoundNotice:
        ask = driver.ask_on_sound(noticed)
        told = driver.notice_of(noticed)
        if ask is not None:
            driver.do(ask, engine.now_s)
        return told

    begin(engine)
    assert (change(SoundNotice.LOST), engine.state, driver.waits_for_sound) == (
        SoundNotice.AWAITED,
        State.PAUSED,
        True,
    )
    assert (change(SoundNotice.BACK), engine.state) == (SoundNotice.BACK, State.RESUMING)
    engine.advance(engine.now_s + 60.0)
    change(SoundNotice.LOST)
    for request in (Request.RESUME, Request.PAUSE):  # the user's own pause after it
        driver.do(driver.ask(request), engine.now_s)
    change(SoundNotice.BACK)
    assert engine.state is State.PAUSED, "that is the user's to end"


def test_an_answer_that_waits_is_taken_before_the_end_and_written_with_it(engine: Engine) -> None:
    record = Written()
    driver = SessionDriver(engine, record)
    in_state(engine, State.PAIN_SCORE)
    now = engine.now_s
    happened = driver.keep(driver.stop_after(lambda at: engine.answer_question(State.PAIN_SCORE, 2, at), now))
    kinds = [type(each) for each in happened]
    assert kinds.index(PainScored) < kinds.index(Finished)
    assert PainReported not in kinds
    assert tuple(record.events) == happened
