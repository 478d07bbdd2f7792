"""The last numbers with one switch, for somebody who still lies on the floor; every answer read back from the diary."""

import pytest
from PySide6.QtCore import Qt

from hipcoach.coach.scan import HEARS_S
from hipcoach.engine.events import CueStarted
from hipcoach.engine.questions import State
from hipcoach.ui.player.one_switch import OneSwitch
from hipcoach.ui.session.ending_switch import SwitchedPage
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.settle_page import SettlePage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from tests.answering import give
from tests.ui.session.session_story import Story

TICK_S = 0.2


def take(story: Story, words: str) -> None:
    """Press Space as soon as these words were heard."""
    for _ in range(1_000):
        story.world.clock.jump(TICK_S)
        story.page(SwitchedPage).reader.look()
        if story.page(SwitchedPage).bar.label.text() == words:
            break
    else:
        raise AssertionError(f"{words!r} was not read")
    story.world.clock.jump(HEARS_S)
    story.key(Qt.Key.Key_Space)


def keep(story: Story, words: str) -> None:
    take(story, words)
    story.world.clock.jump(1.0)
    story.key(Qt.Key.Key_Space)


def inside(story: Story, kind: type) -> object:
    page = story.page(SwitchedPage).page
    assert isinstance(page, kind), type(page).__name__
    return page


@pytest.fixture
def done(story: Story) -> Story:
    """A session that has ended, with the switch; its user still lies there."""
    story.world.context.settings.change(switch=True)
    page = story.into("first-steps", 3)
    assert page.findChild(OneSwitch) is not None
    page.player.stop()
    inside(story, SettlePage)
    story.key(Qt.Key.Key_Space)
    inside(story, PainPage)
    return story


def after(story: Story) -> list[tuple[int | None, int | None]]:
    return [(row.score, row.effort) for row in story.world.store.pains.all() if row.question == "after"]


def test_both_numbers_are_read_and_count_when_they_are_kept(done: Story) -> None:
    take(done, "Two.")
    done.world.clock.jump(60.0)
    done.page(SwitchedPage).reader.look()  # no second press: not given
    inside(done, PainPage)
    assert after(done) == []
    keep(done, "Two.")
    keep(done, "Five.")
    done.page(SummaryPage)
    assert after(done) == [(2, 5)]


def test_a_red_number_is_a_rest_at_its_first_press_and_no_effort_leaves_the_number(done: Story) -> None:
    take(done, "Eight.")
    assert [row.kind for row in done.world.store.pain_rests.in_force()] == ["hold"]
    done.world.clock.jump(1.0)
    take(done, "No.")
    keep(done, "Two.")
    while isinstance(done.shown, SwitchedPage):
        done.shown.reader.look()
        done.world.clock.jump(TICK_S)
    done.page(SummaryPage)
    assert done.world.store.pain_rests.in_force() == ()
    assert after(done) == [(None, None), (2, None)]


def test_a_stray_press_does_not_pass_a_stop(story: Story) -> None:
    story.world.context.settings.change(switch=True)
    page = story.into("first-steps", 3)
    page.player.report_pain()
    page.player.answer_question(State.PAIN_SCORE, None)
    give(page.player, State.PAIN_KIND, None)
    inside(story, StopPage)
    story.key(Qt.Key.Key_Space)
    inside(story, StopPage)
    story.world.clock.jump(1.0)
    keep(story, "Go on.")
    inside(story, SettlePage)


def test_a_stop_is_said_to_its_end_before_the_way_on_is_read(story: Story) -> None:
    """Else who lies there hears neither whom to call nor how to get up."""
    story.world.context.settings.change(switch=True)
    page = story.into("first-steps", 3)
    heard: list[str] = []
    page.player.event_happened.connect(
        lambda event: heard.append(event.cue.text) if isinstance(event, CueStarted) else None
    )
    page.player.report_pain()
    page.player.answer_question(State.PAIN_SCORE, None)
    if page.player.state is State.PAIN_KIND:
        give(page.player, State.PAIN_KIND, None)
    inside(story, StopPage)
    told_s = sum(story.world.context.forecast.script.length_s(text) for text in heard[-2:])
    start_s, switched = story.world.clock.now_s(), story.page(SwitchedPage)
    while switched.bar.label.text() != "Go on.":
        story.world.clock.jump(TICK_S)
        switched.reader.look()
    assert story.world.clock.now_s() - start_s >= told_s > 3.0, heard
