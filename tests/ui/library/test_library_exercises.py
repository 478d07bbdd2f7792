"""The exercises page: what is shown to this user, narrowed by words, and one exercise in full."""

import pytest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Form
from hipcoach.catalogue.wording import parts_of
from hipcoach.catalogue.words import caution
from hipcoach.figure.moments import Arrows
from hipcoach.gallery.demo_world import World
from hipcoach.settings import SETTING_NAMES
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.card import CardButton
from tests.ui.user import comes_to_say, named, press, press_opening, said, show, type_into

WHO = SETTING_NAMES["shown_by"]


def test_words_narrow_the_list(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, ExercisesPage(world.context))
    everything = len(page.findChildren(CardButton))
    search = named(page, "Search the exercises", QLineEdit)
    type_into(search, "glute BRIDGE")
    qtbot.waitUntil(lambda: len(page.findChildren(CardButton)) == 1)
    assert page.findChildren(CardButton)[0].accessibleName().startswith("Bridge")
    type_into(search, "")
    qtbot.waitUntil(lambda: len(page.findChildren(CardButton)) == everything)
    search.insert("\uff42ridge")  # a b as wide as a Japanese letter
    qtbot.waitUntil(lambda: 1 <= len(page.findChildren(CardButton)) < everything)


def test_what_is_off_until_cleared_is_not_shown_but_counted(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, ExercisesPage(world.context))
    assert "2 exercises are not shown to you" in said(page)
    assert "Kneeling wall back-bend" not in said(page)
    world.say(cleared=frozenset({"wall_backbend", "prone_bow"}))
    page.refresh()
    comes_to_say(qtbot, page, "Kneeling wall back-bend")
    assert "not shown to you" not in said(page)


def test_an_exercise_tells_all_that_is_known_of_it(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, ExercisesPage(world.context))
    exercise = world.context.catalogue.exercises["bridge"]
    press_opening(page, "Bridge, ")
    text = said(page)
    for part in parts_of(exercise, Form.FULL):
        assert all(words in text for words in (part.title, *part.steps))
    cautions = map(caution, exercise.cautions)
    for words in (exercise.feel, exercise.not_feel, exercise.breathing, *cautions, exercise.dose_note):
        assert words in text
    assert all(world.context.catalogue.sources[source] in text for source in exercise.sources)
    assert "Our starting point" in text


def test_beside_the_start_which_has_the_arrow_the_effort_has_none(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[tuple[float | None, Arrows]] = set()
    pictures = world.context.figures.pictures
    page = show(qtbot, ExercisesPage(world.context))

    def paint_still(*_: object, share: float | None, arrows: Arrows, **__: object) -> bool:
        asked.add((share, arrows))
        return True

    monkeypatch.setattr(pictures, "paint_still", paint_still)
    press_opening(page, "Bridge, ")
    qtbot.waitUntil(lambda: {(0.0, Arrows.ON), (1.0, Arrows.DONE)} <= asked)
    assert (0.38, Arrows.ON) not in asked
    page.open_exercise("chair_stand")  # of two parts: the end of the first stands between
    qtbot.waitUntil(lambda: {(0.38, Arrows.ON), (1.0, Arrows.NONE)} <= asked)
    page.open_exercise("belly_breathing")  # to and fro: the way back has its arrow
    qtbot.waitUntil(lambda: (1.0, Arrows.BACK) in asked)
    assert (0.0, Arrows.NONE) not in asked
    page.open_exercise("hip_hike")  # whose way back is the work: where it ends stands last
    qtbot.waitUntil(lambda: (0.0, Arrows.NONE) in asked)


def test_the_picture_of_an_effort_says_what_its_colour_means_and_how_it_goes_on(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, ExercisesPage(world.context))
    for exercise, words in (
        ("bridge", "Amber: this works. Hold, then slowly back"),
        ("side_lying_leg_raise", "Amber: this works. Lifted a little. Then slowly back"),
        ("chair_stand", "Amber: this works. Then sit slowly back down"),
        ("lying_twist", "Violet: this stretches. Arms wide, head away. Breathe, then slowly back"),
        ("figure_four", "How it begins (each side in turn)"),
        ("knees_to_chest", "The full form, later"),
        ("belly_breathing", "Amber: rises as you breathe in. It sinks as you breathe out"),
        ("walking", "And on, left and right in turn"),
        ("water_aerobics", "For example: march on the spot, left and right in turn"),
    ):
        page.open_exercise(exercise)
        assert words in said(page)


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu takes the keyboard: there is none here
def test_who_shows_the_exercises_is_chosen_beside_their_picture(qtbot: QtBot, world: World) -> None:
    page = show(qtbot, ExercisesPage(world.context))
    press_opening(page, "Bridge, ")
    assert not [each for each in page.findChildren(Button) if each.text() == WHO], "nobody could take the answer"
    chosen: list[str] = []
    world.context.figures.choose = chosen.append
    page.open_exercise("bridge")
    press(page, WHO)
    (menu,) = page.findChildren(QMenu)
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["A woman"]
    next(each for each in menu.actions() if each.text() == "An older man").trigger()
    menu.close()
    assert chosen == ["older_man"]
    world.context.figures.choose = None
