"""A page that comes by itself takes no press that was meant for the one before it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.session_keys import PlayerCommand
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.widgets import second_press
from hipcoach.ui.widgets.button import Button
from tests.ui.session.session_story import Story
from tests.ui.session.voice_under_way import VoiceUnderWay
from tests.ui.user import named, settled

K = Qt.Key
LONG_AFTER_MS = 900_000  # the last press, by the desktop's own times


@pytest.fixture(autouse=True)
def however_slow_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_press, "BY_ITSELF_MS", 60_000)


def press_late(story: Story, key: Qt.Key) -> None:
    """Press a key as the desktop tells it, long after the last one."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(LONG_AFTER_MS)
        QApplication.sendEvent(story.window.windowHandle(), event)
    settled()


def run_out(story: Story, page: PlayerPage) -> None:
    """Let the time of a question run out, and the session end by it."""
    while page.player.state is not State.ENDED:
        story.world.clock.jump(1.0)
        page.player.look()
    settled()


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Space, K.Key_Escape])
def test_a_stop_is_not_closed_unread_by_a_press_that_was_meant_for_the_question(story: Story, key: Qt.Key) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.key(K.Key_P)
    story.key(K.Key_8)
    run_out(story, page)
    came = story.shown
    assert isinstance(came, StopPage)
    press_late(story, key)
    assert story.shown is came


def test_two_minutes_of_rest_after_a_session_are_not_cut_short(story: Story) -> None:
    story.to_the_end(story.into("first-steps", 3))
    settled()
    came = story.shown
    assert isinstance(came, SettlePage)
    press_late(story, K.Key_Return)
    assert story.shown is came


def test_the_greeting_is_not_passed_by_a_press_that_was_meant_for_the_wait_before_it(story: Story) -> None:
    voice = VoiceUnderWay()
    voice.progress = lambda texts=None: (0, 5)  # type: ignore[method-assign,assignment]
    context = replace(story.world.context, voice=lambda: voice)
    waiting = Story(replace(story.world, context=context))
    waiting.window.resize(waiting.window.screen().availableSize())  # as in a session
    waiting.to_plan("first-steps", 3)
    waiting.press("Start")
    start = named(waiting.window, "Start without the voice", Button)
    settled()
    was = QRect(start.mapTo(waiting.window, QPoint()), start.size())
    voice.progress = lambda texts=None: (5, 5)  # type: ignore[method-assign,assignment]
    waiting.page(PreparePage).look()
    settled()
    page = waiting.page(PlayerPage)
    assert page.player.state is State.WAITING
    hurts = page.stage.buttons.button(PlayerCommand.PAIN)
    at = QRect(hurts.mapTo(waiting.window, QPoint()), hurts.size())
    assert not was.intersects(at), (was, at)
    for key in (K.Key_Return, K.Key_Space):
        press_late(waiting, key)
        assert page.player.state is State.WAITING
    press_late(waiting, K.Key_P)
    assert page.player.state is State.PAIN_SCORE, "it is never too soon for that"
    waiting.close()
