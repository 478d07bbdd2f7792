"""The exercises page: what is shown to this user, narrowed by words, and one exercise in full."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.instruct import parts_of
from hipcoach.catalogue.types import Form
from hipcoach.catalogue.words import caution
from hipcoach.gallery.demo_world import World
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.widgets.card import CardButton
from tests.ui.user import comes_to_say, named, press_opening, said, show, type_into


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
