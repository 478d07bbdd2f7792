"""The number to call in an emergency: never guessed, typed where it is needed, and kept."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from hipcoach.ui.shared.stop_page import StopPage
from tests.ui.session.session_story import Story


def asked_for_the_number(story: Story) -> tuple[StopPage, QLineEdit]:
    """Mark an emergency sign where no number is set, and go to the field on its page."""
    story.world.say(emergency_number="")
    story.flow.start_plan("first-steps")
    story.tick("sudden_leg_weakness")
    page = story.page(StopPage)
    (field,) = page.findChildren(QLineEdit)
    field.setFocus()
    return page, field


def test_no_emergency_number_is_guessed(story: Story) -> None:
    story.world.say(emergency_number="")
    story.flow.start_plan("first-steps")
    story.tick("chest_breath_stroke")
    words = story.words()
    assert "You have not set an emergency number" in words
    assert not any(number in words for number in ("112", "999", "911", "000"))


def test_the_way_off_the_page_is_as_large_as_what_stands_beside_it(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick("chest_breath_stroke")
    buttons = story.buttons()
    assert buttons["Close"].height() == buttons["Why?"].height()


def test_an_emergency_number_is_kept_without_enter_too(story: Story) -> None:
    page, field = asked_for_the_number(story)
    QTest.keyClicks(field, "112")
    page.buttons()[0].setFocus()
    assert story.world.context.profile.read().emergency_number == "112"


def test_half_a_number_does_not_become_the_one_to_call(story: Story) -> None:
    """A notification takes the focus, or another window does, to look the number up: it is gone on with."""
    page, field = asked_for_the_number(story)
    QTest.keyClicks(field, "1")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert story.world.context.profile.read().emergency_number == ""
    QTest.keyClicks(field, "1")
    page.buttons()[0].setFocus()
    assert field.isVisible(), "and may still be corrected"
    QTest.keyClicks(field, "2")
    story.escape()
    assert story.world.context.profile.read().emergency_number == "112"


def test_an_emergency_number_is_typed_where_it_is_needed(story: Story) -> None:
    page, field = asked_for_the_number(story)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert story.page(StopPage) is page, "nothing was typed yet"
    QTest.keyClicks(field, "0300 112")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "0300 112" in story.words()
    assert "You have not set" not in story.words()
    (close,) = page.buttons()
    for heard in (page.accessibleDescription(), close.accessibleDescription()):
        assert heard.rstrip(".").endswith("0300 112"), "nothing is asked any more, and no key is shown"
        assert "You have not set" not in heard
    assert story.world.context.profile.read().emergency_number == "0300 112"
    assert [button.text() for button in page.buttons()] == ["Close"], "the large thing is to call"
    story.enter()
    assert story.at_home
