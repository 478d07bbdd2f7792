"""The week as seven cells: what was done, and what is planned. A day without either is empty, and never a miss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.coach import words
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.month import MARK_PX, WEEKDAYS, CalendarMark, paint_mark
from hipcoach.ui.widgets.own_menu import offer, offer_copy
from hipcoach.ui.widgets.painting import focus_ring, outlined, rounded
from hipcoach.ui.widgets.pressable import Pressable

CELL_PX = 64


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day: its mark where something was done or is planned, and the same in words."""

    day: date
    mark: CalendarMark | None
    text: str


class DayCell(Pressable):
    """Weekday, date and mark of one day; today is outlined. A click opens the day."""

    def __init__(self, theme: Theme, day: WeekDay, *, today: bool) -> None:
        super().__init__()
        self._theme, self._day, self._today = theme, day, today
        prefix = "Today, " if today else ""
        self.setAccessibleName(f"{prefix}{words.long_date(day.day)}: {day.text}")
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        offer(self, "Open this day", self.click)
        offer_copy(self, self.accessibleName)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return room for two lines and a mark."""
        return QSize(self._theme.scaled(CELL_PX), self._theme.scaled(CELL_PX) + Space.M + 2 * RING_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the width of a weekday's name."""
        return QSize(tokens.TARGET_PX + 2 * RING_PX, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the words and the mark."""
        theme = self._theme
        rect = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        third = rect.height() / 3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = "accent_soft" if self.underMouse() or self.isDown() else "raised"
            rounded(painter, rect, theme.colour(ground), tokens.CORNER_SMALL_PX)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), theme)
            if self._today:
                outlined(painter, rect, theme.colour("accent"), 2, tokens.CORNER_SMALL_PX)
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(Type.SMALL))
            centre = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(rect.adjusted(0, Space.XXS, 0, -2 * third), centre, WEEKDAYS[self._day.day.weekday()])
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font(Type.SMALL, bold=True, tabular=True))
            painter.drawText(rect.adjusted(0, third, 0, -third), centre, str(self._day.day.day))
            if self._day.mark is not None:
                middle = QPointF(rect.center().x(), rect.bottom() - third / 2)
                paint_mark(painter, theme, self._day.mark, middle, theme.scaled(MARK_PX))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class WeekStrip(QWidget):
    """The cells of the week in the desktop's order; arrow keys go from day to day."""

    day_chosen = Signal(object)  # a date

    def __init__(self, theme: Theme, week: Sequence[WeekDay], today: date) -> None:
        super().__init__()
        self.setAccessibleName("This week")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XXS)
        self._cells = [DayCell(theme, day, today=day.day == today) for day in week]
        for cell, each in zip(self._cells, week, strict=True):
            cell.clicked.connect(lambda _checked=False, day=each.day: self.day_chosen.emit(day))
            row.addWidget(cell)
        self._by_day = {day.day: cell for cell, day in zip(self._cells, week, strict=True)}

    def cell(self, day: date) -> DayCell | None:
        """Return the cell of a day, or None for a day of another week."""
        return self._by_day.get(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the day before or after on Left and Right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = next((index for index, cell in enumerate(self._cells) if cell.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        else:
            self._cells[(focused + step) % len(self._cells)].setFocus(Qt.FocusReason.TabFocusReason)
