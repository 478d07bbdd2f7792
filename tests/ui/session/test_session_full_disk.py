"""A full disk leaves no page dead: what an answer leads to is shown, and beneath it that it could not be kept."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from hipcoach.errors import EnvironmentProblem
from hipcoach.gallery.demo_world import fill, hurt
from hipcoach.ui.session.choice_page import ChoicePage
from hipcoach.ui.session.pain_rest_page import PainRestPage
from hipcoach.ui.session.summary_page import SummaryPage
from hipcoach.ui.shared.stop_page import StopPage
from hipcoach.ui.widgets.problem_bar import ProblemBar
from hipcoach.ui.widgets.stage_label import StageLabel
from tests.ui.session.session_story import Story

FULL = "What is new cannot be kept. Is the disk full?"


@pytest.fixture
def fill_disk(story: Story, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def nothing_goes_in(*args: Any, **named: Any) -> None:
        raise EnvironmentProblem(FULL)

    return lambda: monkeypatch.setattr(story.world.store, "transaction", nothing_goes_in)


@pytest.mark.parametrize(("sign", "title"), [("eye", "speak to somebody today"), ("chest_breath_stroke", "Call your")])
def test_a_sign_marked_is_answered_at_once(
    story: Story, fill_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch, sign: str, title: str
) -> None:
    story.flow.start_plan("first-steps")
    fill_disk()
    story.tick(sign)
    stop = story.page(StopPage)
    assert title in stop.question.text()
    assert FULL in story.words()
    (line,) = (each for each in stop.findChildren(StageLabel) if each.text() == FULL)
    before_px = line.font().pixelSize()
    stop.resize(2 * stop.size())
    assert line.font().pixelSize() > before_px, "it grows with the window"
    story.enter()
    assert story.at_home
    monkeypatch.undo()
    story.flow.start_plan("first-steps")
    story.page(PainRestPage)


def test_a_number_that_refuses_the_session_does_so(story: Story, fill_disk: Callable[[], None]) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    fill_disk()
    story.number(7)
    story.press("Yes, that is right")
    assert "Enough for today" in story.page(StopPage).question.text()
    assert FULL in story.words()


def test_a_number_that_refuses_nothing_starts_no_session_and_says_why(
    story: Story, fill_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    story.to_plan("first-steps", 2)
    fill_disk()
    story.press("Start")
    story.page(ChoicePage)
    assert FULL in story.words()
    story.press("Close")
    assert story.at_home
    monkeypatch.undo()
    story.flow.start_plan("first-steps")
    assert [row.score for row in story.world.store.pains.all()] == [2], "it was said, and there is room again"


def test_red_after_a_session_is_stop_and_rest(
    story: Story, fill_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    story.to_the_end(story.into("first-steps", 3))
    fill_disk()
    story.press("Answer now")
    story.number(8)
    story.press("Yes, that is right")
    assert story.page(StopPage).question.text() == "Stop and rest"
    assert FULL in story.words()
    story.enter()
    monkeypatch.undo()
    story.flow.start_plan("first-steps")
    story.page(PainRestPage)
    assert [row.kind for row in story.world.store.pain_rests.in_force()] == ["hold"]


def test_a_session_that_ran_on_a_full_disk_has_its_summary(
    story: Story, fill_disk: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = story.into("first-steps", 3)
    fill_disk()
    story.to_the_end(page)
    story.press("Answer now")
    story.number(2)
    story.page(SummaryPage)
    assert FULL in story.words()
    story.enter()
    assert story.at_home
    monkeypatch.undo()
    story.flow.start_plan("first-steps")
    assert [row.finish for row in story.world.store.sessions.all()] == ["completed"]
    assert story.answers("after") == [2]


def test_a_session_ends_as_ever_where_no_backup_can_be_made(story: Story) -> None:
    page = story.into("first-steps", 3)
    backups = story.world.context.paths.backups
    assert not list(backups.glob("*"))
    backups.rmdir() if backups.exists() else None
    backups.touch()
    story.to_the_end(page)
    story.press("Answer now")
    story.number(2)
    story.page(SummaryPage)
    assert "No backup of the diary could be made" in story.words()
    story.enter()
    assert story.at_home
    assert story.answers("after") == [2]
    assert backups.is_file()


def test_a_rest_shows_what_could_not_be_kept(story: Story, fill_disk: Callable[[], None]) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    fill_disk()
    story.press("I have had advice")
    story.page(PainRestPage)
    assert FULL in story.words()
    story.press("How is it now?")
    story.number(0)
    story.tick("chest_breath_stroke")
    assert "Call your" in story.page(StopPage).question.text()
    assert FULL in story.words()
    story.enter()
    story.page(PainRestPage)


def test_who_leaves_before_a_session_is_told_that_nothing_was_kept(story: Story, fill_disk: Callable[[], None]) -> None:
    story.flow.start_plan("first-steps")
    story.tick("limping")
    fill_disk()
    story.escape()
    assert story.at_home
    (bar,) = story.window.findChildren(ProblemBar)
    assert FULL in " ".join(label.text() for label in bar.findChildren(QLabel))
