"""A red number given during a rest is asked back once: it is on the disk before that, and stands until another is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from hipcoach.gallery.demo_world import fill, hurt
from hipcoach.ui.widgets.title_ring import TitleRing
from tests.ui.session.pain_rest_story import in_force, said_now, ways
from tests.ui.session.session_story import Story
from tests.ui.user import named, settled


@pytest.fixture(autouse=True)
def an_eight(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.number(8)
    assert "You chose 8. Is that right?" in story.words()
    assert said_now(story) == [8], "before the screen moves on"
    assert story.world.context.forecast.today().red_since == 8


def test_another_number_takes_its_place(story: Story) -> None:
    story.press("No, correct it")
    QTest.keyClick(story.shown, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert "Answer this page first: no other page opens from here." in story.words()
    (ring,) = story.shown.findChildren(TitleRing)
    assert ring.isVisible(), "the page has the focus, and no key chooses anything yet"
    QTest.keyClick(story.shown, Qt.Key.Key_Tab)
    assert not ring.isVisible()
    assert said_now(story) == [8], "no by itself corrects nothing"
    story.world.clock.jump(5)
    story.number(3)
    assert said_now(story) == [None, 3]
    assert story.world.context.forecast.today().red_since is None
    story.tick()
    assert "You reported 8" not in story.words()
    assert in_force(story) == ["hold"]
    assert said_now(story) == [None, 3], "the signs are not a second number"


@pytest.mark.parametrize("leave", ["Leave it as it was", "Not now"])
def test_silence_after_no_keeps_it(story: Story, leave: str) -> None:
    story.press("No, correct it")
    story.press(leave)
    if leave == "Leave it as it was":
        assert "How it is now is in your diary." in story.words()
        story.tick()
    assert "You reported 8 since this rest began" in story.words()
    assert said_now(story) == [8]


def test_a_second_red_number_is_asked_back_too(story: Story) -> None:
    story.press("No, correct it")
    story.number(7)
    assert "You chose 7. Is that right?" in story.words()
    assert said_now(story) == [None, 7]


def test_enter_asks_no_second_time_once_it_is_said(story: Story) -> None:
    story.press("Yes, that is right")
    story.tick()
    assert ways(story) == ["I have had advice", "How is it now?", "Close"]
    settled()
    advised, ask, close = (named(story.shown, words, QAbstractButton).x() for words in ways(story))
    assert advised < ask < close, "it lies where neither of the others does before an answer, or after it"
    story.enter()
    assert story.at_home
    assert said_now(story) == [8]
