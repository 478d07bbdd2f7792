"""The player: first the record, then sound, then the screen; one timer to the next deadline; sleep pauses."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.engine.events import Finished, Paused
from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind, Response
from hipcoach.voice.sound_watch import SoundNotice
from tests.answering import give
from tests.ui.player.player_world import Played, play


@pytest.fixture
def played(qapp: QApplication) -> Iterator[Played]:
    made = play()
    yield made
    made.player.close()


def test_what_happened_is_written_before_it_is_said_or_shown(played: Played) -> None:
    played.player.event_happened.connect(lambda event: played.log.append(f"told {type(event).__name__}"))
    played.player.start()
    assert played.log[:3] == ["wrote Started", "wrote StateChanged", "wrote StepStarted"]
    said = next(i for i, line in enumerate(played.log) if line.startswith("said First steps. Four exercises, about "))
    assert played.log.index("wrote CueStarted") < said < played.log.index("told CueStarted")


def test_the_pain_key_is_silence_before_anything_else(played: Played) -> None:
    played.player.start()
    played.log.clear()
    assert played.player.report_pain()
    assert played.log[0] == "silenced"
    assert "wrote PainReported" in played.log
    assert played.player.state is State.PAIN_SCORE


def test_what_means_nothing_now_is_passed_over(played: Played) -> None:
    assert not played.player.ask(Request.RESUME)
    assert not played.player.answer_check(Response.WORSE)
    assert played.diary.events == []


def test_muted_it_says_nothing_and_goes_on(played: Played) -> None:
    played.player.set_muted(True)
    played.player.start()
    assert not [line for line in played.log if line.startswith("said")]
    assert played.player.status().caption.startswith("First steps. Four exercises, about ")


def test_at_another_speed_speech_is_captions_only(qapp: QApplication) -> None:
    fast = play(speed=20.0)
    fast.player.start()
    assert not [line for line in fast.log if line.startswith("said")]
    fast.player.close()


def test_a_machine_that_slept_is_paused_and_nothing_is_replayed(played: Played) -> None:
    played.player.start()
    played.to(StepKind.HOLD)
    written = len(played.diary.events)
    played.slept[0] = 3600.0  # the monotonic clock stood still meanwhile
    played.player.look()
    assert played.player.state is State.PAUSED
    assert [type(e) for e in played.diary.events[written:] if isinstance(e, Paused)] == [Paused]
    played.pass_s(600.0)
    assert played.player.state is State.PAUSED


def test_lost_sound_pauses_once_and_a_helper_that_comes_back_does_not(played: Played) -> None:
    told = QSignalSpy(played.player.sound_noticed)
    played.player.start()
    played.pass_s(1.0)
    played.voice.sound = False  # the helper died
    played.pass_s(1.0)
    played.voice.sound = True  # and is back
    played.pass_s(3.0)
    assert told.count() == 0
    played.voice.sound = False  # the headphones are gone
    played.pass_s(0.5)
    played.pass_s(3.1)
    assert ([told.at(0)[0]], played.player.state) == ([SoundNotice.LOST], State.PAUSED)
    played.player.ask(Request.RESUME)
    played.to(StepKind.HOLD)
    assert told.count() == 1
    played.voice.sound = True
    played.pass_s(1.0)
    played.pass_s(1.0)
    assert [told.at(i)[0] for i in range(told.count())] == [SoundNotice.LOST, SoundNotice.BACK]


def test_where_nobody_answers_the_session_goes_on_by_itself_once_there_is_sound(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.player.SOUND_LOOK_MS", 0)
    played = play(timing=Timing(asks=False))
    told = QSignalSpy(played.player.sound_noticed)
    played.player.start()
    played.pass_s(1.0)
    played.voice.sound = False
    for seconds in (0.5, 3.1):
        played.pass_s(seconds)
    assert ([told.at(0)[0]], played.player.state) == ([SoundNotice.AWAITED], State.PAUSED)
    played.clock.jump(60.0)
    played.voice.sound = True

    def goes_on() -> bool:
        played.clock.jump(0.5)
        return played.player.state is not State.PAUSED

    qtbot.waitUntil(goes_on)
    played.player.close()


def test_a_full_disk_is_told_once_and_the_session_goes_on(played: Played) -> None:
    told = QSignalSpy(played.player.trouble_changed)
    played.player.start()
    played.diary.problem = "No space left."
    played.to(StepKind.HOLD)
    assert [told.at(i)[0] for i in range(told.count())] == ["No space left."]
    played.diary.problem = None
    played.to(StepKind.CHECK)
    assert told.at(told.count() - 1)[0] == ""


def test_a_whole_session_plays_itself_but_for_the_floor(played: Played) -> None:
    finished = QSignalSpy(played.player.finished)
    played.player.start()
    for _ in range(10_000):
        if played.player.state is State.WAITING:
            played.player.in_position()
        if played.player.state is State.ENDED:
            break
        played.pass_s(0.5)
    assert finished.count() == 1
    assert isinstance(finished.at(0)[0], Finished)


def test_a_decision_is_told(played: Played) -> None:
    decided = QSignalSpy(played.player.decided)
    played.player.start()
    played.player.report_pain()
    played.player.answer_question(State.PAIN_SCORE, 3)
    give(played.player, State.PAIN_KIND, PainKind.ACHE)
    assert decided.count() == 1
    assert "not higher" in decided.at(0)[0].why


def test_one_timer_and_no_tick(played: Played) -> None:
    played.player.start()
    timers = played.player.findChildren(QTimer)
    assert len(timers) == 1
    assert timers[0].isSingleShot()
    played.player.pause()
    assert not timers[0].isActive(), "nothing to do: nothing ticks"
