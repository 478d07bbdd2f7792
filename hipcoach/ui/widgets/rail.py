"""The rail at the left edge: one button for each page, and a mark at the page that is open."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.key_press import KeyPress
from hipcoach.ui.widgets.painting import RING_PX, rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs

WORDS_SHARE = 0.22  # of the window's width, at most, for the labels


@dataclass(frozen=True, slots=True)
class RailPage:
    """One page of the rail. `icon` is the name of a file in `assets/icons`, without its `.svg`."""

    id: str
    label: str
    icon: str
    control_key: Qt.Key | None = None  # opens it with Ctrl, besides the number of its place
    keys: frozenset[Qt.Key] = frozenset()  # open it by themselves, from anywhere
    takes_files: tuple[str, ...] = ()  # the endings of files that it is handed when they are dropped; "": all others

    def opened_by(self, press: KeyPress) -> bool:
        """Return True if a press asks for this page by its own key."""
        return press.key == self.control_key if press.control else press.key in self.keys


class RailButton(PlainButton):
    """The button of one page; filled, and marked at its edge, while its page is open."""

    spoken_as = SpokenAs.TAB

    def __init__(self, theme: Theme, page: RailPage) -> None:
        super().__init__(theme, page.label, icon=page.icon, align_left=True)
        self.setCheckable(True)
        self._label = page.label

    def show_words(self, shown: bool) -> None:
        """Show the label, or the icon alone, named by a tool tip."""
        if shown is bool(self.text()):
            return
        self.setText(self._label if shown else "")
        self.setToolTip("" if shown else self._label)
        self.updateGeometry()

    def words_px(self) -> int:
        """Return the width with the label."""
        icon = self.theme.scaled(tokens.ICON_PX) + Space.XS
        return self._metrics().horizontalAdvance(self._label) + icon + 2 * self._padding_px() + 2 * RING_PX + 2

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
    """A page is chosen by its button, which arrow keys go along, or by Ctrl and the number of its place."""

    spoken_as = SpokenAs.TABS

    chosen = Signal(str)  # the page's id

    def __init__(self, theme: Theme, pages: Iterable[RailPage], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.L, Space.S, Space.L)
        column.setSpacing(Space.XXS)
        self._buttons: dict[str, RailButton] = {}
        for page in pages:
            button = RailButton(theme, page)
            button.clicked.connect(lambda _checked=False, id=page.id: self.choose(id))
            column.addWidget(button)
            self._buttons[page.id] = button
        column.addStretch(1)
        theme.changed.connect(self.update)

    def fit(self, window_px: int) -> None:
        """Show the labels where they leave room for the page, else the icons alone."""
        shown = max(button.words_px() for button in self._buttons.values()) <= WORDS_SHARE * window_px
        for button in self._buttons.values():
            button.show_words(shown)

    def choose(self, id: str) -> None:
        """Mark a page as the open one and emit `chosen`."""
        self.mark(id)
        self.chosen.emit(id)

    def mark(self, id: str) -> None:
        """Mark a page as the open one, without a signal."""
        for other, button in self._buttons.items():
            button.setChecked(other == id)

    def button(self, id: str) -> RailButton:
        """Return the button of one page."""
        return self._buttons[id]

    def has_number(self, number: int | None) -> bool:
        """Return True if there is a page at this place of the rail, counted from 1."""
        return number is not None and 1 <= number <= len(self._buttons)

    def choose_number(self, number: int) -> bool:
        """Choose the page at a place of the rail, counted from 1. Return False where there is none."""
        if not self.has_number(number):
            return False
        self.choose(list(self._buttons)[number - 1])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus along the rail with the up and down keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line between rail and page."""
        with QPainter(self) as painter:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
