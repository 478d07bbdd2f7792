"""The way out of a session, as its user's story; every answer read back from the diary."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipcoach.engine.questions import Request, State
from hipcoach.engine.types import StepKind
from hipcoach.gallery.demo_world import DAY, fill, hurt
from hipcoach.safety.types import PainKind
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.session.choice_page import ConfirmPage
from hipcoach.ui.session.pain_page import EFFORT_TEXT, NO_NUMBER, PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.widgets.seen_questions import MAY_BE_LEFT_OUT
from tests.ui.session.session_story import Story


def test_a_whole_session_to_its_summary(story: Story) -> None:
    page = story.into("first-steps", 3)
    assert story.display.held
    story.to_the_end(page)
    assert not story.display.held
    settle = story.page(SettlePage)
    story.world.clock.jump(121.0)
    settle.look()  # the question comes by itself
    after = story.page(PainPage)
    assert after.effort is not None
    QTest.keyClick(after.effort, Qt.Key.Key_4)
    QTest.keyClick(after.effort, Qt.Key.Key_Return)
    assert NO_NUMBER in story.words(), "Enter on the effort says what is missing"
    story.type_number(2)
    story.enter()
    story.page(SummaryPage)
    words = story.words()
    pictures = story.shown.findChildren(ExercisePicture)
    assert "Picture: Bridge, on your back" in [each.accessibleName() for each in pictures]
    for said in (
        "Pain before: 3. Pain after: 2.",
        "no increase",
        "Bridge: done",
        "Tomorrow you are asked",
    ):
        assert said in words
    assert [(r.score, r.effort) for r in story.world.store.pains.all() if r.question == "after"] == [(2, 4)]
    story.enter()
    assert story.at_home


def test_who_answers_nothing_in_a_session_is_asked_at_the_desk(story: Story) -> None:
    story.world.context.settings.change(no_answers=True)
    page = story.into("first-steps", 3)
    while page.player.state is not State.ENDED:
        assert page.visible_widget is page.stage  # no question covers it
        story.world.clock.jump(5.0)
        page.player.look()
    story.world.clock.jump(121.0)
    story.page(SettlePage).look()
    story.world.clock.jump(1_000.0)  # nobody is at the desk yet
    story.number(2)
    assert story.answers("after") == [2]
    sessions = story.world.store.sessions
    assert {row.response for row in sessions.exercises(sessions.all()[-1].id)} == {None}


def test_another_digit_corrects_the_pain_until_enter_leads_to_how_hard_it_was(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    page = story.type_number(3)
    assert page.effort is not None
    for pressed in (Qt.Key.Key_5, Qt.Key.Key_Return, Qt.Key.Key_7):
        QTest.keyClick(page.focusWidget(), pressed)
    assert (page.row.value, page.effort.value) == (5, 7)
    story.enter()
    assert [(r.score, r.effort) for r in story.world.store.pains.all() if r.question == "after"] == [(5, 7)]


def test_after_a_stop_today_is_shown_which_says_whom_to_call(story: Story) -> None:
    story.window.show_page("plans")
    page = story.into("first-steps", 3)
    page.player.stop()
    story.press("Answer now")
    story.number(9)
    story.press("Yes, that is right")
    story.page(StopPage)
    story.enter()
    assert story.at_home
    assert story.window.page("today").isVisible(), "not the plan that it was started from"


def test_a_summary_gives_way_to_a_page_that_a_key_asks_for(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    story.number(3)
    QTest.keyClick(story.page(SummaryPage), Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert story.at_home
    assert story.window.page("history").isVisible()


def test_how_hard_it_was_is_kept_without_a_number(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    page = story.page(PainPage)
    assert page.effort is not None
    QTest.keyClick(page.effort, Qt.Key.Key_4)
    assert "Skip this question" not in story.words(), "it is not skipped"
    story.press("Go on with how hard it was")
    assert [(r.score, r.effort) for r in story.world.store.pains.all() if r.question == "after"] == [(None, 4)]


def test_how_hard_it_was_stands_while_the_number_is_corrected(story: Story) -> None:
    story.into("first-steps", 3).player.stop()
    story.enter()
    page = story.page(PainPage)
    page.choose(8)
    page.choose_effort(6)
    page.submit()
    story.press("No, correct it")
    page = story.page(PainPage)
    assert page.effort is not None
    assert page.effort.value == 6
    assert page.becomes_final() == "", "it is on record"
    assert "Skip this question" not in story.words(), "the 8 stands, and is not skipped"
    page.choose(4)
    page.submit()
    assert [(r.score, r.effort) for r in story.world.store.pains.all() if r.question == "after"][-1] == (4, 6)


def test_nobody_goes_past_a_question_that_was_out_of_sight(story: Story) -> None:
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 600)
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    page = story.page(PainPage)
    assert page.effort is not None
    assert page.row.visibleRegion().boundingRect().size() == page.row.size(), "all numbers are in view"
    story.type_number(2)
    story.enter()
    assert story.shown is page
    assert page.effort.visibleRegion().boundingRect().height() == page.effort.height()
    assert f"{EFFORT_TEXT} {MAY_BE_LEFT_OUT}" in story.words(), "where little is scrolled, nobody would see why"
    QTest.keyClick(page.effort, Qt.Key.Key_4)
    assert MAY_BE_LEFT_OUT not in story.words(), "it is answered"
    story.enter()
    story.page(SummaryPage)


def test_a_session_of_which_all_was_skipped_is_not_a_session_done(story: Story) -> None:
    page = story.into("first-steps", 3)
    for _ in range(40):
        if page.player.state is State.ENDED:
            break
        story.world.clock.jump(1.0)
        page.player.look()
        page.player.ask(Request.SKIP)
    story.press("Answer now")
    story.number(3)
    story.page(SummaryPage)
    assert "You ended it here" in story.words()
    assert "Bridge: not done" in story.words()
    assert story.world.context.forecast.today_and_aim()[1].done == 0
    assert story.world.context.forecast.today().plan == "first-steps", "it is offered again"


def test_an_after_that_is_not_given_is_kept_as_not_given(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    story.number(None)
    assert "nothing is stepped up" in story.words()
    assert story.answers("after") == [None]


def test_red_after_a_session_is_a_rest_before_it_is_confirmed(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    story.number(8)
    story.page(ConfirmPage)
    assert [row.kind for row in story.world.store.pain_rests.in_force()] == ["hold"]
    story.press("No, correct it")
    assert [row.kind for row in story.world.store.pain_rests.in_force()] == ["hold"]
    story.number(3)
    assert story.world.store.pain_rests.in_force() == ()
    assert story.answers("after") == [None, 3]
    story.page(SummaryPage)


def test_confirmed_red_leaves_rest_as_the_only_way(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    story.press("Answer now")
    story.number(8)
    story.press("Yes, that is right")
    story.page(StopPage)
    story.enter()
    assert story.at_home
    story.flow.start_plan("daily-mobility")
    story.page(PainRestPage)


def test_after_red_there_is_no_way_on_but_rest(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.report(page, 7, PainKind.ACHE)
    stop = story.page(StopPage)
    assert story.window.isMaximized(), "it is read from the floor"
    assert [button.text() for button in stop.buttons()] == ["Rest"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_P):
        QTest.keyClick(stop, key)
        assert story.page(StopPage) is stop
    assert "Contact your doctor or physiotherapist" in story.words()
    assert "This rest can end on " in story.words()
    story.enter()
    assert story.at_home
    assert not story.window.isMaximized()
    story.flow.start_plan("first-steps")
    story.page(PainRestPage)


def test_amber_that_does_not_settle_is_a_short_rest_and_still_asks_after(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.report(page, 4, PainKind.ACHE)
    while page.player.state is State.PAIN_BREAK:
        story.world.clock.jump(5.0)
        page.player.look()
    story.key(Qt.Key.Key_4)
    story.enter()
    story.page(StopPage)
    assert [row.kind for row in story.world.store.pain_rests.in_force()] == ["soft"]
    story.enter()
    story.page(SettlePage)


def test_what_was_reported_in_a_session_stands_in_its_summary(story: Story) -> None:
    """Else "no increase" is all that is seen of it, where both of the other numbers are the same."""
    page = story.into("first-steps", 3)
    story.report(page, 4, PainKind.ACHE)
    while page.player.state is State.PAIN_BREAK:
        story.world.clock.jump(5.0)
        page.player.look()
    story.key(Qt.Key.Key_3)
    story.enter()
    story.to_the_end(page)
    story.press("Answer now")
    story.number(3)
    assert "Pain before: 3. Reported in the session: 4. Pain after: 3." in story.words()


def test_a_rest_ends_only_as_the_rule_says(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.number(1)
    story.tick()
    rest = story.page(PainRestPage)
    assert "Less than 24 hours" in story.words()
    assert "Can this rest end?" not in story.buttons(), "it sleeps until it can lead somewhere"
    story.world.clock.jump(2 * DAY.total_seconds())
    rest.look()
    story.press("Can this rest end?")
    story.number(1)
    story.tick()
    story.press("Rest on")
    assert story.world.store.pain_rests.in_force() != (), "not without the user's own word"
    story.flow.show_pain_rest()
    story.press("Can this rest end?")
    story.number(1)
    story.tick()
    story.press("Come back")
    assert story.world.store.pain_rests.in_force() == ()


def test_a_sign_is_a_click_away_in_a_session_and_ends_it_and_the_day(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    signs = page.stage.buttons.button(PlayerCommand.SIGNS)
    QTest.mouseClick(signs, Qt.MouseButton.LeftButton)
    assert page.player.state is State.PAUSED
    assert "Stop: what I marked is true" not in story.buttons(), "nothing is marked"
    story.press("None of these: back")
    assert page.player.state is State.RESUMING
    QTest.mouseClick(signs, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.panels.signs.boxes["chest_breath_stroke"], Qt.MouseButton.LeftButton)
    story.press("Stop: what I marked is true")
    story.page(StopPage)
    assert "Call your emergency number now" in story.words()
    assert story.world.store.screens.all()[-1].items == ("chest_breath_stroke",)
    story.press("Close")
    assert story.at_home
    story.flow.start_plan("first-steps")
    story.page(PainRestPage)
