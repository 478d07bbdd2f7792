"""The main button of a long page, shown again at the foot of the window while the page has it further down."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget
from shiboken6 import isValid

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import PrimaryButton
from hipcoach.ui.widgets.spoken_as import SpokenAs


class _ButtonAgain(PrimaryButton):
    """Takes clicks only: keys and screen readers have the button itself."""

    spoken_as = SpokenAs.DECORATION

    def _enter_is_elsewhere(self) -> bool:
        """Return False: Enter presses the button that it shows, which may have the focus out of view."""
        return False

    def take_after(self, button: PrimaryButton) -> None:
        """Show what the button shows: its words, icon and key."""
        self.set_icon_name(button.icon_name)
        self._show_key(button.key)
        if self.text() != button.text():
            self.set_text(button.text())
        self.setEnabled(button.isEnabled())


class FootAction(QWidget):
    """Lies over the foot of what scrolls. It goes as soon as the button itself is in view."""

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__(area)
        self._theme, self._area = theme, area
        self._button: PrimaryButton | None = None
        self._again: _ButtonAgain | None = None  # until it is needed
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.L, Space.XS, 0, Space.XS)
        self._row.addStretch(1)
        self.hide()

    def follow(self, button: PrimaryButton) -> None:
        """Show this button again, in place of another."""
        self._button = button
        self.look()

    def look(self) -> None:
        """Come or go, with the place of the button."""
        button = self._button
        if button is None or not isValid(button) or not self._is_below(button):
            self.hide()
            return
        if self._again is None:
            self._again = _ButtonAgain(self._theme, button.text(), large=True)
            self._again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._again.clicked.connect(self._on_clicked)
            self._row.insertWidget(0, self._again)
        self._again.take_after(button)
        height = self.heightForWidth(self._area.viewport().width()) if self.hasHeightForWidth() else 0
        height = max(height, self.sizeHint().height())
        self.setGeometry(0, self._area.height() - height, self._area.viewport().width(), height)
        self.show()
        self.raise_()

    def covers_px(self) -> int:
        """Return how much of the foot it hides now."""
        return self.height() if self.isVisible() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the page, and a line above it."""
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), self._theme.colour("surface"))
            painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.colour("line"))

    def _is_below(self, button: PrimaryButton) -> bool:
        view = self._area.viewport()
        if not (view.isAncestorOf(button) and button.isVisibleTo(view)):
            return False
        return button.mapTo(view, QPoint(0, button.height())).y() > view.height()

    def _on_clicked(self) -> None:
        if self._button is not None and isValid(self._button):
            self._button.click()
