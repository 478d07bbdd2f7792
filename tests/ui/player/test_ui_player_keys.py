"""Every key of the player does what it is for, wherever the focus is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from hipcoach.coach.keys import PlayerCommand
from hipcoach.engine.events import Answered, ResumeStarted, StepFinished, TimeAdded, WentBack
from hipcoach.engine.types import State, StepKind
from hipcoach.safety.types import Response
from hipcoach.ui.player.player_keys import KEYS, command_for
from tests.ui.player.player_page_story import K, Shown

PAUSES = [key for key, command in KEYS.items() if command is PlayerCommand.PAUSE]


@pytest.mark.parametrize("key", PAUSES)
def test_one_action_pauses_and_goes_on(shown: Shown, key: Qt.Key) -> None:
    shown.to(StepKind.HOLD)
    shown.press(key)
    assert shown.state is State.PAUSED
    assert shown.played.log.index("silenced") >= 0
    assert "Paused: Knee rolls, repetition 1 of 3." in shown.page.stage.caption.text
    shown.press(key)
    assert shown.state is State.RESUMING


def test_a_click_on_the_stage_pauses(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    for target in (shown.page.stage, shown.page.figure, shown.page.stage.ring, shown.page.stage.caption):
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        assert shown.state is State.PAUSED, target
        shown.played.player.resume()
        shown.pass_s(4.0)


def test_waiting_any_key_goes_on_but_the_pain_key_and_esc(shown: Shown) -> None:
    for key in (K.Key_Space, K.Key_A, K.Key_N, K.Key_Return, K.Key_5):
        assert command_for(key, State.WAITING, checking=False) is PlayerCommand.SET
    for key in (K.Key_Shift, K.Key_Control):
        assert command_for(key, State.WAITING, checking=False) is None
    assert command_for(K.Key_P, State.WAITING, checking=False) is PlayerCommand.PAIN
    assert command_for(K.Key_Escape, State.WAITING, checking=False) is PlayerCommand.ASK
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    assert "Press any key" in shown.page.stage.under_ring.text()
    shown.press(K.Key_X)
    assert shown.state is State.RUNNING


def test_the_keys_of_a_session(shown: Shown) -> None:
    full = QSignalSpy(shown.page.full_screen_requested)
    shown.to(StepKind.REPETITION)
    shown.press(K.Key_I)
    assert shown.events(ResumeStarted)
    shown.to(StepKind.HOLD)
    shown.press(K.Key_B)
    assert len(shown.events(WentBack)) == 1
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Left)
    assert len(shown.events(WentBack)) == 2
    shown.to(StepKind.CHANGEOVER)
    shown.press(K.Key_Plus)
    shown.press(K.Key_Minus)
    assert [event.seconds > 0 for event in shown.events(TimeAdded)] == [True, False]  # type: ignore[attr-defined]
    shown.press(K.Key_M)
    assert shown.played.player.muted
    assert shown.page.stage.muted.text() == "Sound off"
    shown.press(K.Key_F)
    assert full.count() == 1
    shown.to(StepKind.HOLD)
    shown.press(K.Key_N)
    assert not shown.events(StepFinished)[-1].complete  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "response"), [(K.Key_1, Response.BETTER), (K.Key_2, Response.SAME), (K.Key_3, Response.WORSE)]
)
def test_the_check_takes_one_key(shown: Shown, key: Qt.Key, response: Response) -> None:
    shown.to(StepKind.CHECK)
    assert shown.panel() is shown.page.panels.check
    shown.press(key)
    assert shown.events(Answered)[-1].response is response  # type: ignore[attr-defined]
    assert (shown.state is State.PAIN_SCORE) == (response is Response.WORSE)


def test_an_unanswered_check_goes_on_as_not_answered(shown: Shown) -> None:
    shown.to(StepKind.CHECK)
    for _ in range(60):
        shown.pass_s(0.5)
    assert shown.events(Answered)[0].response is None  # type: ignore[attr-defined]
    assert shown.state in (State.RUNNING, State.WAITING)


def test_esc_pauses_and_asks_and_says_what_ending_does(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Escape)
    assert shown.state is State.PAUSED
    assert shown.panel() is shown.page.panels.ask
    shown.press(K.Key_Escape)
    assert shown.state is State.RESUMING
    assert shown.panel() is shown.page.stage
    shown.pass_s(4.0)
    ended = QSignalSpy(shown.page.ended)
    shown.press(K.Key_Escape)
    shown.press(K.Key_E)
    assert ended.at(0)[0].finish == "stopped"


def test_space_pauses_even_when_a_button_has_the_focus(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.page.stage.buttons.button(PlayerCommand.SKIP).setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(K.Key_Space)
    assert shown.state is State.PAUSED
    shown.press(K.Key_Space)
    shown.pass_s(4.0)
    shown.page.stage.buttons.button(PlayerCommand.PAIN).setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_SCORE, "Enter presses it"
