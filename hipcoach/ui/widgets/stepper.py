"""A number that is changed by two large buttons, - and +."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import Label

VALUE_PX = 84  # so that the keys of one page stand in two columns


class Stepper(QWidget):
    """Keeps a value within limits; `say` makes the text that is shown."""

    changed = Signal(float)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        value: float,
        low: float,
        high: float,
        step: float,
        say: Callable[[float], str] = "{:g}".format,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value, self._low, self._high, self._step, self._say = value, low, high, step, say
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XXS)
        self._less = QuietButton(theme, "", icon="minus")
        self._less.setAccessibleName(f"{name}: less")
        self._more = QuietButton(theme, "", icon="plus")
        self._more.setAccessibleName(f"{name}: more")
        self._shown = Label(theme, bold=True, tabular=True)
        self._shown.setWordWrap(False)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._on_theme_changed)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for button in (self._less, self._more):
            button.setAutoRepeat(True)  # from 3 to 20 is one long press
        for widget in (self._less, self._shown, self._more):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._less.clicked.connect(lambda: self._move(-1))
        self._more.clicked.connect(lambda: self._move(1))
        self._on_theme_changed()

    @property
    def value(self) -> float:
        """Return the value."""
        return self._value

    def set_value(self, value: float) -> None:
        """Change the value, without a signal."""
        self._value = min(max(value, self._low), self._high)
        self._show()

    def _move(self, direction: int) -> None:
        self.set_value(round(self._value + direction * self._step, 6))
        self.changed.emit(self._value)

    def _on_theme_changed(self) -> None:
        widest = max((self._say(value) for value in (self._low, self._high, self._value)), key=len)
        words = QFontMetrics(self._theme.font(bold=True)).horizontalAdvance(widest)
        self._shown.setFixedWidth(max(words + Space.M, self._theme.scaled(VALUE_PX)))
        self._show()

    def _show(self) -> None:
        text = self._say(self._value)
        self._shown.setText(text)
        self.setAccessibleDescription(text)
        self._less.setEnabled(self._value > self._low)
        self._more.setEnabled(self._value < self._high)
