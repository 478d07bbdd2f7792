"""The way into a session, as its user's story; every answer read back from the diary."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Lock
from hipcoach.coach.session_words import ON_BED
from hipcoach.coach.stop_text import CALL_IF
from hipcoach.gallery.demo_world import fill
from hipcoach.planner import profile_values
from hipcoach.safety.before import Gate
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.choice_page import ChoicePage, ConfirmPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.plan_page import GATES, NUMBER_STAYS, PlanPage
from hipcoach.ui.session.screen_page import MORE_SIGNS, ScreenPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.notice import Notice, NoticeKind
from hipcoach.ui.widgets.nrs_row import NrsKey
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.voice.protocol import FIRST_WORDS
from tests.ui.session.session_story import Story
from tests.ui.session.voice_under_way import VoiceUnderWay
from tests.ui.user import settled


def test_who_does_not_begin_a_plan_now_is_back_at_its_start(story: Story) -> None:
    story.window.show_page("plans")
    plans = story.window.page("plans")
    assert isinstance(plans, PlansPage)
    plans.open_plan("first-steps")
    story.flow.start_plan("first-steps")
    story.press("Not now")
    focused = story.window.focusWidget()
    assert isinstance(focused, PrimaryButton)
    assert focused.text() == "Start First steps"


def test_a_page_that_is_opened_again_begins_at_its_top(story: Story) -> None:
    story.window.show_page("plans")
    plans = story.window.page("plans")
    assert isinstance(plans, PlansPage)
    assert isinstance(plans.overview, PageFrame)
    settled()
    scrolled = plans.overview.verticalScrollBar()
    scrolled.setValue(200)
    story.window.show_page("plans")  # it is open: who reads it stays where they are
    assert scrolled.value() == 200
    story.window.show_page("today")
    story.window.show_page("plans")
    assert scrolled.value() == 0


def test_none_of_these_is_answered_once_all_signs_have_been_in_view(story: Story) -> None:
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 600)
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    settled()
    pressed = 0
    while story.shown is page:
        pressed += 1
        story.press("None of these")
        assert story.shown is not page or MORE_SIGNS in story.words(), "it would seem not to work"
    assert 2 <= pressed <= 9


def test_none_of_these_is_answered_at_once_where_every_sign_is_in_view(story: Story) -> None:
    """The margin at the end of the page may be out of view, and no sign."""
    story.window.resize(1366, 768)
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    settled()
    view = page.frame.viewport()
    last = max(
        box.mapTo(view, box.rect().bottomLeft()).y() for box in (page.box(item.id) for item in story.world.rule.screen)
    )
    story.window.resize(1366, 768 - (view.height() - last) + 1)
    settled()
    assert page.frame.verticalScrollBar().maximum() > 0
    story.press("None of these")
    story.page(PainPage)


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
    story.page(PainRestPage)  # no session today
    assert story.world.store.sessions.not_ended() == ()


def test_enter_goes_on_with_what_is_marked_and_never_says_none_of_these(story: Story) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    QTest.mouseClick(page.box("sudden_leg_weakness"), Qt.MouseButton.LeftButton)
    story.enter()
    assert "Call your emergency number now" in story.words()
    assert story.world.store.screens.all()[-1].items == ("sudden_leg_weakness",)


def test_the_voice_starts_while_the_plan_is_read_and_nobody_waits_for_more_than_its_first_words(
    story: Story, qtbot: QtBot
) -> None:
    voice = VoiceUnderWay()
    world = replace(story.world, context=replace(story.world.context, voice=lambda: voice))
    waiting = Story(world)
    waiting.to_plan("first-steps", 3)
    assert voice.wanted == []
    qtbot.waitUntil(lambda: len(voice.wanted) > FIRST_WORDS)  # the page is there first
    waiting.press("Start")
    waiting.page(PlayerPage)
    waiting.close()


def test_a_stop_outside_a_session_is_spoken_too(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    voice, said = story.world.context.voice(), list[str]()
    monkeypatch.setattr(voice, "length_s", lambda _text: 1.0)  # everything is ready
    monkeypatch.setattr(voice, "say", lambda text, **_priority: said.append(text))
    story.to_plan("first-steps", 7)
    assert said == [], "it is not confirmed yet"
    story.press("Yes, that is right")
    story.page(StopPage)
    stop = story.world.rule.red_absolute
    assert said == [
        f"You reported 7 before the session: from {stop} up there is no session. Today is for rest. {CALL_IF}"
    ]


def test_a_sign_to_mention_soon_is_shown_and_does_not_block(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick("limping")
    story.number(2)
    story.page(PlanPage)
    assert "limping" in story.words()


@pytest.mark.parametrize(
    ("score", "says"),
    [(2, "As planned"), (4, "Half as much today"), (None, "The first step of everything today")],
)
def test_what_today_allows_is_said_with_its_sentence(story: Story, score: int | None, says: str) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    story.number(score)
    story.page(PlanPage)
    assert says in story.words()
    assert (NUMBER_STAYS in story.words()) is (score is not None)


def test_a_usual_four_is_as_planned_and_without_a_warning(story: Story) -> None:
    with story.world.store.transaction():
        profile_values.keep_answer(story.world.store, profile_values.USUAL, 4, story.world.clock.utc())
    story.to_plan("first-steps", 4)
    (notice,) = story.page(PlanPage).findChildren(Notice)
    assert notice.accessibleName().startswith(
        "As planned You reported 4 before the session, and 4 is usual for you: as"
    )
    assert GATES[Gate.AS_USUAL][0] is NoticeKind.INFO
    assert "Half" not in story.words()


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
    story.page(PainRestPage)


def test_a_high_number_that_was_mistyped_is_taken_back(story: Story) -> None:
    story.to_plan("first-steps", 6)
    story.press("No, correct it")
    assert story.answers("before") == [6]
    story.number(2)
    assert story.answers("before") == [None]
    story.press("Start")
    assert story.answers("before") == [None, 2]


def test_more_than_usual_is_a_gentler_day_or_rest(story: Story) -> None:
    story.world.say(usual_pain=2)
    story.to_plan("strength", 4)
    story.page(ChoicePage)
    story.press("A gentler day")
    story.page(PlanPage)
    assert "A gentler day" in story.words()


@pytest.mark.parametrize(("score", "says"), [(4, "As planned"), (None, "More pain than usual")])
def test_a_usual_number_that_was_too_low_is_changed_where_the_gentler_day_is_offered(
    story: Story, score: int | None, says: str
) -> None:
    story.world.say(usual_pain=2)
    story.to_plan("first-steps", 4)
    story.press("Change my usual number")
    story.number(score)
    assert says in story.words()


def test_what_was_declared_stands_on_the_plans_page_before_the_session(story: Story) -> None:
    story.world.say(locks=frozenset({Lock.HIP_REPLACEMENT}))
    story.flow.start_plan("first-steps")
    story.tick()
    story.number(2)
    page = story.page(PlanPage)
    assert "You said that you have a replaced hip, so lying work is on your bed, not on the floor." in story.words()
    assert "New to you: Bridge and Chair stand. If you are unsure about one of them, ask" in story.words()
    assert "You said that you have a replaced hip; it stays out until" in story.words()
    assert "Push up with your arms, and do not lean far forward." in story.words(), "a caution of the chair stand"
    assert "If your knees are sore, use a higher seat." in story.words(), "one that goes for everybody"
    assert len([each for each in page.findChildren(Notice) if ON_BED in each.accessibleName()]) == 1


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


def test_large_words_on_a_small_screen_open_the_question_at_its_heading(story: Story) -> None:
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 560)
    story.flow.start_plan("first-steps")
    story.tick()
    for _ in ("on arrival", "and when it is come back to"):
        settled()
        scrolled = (page := story.page(PainPage)).frame.verticalScrollBar()
        assert scrolled.value() == 0 < scrolled.maximum(), "not all of it has room"
        numbers = [key for key in page.row.findChildren(NrsKey) if key.visibleRegion().boundingRect() == key.rect()]
        assert len(numbers) == 11, "each is whole"
        story.number(None)
        story.press("Back")
