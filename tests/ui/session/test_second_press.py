"""The second press of a double one, by click or key, answers nothing that the first has just brought up."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.gallery.demo_world import fill, hurt
from hipcoach.ui.session.choice_page import ChoicePage
from hipcoach.ui.session.pain_page import SAME_SPOT, PainPage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.screen_page import ScreenPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.shared.why_dialog import WhyDialog
from hipcoach.ui.widgets import second_press
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.nrs_row import NrsRow
from hipcoach.ui.widgets.second_press import DIGITS_SOON_MS, SOON_MS, Press, SecondPresses, too_soon
from tests.ui.session.session_story import Story
from tests.ui.user import part, settled

K, LEFT, NO_KEY = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def place_of(story: Story, words: str, *, at: float = 0.5) -> QPoint:
    """A point on a button, from its left edge (0) to its right (1)."""
    settled()
    button = story.buttons()[words]
    return button.mapTo(story.window, QPoint(round(at * button.width()), button.height() // 2))


def under(story: Story, place: QPoint) -> QWidget | None:
    settled()
    return story.window.childAt(place)


def click(story: Story, place: QPoint, *, twice: bool = False) -> None:
    """Click as the desktop tells it: to the window, the second time where the first was."""
    (QTest.mouseDClick if twice else QTest.mouseClick)(story.window.windowHandle(), LEFT, NO_KEY, place)
    settled()


def press_key(story: Story, key: Qt.Key, at_ms: int) -> None:
    """Press a key as the desktop tells it: to the window, with its time."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, NO_KEY, chr(key) if key < 127 else "")
        event.setTimestamp(at_ms)
        QApplication.sendEvent(story.window.windowHandle(), event)
    settled()


def test_two_quick_enters_end_no_pain_rest(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.world.clock.jump(2 * 86_400.0)
    story.flow.show_pain_rest()
    story.press("Can this rest end?")
    story.number(1)
    story.buttons()["None of these"].setFocus()
    press_key(story, K.Key_Return, 1_000)
    asked = story.page(ChoicePage)
    press_key(story, K.Key_Return, 1_000 + SOON_MS - 1)
    assert story.shown is asked, "it is there to be read"
    press_key(story, K.Key_Return, 1_000 + SOON_MS)
    assert story.world.store.pain_rests.in_force() != (), "Enter rests on"


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Space, K.Key_Escape])
def test_a_quick_second_key_closes_no_stop_unread(story: Story, key: Qt.Key) -> None:
    story.flow.start_plan("first-steps")
    page = story.page(ScreenPage)
    QTest.mouseClick(page.box("chest_breath_stroke"), LEFT)
    press_key(story, K.Key_Return, 1_000)
    stop = story.page(StopPage)
    press_key(story, key, 1_000 + SOON_MS - 1)
    assert story.shown is stop, "nobody has read it"
    press_key(story, key, 1_000 + SOON_MS)
    assert story.at_home


@pytest.mark.parametrize("shield_ms", [10_000_000, 0])
@pytest.mark.parametrize("after_a_session", [True, False])
def test_a_page_that_comes_by_itself_takes_no_press_meant_for_the_one_before(
    story: Story, monkeypatch: pytest.MonkeyPatch, shield_ms: int, after_a_session: bool
) -> None:
    monkeypatch.setattr(second_press, "BY_ITSELF_MS", shield_ms)
    if after_a_session:
        story.to_the_end(story.into("first-steps", 3))
        settle = story.page(SettlePage)
        story.world.clock.jump(121.0)
        settle.look()
    else:
        fill(story.world)
        hurt(story.world)
        story.flow.show_pain_rest()
        resting = story.page(PainRestPage)
        story.world.clock.jump(2 * 86_400.0)
        resting.look()
    came = story.shown
    settled()
    if after_a_session:
        story.type_number(2).choose_effort(3)
    press_key(story, K.Key_Return, 900_000)
    assert (story.shown is came) is (shield_ms > 0)


def test_a_double_press_of_worse_gives_no_number(story: Story) -> None:
    page = story.into("first-steps", 2)
    story.to(StepKind.CHECK, page)
    page.refresh()
    row = part(page.panels.of_state[State.PAIN_SCORE], NrsRow)
    press_key(story, K.Key_3, 1_000)
    press_key(story, K.Key_3, 1_000 + DIGITS_SOON_MS - 1)
    assert row.isVisible()
    assert row.value is None
    press_key(story, K.Key_3, 1_000 + DIGITS_SOON_MS)
    assert row.value == 3


def test_after_the_pain_key_a_digit_counts_at_once(story: Story) -> None:
    page = story.into("first-steps", 2)
    story.to(StepKind.CHECK, page)
    page.refresh()
    for number, key in enumerate((K.Key_P, K.Key_1, K.Key_0)):
        press_key(story, key, 1_000 + number)
    assert page.player.state is State.PAIN_CONFIRM


