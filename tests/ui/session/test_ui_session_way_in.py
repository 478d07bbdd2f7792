"""The way into a session, as its user's story; every answer read back from the diary."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from hipcoach.gallery.demo_world import fill
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.plan_page import PlanPage
from hipcoach.ui.session.rest_page import RestPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.ui.session.session_story import Story


def test_the_screen_is_answered_only_in_words(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    assert page.ticked == ()
    shown = {page.box(item.id).text() for item in story.world.rule.screen}
    assert shown == {item.says for item in story.world.rule.screen}, "every sign, on one page"
    story.enter()
    assert story.page(ScreenPage) is page, "no key answers before anything has the focus"
    story.press("None of these")
    story.page(PainPage)


@pytest.mark.parametrize(
    ("sign", "says"),
    [("sudden_leg_weakness", "112"), ("fever_unwell", "today")],
)
def test_a_sign_stops_before_the_session_and_is_logged(story: Story, sign: str, says: str) -> None:
    story.flow.start_plan("first-steps")
    story.tick(sign)
    story.page(StopPage)
    assert says in story.words()
    assert [row.items for row in story.world.store.screens.all()] == [(sign,)]
    story.enter()
    assert story.at_home
    story.flow.start_plan("first-steps")
    story.page(RestPage)  # no session today
    assert story.world.store.sessions.not_ended() == ()


def test_enter_goes_on_with_what_is_marked_and_never_says_none_of_these(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    QTest.mouseClick(page.box("sudden_leg_weakness"), Qt.MouseButton.LeftButton)
    story.enter()
    assert "Call your emergency number now" in story.words()
    assert story.world.store.screens.all()[-1].items == ("sudden_leg_weakness",)


def test_no_emergency_number_is_guessed(story: Story) -> None:
    story.world.say(emergency_number="")
    story.flow.start_plan("first-steps")
    story.tick("chest_breath_stroke")
    words = story.words()
    assert "You have not set an emergency number" in words
    assert not any(number in words for number in ("112", "999", "911", "000"))


def test_a_sign_to_mention_soon_is_shown_and_does_not_block(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick("limping")
    story.number(2)
    story.page(PlanPage)
    assert "limping" in story.words()


@pytest.mark.parametrize(
    ("score", "says"),
    [(2, "As planned"), (4, "Half of everything today"), (None, "The first step of everything today")],
)
def test_what_today_allows_is_said_with_its_sentence(story: Story, score: int | None, says: str) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    story.number(score)
    story.page(PlanPage)
    assert says in story.words()


def test_a_high_number_is_no_session_and_stays_so_today(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    story.number(6)
    confirm = story.page(ConfirmPage)
    assert story.answers("before") == [6], "on record before it is confirmed"
    assert "You chose 6" in story.words()
    story.press("Yes, that is right")
    assert confirm is not story.shown
    story.page(StopPage)
    assert "You reported 6" in story.words()
    assert story.answers("before") == [6]
    story.enter()
    story.flow.start_plan("first-steps")
    story.page(RestPage)


def test_a_high_number_that_was_mistyped_is_taken_back(story: Story) -> None:
    story.to_plan("first-steps", 6)
    story.press("No, correct it")
    assert story.answers("before") == [6]
    story.number(2)
    assert story.answers("before") == [None]
    story.press("Start")
    assert story.answers("before") == [None, 2]


def test_more_than_usual_is_a_gentler_day_or_rest(story: Story) -> None:
    story.flow.start_plan("strength")
    story.tick()
    story.number(5)
    story.page(ChoicePage)
    story.press("A gentler day")
    story.page(PlanPage)
    assert "A gentler day" in story.words()


def test_nothing_is_preselected_and_where_is_asked_once_there_is_pain(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    page = story.page(PainPage)
    assert page.row.value is None
    assert any(label.text() == "A stretch or a pull is not pain." for label in page.findChildren(QLabel))
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert story.page(PainPage) is page, "Enter alone answers nothing"
    story.type_number(3)
    assert page.areas is not None
    assert page.sides is not None
    assert (page.areas.value, page.sides.value) == (None, None)
    story.press("Groin or front of hip")
    story.press("Right")
    QTest.keyClick(page, Qt.Key.Key_Return)
    story.press("Start")
    row = story.world.store.pains.all()[-1]
    assert (row.question, row.score, row.area, row.side) == ("before", 3, "groin", "right")


def test_the_next_day_question_is_asked_with_the_number_before(story: Story) -> None:
    fill(story.world)
    story.flow.start_plan("daily-mobility")
    story.tick()
    page = story.page(PainPage)
    assert page.soreness is not None
    assert page.stiffness is not None
    assert "Compared with before your last session" in story.words()
    story.number(1)
    story.press("Start")
    assert story.answers("next")[-1] == 1
    assert story.answers("before")[-1] == 1


def test_a_higher_next_day_number_is_said_before_the_session_it_is_given_for(story: Story) -> None:
    fill(story.world)
    story.flow.start_plan("daily-mobility")
    story.tick()
    story.number(2)
    story.page(PlanPage)
    words = story.words()
    assert "More pain than before your last session" in words
    assert "You reported 1 before your last session and 2 now" in words
    assert "As planned" not in words


def test_the_next_day_question_by_itself(story: Story) -> None:
    fill(story.world)
    story.flow.ask_next_day()
    story.number(1)
    assert "settled" in story.words()
    story.press("Go on")
    assert story.at_home
