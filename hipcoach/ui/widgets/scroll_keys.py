"""The keys that scroll a page which is longer than the window, also where nothing in it has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QWidget

from hipcoach.ui.widgets.foot_action import FootAction

_Move = QAbstractSlider.SliderAction
MOVES = {
    Qt.Key.Key_PageDown: _Move.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Move.SliderPageStepSub,
    Qt.Key.Key_Home: _Move.SliderToMinimum,
    Qt.Key.Key_End: _Move.SliderToMaximum,
    Qt.Key.Key_Down: _Move.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Move.SliderSingleStepSub,
}
PAGES = {_Move.SliderPageStepAdd: 1, _Move.SliderPageStepSub: -1}
LINES_AGAIN = 2.0  # of text are seen twice where one goes on by pages


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
    move, area = MOVES.get(key), _area_of(page)
    if move is None or area is None:
        return False
    bar = area.verticalScrollBar()
    if move in PAGES:
        value = bar.value() + PAGES[move] * _page_px(area, back=PAGES[move] < 0)
        bar.setValue(value if value > area.fontMetrics().lineSpacing() else bar.minimum())  # no last line by itself
    else:
        bar.triggerAction(move)
    return True


def _page_px(area: QScrollArea, *, back: bool) -> int:
    """Return how far the next page is. A line that the foot cuts or covers comes again, whole."""
    feet = area.findChildren(FootAction)
    covered_px = sum(max(each.covers_px(), each.sizeHint().height() if back else 0) for each in feet)
    seen_px = area.viewport().height() - covered_px
    return max(area.verticalScrollBar().singleStep(), seen_px - round(LINES_AGAIN * area.fontMetrics().lineSpacing()))


def scrolls_further(page: QWidget, key: Qt.Key) -> bool:
    """Return True if Page Down, or Page Up, has more to show on a page."""
    area = _area_of(page)
    if area is None:
        return False
    bar = area.verticalScrollBar()
    return bar.value() < bar.maximum() if key == Qt.Key.Key_PageDown else bar.value() > bar.minimum()


def _area_of(page: QWidget) -> QScrollArea | None:
    """Return what scrolls on a page."""
    for area in page.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        if area.isVisible() and not isinstance(area, KeylessArea) and bar.maximum() > bar.minimum():
            return area
    return None
