"""What the marks of the calendar mean."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.month import MARK_PX, CalendarMark, paint_mark


class _MarkPicture(QWidget):
    def __init__(self, theme: Theme, mark: CalendarMark) -> None:
        super().__init__()
        self._theme, self._mark = theme, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(MARK_PX) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self.width() / 2, self.height() / 2)
            paint_mark(painter, self._theme, self._mark, centre, self._theme.scaled(MARK_PX))


class MarkLegend(QWidget):
    """Every mark of the calendar with its name."""

    def __init__(self, theme: Theme, names: Mapping[CalendarMark, str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=Space.S)
        for mark, text in names.items():
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(RING_PX, 0, 0, 0)
            row.setSpacing(Space.XXS)
            row.addWidget(_MarkPicture(theme, mark))
            label = MutedLabel(theme, text, role=Type.SMALL)
            label.setWordWrap(False)
            row.addWidget(label)
            flow.addWidget(entry)