def test_a_double_click_on_a_number_leaves_the_signs_to_be_read(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.type_number(3)
    place = place_of(story, "Go on", at=0.9)
    click(story, place, twice=True)
    page = story.page(ScreenPage)
    assert under(story, place) is story.buttons()["None of these"], "there is something to press"
    click(story, place)
    assert story.shown is not page, "a click of its own counts"


def test_a_double_click_on_yes_names_no_kind_of_pain(story: Story) -> None:
    page = story.into("first-steps", 2)
    story.to(StepKind.HOLD, page)
    pain = place_of(story, "It hurts more")
    click(story, pain, twice=True)
    assert page.player.state is State.PAIN_SCORE
    QTest.keyClicks(page, "8")
    yes = place_of(story, next(words for words in story.buttons() if words.startswith("Yes")))
    click(story, yes, twice=True)
    assert page.player.state is State.PAIN_KIND
    assert isinstance(under(story, yes), QAbstractButton), "there is something to press"
    click(story, yes)
    chosen = under(story, yes)
    assert page.player.state is not State.PAIN_KIND or (isinstance(chosen, QAbstractButton) and chosen.isChecked())


def test_a_click_on_a_question_whose_time_runs_out_does_not_answer_the_next(story: Story) -> None:
    page = story.into("first-steps", 2)
    story.to(StepKind.HOLD, page)
    page.player.report_pain()
    page.player.answer_question(State.PAIN_SCORE, 8)
    settled()
    yes = place_of(story, next(words for words in story.buttons() if words.startswith("Yes")))
    while page.player.state is State.PAIN_CONFIRM:
        story.world.clock.jump(5.0)
        page.player.look()
    settled()
    click(story, yes)
    assert page.player.state is State.PAIN_KIND
    QTest.keyClick(page, Qt.Key.Key_4)
    assert page.player.state is State.KIND_CONFIRM, "a key counts at once"


def test_a_double_click_on_why_leaves_the_reasons_open(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    place = place_of(story, "Why?")
    QTest.mousePress(story.window.windowHandle(), LEFT, NO_KEY, place)
    QTest.mouseRelease(story.window.windowHandle(), LEFT, NO_KEY, place)
    settled()
    (dialog,) = story.window.findChildren(WhyDialog)
    (close,) = dialog.findChildren(PrimaryButton)
    (watch,) = dialog.findChildren(SecondPresses)
    assert watch.first is not None
    assert too_soon(watch.first, replace(watch.first, widget=close)), "Close may stand where Why? stood"
    dialog.accept()


def test_what_stops_or_pauses_takes_every_press(story: Story) -> None:
    page = story.into("first-steps", 2)
    story.to(StepKind.HOLD, page)
    buttons, gone, here = story.buttons(), QPushButton(), QPointF(9, 9)
    for words, dropped in (("Skip", True), ("Pause", False), ("It hurts more", False)):
        assert too_soon(Press(0, here, gone), Press(SOON_MS - 1, here, buttons[words])) is dropped, words
    assert not too_soon(Press(0, here, gone), Press(SOON_MS - 1, here, page.stage)), "a click on the stage pauses"
    skip = Press(SOON_MS - 1, here, buttons["Skip"], "Skip")
    assert not too_soon(Press(-1, here, gone), skip), "late enough"
    assert not too_soon(Press(0, QPointF(90, 9), buttons["Back"]), skip), "two buttons, one after the other"
    assert too_soon(Press(0, here, buttons["Skip"], "Next"), skip), "the same button asks something else"
    for at_once in (page, buttons["Pause"]):
        assert not too_soon(Press(0, None, gone), Press(1, None, at_once, key=KeyPress(K.Key_Space))), "Space pauses"
    for key, dropped in (
        (KeyPress(K.Key_Space), True),
        (KeyPress(K.Key_P, letter="P"), False),
        (KeyPress(K.Key_2, digit=2), True),
        (KeyPress(K.Key_2, digit=2, combined=True), False),
    ):
        assert (
            too_soon(Press(0, None, gone, key=KeyPress(K.Key_3, digit=3)), Press(1, None, page.stage, key=key))
            is dropped
        )
    assert not too_soon(Press(0, None, gone), Press(0, None, page.stage, key=KeyPress(K.Key_Space))), (
        "sent without a time"
    )
    story.to(StepKind.CHECK, page)
    pain = story.buttons()["It hurts more"]
    assert not too_soon(Press(0, here, gone), Press(1, here, pain))


def test_who_pages_by_one_spot_leaves_no_answer_out(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 200 % what reads the signs to their end stands where the next page leaves the number out."""
    monkeypatch.setattr(second_press, "SOON_MS", 0)  # each press is later than a double one
    story.world.context.theme.change(text_factor=2.0)
    story.window.resize(1024, 600)
    story.flow.start_plan("first-steps")
    signs = story.page(ScreenPage)
    spot = place_of(story, "None of these", at=0.4)
    while story.shown is signs:
        click(story, spot)
    page = story.page(PainPage)
    assert under(story, spot) is story.buttons()["Skip this question"], "there is something to press"
    for press in (spot, spot + QPoint(second_press.SAME_SPOT_PX - 1, 0)):
        click(story, press)
        assert story.shown is page, "it was the press for the page before"
        assert SAME_SPOT in story.words()
    monkeypatch.setattr(second_press, "TOLD_MS", 0)
    click(story, spot)
    assert story.shown is not page, "who has read that may skip"


def test_a_click_elsewhere_or_a_key_skips_at_once(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_press, "SOON_MS", 0)
    story.flow.start_plan("first-steps")
    click(story, place_of(story, "None of these"))
    page = story.page(PainPage)
    click(story, place_of(story, "Skip this question"))
    assert story.shown is not page
    story.press("Back")
    page = story.page(PainPage)
    story.buttons()["Skip this question"].setFocus()
    press_key(story, K.Key_Return, 1_000)
    assert story.shown is not page
