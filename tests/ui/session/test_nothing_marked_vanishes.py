"""What is marked and not taken yet is never lost without a word: each question, by each way to leave it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hipcoach.engine.questions import State
from hipcoach.engine.types import StepKind
from hipcoach.gallery.demo_world import fill, hurt
from hipcoach.ui.session.pain_page import PainPage
from hipcoach.ui.session.screen_page import ScreenPage
from tests.ui.session.session_story import Story
from tests.ui.user import press, settled

Do = Callable[[Story], object]


@pytest.fixture(autouse=True)
def no_tray(qapp: QApplication) -> Iterator[None]:
    """Closing the window ends the program."""
    before = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(True)
    yield
    qapp.setQuitOnLastWindowClosed(before)


SIGN = "What you marked is not kept yet"
NUMBER = "The 4 that you chose is not kept yet"
EFFORT = "How hard it was, 4, is not kept yet"


def a_sign(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.page(ScreenPage).box("saddle_bladder_bowel").setChecked(True)


def a_number_before(story: Story) -> None:
    story.flow.start_plan("first-steps")
    story.tick()
    story.type_number(4)


def a_number_after(story: Story) -> None:
    story.into("first-steps", 3).player.stop()
    story.enter()
    story.type_number(4)


def an_effort_after(story: Story) -> None:
    story.into("first-steps", 3).player.stop()
    story.enter()
    page = story.page(PainPage)
    assert page.effort is not None
    QTest.keyClick(page.effort, Qt.Key.Key_4)


def a_number_in_a_rest(story: Story) -> None:
    fill(story.world)
    hurt(story.world)
    story.flow.show_pain_rest()
    story.press("How is it now?")
    story.type_number(4)


def by_esc(story: Story) -> None:
    story.escape()


def by_back(story: Story) -> None:
    story.press("Back")


def by_closing(story: Story) -> None:
    story.window.close()
    settled()


def said(story: Story) -> str:
    assert story.window.isVisible()
    return " ".join(label.text() for label in story.window.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("mark", "leave", "word"),
    [
        (a_sign, by_esc, f"{SIGN}: go on with it, or choose “Not now” again to leave without it."),
        (a_sign, by_closing, f"{SIGN}. Close the window again to end hipcoach."),
        (a_number_before, by_esc, f"{NUMBER}: go on with it, or choose “Not now” again to leave without it."),
        (a_number_before, by_back, f"{NUMBER}: go on with it, or choose “Back” again to leave without it."),
        (a_number_before, by_closing, f"{NUMBER}. Close the window again to end hipcoach."),
        (a_number_after, by_closing, f"{NUMBER}. Close the window again to end hipcoach."),
        (an_effort_after, by_closing, f"{EFFORT}. Close the window again to end hipcoach."),
        (a_number_in_a_rest, by_esc, f"{NUMBER}: go on with it, or choose “Not now” again to leave without it."),
        (a_number_in_a_rest, by_closing, f"{NUMBER}. Close the window again to end hipcoach."),
    ],
)
def test_leaving_says_first_what_is_not_kept(story: Story, mark: Do, leave: Do, word: str) -> None:
    mark(story)
    asked = story.shown
    leave(story)
    assert story.shown is asked
    assert word in said(story)
    leave(story)
    assert leave is by_closing or story.window.taken_over_by is not asked
    assert story.window.isVisible() == (leave is not by_closing)


@pytest.mark.parametrize("mark", [a_sign, a_number_before, a_number_after, an_effort_after, a_number_in_a_rest])
@pytest.mark.parametrize("told", [False, True])
def test_as_the_desktop_ends_what_is_marked_is_taken_but_where_that_was_said_to_be_lost(
    story: Story, mark: Do, told: bool
) -> None:
    mark(story)
    if told:
        by_closing(story)
    signs, answers = len(story.world.store.screens.all()), story.world.store.pains.all()
    story.flow.close()
    taken = [(row.score, row.effort) for row in story.world.store.pains.all()[len(answers) :]]
    if told:
        assert (len(story.world.store.screens.all()), taken) == (signs, [])
    elif mark is a_sign:
        assert [row.items for row in story.world.store.screens.all()[signs:]] == [("saddle_bladder_bowel",)]
    else:
        assert taken == [(None, 4) if mark is an_effort_after else (4, None)]


def test_a_number_chosen_since_something_else_was_said_to_be_lost_is_taken(story: Story) -> None:
    a_number_before(story)
    by_closing(story)
    story.type_number(3)
    story.flow.close()
    assert story.world.store.pains.all()[-1].score == 3


def test_what_is_lost_at_the_end_has_a_button_for_each_way(story: Story) -> None:
    a_number_before(story)
    by_closing(story)
    press(story.window, "Stay here")
    assert story.page(PainPage).row.value == 4
    assert "not kept" not in said(story)
    by_closing(story)
    press(story.window, "End hipcoach")
    assert not story.window.isVisible()


def test_after_another_answer_it_is_said_again_and_once_it_is_taken_no_more(story: Story) -> None:
    a_number_before(story)
    by_closing(story)
    page = story.type_number(5)
    by_closing(story)
    assert "The 5 that you chose is not kept yet. Close the window again" in said(story)
    page.submit()
    assert "not kept yet" not in said(story)


def test_what_is_said_of_a_mark_goes_with_it(story: Story) -> None:
    a_sign(story)
    by_esc(story)
    assert f"{SIGN}: go on with it" in said(story)
    page = story.page(ScreenPage)
    QTest.mouseClick(next(page.box(id_) for id_ in page.ticked), Qt.MouseButton.LeftButton)
    assert "not kept" not in said(story)
    page.box("saddle_bladder_bowel").setChecked(True)
    by_esc(story)
    assert story.shown is page, "it is said of a mark that is set again, too"


def test_a_number_that_was_given_before_is_no_new_one(story: Story) -> None:
    story.to_plan("first-steps", 4)
    story.press("Back")
    assert story.page(PainPage).row.value == 4
    story.press("Back")
    story.page(ScreenPage)


def test_the_program_ends_in_the_moment_in_which_an_answer_settles(story: Story) -> None:
    page = story.into("first-steps", 3)
    story.to(StepKind.HOLD, page)
    for key in (Qt.Key.Key_P, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_1):
        story.key(key)
    assert page.player.state is State.PAIN_KIND
    story.flow.close()
    reported = [row for row in story.world.store.pains.all() if row.question == "during"]
    assert [(row.score, row.kind) for row in reported] == [(2, "ache")]
