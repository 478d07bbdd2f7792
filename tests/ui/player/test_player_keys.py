"""Every key of the player does what it is for, wherever the focus is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu

from hipcoach.engine.events import (
    Answered,
    ExerciseFinished,
    ResumeStarted,
    StepFinished,
    StepQuestionAnswered,
    TimeAdded,
    WentBack,
)
from hipcoach.engine.questions import Request, State, StepQuestion
from hipcoach.engine.types import Outcome, StepKind
from hipcoach.safety.types import Response
from hipcoach.session_keys import SESSION_KEYS, PlayerCommand
from hipcoach.ui.widgets.button import Button
from tests.new_question import NewQuestion, ask_it
from tests.ui.player.player_page_story import K, Shown
from tests.ui.player.player_world import FIGURES

KEYBOARD = QContextMenuEvent.Reason.Keyboard
PAUSES = [K[f"Key_{name}"] for row in SESSION_KEYS if row.command is PlayerCommand.PAUSE for name in row.qt_keys]


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
        shown.played.player.ask(Request.RESUME)
        shown.pass_s(4.0)
    for _ in range(2):  # who looks for a menu does not go on by it
        QTest.mouseClick(shown.page.figure, Qt.MouseButton.RightButton)
        assert shown.state is State.PAUSED


@pytest.mark.parametrize("key", [K.Key_PageDown, K.Key_A, K.Key_Return, K.Key_5, K.Key_X])
def test_waiting_any_key_goes_on(shown: Shown, key: Qt.Key) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    assert "Press Enter" in shown.page.stage.under_ring.text()
    for held in (K.Key_Shift, K.Key_Control, K.Key_Mode_switch, K.Key_B, K.Key_M, K.Key_F):  # Back leads not forward
        shown.press(held)
        assert shown.state is State.WAITING, held
    shown.press(key)
    assert shown.state is State.RUNNING


def test_on_the_way_to_an_exercise_its_words_are_said_again_and_skip_leaves_it_out(shown: Shown) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    shown.press(K.Key_I)
    assert shown.state is State.WAITING
    shown.press(K.Key_N)
    (left,) = shown.events(ExerciseFinished)
    assert (left.order, left.outcome) == (0, Outcome.SKIPPED)  # type: ignore[attr-defined]


def test_space_holds_a_wait_that_goes_on_by_itself(shown: Shown) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    shown.press(K.Key_Space)
    assert shown.state is State.PAUSED
    shown.pass_s(600.0)
    assert shown.state is State.PAUSED
    shown.press(K.Key_Space)
    assert shown.state is State.WAITING
    shown.press(K.Key_Plus)
    assert shown.state is State.WAITING
    assert [each.seconds for each in shown.events(TimeAdded)] == [15.0]  # type: ignore[attr-defined]


def test_waiting_esc_asks_and_the_pain_key_stops(shown: Shown) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    shown.press(K.Key_Escape)
    assert shown.panel() is shown.page.panels.ask
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE


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
    assert shown.panel() is shown.page.panels.of_step[StepQuestion.CHECK]
    shown.press(key)
    assert shown.events(Answered)[-1].response is response  # type: ignore[attr-defined]
    assert (shown.state is State.PAIN_SCORE) == (response is Response.WORSE)


def test_an_unanswered_check_goes_on_as_not_answered(shown: Shown) -> None:
    shown.to(StepKind.CHECK)
    for _ in range(130):
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


@pytest.mark.parametrize("key", [K.Key_Space, K.Key_Return])
def test_a_button_that_tab_came_to_is_pressed(shown: Shown, key: Qt.Key) -> None:
    shown.to(StepKind.HOLD)
    back = shown.page.stage.buttons.button(PlayerCommand.BACK)
    while not back.hasFocus():
        shown.press(K.Key_Tab)
    assert shown.state is State.RUNNING, "Tab chooses nothing"
    shown.press(key)
    assert len(shown.events(WentBack)) == 1
    shown.to(StepKind.HOLD)
    shown.page.stage.buttons.button(PlayerCommand.PAIN).setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(key)
    assert shown.state is State.PAIN_SCORE


def test_space_pauses_after_a_click_and_where_the_focused_button_cannot_be_pressed_any_more(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    QTest.mouseClick(shown.page.stage.buttons.button(PlayerCommand.MUTE), Qt.MouseButton.LeftButton)
    shown.press(K.Key_Space)
    assert shown.state is State.PAUSED
    shown.press(K.Key_Space)
    shown.pass_s(4.0)
    shown.page.stage.buttons.button(PlayerCommand.INSTRUCTIONS).setFocus(Qt.FocusReason.TabFocusReason)
    shown.played.player.pause()
    shown.look()
    shown.press(K.Key_Space)
    assert shown.state is State.RESUMING, "not the next button, to which Qt would give the focus"


def test_help_shows_the_keys_and_pain_can_be_reported_there(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    for key in (K.Key_Question, K.Key_F1):
        shown.press(key)
        assert shown.panel() is shown.page.panels.help
        assert shown.state is State.PAUSED
        shown.press(K.Key_N)
        assert shown.panel() is shown.page.panels.help, "no other key counts"
        shown.press(K.Key_Escape)
        assert shown.state is State.RESUMING
        shown.pass_s(4.0)
    shown.press(K.Key_Escape)  # with a mouse: "End", then "Keys", on every window
    ask = shown.page.panels.ask
    next(each for each in ask.findChildren(Button) if each.text() == "Keys").click()
    assert shown.panel() is shown.page.panels.help
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE


def test_a_new_question_after_an_exercise_is_asked_and_answered_by_its_row_alone(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_it(monkeypatch)
    shown = Shown(qapp)
    shown.to(StepKind.CHECK)
    shown.press(K.Key_2)
    while shown.played.player.status().asks is StepQuestion.CHECK:
        shown.pass_s(0.5)
    assert shown.panel().question.text() == "How tired are you?"  # type: ignore[attr-defined]
    shown.press(K.Key_2)
    answers = [(each.question, each.answer) for each in shown.events(StepQuestionAnswered)]  # type: ignore[attr-defined]
    assert answers == [(NewQuestion.TIRED, "weary")]
    shown.close()


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu takes the keyboard: there is none here
def test_over_the_menu_of_who_shows_the_exercises_the_pain_key_is_still_the_pain_key(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FIGURES, "choose", lambda body: None)
    shown = Shown(qapp)
    shown.to(StepKind.HOLD)
    qapp.sendEvent(shown.page.figure, QContextMenuEvent(KEYBOARD, QPoint(9, 9), QPoint(9, 9)))
    (menu,) = shown.page.findChildren(QMenu)
    assert menu.isVisible()
    QTest.keyClick(menu, K.Key_P)
    assert not menu.isVisible()
    assert shown.state is State.PAIN_SCORE
    shown.close()
