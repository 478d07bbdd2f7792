"""One month as a calendar: days with something on them carry marks that differ by shape as well as colour."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.desktop_habits import as_in_a_week, week_start
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.own_menu import offer, offer_copy
from hipcoach.ui.widgets.painting import focus_ring, outlined, rounded
from hipcoach.ui.widgets.pressable import Pressable

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAYS_IN_WEEK, WEEKS = 7, 6
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)  # whatever the system speaks
MARK_PX = 9


class CalendarMark(StrEnum):
    """How a day went; the worst of its sessions."""

    DONE = "done"  # a disc
    SHORT = "short"  # a ring
    PAIN = "pain"  # a triangle
    REST = "rest"  # a square on its corner
    PLANNED = "planned"  # a bar
    ASKED = "asked"  # a cross of two bars


def paint_mark(
    painter: QPainter, theme: Theme, mark: CalendarMark, centre: QPointF, size: float, colour: str = ""
) -> None:
    """Draw one mark, `size` across."""
    painter.setPen(Qt.PenStyle.NoPen)
    half = size / 2
    if mark is CalendarMark.PAIN:
        painter.setBrush(theme.colour(colour or "red"))
        top, left, right = QPointF(0, -half), QPointF(-half, half), QPointF(half, half)
        painter.drawPolygon(QPolygonF([centre + top, centre + left, centre + right]))
        return
    if mark is CalendarMark.REST:
        painter.setBrush(theme.colour(colour or "rest"))
        corners = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
        painter.drawPolygon(QPolygonF([centre + corner * 1.15 for corner in corners]))
        return
    if mark is CalendarMark.PLANNED:
        bar = QRectF(centre.x() - size, centre.y() - size / 6, 2 * size, size / 3)
        rounded(painter, bar, theme.colour(colour or "muted"), size / 6)
        return
    if mark is CalendarMark.ASKED:
        for across, down in ((size, size / 3), (size / 3, size)):
            bar = QRectF(centre.x() - across / 2, centre.y() - down / 2, across, down)
            rounded(painter, bar, theme.colour(colour or "muted"), size / 6)
        return
    around = QRectF(centre.x() - half, centre.y() - half, size, size)
    if mark is CalendarMark.DONE:
        rounded(painter, around, theme.colour(colour or "accent"), half)
    else:
        outlined(painter, around, theme.colour(colour or "accent"), 2, half)


class DayButton(Pressable):
    """The button of one day: filled while chosen, outlined when it is today."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.mark: CalendarMark | None = None
        self.is_today = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        offer(self, "Open this day", self.click)
        offer_copy(self, self.accessibleName)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the size of a target and its focus ring."""
        side = max(tokens.TARGET_PX, self._theme.scaled(tokens.TARGET_PX * 0.7)) + 2 * RING_PX
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the size of a target."""
        return QSize(tokens.TARGET_PX, tokens.TARGET_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, number, mark and focus ring."""
        theme, rect = self._theme, QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ground = rect.adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX) if self.hasFocus() else rect  # apart from the ring
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked():
                rounded(painter, ground, theme.colour("accent"), tokens.CORNER_SMALL_PX)
            elif self.underMouse() and self.isEnabled():
                rounded(painter, rect, theme.colour("accent_soft"), tokens.CORNER_SMALL_PX)
            if self.is_today and not self.isChecked():
                outlined(painter, rect, theme.colour("accent"), 2, tokens.CORNER_SMALL_PX)
            painter.setFont(theme.font(Type.SMALL, bold=self.mark is not None, tabular=True))
            painter.setPen(theme.colour("on_accent" if self.isChecked() else "ink" if self.mark else "muted"))
            words = rect.adjusted(0, 0, 0, -rect.height() * 0.3)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self.mark is not None:
                centre = QPointF(rect.center().x(), rect.bottom() - rect.height() * 0.22)
                colour = "on_accent" if self.isChecked() else ""
                paint_mark(painter, theme, self.mark, centre, min(theme.scaled(MARK_PX), rect.height() * 0.25), colour)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), theme, tokens.CORNER_SMALL_PX - RING_PX)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class Month(QWidget):
    """Shows one month. Arrow keys move by day and week; `chosen` has the day."""

    chosen = Signal(object)  # date

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for column, name in enumerate(as_in_a_week(WEEKDAYS)):
            head = MutedLabel(theme, name, role=Type.SMALL)
            head.setWordWrap(False)
            head.setContentsMargins(0, 0, 0, Space.XXS)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, column)
        self._first = date(2000, 1, 1)
        self._any_day = False
        self._days: list[DayButton] = []
        for index in range(DAYS_IN_WEEK * WEEKS):
            button = DayButton(theme)
            button.clicked.connect(lambda _checked=False, index=index: self._on_clicked(index))
            grid.addWidget(button, 1 + index // DAYS_IN_WEEK, index % DAYS_IN_WEEK)
            self._days.append(button)

    def show_month(
        self,
        month: date,
        today: date,
        marks: Mapping[date, tuple[CalendarMark, str]],
        chosen: date | None,
        *,
        any_day: bool = False,
    ) -> None:
        """Show the month of a day. `marks` has a mark, and the same in words, for each day with sessions.

        `any_day`: a day without a mark may be chosen, too, and has no words but its date.
        """
        first = month.replace(day=1)
        self._first, self._any_day = week_start(first), any_day
        for index, button in enumerate(self._days):
            day = self._first + timedelta(days=index)
            mark, text = marks.get(day, (None, "nothing"))
            button.setText(str(day.day))
            button.mark = mark
            button.is_today = day == today
            button.setChecked(day == chosen)
            button.setEnabled(any_day or mark is not None)
            name = _ENGLISH.toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
            button.setAccessibleName(name if any_day else f"{name}: {text}")
            button.setVisible(day.month == month.month)
            button.update()

    def button(self, day: date) -> DayButton:
        """Return the button of a day of this month."""
        return self._days[(day - self._first).days]

    def focused_day(self) -> date | None:
        """Return the day that has the focus."""
        index = next((index for index, button in enumerate(self._days) if button.hasFocus()), None)
        return None if index is None else self._first + timedelta(days=index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus to the next day with a mark; up and down, to the nearest one at least a week away."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS_IN_WEEK, Qt.Key.Key_Down: DAYS_IN_WEEK}
        move = step.get(Qt.Key(event.key()))
        here = next((index for index, button in enumerate(self._days) if button.hasFocus()), None)
        if move is None or here is None or self._any_day:  # then the keys are those of who shows it
            super().keyPressEvent(event)
            return
        direction = 1 if move > 0 else -1
        index = here + move
        while 0 <= index < len(self._days) and not self._days[index].isEnabled():
            index += direction
        if 0 <= index < len(self._days):
            self._days[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, index: int) -> None:
        day = self._first + timedelta(days=index)
        for other, button in enumerate(self._days):
            button.setChecked(other == index)
        self.chosen.emit(day)
