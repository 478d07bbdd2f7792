"""A plan put together in the window, by mouse and by keys: its exercises, their doses, its days."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hipcoach.catalogue.types import Dose, Form, Lock, Position, SessionPlan
from hipcoach.gallery.demo_world import World
from hipcoach.ui.desktop.file_dialogs import FileDialogs
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.own_exercise_form import OwnExerciseForm
from hipcoach.ui.library.plan_editor import PlanEditor
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.sheet_form import SheetForm
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.notice import Notice
from hipcoach.ui.widgets.page_frame import PageFrame
from tests.ui.library.plan_editor_story import K, add, rows
from tests.ui.shared.photographs import photograph
from tests.ui.user import back, fill_in, key, named, part, press, said, settled, show, type_into


@pytest.fixture
def page(qtbot: QtBot, world: World) -> PlansPage:
    return show(qtbot, PlansPage(world.context))


def paste(page: PlansPage, field: str, text: str) -> None:
    """Paste into a field, as from a web page with characters that nobody sees."""
    QGuiApplication.clipboard().setText(text)
    named(page, field, QLineEdit).setFocus()
    named(page, field, QLineEdit).paste()
    settled()


def test_a_plan_is_put_together_kept_and_changed_again(qtbot: QtBot, world: World, page: PlansPage) -> None:
    press(page, "Put a plan together")
    assert "Add at least one exercise." in said(page)
    add(page, "side-lying leg")
    add(page, "bridge")
    type_into(named(page, "Name of the plan", QLineEdit), "From the hospital")
    part(page, PlanEditor).rows.setCurrentRow(0)
    press(page, "A dose of its own")
    press(page, "Sets: more")
    press(page, "The right side has a dose of its own")
    press(page, "Right: repetitions: more")
    press(page, "Right: repetitions: more")
    press(page, "Rest between sets: less")
    fill_in(page, "A word with it", "Slowly.")
    press(page, "Thursday")
    assert rows(page)[0] == "Side-lying leg raise: left 2 sets of 5, right 2 sets of 6"
    spoken = "Exercise one of two: Side-lying leg raise. On your left side: Five repetitions. Two sets"
    assert spoken in said(page)
    assert "2 exercises, " in said(page)
    named(page, "Name of the plan", QLineEdit).setFocus()
    key(page, K.Key_Return)
    plan = world.context.catalogue.plans["from-the-hospital"]
    assert (plan.days, plan.entries[0].word) == ({3}, "Slowly.")
    assert (plan.entries[0].dose, plan.entries[0].right) == (Dose(2, 5, rest_s=55), Dose(2, 6, rest_s=55))
    press(page, "Change it")
    press(page, "The right side has a dose of its own")
    press(page, "Right side only")
    assert rows(page)[:2] == [
        "Side-lying leg raise: 2 sets of 5, right side only",
        "Bridge: as hipcoach begins it",
    ]
    press(page, "Thursday")
    press(page, "Keep this plan")
    assert world.context.catalogue.plans["from-the-hospital"].days == set()


def test_rows_move_and_go_by_keys_and_every_change_comes_back(page: PlansPage, world: World) -> None:
    page.open_plan("first-steps")
    press(page, "Change a copy of it")
    before = rows(page)
    listed = part(page, PlanEditor).rows
    QTest.keyClick(listed, K.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    assert (rows(page), listed.currentRow()) == ([before[1], before[0], *before[2:]], 1)
    key(page, K.Key_Delete)
    assert rows(page) == [before[1], *before[2:]]
    listed.model().moveRow(listed.rootIndex(), 2, listed.rootIndex(), 0)  # as a drag by the mouse does
    settled()
    assert rows(page) == [before[3], before[1], before[2]]
    press(page, "Rounds: more")
    assert "in each of 2 rounds" in rows(page)[0]
    for _ in range(3):
        assert page.undo_last()
    press(page, "Undo")
    assert rows(page) == before
    assert not page.undo_last()
    back(page)  # nothing is lost: it closes at once
    assert page.detail is None
    assert "first-steps-mine" not in world.context.catalogue.plans


def test_what_would_be_lost_is_told_in_view(page: PlansPage) -> None:
    page.resize(700, 420)
    page.open_plan("first-steps")
    press(page, "Change a copy of it")
    key(page, K.Key_Delete)
    frame = page.detail
    assert isinstance(frame, PageFrame)
    frame.verticalScrollBar().setValue(frame.verticalScrollBar().maximum())
    back(page)
    settled()
    (told,) = (
        each for each in page.findChildren(Notice) if each.isVisible() and "not kept yet" in each.accessibleName()
    )
    assert told.visibleRegion().boundingRect().height() == told.height()


def test_what_is_not_kept_is_not_lost_by_one_press(page: PlansPage) -> None:
    page.open_plan("first-steps")
    press(page, "Change a copy of it")
    key(page, K.Key_Delete)
    back(page)
    assert "Your changes are not kept yet." in said(page)
    key(page, K.Key_Return)  # the harmless answer has the focus
    assert "Your changes are not kept yet." not in said(page)
    back(page)
    press(page, "Rounds: more")
    back(page)  # what has changed since then is not lost either
    assert said(page).count("Your changes are not kept yet.") == 1
    assert page.becomes_final() == "Your changes to the plan are not kept yet."
    back(page)
    assert (page.detail, page.becomes_final()) == (None, "")


def test_a_sheet_that_was_read_is_changed_before_it_is_kept(page: PlansPage, world: World) -> None:
    press(page, "Type in a physiotherapist's sheet")
    type_into(part(page, SheetForm).text, "Towel squeeze 2 x 10\nBridge 2 x 3")
    settled()
    press(page, "Change it before it is kept")
    assert not named(page, "Try it out", QuietButton).isEnabled()  # it is not there yet
    press(page, "Repetitions: more")
    press(page, "Keep this plan")
    assert world.context.catalogue.plans["from-my-sheet"].entries[0].dose == Dose(2, 11)
    assert world.context.catalogue.exercises["towel_squeeze"].name == "Towel squeeze"


def test_one_exercise_is_tried_out_with_the_dose_that_is_shown(qtbot: QtBot, page: PlansPage) -> None:
    page.open_plan("first-steps")
    press(page, "Change a copy of it")
    part(page, PlanEditor).rows.setCurrentRow(2)
    press(page, "A dose of its own")
    with qtbot.waitSignal(page.try_out_requested) as wanted:
        press(page, "Try it out")
    plan = wanted.args[0]
    assert isinstance(plan, SessionPlan)
    assert (plan.title, plan.exercises, plan.on_sheet) == ("Bridge, tried out", ("bridge",), True)


def test_an_exercise_of_ones_own_is_added_by_its_name_with_a_photograph(
    qtbot: QtBot, world: World, tmp_path: Path
) -> None:
    picked = photograph(tmp_path / "from the camera.JPG")
    (world.context.paths.user_exercises / "towel_press.toml").write_text("name = ", "utf-8")  # its name is taken
    page = show(qtbot, PlansPage(world.context, Picks(picked, tmp_path / "press.txt")))
    press(page, "Put a plan together")
    paste(page, "Search for an exercise to add", "\u200bTowel\u00ad press\u200c")
    key(page, K.Key_Return)
    press(page, "Held")
    press(page, "Each side by itself")
    press(page, "Add a photograph")
    press(page, "Add a photograph")
    assert "Press.txt: expected a photograph." in said(page)
    press(page, "A dose of its own")
    assert rows(page) == ["Towel press: 2 times, 5 seconds each, on each side"]
    paste(page, "Name of the plan", "Mi\u200bne")
    press(page, "Keep this plan")
    assert world.context.catalogue.plans["mine"].title == "Mine"
    kept = world.context.catalogue.exercises["towel_press_2"]
    folder = world.context.paths.user_exercises
    assert kept.photographs == ("towel_press_2-1.jpg",)
    assert QImage(str(folder / kept.photographs[0])).size().toTuple() == (30, 60)
    figures = FigureShelf(world.context.paths.assets / "figures", photographs=folder)
    shown = show(qtbot, ExercisePicture(world.context.theme, figures, kept, height_px=60))
    qtbot.waitUntil(lambda: shown.grab().toImage().pixelColor(shown.width() // 2, 5).red() > 200)
    (folder / kept.photographs[0]).unlink()  # nothing to show is no fault
    shown.update()
    settled()


class Picks(FileDialogs):
    """Somebody who picks these files, one after the other."""

    def __init__(self, *files: Path) -> None:
        self._files = list(files)

    def open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self._files.pop(0)


def test_an_exercise_of_ones_own_is_changed_on_its_own_page(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    file = world.context.paths.user_exercises / "press.toml"
    file.write_text('name = "Towel press"\nsteps = ["Press the towel down."]\nlocks = ["osteoporosis"]\n', "utf-8")
    page = show(qtbot, ExercisesPage(world.context, Picks(photograph(tmp_path / "a.jpg"))))
    page.refresh()
    page.open_exercise("press")
    press(page, "Change it")
    press(page, "On your front")
    plan = world.context.paths.user_plans / "mine.toml"
    plan.write_text('title = "Mine"\nsummary = "Mine."\n[[exercise]]\nid = "press"\nsets = 2\nreps = 8\n', "utf-8")
    page.refresh()
    press(page, "By minutes")
    assert "It stays as it was: its dose in the plan Mine would no longer fit." in said(page)
    assert "mine" in world.context.catalogue.plans
    press(page, "Add a photograph")
    kept = world.context.catalogue.exercises["press"]
    assert (kept.position, kept.photographs) == (Position.PRONE, ("press-1.jpg",))
    assert (kept.locks >= {Lock.OSTEOPOROSIS, Lock.NO_PRONE}, kept.text(Form.FULL).move) == (
        True,
        ("Press the towel down.",),
    )
    press(page, "As you were shown")
    press(page, "Take the photographs away")
    assert (
        file.read_text("utf-8") == 'name = "Towel press"\nsteps = ["Press the towel down."]\nlocks = ["osteoporosis"]\n'
    )


def test_every_change_on_its_own_page_comes_back(qtbot: QtBot, world: World, tmp_path: Path) -> None:
    file = world.context.paths.user_exercises / "press.toml"
    file.write_text('name = "Towel press"\n', "utf-8")
    page = show(qtbot, ExercisesPage(world.context, Picks(photograph(tmp_path / "a.jpg"))))
    page.open_exercise("press")
    press(page, "Change it")
    assert not page.undo_last()
    press(page, "On your front")
    press(page, "Add a photograph")
    press(page, "Take the photographs away")
    assert page.undo_last()
    assert world.context.catalogue.exercises["press"].photographs == ("press-1.jpg",)
    press(page, "Undo")
    named(page, "Undo", QAbstractButton).setFocus()
    key(page, K.Key_Space)
    assert file.read_text("utf-8") == 'name = "Towel press"\n'
    assert world.context.catalogue.exercises["press"].position is Position.AS_SHOWN
    assert named(page, "As you were shown", QAbstractButton).isChecked()
    focused = page.window().focusWidget()
    assert (focused is not None, part(page, OwnExerciseForm).isAncestorOf(focused)) == (True, True)
    assert not page.undo_last()
    press(page, "Held")
    plan = world.context.paths.user_plans / "mine.toml"
    plan.write_text('title = "Mine"\nsummary = "Mine."\n[[exercise]]\nid = "press"\nhold_s = 8\n', "utf-8")
    page.refresh()
    assert page.undo_last()
    assert "It stays as it was: its dose in the plan Mine would no longer fit." in said(page)
    back(page)  # all is kept: it closes at once
    assert (page.detail, page.undo_last()) == (None, False)
