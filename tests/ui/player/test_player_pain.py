"""Pain in a session: the key works everywhere, one key gives the number, and nothing goes on after a stop."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hipcoach.coach.stop_text import Stop
from hipcoach.engine.events import HoldCorrected, HoldSet, PainKindGiven, PainScored, ReportWithdrawn
from hipcoach.engine.table import State, StepQuestion
from hipcoach.engine.types import StepKind, Timing
from hipcoach.safety.types import PainKind
from hipcoach.ui.player.moment import MOMENT_MS, Moment
from hipcoach.ui.player.panels import NOT_MEANT
from hipcoach.ui.player.question_panels import ChoicePanel, ScorePanel
from hipcoach.ui.player.still_clock import MORE_S
from tests.ui.player.player_page_story import SESSION_KEYS_OF_QT, K, Shown, report
from tests.ui.user import named


def test_pain_in_the_middle_of_asking_is_a_report_at_once(shown: Shown) -> None:
    shown.to(StepKind.HOLD)
    shown.press(K.Key_Escape)
    shown.press(K.Key_P)
    assert shown.state is State.PAIN_SCORE
    assert isinstance(shown.panel(), ScorePanel)


def test_plus_gives_the_question_more_time_and_esc_over_it_says_that_its_time_runs_on(shown: Shown) -> None:
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
    assert asked.waiting.text() == "No answer in 2:29 counts as not given, and the session ends."


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


class TestOneKeyGivesTheNumber:
    """Nobody on the floor has to find Enter after the number; a slip can still be mended."""

    @pytest.fixture
    def panel(self, shown: Shown) -> ScorePanel:
        shown.to(StepKind.HOLD)
        shown.press(K.Key_P)
        panel = shown.panel()
        assert isinstance(panel, ScorePanel)
        assert "Press its number; for 10, press 1, then 0." in panel.hint.text()
        return panel

    def moment(self, panel: ScorePanel) -> QTimer:
        found = panel.findChild(QTimer)
        assert found is not None
        return found

    @pytest.mark.parametrize(
        ("keys", "score", "then"),
        [
            ([K.Key_0], 0, State.PAIN_KIND),
            ([K.Key_4], 4, State.PAIN_KIND),
            ([K.Key_1], 1, State.PAIN_KIND),
            ([K.Key_2, K.Key_4], 4, State.PAIN_KIND),
            ([K.Key_4, K.Key_0], 0, State.PAIN_KIND),
        ],
    )
    def test_it_is_taken_after_a_moment(
        self, qtbot: QtBot, shown: Shown, panel: ScorePanel, keys: list[Qt.Key], score: int, then: State
    ) -> None:
        for key in keys:
            shown.press(key)
            assert shown.state is State.PAIN_SCORE
        assert panel.hint.text().startswith(f"You chose {score}. Another number corrects it")
        moment = self.moment(panel)
        assert moment.isActive()
        assert moment.isSingleShot()
        assert 1000 <= moment.interval() <= 3000
        moment.setInterval(0)  # the moment is over
        qtbot.waitUntil(lambda: shown.state is then)
        assert [event.score for event in shown.events(PainScored)] == [score]

    @pytest.mark.parametrize(("keys", "score"), [([K.Key_7], 7), ([K.Key_1, K.Key_0], 10), ([K.Key_2, K.Key_8], 8)])
    def test_a_red_number_is_on_record_at_its_key(
        self, shown: Shown, panel: ScorePanel, keys: list[Qt.Key], score: int
    ) -> None:
        for key in keys:
            shown.press(key)
        assert shown.state is State.PAIN_CONFIRM
        assert not self.moment(panel).isActive()
        assert [event.score for event in shown.events(PainScored)] == [score]
        assert [event.peak for event in shown.events(HoldSet)] == [score]

    def test_enter_takes_it_at_once_and_only_once(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_3)
        shown.press(K.Key_Return)
        assert shown.state is State.PAIN_KIND
        assert not self.moment(panel).isActive()

    def test_back_from_the_kind_to_the_number_by_key_or_click_and_the_higher_counts(
        self, shown: Shown, panel: ScorePanel
    ) -> None:
        for number, back in ((K.Key_2, K.Key_Backspace), (K.Key_3, None)):
            shown.press(number)
            shown.press(K.Key_Return)
            assert shown.state is State.PAIN_KIND
            kinds = shown.panel()
            assert kinds.hint.text() == f"You gave {chr(number)}."
            if back is None:
                named(kinds, "The number was wrong", QAbstractButton).click()
            else:
                shown.press(back)
            assert shown.panel() is panel
            assert f"You gave {chr(number)}. Of that and the number you give now, the higher counts." in (
                panel.hint.text()
            )
            assert panel.row.value is None
        shown.press(K.Key_1)
        shown.press(K.Key_Return)
        assert [event.score for event in shown.events(PainScored)] == [2, 3, 3]
        assert not shown.events(ReportWithdrawn)

    def test_going_by_the_numbers_with_the_arrows_takes_none(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_4)
        QTest.keyClick(panel.row, K.Key_Right)
        assert panel.row.value == 5
        assert not self.moment(panel).isActive()

    def test_a_click_is_enough_too(self, shown: Shown, panel: ScorePanel) -> None:
        key = next(key for key in panel.row.findChildren(QAbstractButton) if key.text() == "3")
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        assert self.moment(panel).isActive()

    def test_a_number_typed_just_before_the_time_runs_out_is_taken(self, shown: Shown, panel: ScorePanel) -> None:
        player = shown.played.player
        while player.status().remaining_s > 1.0:
            shown.pass_s(min(4.0, player.status().remaining_s - 0.9))
        self.moment(panel).setInterval(1_000_000)
        shown.press(K.Key_4)
        shown.pass_s(MOMENT_MS / 1000)
        self.moment(panel).timeout.emit()
        assert [event.score for event in shown.events(PainScored)] == [4]

    @pytest.mark.parametrize("hidden", [False, True])
    def test_after_a_look_elsewhere_it_has_its_moment_anew(self, shown: Shown, panel: ScorePanel, hidden: bool) -> None:
        moment = self.moment(panel)
        moment.setInterval(1_000_000)
        shown.press(K.Key_4)
        shown.page.hide() if hidden else shown.press(K.Key_Escape)
        assert not moment.isActive()
        shown.page.show() if hidden else shown.press(K.Key_Space)
        assert panel.hint.text().startswith("You chose 4.")
        assert moment.isActive(), "as the page says"
        moment.timeout.emit()
        assert [event.score for event in shown.events(PainScored)] == [4]


class TestAKindSettlesAsANumberDoes:
    """A slip among the kinds is mended as one among the numbers is."""

    @pytest.fixture
    def panel(self, shown: Shown) -> ChoicePanel:
        shown.to(StepKind.HOLD)
        for key in (K.Key_P, K.Key_4, K.Key_Return):
            shown.press(key)
        panel = shown.panel()
        assert isinstance(panel, ChoicePanel)
        return panel

    def moment(self, panel: ChoicePanel) -> QTimer:
        return next(each for each in panel.findChildren(Moment))

    def kinds(self, shown: Shown) -> list[str | None]:
        return [event.kind for event in shown.events(PainKindGiven)]

    def test_it_is_taken_after_a_moment_in_which_another_corrects_it(
        self, qtbot: QtBot, shown: Shown, panel: ChoicePanel
    ) -> None:
        shown.press(K.Key_1)
        assert panel.hint.text() == "You chose: an ache. Another answer corrects it; otherwise it is taken in a moment."
        named(panel, "Sharp or catching", QAbstractButton).click()
        assert panel.hint.text().startswith("You chose: sharp or catching.")
        assert [each.text() for each in panel.buttons if each.isChecked()] == ["Sharp or catching"]
        assert shown.state is State.PAIN_KIND
        self.moment(panel).start(0)
        qtbot.waitUntil(lambda: shown.state is State.SHARP_WAIT)
        assert self.kinds(shown) == [PainKind.SHARP]

    @pytest.mark.parametrize("way", ["Enter", "the same key"])
    def test_it_is_taken_at_once_too(self, shown: Shown, panel: ChoicePanel, way: str) -> None:
        shown.press(K.Key_1)
        shown.press(K.Key_Return if way == "Enter" else K.Key_1)
        assert shown.state is State.PAIN_BREAK
        assert not self.moment(panel).isActive()

    def test_one_for_the_same_day_is_on_record_before_it_is_confirmed(self, shown: Shown, panel: ChoicePanel) -> None:
        shown.press(K.Key_1)
        shown.press(K.Key_4)
        assert shown.state is State.KIND_CONFIRM
        asked = shown.panel()
        assert isinstance(asked, ChoicePanel)
        assert asked.question.text() == "You chose: weak or giving way. Is that right?"
        assert len(shown.events(HoldSet)) == 1
        shown.press(K.Key_N)
        assert shown.panel() is panel
        assert not [each for each in panel.buttons if each.isChecked()], "nothing is preselected"
        assert not shown.events(HoldCorrected), "No by itself corrects nothing"
        for key in (K.Key_1, K.Key_Return):
            shown.press(key)
        assert len(shown.events(HoldCorrected)) == 1
        assert self.kinds(shown) == [PainKind.WEAK, PainKind.ACHE]
        assert shown.state is State.PAIN_BREAK


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
        player.resume()
    if state in (State.PAIN_BREAK, State.BREAK_SCORE):
        player.report_pain()
        player.answer_question(State.PAIN_SCORE, 4)
        player.answer_question(State.PAIN_KIND, PainKind.ACHE)
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
