"""Points in time on one line, one below the other: what has been, where it is now, what is to come."""

from enum import StrEnum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.label import BodyText, Label
from hipcoach.ui.widgets.spoken_as import SpokenAs

DOT_PX, DOT_NOW_PX = 6, 9  # radius
LINE_PX = 3


class PointTense(StrEnum):
    """Where a point stands: filled, large, or an outline."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


class TimePoint(QWidget):
    """One point with its words; more may be added to `words`."""

    spoken_as = SpokenAs.GROUP

    def __init__(self, theme: Theme, when: str, text: str, tense: PointTense, *, first: bool, last: bool) -> None:
        super().__init__()
        self._theme = theme
        self._tense = tense
        self._first, self._last = first, last
        self.setAccessibleName(f"{when}: {text}")
        self.words = QVBoxLayout(self)
        self.words.setContentsMargins(RING_PX + 2 * DOT_NOW_PX + Space.S, 0, 0, 0 if last else Space.M)
        self.words.setSpacing(Space.XXS)
        self._when = Label(theme, when, bold=True)
        self.words.addWidget(self._when)
        self.words.addWidget(BodyText(theme, text))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the point beside the first line, and the line to the points above and below."""
        x = RING_PX + DOT_NOW_PX
        y = self._when.y() + self._when.fontMetrics().height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("edge"), LINE_PX))
            top, bottom = y if self._first else 0, y if self._last else self.height()
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.setPen(QPen(self._theme.colour("accent"), LINE_PX))
            ahead = self._tense is PointTense.AHEAD
            painter.setBrush(self._theme.colour("surface" if ahead else "accent"))
            radius = DOT_NOW_PX if self._tense is PointTense.NOW else DOT_PX
            painter.drawEllipse(QPointF(x, y), radius - LINE_PX / 2, radius - LINE_PX / 2)


class TimeLine(QWidget):
    """The points in their order, added from first to last."""

    def __init__(self, theme: Theme, points: int) -> None:
        super().__init__()
        self._theme = theme
        self._points = points
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add(self, when: str, text: str, tense: PointTense) -> TimePoint:
        """Add the next point, and return it."""
        place = self._column.count()
        point = TimePoint(self._theme, when, text, tense, first=place == 0, last=place == self._points - 1)
        self._column.addWidget(point, 0, Qt.AlignmentFlag.AlignTop)
        return point
