"""Pain in a session: the key works everywhere, one key gives the number, and nothing goes on after a stop."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hipcoach.coach.stop_text import Stop
from hipcoach.engine.events import PainScored, ReportWithdrawn
from hipcoach.engine.questions import Request, State, StepQuestion
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind
from hipcoach.ui.player.panels import NOT_MEANT
from hipcoach.ui.player.question_panels import ScorePanel
from hipcoach.ui.player.still_clock import MORE_S
from tests.answering import give
from tests.ui.player.player_page_story import SESSION_KEYS_OF_QT, K, Shown, report


def test_pain_in_the_middle_of_asking_is_a_report_at_once(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Escape)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE
    assert isinstance(shown.panel(), ScorePanel)


def test_plus_gives_the_question_more_time_and_esc_over_it_says_that_it_waits(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    panel = shown.panel()
    assert isinstance(panel, ScorePanel)
    before = shown.played.player.status().remaining_s
    shown.press(K.Key_Plus)
    more = next(each for each in panel.findChildren(QAbstractButton) if each.text() == "More time")
    more.click()
    assert shown.played.player.status().remaining_s == pytest.approx(before + 30.0)
    shown.press(K.Key_Escape)
    shown.pass_s(1.0)
    asked = shown.page.panels.ask
    assert shown.panel() is asked
    assert asked.waiting.text() == "The question about pain waits while this is open."


def test_with_no_limits_the_question_says_that_it_waits(qapp: QApplication) -> None:
    shown = Shown(qapp, timing=Timing(question_limits=False))
    shown.to(StepKind.CHECK)
    check = shown.page.panels.of_step[StepQuestion.CHECK]
    assert check.waiting.text() == "This waits for your answer."
    assert not any(each.text() == "More time" and each.isVisible() for each in check.findChildren(QAbstractButton))
    shown.press(K.Key_P)
    shown.pass_s(3600.0)
    assert shown.state is State.PAIN_SCORE
    shown.close()


STEPS_OF_A_SESSION = [
    StepKind.ANNOUNCE,
    StepKind.LEAD_IN,
    StepKind.REPETITION,
    StepKind.HOLD,
    StepKind.CHANGEOVER,
    StepKind.CHECK,
    StepKind.REST,
]


@pytest.mark.parametrize("kind", STEPS_OF_A_SESSION)
def test_the_pain_key_works_everywhere(shown: Shown, kind: StepKind) -> None:
    shown.to(kind)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE


@pytest.mark.parametrize("state", [State.WAITING, State.PAUSED, State.RESUMING, State.PAIN_BREAK, State.BREAK_SCORE])
def test_the_pain_key_works_in_every_state(shown: Shown, state: State) -> None:
    if state is State.WAITING:
        shown.played.to(StepKind.POSITION_CHANGE, State.WAITING)
    else:
        shown.to(StepKind.HOLD)
    player = shown.played.player
    if state in (State.PAUSED, State.RESUMING):
        player.pause()
    if state is State.RESUMING:
        player.ask(Request.RESUME)
    if state in (State.PAIN_BREAK, State.BREAK_SCORE):
        player.report_pain()
        player.answer_question(State.PAIN_SCORE, 4)
        give(player, State.PAIN_KIND, PainKind.ACHE)
    for _ in range(200):
        if state is State.BREAK_SCORE and player.state is State.PAIN_BREAK:
            shown.played.pass_s(1.0)
    shown.look()
    assert player.state is state
    shown.press(K.Key_P)
    assert player.state is State.PAIN_SCORE


class TestAReportByMistake:
    @pytest.mark.parametrize("by", ["key", "click"])
    def test_it_is_taken_back(self, shown: Shown, by: str) -> None:
        shown.to(StepKind.HOLD)
        shown.press(K.Key_P)
        button = next(b for b in shown.panel().findChildren(QAbstractButton) if b.text() == NOT_MEANT)
        assert button.isVisibleTo(shown.page)
        if by == "click":
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            shown.press(K.Key_Backspace)
        assert shown.state is State.PAUSED
        assert shown.page.visible_widget is shown.page.stage
        assert shown.events(ReportWithdrawn)
        shown.press(K.Key_Space)
        assert shown.state is State.RESUMING

    def test_a_number_that_waits_for_its_moment_is_not_given(self, shown: Shown) -> None:
        shown.to(StepKind.HOLD)
        shown.press(K.Key_P)
        panel = shown.panel()
        shown.press(K.Key_4)
        shown.press(K.Key_Backspace)
        assert not any(timer.isActive() for timer in panel.findChildren(QTimer))
        assert shown.events(PainScored) == []

    def test_its_key_cuts_nothing_where_there_is_no_report(self, shown: Shown) -> None:
        shown.to(StepKind.HOLD)
        cut = shown.played.log.count("silenced")
        shown.press(K.Key_Backspace)
        assert shown.played.log.count("silenced") == cut
        assert shown.state is State.RUNNING

    def test_it_is_not_offered_once_a_number_was_given(self, shown: Shown) -> None:
        shown.to(StepKind.HOLD)
        for key in (K.Key_P, K.Key_7, K.Key_N):
            shown.press(key)
        assert shown.state is State.PAIN_SCORE
        button = next(b for b in shown.panel().findChildren(QAbstractButton) if b.text() == NOT_MEANT)
        assert not button.isVisibleTo(shown.page)
        shown.press(K.Key_Backspace)
        assert shown.state is State.PAIN_SCORE


def test_red_ends_the_session_and_says_what_was_said(shown: Shown) -> None:
    ended = QSignalSpy(shown.page.ended)
    report(shown, "10", K.Key_1)
    assert ended.count() == 1
    text = shown.page.report_log.stop_text()
    assert text is not None
    assert text.kind is Stop.STOP
    assert text.reported == "You reported 10, an ache, in Knee rolls."
    for key in (*SESSION_KEYS_OF_QT, K.Key_Return, K.Key_1):
        shown.press(key)
    assert shown.state is State.ENDED


def test_a_number_chosen_by_mistake_is_put_right(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    shown.press(K.Key_7)
    shown.press(K.Key_Return)
    assert shown.state is State.PAIN_CONFIRM
    assert "You chose 7" in shown.page.panels.of_state[State.PAIN_CONFIRM].question.text()
    shown.press(K.Key_N)
    assert shown.state is State.PAIN_SCORE
    assert shown.page.panels.of_state[State.PAIN_SCORE].row.value is None, "nothing preselected"


def test_numbness_is_for_today(shown: Shown) -> None:
    report(shown, "2", K.Key_3)
    text = shown.page.report_log.stop_text()
    assert text is not None
    assert text.kind is Stop.SAME_DAY


def test_sharp_pain_waits_and_is_asked_about_again(shown: Shown) -> None:
    report(shown, "4", K.Key_2)
    assert shown.panel() is shown.page.panels.of_state[State.SHARP_WAIT]
    for _ in range(40):
        shown.pass_s(1.0)
        if shown.state is State.SHARP_QUESTION:
            break
    assert shown.panel() is shown.page.panels.of_state[State.SHARP_QUESTION]
    shown.press(K.Key_N)
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_BREAK]
    assert "4" in shown.page.panels.of_state[State.PAIN_BREAK].why.text()
    assert shown.page.panels.of_state[State.PAIN_BREAK].ring.face.unit == "minutes"


def test_pain_that_rises_while_sharp_pain_is_waited_for_is_asked_about(shown: Shown) -> None:
    report(shown, "3", K.Key_2)
    wait = shown.page.panels.of_state[State.SHARP_WAIT]
    assert "It hurts more" in [button.text() for button in wait.findChildren(QAbstractButton) if button.isVisible()]
    shown.press(K.Key_P)
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_SCORE]
    shown.press(K.Key_7)
    shown.press(K.Key_Return)
    assert shown.panel() is shown.page.panels.of_state[State.PAIN_CONFIRM]
    assert [event.score for event in shown.events(PainScored)] == [3, 7]


@pytest.mark.parametrize("covered_s", [40, 400])
def test_the_time_of_a_question_stands_still_behind_esc(shown: Shown, covered_s: int) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_P)
    shown.pass_s(20.0)
    left_s = shown.played.player.status().remaining_s
    shown.press(K.Key_Escape)
    for _ in range(covered_s // 4):
        shown.pass_s(4.0)
    assert shown.state is State.PAIN_SCORE
    shown.press(K.Key_Space)
    assert left_s - 4.0 <= shown.played.player.status().remaining_s <= left_s + MORE_S
    shown.pass_s(left_s + MORE_S + 1.0)
    assert shown.state is State.PAIN_KIND  # and runs on from there
