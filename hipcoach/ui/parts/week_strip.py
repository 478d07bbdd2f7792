"""The week as seven cells: what was done, and what is planned. A day without either stays empty; none is a miss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.ui import words
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.month import MARK_PX, WEEKDAYS, Mark, paint_mark
from hipcoach.ui.widgets.paint import outlined, rounded

CELL_PX = 64


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: its mark where something was done or is planned, and the same in words."""

    day: date
    mark: Mark | None
    said: str


class DayCell(QWidget):
    """Weekday, date, mark; today is outlined."""

    def __init__(self, theme: Theme, shown: WeekDay, *, today: bool) -> None:
        super().__init__()
        self._theme, self._shown, self._today = theme, shown, today
        prefix = "Today, " if today else ""
        self.setAccessibleName(f"{prefix}{words.long_date(shown.day)}: {shown.said}")
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Room for two lines and a mark."""
        return QSize(self._theme.scaled(CELL_PX), self._theme.scaled(CELL_PX) + Space.M)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, words, mark."""
        theme, rect = self._theme, QRectF(self.rect())
        third = rect.height() / 3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, rect, theme.colour("raised"), tokens.CORNER_SMALL_PX)
            if self._today:
                outlined(painter, rect, theme.colour("accent"), 2, tokens.CORNER_SMALL_PX)
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(Type.SMALL))
            centre = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(rect.adjusted(0, Space.XXS, 0, -2 * third), centre, WEEKDAYS[self._shown.day.weekday()])
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font(Type.SMALL, bold=True, tabular=True))
            painter.drawText(rect.adjusted(0, third, 0, -third), centre, str(self._shown.day.day))
            if self._shown.mark is not None:
                middle = QPointF(rect.center().x(), rect.bottom() - third / 2)
                paint_mark(painter, theme, self._shown.mark, middle, theme.scaled(MARK_PX))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class WeekStrip(QWidget):
    """Monday to Sunday."""

    def __init__(self, theme: Theme, week: Sequence[WeekDay], today: date) -> None:
        super().__init__()
        self.setAccessibleName("This week")
        row = QHBoxLayout(self)
        row.setContentsMargins(RING_PX, 0, RING_PX, 0)
        row.setSpacing(Space.XS)
        for shown in week:
            row.addWidget(DayCell(theme, shown, today=shown.day == today))
