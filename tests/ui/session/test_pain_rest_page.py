"""The rest page: what was reported, whom to call, the nights, advice, and "how is it now?" at any time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from hipcoach.coach.stop_text import EVERYDAY
from hipcoach.coach.words import long_date
from hipcoach.gallery.demo_world import DAY, NOW, fill, hurt
from hipcoach.history.pain_rest_periods import pain_rest_periods
from hipcoach.safety.types import PainKind
from hipcoach.ui.report.report_lines import pain_rest_words
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.today.today_page import TodayPage
from tests.ui.session.pain_rest_story import in_force, said_now, ways
from tests.ui.session.session_story import Story
from tests.ui.user import settled

LEGS = "If your legs are suddenly weak, or you are numb between the legs, call your emergency number."


def short_rest(story: Story) -> None:
    """A session of today after which it hurt more."""
    done = story.world.do("first-steps", story.world.clock.utc(), before=2, after=3)
    assert done
    assert in_force(story) == ["soft"]
    story.flow.show_pain_rest()


def paused(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.world.clock.jump(7 * DAY.total_seconds())
    story.flow.show_pain_rest()
    assert "Paused until you have had advice" in story.words()


def test_a_red_number_given_in_a_rest_stands_first_and_on_today(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.number(8)
    story.press("Yes, that is right")
    story.tick()
    words = story.words()
    newest = "You reported 8 since this rest began: please contact your doctor or physiotherapist now"
    assert 0 < words.index(newest) < words.index("Dr Okafor") < words.index("You reported 1 before and 7 then.")
    assert words.count("Dr Okafor") == 1
    QTest.keyClick(story.shown, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert "Dr Okafor" in story.words(), "there is no such page"
    QTest.keyClick(story.shown, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert story.window.page("history").isVisible(), "the rest asks nothing, so it gives way to any page"
    history = " ".join(label.text() for label in story.window.page("history").findChildren(QLabel) if label.isVisible())
    assert "during a rest for pain: 8 of 10." in history
    assert "The highest that you reported in a rest: 8" in history
    story.window.show_page("today")
    settled()
    today = story.window.page("today")
    said = " ".join(label.text() for label in today.findChildren(QLabel) if label.isVisible())
    assert said.index(newest) < said.index("You reported 1 before and 7 then.")


def test_it_says_everything_that_a_rest_is(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    words = story.words()
    for said in (
        "You reported 1 before and 7 then.",
        "Off until you have had advice: Bridge.",
        "Gentle everyday movement is fine",
        "Contact your doctor or physiotherapist before you try Bridge again.",
        "Physiotherapy, Ms Lindqvist",
        "At night",
        "Saturday 21 March, 06:",
        "at the earliest",
        "You come back in three sessions, each at half.",
    ):
        assert said in words
    assert ways(story) == ["Close", "I have had advice", "How is it now?"]


@pytest.mark.parametrize("days", [1, 60, 27_028])  # the last one is 74 years
def test_a_rest_from_a_clock_that_was_ahead_is_counted_from_now_by_a_button(story: Story, days: int) -> None:
    clock = story.world.clock
    clock.at_utc += days * DAY
    fill(story.world)
    hurt(story.world)
    clock.at_utc -= days * DAY
    story.flow.show_pain_rest()
    (rest,) = story.world.store.pain_rests.in_force()
    assert f"dated {long_date(rest.started_at.date())}, which is ahead of this computer's clock" in story.words()
    story.press("Count this rest from now")
    assert "The rest counts from now." in story.words()
    assert ways(story) == ["Close", "I have had advice", "How is it now?"]
    assert [row.started_at for row in story.world.store.pain_rests.in_force()] == [clock.utc()]


def test_the_nights_can_be_read_and_lead_back(story: Story) -> None:
    short_rest(story)
    story.press("Sleeping with hip pain")
    words = story.words()
    assert "A mattress should spread your weight evenly" in words
    assert "More than half of the people with ankylosing spondylitis" in words
    story.enter()
    story.page(PainRestPage)


class TestAShortRest:
    def test_it_may_be_said_at_any_time_how_it_is_and_nothing_is_released_early(self, story: Story) -> None:
        short_rest(story)
        assert ways(story) == ["Close", "How is it now?"], "advice ends no short rest"
        story.world.clock.jump(3600)
        story.press("How is it now?")
        story.number(2)
        assert "the answer settles nothing yet" in story.words()
        story.press("Go on")
        assert in_force(story) == ["soft"]
        story.flow.start_plan("daily-mobility")
        story.page(PainRestPage)

    def test_a_red_answer_is_a_rest_that_lasts(self, story: Story) -> None:
        short_rest(story)
        story.press("How is it now?")
        story.number(7)
        story.press("Yes, that is right")
        story.page(StopPage)
        assert "hold" in in_force(story)

    def test_today_leads_to_it(self, story: Story) -> None:
        short_rest(story)
        story.escape()
        today = story.window.page("today")
        assert isinstance(today, TodayPage)
        button = today.first_focus()
        assert isinstance(button, QAbstractButton)
        assert button.text() == "About this rest"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        story.page(PainRestPage)


def test_numbness_stays_for_today_wherever_its_rest_is_shown(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.report(page, 2, PainKind.NEURO)
    story.page(StopPage)
    assert LEGS in story.words()
    assert "entle" not in story.words(), "nothing is said to be fine"
    story.enter()
    story.world.clock.jump(DAY.total_seconds())
    story.flow.show_pain_rest()
    story.page(PainRestPage)
    today = story.world.context.forecast.today().why
    assert today == (
        "You reported burning, tingling or numbness, with 3 before and 2 then. Have this looked at today, and rest "
        "until it has settled."
    )
    for words in (story.words(), _today_words(story)):
        assert today in words
        assert LEGS in words
        assert EVERYDAY not in words
    rests = pain_rest_periods(story.world.store, story.world.clock.zone())
    assert [pain_rest_words(rest).endswith("still in force: burning, tingling or numb") for rest in rests] == [True]


def _today_words(story: Story) -> str:
    story.escape()
    story.window.show_page("today")
    QApplication.processEvents()
    return " ".join(label.text() for label in story.window.page("today").findChildren(QLabel) if not label.isHidden())


def test_after_a_high_number_it_is_kept_and_today_stays_a_rest(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    story.number(6)
    story.enter()
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.number(6)
    story.press("No, correct it")
    story.number(3)
    story.page(PainRestPage)
    assert "is in your diary" in story.words()
    assert said_now(story) == [None, 3]
    story.flow.start_plan("first-steps")
    story.page(PainRestPage)


def assert_the_number_is_largest(page: QWidget) -> None:
    (number,) = (label for label in page.findChildren(QLabel) if label.text() == "112")
    others = (each.font().pixelSize() for each in page.findChildren(QLabel) if each is not number)
    assert number.font().pixelSize() > max(others), "the one large thing is to call"


def test_a_sign_marked_today_names_its_own_rule_and_whom_to_call(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick("sudden_leg_weakness")
    assert_the_number_is_largest(story.page(StopPage))
    story.enter()
    story.flow.show_pain_rest()
    rest = story.page(PainRestPage)
    assert_the_number_is_largest(rest)
    assert "everyday movement" not in story.words(), "nothing is fine while a sign stands"
    assert [button.why.lines[0].key for button in rest.findChildren(WhyButton)] == ["screen_emergency"]


class TestAdvice:
    def test_it_may_be_noted_during_any_rest_that_lasts_and_ends_none(self, story: Story) -> None:
        fill(story.world)
        hurt(story.world)
        story.flow.show_pain_rest()
        story.press("I have had advice")
        assert in_force(story) == ["hold"]
        assert "The rest ends when your pain has settled" in story.words()
        assert "Can this rest end?" not in story.buttons()
        assert f"You noted on {long_date(NOW.date())} that you have had advice." in story.words()
        assert "Off until the rest is over and you turn them on again: Bridge." in story.words()
        assert story.words().index("You noted on") < story.words().index("Stop and rest"), "in view"
        assert ways(story) == ["Close", "How is it now?"]
        assert story.diary.switched_off() == {"bridge"}, "off until its user turns it on"

    def test_a_pause_ends_with_it_but_the_rest_does_not(self, story: Story) -> None:
        paused(story)
        assert ways(story) == ["Close", "I have had advice", "How is it now?"]
        story.press("I have had advice")
        assert "Rest until it has settled" in story.words()
        assert in_force(story) == ["hold"]
        assert "Can this rest end?" in story.buttons()

    @pytest.mark.parametrize("by_key", [True, False])
    def test_it_is_taken_back_where_it_was_pressed_by_mistake(self, story: Story, by_key: bool) -> None:
        paused(story)
        assert "Can this rest end?" not in story.buttons(), "it sleeps until there has been advice"
        before = story.world.store.pain_rests.in_force()
        story.press("I have had advice")
        if by_key:
            QTest.keyClick(story.shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        else:
            story.press("Undo")
        assert "Paused until you have had advice" in story.words()
        assert story.world.store.pain_rests.in_force() == before
        assert ways(story) == ["Close", "I have had advice", "How is it now?"]
        assert story.diary.switched_off() == {"bridge"}

    def test_during_a_pause_it_may_be_said_how_it_is_and_nothing_is_released(self, story: Story) -> None:
        paused(story)
        story.press("How is it now?")
        story.number(0)
        story.tick()
        story.page(PainRestPage)
        assert "waits until you note that you have had advice" in story.words()
        assert said_now(story) == [0]
        assert in_force(story) == ["hold"]


@pytest.mark.parametrize(("sign", "title"), [("eye", "speak to somebody today"), ("chest_breath_stroke", "Call your")])
def test_a_sign_marked_during_a_rest_comes_before_everything(story: Story, sign: str, title: str) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.number(0)
    story.tick(sign)
    stop = story.page(StopPage)
    assert title in stop.question.text()
    story.enter()
    assert "Not yet" in story.words()
    assert in_force(story) == ["hold"]
    assert story.words().count(title) == 1, "it stands on the rest's page from now on, and once"
    assert EVERYDAY not in story.words()
    assert "112" in story.words(), "of a red eye too: its words send one there if sight is lost"
    assert ("Dr Okafor" in story.words()) == (sign == "eye"), "an emergency is for one number alone"
    story.escape()
    story.flow.start_plan("daily-mobility")
    assert title in story.page(PainRestPage).frame.title.text()


def test_leaving_the_question_leads_back_to_the_rest(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.escape()
    story.page(PainRestPage)
    assert said_now(story) == []


def test_what_is_read_about_nights_asks_nothing_and_gives_way_to_a_page(story: Story) -> None:
    paused(story)
    story.press("Sleeping with hip pain")
    QTest.keyClick(story.shown, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert story.window.taken_over_by is None, "the page of the rail is shown"
