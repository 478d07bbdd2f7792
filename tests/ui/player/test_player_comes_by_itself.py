"""A question that comes by itself: what was meant for the one before, or for the stage, answers nothing in it."""

import pytest
from PySide6.QtCore import Qt, QTimer

from hipcoach.engine.questions import State, StepQuestion
from hipcoach.engine.types import StepKind
from hipcoach.ui.shared.stage_panel import Panel
from tests.ui.player.player_page_story import K, Shown, report


def timer_of(panel: Panel) -> QTimer:
    found = panel.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert found is not None
    found.setInterval(1_000_000)  # the test itself may be slow
    return found


def test_a_check_after_an_answered_report_takes_no_click_at_first(shown: Shown) -> None:
    check = shown.page.panels.of_step[StepQuestion.CHECK]
    timer = timer_of(check)
    report(shown, "2", K.Key_1)
    assert shown.state is State.RESUMING
    shown.to(StepKind.CHECK)
    through = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    assert all(button.testAttribute(through) for button in check.buttons)
    timer.timeout.emit()  # the moment is over
    assert not any(button.testAttribute(through) for button in check.buttons)


@pytest.mark.parametrize("number", ["by Enter", "by its moment", "too late"])
def test_a_number_that_comes_too_late_names_no_kind_of_pain(shown: Shown, number: str) -> None:
    questions = shown.page.panels.of_state
    timer, moment = timer_of(questions[State.PAIN_KIND]), timer_of(questions[State.PAIN_SCORE])
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    if number != "too late":
        shown.press(K.Key_2)
    if number == "by Enter":
        shown.press(K.Key_Return)
    elif number == "by its moment":
        moment.timeout.emit()
        shown.look()
    for _ in range(100):
        if shown.state is State.PAIN_SCORE:
            shown.pass_s(4.0)
    shown.press(K.Key_4)
    by_user = number == "by Enter"
    assert (shown.state is State.PAIN_KIND) is not by_user, "after the user's own Enter a key counts at once"
    timer.stop()  # the moment is over
    shown.press(K.Key_4)
    assert shown.state is not State.PAIN_KIND
