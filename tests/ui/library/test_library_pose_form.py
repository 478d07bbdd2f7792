"""A pose that is put together in the window, by mouse and by keys: taken back, kept in the exercise's file."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import World
from hipcoach.ui.library.exercises_page import ExercisesPage
from hipcoach.ui.library.plan_editor import PlanEditor
from hipcoach.ui.library.plans_page import PlansPage
from hipcoach.ui.library.pose_form import PoseForm, PosePicture
from tests.ui.user import key, named, part, press, show, type_into

K = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, world: World) -> PlansPage:
    page = show(qtbot, PlansPage(world.context))
    press(page, "Put a plan together")
    type_into(named(page, "Search for an exercise to add", QLineEdit), "Towel press")
    key(page, K.Key_Return)
    return page


def start_from(form: PoseForm, name: str) -> None:
    form.starts.setCurrentIndex(form.starts.findText(name))
    form.starts.activated.emit(form.starts.currentIndex())


def turn(form: PoseForm, joint: str, *by: K) -> None:
    """Move the first slider of a joint by keys."""
    form.joints.setCurrentIndex(form.joints.findText(joint))
    form.joints.activated.emit(form.joints.currentIndex())
    form.rows[0].slider.setFocus()
    for each in by:
        key(form, each)


def test_a_pose_is_put_together_by_keys_taken_back_and_kept(world: World, page: PlansPage) -> None:
    form, editor = part(page, PoseForm), part(page, PlanEditor)
    start_from(form, "Sitting on the floor")
    turn(form, "Right knee", K.Key_PageUp, K.Key_Right)
    assert form.rows[0].slider.value() == 24
    assert editor.undo()
    assert form.rows[0].slider.value() == 19
    press(page, "Where it is held")
    turn(form, "Right knee", K.Key_End)
    type_into(named(page, "Name of the plan", QLineEdit), "Mine")
    press(page, "Keep this plan")
    kept = world.context.catalogue.exercises["towel_press"]
    assert kept.pose == '{ from = "floor_sitting", begin = { knee_r = 19 }, hold = { knee_r = 150 } }'
    file = world.context.paths.user_exercises / "towel_press.toml"
    assert file.read_text("utf-8") == f'name = "Towel press"\ndrawn = {kept.pose}\n'
    drawn = world.context.figures.best(kept)
    assert drawn is not None
    assert drawn.scene is not None
    assert [pose.number("knee_r") for pose in drawn.scene.keys] == [19, 150]


def test_who_starts_from_an_exercise_has_its_movement_and_may_let_it_keep_still(page: PlansPage) -> None:
    form = part(page, PoseForm)
    start_from(form, "Bridge")
    press(page, "Where it is held")
    turn(form, "Pelvis")
    held = form.rows[0].slider.value()
    press(page, "How it begins")
    assert form.rows[0].slider.value() > held  # the hips are up where it is held
    press(page, "It keeps still")
    turn(form, "Pelvis", K.Key_Right)
    text = part(page, PlanEditor).draft.new["towel_press"]
    assert text.endswith('drawn = { from = "bridge", begin = { tilt = 5 } }\n')
    press(page, "This joint as at the start")
    start_from(form, "No drawn body")
    assert "drawn" not in part(page, PlanEditor).draft.new["towel_press"]
    assert not form.picture.isVisible()


def test_a_slider_that_is_dragged_shows_the_body_and_keeps_it_when_let_go(page: PlansPage) -> None:
    form = part(page, PoseForm)
    start_from(form, "Standing")
    turn(form, "Left hip")
    before = part(page, PlanEditor).draft
    slider = form.rows[0].slider
    slider.setSliderDown(True)
    for angle in (10, 20, 30):
        slider.setValue(angle)
    assert part(page, PlanEditor).draft == before
    slider.setSliderDown(False)
    assert part(page, PlanEditor).draft != before
    assert part(page, PlanEditor).undo()
    assert part(page, PlanEditor).draft == before


def test_a_pose_is_changed_on_the_exercises_own_page(qtbot: QtBot, world: World) -> None:
    file = world.context.paths.user_exercises / "press.toml"
    file.write_text('name = "Press"\ndrawn = { from = "supine", begin = { knee_l = 90 } }\n', "utf-8")
    page = show(qtbot, ExercisesPage(world.context))
    page.refresh()
    page.open_exercise("press")
    press(page, "Change it")
    turn(part(page, PoseForm), "Left knee", K.Key_Left)
    assert world.context.catalogue.exercises["press"].pose == '{ from = "supine", begin = { knee_l = 85 } }'


def test_a_wheel_that_comes_past_changes_nothing(page: PlansPage) -> None:
    form = part(page, PoseForm)
    start_from(form, "Standing")
    turn(form, "Left hip")
    before = part(page, PlanEditor).draft
    for widget in (form.starts, form.joints, form.rows[0].slider):
        at = QPointF(widget.rect().center())
        turned = QWheelEvent(
            at, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, turned)
        assert not turned.isAccepted()
    assert part(page, PlanEditor).draft == before
    assert form.joints.currentText() == "Left hip"


def test_a_picture_that_comes_after_the_editor_is_gone_asks_nothing_of_it(qtbot: QtBot, world: World) -> None:
    picture = PosePicture(world.context.theme, world.context.figures)
    picture.show()
    picture.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as raised:
        world.context.figures.pictures.painted.emit("floor_sitting")
    assert not raised
