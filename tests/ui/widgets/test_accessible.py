"""What a screen reader is told of painted widgets: role, name, state, value, and how to press them."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QWidget

from hipcoach.gallery.draw import settle, show
from hipcoach.gallery.scenes import Scenes
from hipcoach.gallery.states import STATES
from hipcoach.ui.widgets.accessible import SpokenWidgets
from hipcoach.ui.widgets.card import CardButton
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.choice_row import ChoiceRow
from hipcoach.ui.widgets.icon import Icon
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.nrs_row import NrsKey
from hipcoach.ui.widgets.rail import RailButton
from hipcoach.ui.widgets.ring import Ring
from tests.ui import audit

R = QAccessible.Role
EXPECTED = {
    Heading: R.Heading,
    CardButton: R.Button,
    CheckRow: R.CheckBox,
    NrsKey: R.RadioButton,
    ChoiceRow: R.Grouping,
    RailButton: R.PageTab,
    Ring: R.ProgressBar,
}
WITHOUT_A_ROLE = {R.NoRole, R.Client, R.Pane, R.Window}
LOOKED_AT = ("today-session", "plans", "history-sessions", "session-screen", "session-number-next-day", "player-check")


@pytest.fixture(scope="module")
def spoken() -> SpokenWidgets:
    made = SpokenWidgets()
    made.install()
    return made


@pytest.fixture(params=LOOKED_AT)
def page(request: pytest.FixtureRequest, qapp: QApplication, spoken: SpokenWidgets, made: Scenes) -> Iterator[QWidget]:
    built = STATES[request.param](made)
    show(qapp, built, (1366, 768))
    yield built
    built.close()
    built.deleteLater()
    settle(qapp)


def test_every_control_has_a_name_and_a_role(page: QWidget) -> None:
    for control in audit.controls(page):
        heard = QAccessible.queryAccessibleInterface(control)
        assert heard.role() not in WITHOUT_A_ROLE, audit.described(control)
        assert heard.text(QAccessible.Text.Name), audit.described(control)


def test_painted_widgets_are_what_they_look_like(page: QWidget) -> None:
    for kind, role in EXPECTED.items():
        for widget in page.findChildren(kind):
            assert QAccessible.queryAccessibleInterface(widget).role() is role, audit.described(widget)
    for icon in page.findChildren(Icon):
        assert QAccessible.queryAccessibleInterface(icon).state().invisible


def test_a_box_says_that_it_is_ticked_and_a_reader_can_press_it(
    spoken: SpokenWidgets, made: Scenes, qapp: QApplication
) -> None:
    built = STATES["session-screen"](made)
    show(qapp, built, (1366, 768))
    box = built.findChildren(CheckRow)[0]
    heard = QAccessible.queryAccessibleInterface(box)
    assert (heard.state().checkable, heard.state().checked) == (1, 0)
    actions = heard.actionInterface()
    assert QAccessibleActionInterface.pressAction() in actions.actionNames()
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert box.isChecked()
    assert heard.state().checked
    built.close()
    built.deleteLater()
    settle(qapp)


def test_a_ring_says_how_much_is_left(spoken: SpokenWidgets, made: Scenes, qapp: QApplication) -> None:
    built = STATES["player-hold"](made)
    show(qapp, built, (1366, 768))
    ring = next(each for each in built.findChildren(Ring) if each.isVisible())
    value = QAccessible.queryAccessibleInterface(ring).valueInterface()
    assert value.currentValue() == round(100 * ring.face.left)
    assert (value.minimumValue(), value.maximumValue()) == (0, 100)
    built.close()
    built.deleteLater()
    settle(qapp)
