"""The scale for pain (or effort): eleven large buttons, 0 to 10, none preselected."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.key_press import KeyPress, key_press
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.painting import RING_PX, focus_ring, outlined, rounded
from hipcoach.ui.widgets.pressable import Pressable
from hipcoach.ui.widgets.spoken_as import SpokenAs

PAIN_WORDS = ("no pain", "moderate", "worst pain you can imagine")
EFFORT_WORDS = ("no effort", "hard", "as hard as you can imagine")
AFAR_PX = 110
IN_FIRST_ROW = 6  # 0 to 5, where there is no room for all in one row
IN_VIEW_NOW = "The numbers were out of view, and none was taken. Press it again."
_NUMBERS = range(11)
_LEFT, _MIDDLE, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_PLACES = {
    1: ((1, 0, 4, _LEFT), (1, 4, 3, _MIDDLE), (1, 7, 4, _RIGHT)),
    2: ((1, 0, 3, _LEFT), (1, 3, 3, _RIGHT), (3, 0, 5, _RIGHT)),
}
"""Where the words under 0, 5 and 10 stand with one row of numbers, and with two: row, first column, columns, side."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


class NrsKey(Pressable):
    """The button of one number."""

    spoken_as = SpokenAs.RADIO

    enter_presses = False

    left_by_tab = Signal()

    def __init__(self, theme: Theme, number: int, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.height_px = tokens.TARGET_LARGE_PX
        self.role = Type.LEAD
        self.setText(str(number))
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit_width()
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return a square, larger than other targets."""
        side = self._theme.scaled(self.height_px) + 2 * RING_PX
        return QSize(side, side)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Emit `left_by_tab` where it was."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.left_by_tab.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, number and focus ring; the chosen number is filled and underlined."""
        theme = self._theme
        rect = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            chosen = self.isChecked()
            rounded(painter, rect, theme.colour("accent" if chosen else "raised"))
            if not chosen:
                outlined(painter, rect, theme.colour("accent"), 3 if self.underMouse() else 2)
            painter.setFont(theme.font(self.role, bold=True, tabular=True))
            painter.setPen(theme.colour("on_accent" if chosen else "accent"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if chosen:
                bar = QRectF(rect.center().x() - Space.S, rect.bottom() - Space.S, 2 * Space.S, tokens.FOCUS_PX)
                rounded(painter, bar, theme.colour("on_accent"), 1)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), theme)

    def _fit_width(self) -> None:
        widest = QFontMetrics(self._theme.font(self.role, bold=True, tabular=True)).horizontalAdvance("10")
        self.setMinimumWidth(max(tokens.TARGET_PX, widest + Space.XXS) + 2 * RING_PX)

    def _on_theme_changed(self) -> None:
        self._fit_width()
        self.updateGeometry()
        self.update()


class NrsRow(QWidget):
    """Eleven buttons with words under 0, 5 and 10. A number is typed or clicked; 10 is typed as 1, then 0.

    Arrow keys choose as well. Tab comes to the chosen number only, or to 0 where none is chosen, and chooses nothing:
    the number with the focus, which a screen reader says, is the one that is recorded.
    """

    spoken_as = SpokenAs.GROUP

    changed = Signal(int)
    entered = Signal(int)  # typed or clicked, not reached with the arrow keys
    came_into_view = Signal()  # by a key that chose none

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        words: tuple[str, str, str] = PAIN_WORDS,
        from_afar: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `from_afar`, numbers and words are large enough to read from the floor."""
        super().__init__(parent)
        self.setAccessibleName(name)  # and no focus proxy: Tab would find the proxy in this row's place of the order
        self._value: int | None = None
        self._typed_one = False
        self._rows = 0
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(Space.XXS)
        names = {0: words[0], 5: words[1], 10: words[2]}
        self._keys: list[NrsKey] = []
        for number in _NUMBERS:
            key = NrsKey(theme, number, f"{number}, {names[number]}" if number in names else str(number))
            key.clicked.connect(lambda _checked=False, n=number: self._on_clicked(n))
            key.left_by_tab.connect(self._on_left_by_tab)
            if from_afar:
                key.height_px, key.role = AFAR_PX, Type.TITLE
            self._keys.append(key)
        self._describe()
        self._labels = [MutedLabel(theme, word, role=Type.LEAD if from_afar else Type.SMALL) for word in words]
        for label in self._labels:
            label.setContentsMargins(RING_PX, 0, RING_PX, 0)
        self._arrange(1)

    @property
    def value(self) -> int | None:
        """Return the chosen number, None where there is none."""
        return self._value

    @property
    def numbers(self) -> QRect:
        """Return where in the row the numbers stand, without the words under them."""
        return self._keys[0].geometry().united(self._keys[-1].geometry())

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none, without a signal."""
        self._value = value
        self._typed_one = False
        for number, key in enumerate(self._keys):
            key.setChecked(number == value)
        self._describe()

    def minimumSizeHint(self) -> QSize:
        """Return the width of six numbers: the others can stand beneath."""
        return QSize(IN_FIRST_ROW * self._keys[0].minimumWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers into one row, or into two where the width ends."""
        super().resizeEvent(event)
        self._arrange(1 if self.width() >= len(self._keys) * self._keys[0].minimumWidth() else 2)

    def _arrange(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        columns = len(self._keys) if rows == 1 else IN_FIRST_ROW
        for number, key in enumerate(self._keys):
            self._grid.addWidget(key, 2 * (number // columns), number % columns)
        for column in _NUMBERS:
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for label, (row, first, span, side) in zip(self._labels, _PLACES[rows], strict=True):
            label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, row, first, 1, span)

    def take_focus(self) -> None:
        """Focus the number that Tab stops at."""
        self._keys[self._value or 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, digit: int) -> None:
        """Choose by a typed digit."""
        ten = digit == 0 and self._typed_one
        self._choose(10 if ten else digit)
        self._typed_one = digit == 1
        self.entered.emit(self._value)

    def press(self, press: KeyPress) -> bool:
        """Choose by digits, move the choice by arrow keys. Return False for any other key.

        While none is chosen the first arrow to a side chooses 0, which has the focus; up and down scroll the page.

        While the numbers are out of view none is chosen: they come into view, and the key is pressed again.
        """
        step = _STEPS.get(press.key)
        scrolls = self._value is None and press.key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if press.combined or scrolls or (press.digit is None and step is None):
            return False
        if self._comes_into_view():
            self._typed_one = press.digit == 1  # with a 0 it is 10, and never 0
            self.came_into_view.emit()
        elif press.digit is not None:
            if not press.repeated:  # a 1 that is held down is no 11
                self.press_digit(press.digit)
        elif step is not None:
            self._choose(0 if self._value is None else min(max(self._value + step, 0), 10))
        return True

    def _comes_into_view(self) -> bool:
        """Scroll the numbers into view. Return True where none of them was in it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is None:
            return False
        seen, bar = any(not key.visibleRegion().isEmpty() for key in self._keys), around.verticalScrollBar()
        before = bar.value()
        around.ensureWidgetVisible(self, 0, RING_PX)
        return not seen and bar.value() != before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and arrow keys. Enter belongs to the page around."""
        if not self.press(key_press(event)):
            super().keyPressEvent(event)

    def _describe(self) -> None:
        """Let Tab stop at one number, and say of each whether it is chosen."""
        for number, key in enumerate(self._keys):
            stops = number == (self._value or 0)
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)
            key.setAccessibleDescription("Chosen" if number == self._value else "Not chosen" if stops else "")
        self.setAccessibleDescription("None chosen" if self._value is None else f"{self._value} chosen")

    def _choose(self, number: int) -> None:
        self.set_value(number)
        self.take_focus()
        self.changed.emit(number)

    def _on_left_by_tab(self) -> None:
        self._typed_one = False

    def _on_clicked(self, number: int) -> None:
        self._choose(number)
        self.entered.emit(number)
