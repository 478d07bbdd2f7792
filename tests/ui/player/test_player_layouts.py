"""P means "it hurts more" on every layout, in every state in which pain can be reported, whatever has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hipcoach.engine.events import Answered
from hipcoach.engine.questions import State, StepQuestion
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import Response
from hipcoach.session_keys import PlayerCommand
from tests.ui import audit
from tests.ui.player.player_page_story import K, Shown

SCAN_OF_P = 33
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
P_KEYS = {
    "us": ("p", SCAN_OF_P, NONE),
    "us, Shift": ("P", SCAN_OF_P, SHIFT),
    "us, Ctrl": ("p", SCAN_OF_P, CTRL),
    "fr": ("p", SCAN_OF_P, NONE),
    "dvorak": ("p", 27, NONE),
    "ru": ("з", SCAN_OF_P, NONE),
    "ru, the letter that looks like P": ("р", 43, NONE),
    "gr": ("π", SCAN_OF_P, NONE),
    "gr, the letter that looks like P": ("ρ", 27, NONE),
    "ara": ("ح", SCAN_OF_P, NONE),
    "us-intl, AltGr": ("ö", SCAN_OF_P, NONE),
}


def press_p(shown: Shown, layout: str) -> None:
    text, scan_code, modifiers = P_KEYS[layout]
    shown.send(ord(text.upper()), text, scan_code, modifiers)


def ask_again(shown: Shown, state: State) -> None:
    """Bring a session into a state in which pain can be reported."""
    if state is State.WAITING:
        shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
        shown.look()
        return
    shown.to(StepKind.HOLD)
    if state in (State.PAUSED, State.RESUMING):
        shown.press(K.Key_Space)
    if state is State.RESUMING:
        shown.press(K.Key_Space)
    if state in (State.PAIN_BREAK, State.BREAK_SCORE):
        for key in (K.Key_P, K.Key_4, K.Key_Return, K.Key_1, K.Key_Return):
            shown.press(key)
    while shown.state not in (state, State.ENDED):
        shown.pass_s(1.0)


STATES = (State.RUNNING, State.WAITING, State.PAUSED, State.RESUMING, State.PAIN_BREAK, State.BREAK_SCORE)


@pytest.mark.parametrize("layout", P_KEYS)
@pytest.mark.parametrize("state", STATES)
def test_p_is_more_pain_in_every_state_that_takes_it(shown: Shown, layout: str, state: State) -> None:
    ask_again(shown, state)
    assert shown.state is state
    press_p(shown, layout)
    assert shown.state is State.PAIN_SCORE


@pytest.mark.parametrize("layout", ["us", "ru", "gr", "ara"])
@pytest.mark.parametrize("opens", [K.Key_Escape, K.Key_F1, None])
def test_p_is_more_pain_over_every_panel(shown: Shown, layout: str, opens: Qt.Key | None) -> None:
    if opens is None:
        shown.to(StepKind.CHECK)
    else:
        shown.to(StepKind.HOLD)
        shown.press(opens)
    assert shown.panel() is not shown.page.stage
    press_p(shown, layout)
    assert shown.state is State.PAIN_SCORE


@pytest.mark.parametrize("layout", ["us", "ru"])
@pytest.mark.parametrize("state", STATES)
def test_p_is_more_pain_whatever_has_the_focus(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, layout: str, state: State
) -> None:
    ask_again(shown, state)
    reported: list[str] = []
    monkeypatch.setattr(shown.played.player, "report_pain", lambda: reported.append(audit.described(focus)))
    controls = list(audit.controls(shown.page))
    assert controls
    for focus in controls:
        focus.setFocus(Qt.FocusReason.TabFocusReason)
        press_p(shown, layout)
    assert reported == [audit.described(each) for each in controls]
    assert shown.state is state


@pytest.mark.parametrize(("text", "scan_code"), [("&", 10), ("é", 11), ('"', 12)])
def test_the_check_takes_the_top_row_of_a_french_keyboard(shown: Shown, text: str, scan_code: int) -> None:
    shown.to(StepKind.CHECK)
    shown.send(ord(text.upper()), text, scan_code)
    expected = {"&": Response.BETTER, "é": Response.SAME, '"': Response.WORSE}[text]
    assert shown.events(Answered)[-1].response is expected  # type: ignore[attr-defined]


def test_a_pain_stop_on_a_french_keyboard(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    press_p(shown, "fr")
    shown.send(ord("-"), "-", 15)  # the key of the 6, without Shift
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_CONFIRM
    assert "You chose 6" in shown.page.panels.of_state[State.PAIN_CONFIRM].question.text()


def test_a_question_is_answered_by_letters_on_a_russian_keyboard(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    press_p(shown, "ru")
    shown.press(K.Key_7)
    assert shown.state is State.PAIN_CONFIRM
    shown.send(ord("Т"), "т", 57)  # where N is
    assert shown.state is State.PAIN_SCORE, "No"


def test_arrows_choose_a_number_that_is_taken_by_enter_alone(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    panel = shown.page.panels.of_state[State.PAIN_SCORE]
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_SCORE
    assert "Nothing is chosen yet." in panel.hint.text()
    for _ in range(8):
        shown.press(K.Key_Right)
    assert "You chose 7. Enter takes it" in panel.hint.text()
    focused = shown.app.focusWidget()
    assert isinstance(focused, QWidget)
    assert (focused.accessibleName(), focused.accessibleDescription()) == ("7", "Chosen")
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_CONFIRM
    assert shown.played.player.status().pending_pain == 7


def test_arrows_go_along_answers_and_enter_gives_the_one_with_the_focus(shown: Shown) -> None:
    shown.to(StepKind.CHECK)
    shown.press(K.Key_Return)
    assert "Not answered yet:" in shown.page.panels.of_step[StepQuestion.CHECK].hint.text()
    assert not shown.events(Answered)
    shown.press(K.Key_Right)
    shown.press(K.Key_Right)
    assert not shown.events(Answered), "an arrow gives no answer"
    shown.press(K.Key_Return)
    assert shown.events(Answered)[-1].response is Response.SAME  # type: ignore[attr-defined]


def test_ctrl_with_a_letter_is_no_key_of_the_session(shown: Shown) -> None:
    shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    shown.look()
    shown.send(K.Key_N, "\x0e", 57, CTRL)
    assert shown.state is State.WAITING
    shown.to(StepKind.HOLD)
    shown.send(K.Key_M, "\r", 58, CTRL)
    assert not shown.played.player.muted
    assert shown.page.stage.buttons.button(PlayerCommand.MUTE).isEnabled()
