"""What does not change is not painted again, and what only comes past changes nothing."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.ui.widgets.drop_down import DropDown
from hipcoach.ui.widgets.ring import Ring, RingFace
from tests.ui.pages_world import theme


class CountingRing(Ring):
    """Counts how often it asks to be painted."""

    asked = 0

    def update(self) -> None:  # type: ignore[override]
        self.asked += 1


def test_a_ring_that_shows_the_same_is_not_painted_again(qapp: QApplication, qtbot: QtBot) -> None:
    ring = CountingRing(theme(qapp))
    qtbot.addWidget(ring)
    for left, asked in ((0.5, 1), (0.5, 1), (0.4, 2)):
        ring.show_face(RingFace(text="3", left=left))
        assert ring.asked == asked


def test_a_wheel_that_comes_past_a_list_chooses_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    box = DropDown(theme(qapp))
    qtbot.addWidget(box)
    box.addItems(["one", "two"])
    box.show()
    turned = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(box, turned)
    assert box.currentText() == "one"
    assert not turned.isAccepted(), "the page scrolls"
