"""A field for a date: typed, or picked from a calendar that opens beside it."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import Heading
from hipcoach.ui.widgets.month import Month
from hipcoach.ui.widgets.painting import outlined, rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs

_K = Qt.Key
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class CalendarPopup(QWidget):
    """One month over the page. Arrow keys go along its days, Page Up and Page Down to other months, Esc closes it.

    It is no window of its own: a screen reader finds it on the page. It closes as the focus leaves.
    """

    spoken_as = SpokenAs.QUESTION

    chosen = Signal(object)  # date

    def __init__(self, theme: Theme, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._theme = theme
        self._today = today
        self._shown = self._day = today
        self._month, self._name = Month(theme), Heading(theme)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._month.chosen.connect(self._on_chosen)
        across = QHBoxLayout()
        for icon, words, months in (("left", "Earlier month", -1), ("right", "Later month", 1)):
            button = QuietButton(theme, "", icon=icon)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, months=months: self._go(months))
            across.addWidget(button)
        across.insertWidget(1, self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        column.addLayout(across)
        column.addWidget(self._month)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one

    def open_at(self, day: date, place: QPoint) -> None:
        """Open with the focus on a day, below a place of the window as far as there is room."""
        self._day = day
        self._show(day)
        self.adjustSize()
        within = self._over.size() - self.size()
        self.move(max(0, min(place.x(), within.width())), max(0, min(place.y(), within.height())))
        self.show()
        self.raise_()
        self._month.button(day).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the days, also into other months; Enter takes the day that has the focus."""
        key = _K(event.key())
        step = {_K.Key_Left: -1, _K.Key_Right: 1, _K.Key_Up: -7, _K.Key_Down: 7}.get(key)
        focused = self._month.focused_day()
        if key is _K.Key_Escape:
            self.close()
        elif key in (_K.Key_PageUp, _K.Key_PageDown):
            self._go(-1 if key is _K.Key_PageUp else 1)
        elif focused is not None and step is not None:
            self._focus(focused + timedelta(days=step))
        elif focused is not None and key in (_K.Key_Return, _K.Key_Enter):
            self._on_chosen(focused)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and its edge."""
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, rect, self._theme.colour("raised"))
            outlined(painter, rect, self._theme.colour("edge"), 2)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.close()

    def _go(self, months: int) -> None:
        number = self._shown.year * 12 + self._shown.month - 1 + months
        self._focus(date(number // 12, number % 12 + 1, 1))

    def _focus(self, day: date) -> None:
        if (day.year, day.month) != (self._shown.year, self._shown.month):
            self._show(day)
        self._month.button(day).setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, month: date) -> None:
        self._shown = month
        self._name.setText(_ENGLISH.toString(QDate(month.year, month.month, 1), "MMMM yyyy"))
        self._month.show_month(month, self._today, {}, self._day, any_day=True)

    def _on_chosen(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


class DateField(QWidget):
    """A line for a date such as 2026-03-20. A button beside it opens the calendar, and so do Alt+Down and F4."""

    def __init__(self, theme: Theme, today: Callable[[], date], placeholder: str) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.button = QuietButton(theme, "", icon="history")
        self.button.clicked.connect(self.open_calendar)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XXS)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def set_name(self, name: str) -> None:
        """Name the field for a screen reader."""
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}: pick a date")

    @property
    def day(self) -> date | None:
        """Return the date; None where nothing is written. Raises ValueError for what is no date."""
        text = self.line.text().strip()
        return date.fromisoformat(text) if text else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar by Alt+Down or F4."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = _K(event.key())
        if key is _K.Key_F4 or (key is _K.Key_Down and alt):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Open the calendar at the date that is written, or at today."""
        popup = CalendarPopup(self._theme, self._today(), self.window())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setAccessibleName(self.button.accessibleName())
        popup.chosen.connect(self._on_chosen)
        try:
            day = self.day or self._today()
        except ValueError:
            day = self._today()
        popup.open_at(day, self.mapTo(self.window(), QPoint(0, self.height())))

    def _on_chosen(self, day: date) -> None:
        self.line.setText(day.isoformat())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
