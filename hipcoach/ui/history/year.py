"""A year at a glance: a column for each week, a mark on each day that has something on it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.coach import words
from hipcoach.ui.charts.chart import MONTHS
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.desktop_habits import first_weekday
from hipcoach.ui.widgets.month import CalendarMark, paint_mark
from hipcoach.ui.widgets.painting import focus_ring, outlined, rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs

ROWS, COLUMNS = 7, 54
CELL_PX = 16
CELL_SHARE, MARK_SHARE = 0.84, 0.56  # of a cell
DAY = timedelta(days=1)
_STEPS = {Qt.Key.Key_Left: -7 * DAY, Qt.Key.Key_Right: 7 * DAY, Qt.Key.Key_Up: -DAY, Qt.Key.Key_Down: DAY}


class YearView(QWidget):
    """The year; arrow keys go from day to day, and Enter or a click chooses one."""

    spoken_as = SpokenAs.PICTURE

    chosen = Signal(object)  # date

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = date(2000, 1, 1)
        self._at = self._first
        self._week_begins = first_weekday()
        self._marks: Mapping[date, tuple[CalendarMark, str]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_year(self, year: int, marks: Mapping[date, tuple[CalendarMark, str]], at: date) -> None:
        """Show a year. `marks` gives a day's mark and its words; the keys begin at the day `at`."""
        self._first = date(year, 1, 1)
        self._marks = marks
        self.setAccessibleName(f"{year} at a glance: {words.count(len(marks), 'day')} with something on them")
        self._go(at if at.year == year else self._first)

    def sizeHint(self) -> QSize:
        """Return room for the months and seven rows of days."""
        return QSize(COLUMNS * CELL_PX, round(ROWS * CELL_PX + self._head() + 2 * RING_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months, the days with their marks, and the focus ring."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("muted"))
            for name, left in self.month_names(painter.fontMetrics()):
                painter.drawText(QPointF(left, RING_PX + painter.fontMetrics().ascent()), name)
            day = self._first
            while day.year == self._first.year:
                self._paint_day(painter, day)
                day += DAY
            if self.hasFocus():
                outlined(painter, self._cell(self._at), theme.colour("accent"), 2, Space.XXS)
                focus_ring(painter, QRectF(self.rect()), theme, tokens.CORNER_SMALL_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by day or by week, or choose."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            there = self._at + _STEPS[key]
            self._go(there if there.year == self._first.year else self._at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the day under the pointer as a tooltip."""
        day = self._day_at(event.position())
        self.setToolTip("" if day is None else self._day_text(day))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the day that is clicked."""
        day = self._day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(day)
            self.chosen.emit(day)

    def changeEvent(self, event: QEvent) -> None:
        """Paint again when the window becomes active."""
        super().changeEvent(event)
        self.update()

    def month_names(self, metrics: QFontMetrics) -> Sequence[tuple[str, float]]:
        """Return the name of each month and where it begins, in pixels; by its first letter where one has no room."""
        lefts = [self._cell(self._first.replace(month=number)).left() for number in range(1, len(MONTHS) + 1)]
        rooms = [right - left for left, right in pairwise((*lefts, float(self.width())))]
        has_room = all(metrics.horizontalAdvance(name) <= room for name, room in zip(MONTHS, rooms, strict=True))
        return [(name if has_room else name[0], left) for name, left in zip(MONTHS, lefts, strict=True)]

    def place_of(self, day: date) -> QPointF:
        """Return the centre of a day's cell, in pixels."""
        return self._cell(day).center()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell = self._cell(day)
        found = self._marks.get(day)
        if found is None:
            rounded(painter, cell, self._theme.colour("surface"), Space.XXS)
        else:
            rounded(painter, cell, self._theme.colour("accent_soft"), Space.XXS)
            side = min(cell.width(), cell.height()) * MARK_SHARE / CELL_SHARE
            paint_mark(painter, self._theme, found[0], cell.center(), side)

    def _day_text(self, day: date) -> str:
        return f"{words.long_date(day)}: {self._marks[day][1] if day in self._marks else 'nothing'}"

    def _go(self, day: date) -> None:
        self._at = day
        self.setAccessibleDescription(self._day_text(day))
        self.update()

    def _head(self) -> float:
        return self._theme.scaled(tokens.TYPE_PX[Type.SMALL] * 1.5)

    def _row(self, day: date) -> int:
        return (day.weekday() - self._week_begins) % 7

    def _cell(self, day: date) -> QRectF:
        column = ((day - self._first).days + self._row(self._first)) // 7
        width = (self.width() - 2 * RING_PX) / COLUMNS
        top = RING_PX + self._head() + self._row(day) * CELL_PX
        return QRectF(RING_PX + column * width, top, width * CELL_SHARE, CELL_PX * CELL_SHARE)

    def _day_at(self, place: QPointF) -> date | None:
        column = int((place.x() - RING_PX) // ((self.width() - 2 * RING_PX) / COLUMNS))
        row = int((place.y() - RING_PX - self._head()) // CELL_PX)
        day = self._first + DAY * (7 * column + row - self._row(self._first))
        return day if 0 <= row < ROWS and day.year == self._first.year else None

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
