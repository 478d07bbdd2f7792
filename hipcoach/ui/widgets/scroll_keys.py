"""The keys that scroll a page which is longer than the window, also where nothing in it has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QScrollBar, QWidget

_Move = QAbstractSlider.SliderAction
MOVES = {
    Qt.Key.Key_PageDown: _Move.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Move.SliderPageStepSub,
    Qt.Key.Key_Home: _Move.SliderToMinimum,
    Qt.Key.Key_End: _Move.SliderToMaximum,
    Qt.Key.Key_Down: _Move.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Move.SliderSingleStepSub,
}


class KeylessArea(QScrollArea):
    """What scrolls beside the page, without bars: its keys scroll the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the window."""
        event.ignore()


def scroll_by_key(page: QWidget, key: Qt.Key) -> bool:
    """Scroll what scrolls on a page. Return False for any other key, and where nothing does."""
    move, bar = MOVES.get(key), _bar_of(page)
    if move is None or bar is None:
        return False
    bar.triggerAction(move)
    return True


def scrolls_further(page: QWidget, key: Qt.Key) -> bool:
    """Return True if Page Down, or Page Up, has more to show on a page."""
    bar = _bar_of(page)
    if bar is None:
        return False
    return bar.value() < bar.maximum() if key == Qt.Key.Key_PageDown else bar.value() > bar.minimum()


def _bar_of(page: QWidget) -> QScrollBar | None:
    """Return the bar of what scrolls on a page."""
    for area in page.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        if area.isVisible() and not isinstance(area, KeylessArea) and bar.maximum() > bar.minimum():
            return bar
    return None
