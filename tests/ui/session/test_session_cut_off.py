"""A session that runs is interrupted: by sleep, by the window's close, by the program's end."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.ui.player.player_page import PlayerPage
from hipcoach.ui.session.prepare_page import PreparePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.ui.session.session_story import Story


def test_the_machine_s_sleep_pauses_and_the_display_may_sleep(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.sleep.going_to_sleep.emit()
    assert page.player.state is State.PAUSED
    assert not story.display.held
    story.key(Qt.Key.Key_Space)
    assert story.display.held


def test_closing_the_window_in_mid_session_asks(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.window.close()
    assert story.window.isVisible()
    assert page.visible_widget is page.panels.ask


def test_a_session_cut_off_goes_on_paused_after_the_screen(story: Story) -> None:
    story.cut_off()
    assert story.flow.offer_unfinished()
    assert "less than 30 minutes ago" in story.words()
    story.press("Go on")
    story.tick()
    again = story.page(PlayerPage)
    assert again.player.state is State.PAUSED
    story.key(Qt.Key.Key_Space)
    story.to_the_end(again)
    assert [row.finish for row in story.world.store.sessions.all()] == ["completed"]


def test_a_sign_on_the_way_back_keeps_what_was_done(story: Story) -> None:
    story.cut_off()
    story.flow.offer_unfinished()
    story.press("Go on")
    story.tick("calf")
    story.page(StopPage)
    assert [row.finish for row in story.world.store.sessions.all()] == ["interrupted"]


@pytest.mark.parametrize("minutes", [59, 61])
def test_a_session_that_was_paused_for_long_does_not_go_on(story: Story, minutes: int) -> None:
    """What was answered before it is too old; the next one asks for signs and number anew."""
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.key(Qt.Key.Key_Space)
    story.world.clock.jump(60.0 * minutes)
    story.key(Qt.Key.Key_Space)
    if minutes == 59:
        assert page.player.state is State.RESUMING
        return
    assert "more than 30 minutes ago" in story.words()
    story.enter()
    story.page(SummaryPage)
    assert [row.finish for row in story.world.store.sessions.all()] == ["interrupted"]


def test_a_session_cut_off_long_ago_is_only_kept(story: Story) -> None:
    story.cut_off()
    story.world.clock.jump(timedelta(hours=1).total_seconds())
    story.flow.offer_unfinished()
    assert "more than 30 minutes ago" in story.words()
    story.enter()
    story.page(SummaryPage)
    assert "Cut off" in story.words()


def test_a_report_that_was_open_is_never_gone_on_from(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    story.key(Qt.Key.Key_P)
    page.player.close()
    story.flow.offer_unfinished()
    assert "never counts as fine" in story.words()
    story.enter()
    assert [row.finish for row in story.world.store.sessions.all()] == ["pain_stop"]
    assert [row.kind for row in story.world.store.pain_rests.in_force()] == ["soft"]


def test_nothing_is_offered_where_nothing_was_cut_off(story: Story) -> None:
    assert not story.flow.offer_unfinished()


def test_the_voice_never_holds_up_the_start(qapp: QApplication, story: Story) -> None:
    done: list[bool] = []
    page = PreparePage(story.world.context.theme, lambda: (3, 80))
    page.ready.connect(done.append)
    for _ in range(99):
        page.look()
    assert done == []
    page.look()  # ten seconds
    assert done == [True]
    page.deleteLater()
