"""The rail at the left: six places, one of them here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.painting import RING_PX, rounded


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One entry of the rail."""

    id: str
    label: str
    icon: str


PLACES = (
    RailEntry("today", "Today", "today"),
    RailEntry("plans", "Plans", "plans"),
    RailEntry("exercises", "Exercises", "exercises"),
    RailEntry("history", "History", "history"),
    RailEntry("settings", "Settings", "settings"),
    RailEntry("help", "Help", "help"),
)


class RailButton(PlainButton):
    """One place; where one is, it is filled and marked at its edge."""

    def __init__(self, theme: Theme, place: RailEntry) -> None:
        super().__init__(theme, place.label, icon=place.icon, align_left=True)
        self.setCheckable(True)

    def _padding_px(self) -> int:
        return Space.M

    def _colours(self) -> tuple[str, str, str]:
        if self.isChecked():
            return "accent_soft", "accent", ""
        ground, _text, outline = super()._colours()
        return ground, "ink", outline

    def _paint_ground(self, painter: QPainter) -> None:
        super()._paint_ground(painter)
        if self.isChecked():
            mark = QRectF(RING_PX, RING_PX + Space.S, Space.XXS, self.height() - 2 * (RING_PX + Space.S))
            rounded(painter, mark, self.theme.colour("accent"), Space.XXS / 2)


class Rail(QWidget):
    """Chosen by click, by arrow keys, and by Ctrl+1 to Ctrl+6."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, places: Sequence[RailEntry] = PLACES, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.L, Space.S, Space.L)
        column.setSpacing(Space.XXS)
        self._buttons: dict[str, RailButton] = {}
        for number, place in enumerate(places, start=1):
            button = RailButton(theme, place)
            button.add_shortcut(f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, id=place.id: self.choose(id))
            column.addWidget(button)
            self._buttons[place.id] = button
        column.addStretch(1)
        theme.changed.connect(self.update)

    def choose(self, id: str) -> None:
        """Mark a place as here and say so."""
        self.mark(id)
        self.chosen.emit(id)

    def mark(self, id: str) -> None:
        """Mark a place as here, without a signal."""
        for other, button in self._buttons.items():
            button.setChecked(other == id)

    def button(self, id: str) -> RailButton:
        """The button of one place."""
        return self._buttons[id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move along the rail."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline towards the page."""
        with QPainter(self) as painter:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
