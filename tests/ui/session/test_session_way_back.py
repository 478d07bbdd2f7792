"""Before a session: the way back by a page, what is marked and not kept yet, and a number on a small window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from hipcoach.ui.session.pain_page import LEFT_OUT, PainPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.screen_page import LEAVE_AGAIN, ScreenPage
from hipcoach.ui.widgets.button import QuietButton
from tests.ui.session.session_story import Story
from tests.ui.user import settled, visible


@pytest.mark.parametrize("score", [4, 10])
def test_with_large_text_the_first_digit_counts(story: Story, score: int) -> None:
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 560)
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).answered.emit(())
    settled()
    assert story.type_number(score).row.value == score


def test_a_sign_that_is_marked_is_not_left_behind_without_a_word(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    page.box("limping").click()
    story.window.resize(1366, 768)
    story.key(Qt.Key.Key_Escape)
    assert story.page(ScreenPage) is page
    assert LEAVE_AGAIN in story.words()
    settled()
    line = next(each for each in page.findChildren(QLabel) if each.text() == LEAVE_AGAIN)
    assert abs(line.geometry().center().x() - page.width() / 2) < 20, "it stands above the buttons that it is about"
    page.box("locking").click()
    story.key(Qt.Key.Key_Escape)
    assert story.page(ScreenPage) is page, "it is another mark"
    story.key(Qt.Key.Key_Escape)
    assert story.at_home


def test_back_by_one_page_and_what_was_answered_stays_filled_in(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).box("limping").click()
    story.press("Go on with what I marked")
    story.type_number(3)
    story.press("Left")
    story.enter()
    story.page(PlanPage)
    story.press("Back")
    page = story.page(PainPage)
    assert page.row.value == 3
    assert page.sides is not None
    assert page.sides.value == "left"
    story.press("Back")
    assert story.page(ScreenPage).ticked == ("limping",)
    story.press("Go on with what I marked")
    assert story.page(PainPage).row.value == 3
    story.enter()
    story.page(PlanPage)
    assert story.answers("before") == []


def test_a_number_is_not_thrown_away_by_what_seems_to_leave_out_the_questions_after_it(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).answered.emit(())
    settled()
    page = story.page(PainPage)
    assert "Skip this question" in [button.accessibleName() for button in visible(page, QuietButton)]
    story.type_number(3)
    assert "Skip this question" not in [button.accessibleName() for button in visible(page, QuietButton)]
    story.press("Leave the number out")  # it was marked by mistake
    assert (story.page(PainPage), page.row.value, LEFT_OUT in story.words()) == (page, None, True)
    assert "Skip this question" in [button.accessibleName() for button in visible(page, QuietButton)]
    story.type_number(3)
    story.enter()
    story.page(PlanPage)
    assert "You gave no number" not in story.words()


def test_who_names_a_place_is_led_to_the_side_where_that_is_out_of_view(story: Story) -> None:
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 600)
    story.flow.start_plan("first-steps")
    story.tick()
    page = story.type_number(3)
    assert page.sides is not None
    settled()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert "Where is it? This may be left out." in story.words()
    story.press("Groin or front of hip")
    page.frame.verticalScrollBar().setValue(0)
    settled()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert story.page(PainPage) is page
    assert "Which side? This may be left out." in story.words()
    assert page.sides.visibleRegion().boundingRect().height() == page.sides.height()


def test_no_answer_lies_where_none_of_these_was(story: Story) -> None:
    story.flow.start_plan("first-steps")
    signs = story.page(ScreenPage)
    none = next(each for each in signs.findChildren(QAbstractButton) if each.text() == "None of these")
    before = none.mapTo(story.window, none.rect().center())
    story.tick()
    page, under = story.page(PainPage), story.window.childAt(before)
    assert under is not None
    assert not (isinstance(under, QAbstractButton) and under.isEnabled()), under.accessibleName()
    assert page.row.value is None
