"""How a number and a kind of pain are given in a session, and how a slip is mended."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hipcoach.engine.events import PainKindGiven, PainRestBegun, PainRestCorrected, PainScored, ReportWithdrawn
from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.safety.types import PainKind
from hipcoach.ui.player.moment import MOMENT_MS, SettlingMoment
from hipcoach.ui.player.question_panels import KIND_TIMES, ChoicePanel, ScorePanel
from hipcoach.ui.player.wait_panel import PRESS_PAIN
from hipcoach.ui.shared.stage_panel import TAKEN_BEFORE
from tests.ui.player.player_page_story import K, Shown
from tests.ui.user import named


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

    def moment(self, panel: ScorePanel) -> SettlingMoment:
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
        assert 1000 <= moment.interval() <= 4000
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
        assert [event.peak for event in shown.events(PainRestBegun)] == [score]

    def test_enter_takes_it_at_once_and_only_once(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_3)
        shown.press(K.Key_Return)
        assert shown.state is State.PAIN_KIND
        assert not self.moment(panel).isActive()

    def test_after_no_the_page_says_that_the_number_stands(self, shown: Shown, panel: ScorePanel) -> None:
        for key in (K.Key_7, K.Key_N):
            shown.press(key)
        assert shown.panel() is panel
        assert "You gave 7. It stands until you give another answer." in panel.hint.text()
        named(panel, "Keep 7", QAbstractButton)  # "unanswered" would say that nothing is given

    def test_back_from_the_kind_to_the_number_by_key_or_click_and_the_higher_counts(
        self, shown: Shown, panel: ScorePanel
    ) -> None:
        for number, back in ((K.Key_2, K.Key_Backspace), (K.Key_3, None)):
            shown.press(number)
            shown.press(K.Key_Return)
            assert shown.state is State.PAIN_KIND
            kinds = shown.panel()
            assert kinds.question.text().startswith(f"You gave {chr(number)}. ")
            if back is None:
                named(kinds, "A higher number", QAbstractButton).click()
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

    def test_an_arrow_with_the_focus_on_a_button_changes_no_number(self, shown: Shown, panel: ScorePanel) -> None:
        shown.press(K.Key_4)
        named(panel, "Leave it unanswered", QAbstractButton).setFocus()
        shown.press(K.Key_Down)
        assert panel.row.value == 4

    def test_a_click_is_enough_too(self, shown: Shown, panel: ScorePanel) -> None:
        key = next(key for key in panel.row.findChildren(QAbstractButton) if key.text() == "3")
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        assert self.moment(panel).isActive()

    @pytest.mark.parametrize(("number", "left_s"), [(4, 0.9), (1, 0.9), (1, 3.5)])
    def test_a_number_typed_just_before_the_time_runs_out_is_taken(
        self, shown: Shown, panel: ScorePanel, number: int, left_s: float
    ) -> None:
        player, moment = shown.played.player, self.moment(panel)
        while player.status().remaining_s > left_s + 0.05:
            shown.pass_s(min(4.0, player.status().remaining_s - left_s))
        shown.press(Qt.Key(K.Key_0 + number))
        moment_s = moment.interval() / 1000
        moment.stop()
        shown.pass_s(moment_s)
        moment.timeout.emit()
        assert [event.score for event in shown.events(PainScored)] == [number]

    def test_a_one_waits_longer_for_its_0(self, shown: Shown, panel: ScorePanel) -> None:
        moment = self.moment(panel)
        shown.press(K.Key_3)
        assert moment.interval() == MOMENT_MS
        shown.press(K.Key_1)
        assert moment.interval() == 2 * MOMENT_MS
        shown.press(K.Key_2)
        assert moment.interval() == MOMENT_MS

    @pytest.mark.parametrize("hidden", [False, True])
    def test_after_a_look_elsewhere_it_has_its_moment_anew(self, shown: Shown, panel: ScorePanel, hidden: bool) -> None:
        moment = self.moment(panel)
        moment.length_ms = 1_000_000
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
        return next(each for each in panel.findChildren(SettlingMoment))

    def kinds(self, shown: Shown) -> list[str | None]:
        return [event.kind for event in shown.events(PainKindGiven)]

    def test_it_is_taken_after_a_moment_in_which_another_corrects_it(
        self, qtbot: QtBot, shown: Shown, panel: ChoicePanel
    ) -> None:
        shown.press(K.Key_1)
        assert panel.hint.text() == "In a moment it is taken: an ache. Another answer corrects it."
        named(panel, "Sharp or catching", QAbstractButton).click()
        assert panel.hint.text().startswith("In a moment it is taken: sharp or catching.")
        assert [each.text() for each in panel.buttons if each.isChecked()] == ["Sharp or catching"]
        assert shown.state is State.PAIN_KIND
        self.moment(panel).start(0)
        qtbot.waitUntil(lambda: shown.state is State.SHARP_WAIT)
        assert self.kinds(shown) == [PainKind.SHARP]

    def test_a_slip_can_be_mended_for_as_long_as_a_stiff_hand_needs(self, shown: Shown, panel: ChoicePanel) -> None:
        shown.press(K.Key_2)
        assert self.moment(panel).interval() == KIND_TIMES * MOMENT_MS >= 4_000

    def test_what_comes_too_late_is_told_so(self, qtbot: QtBot, shown: Shown, panel: ChoicePanel) -> None:
        shown.press(K.Key_2)
        self.moment(panel).start(0)
        qtbot.waitUntil(lambda: shown.state is State.SHARP_WAIT)
        shown.look()
        assert TAKEN_BEFORE not in shown.panel().spoken()
        shown.press(K.Key_1)
        assert f"{TAKEN_BEFORE} {PRESS_PAIN}" in shown.panel().spoken(), "there it can still be said"
        assert self.kinds(shown) == [PainKind.SHARP], "it errs to the careful side"

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
        assert len(shown.events(PainRestBegun)) == 1
        shown.press(K.Key_N)
        assert shown.panel() is panel
        assert not [each for each in panel.buttons if each.isChecked()], "nothing is preselected"
        assert not shown.events(PainRestCorrected), "No by itself corrects nothing"
        for key in (K.Key_1, K.Key_Return):
            shown.press(key)
        assert len(shown.events(PainRestCorrected)) == 1
        assert self.kinds(shown) == [PainKind.WEAK, PainKind.ACHE]
        assert shown.state is State.PAIN_BREAK
