"""The answers to a question as large buttons, none preselected."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.flow_layout import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its value, its words, its key, and a longer text for screen readers where the words are few."""

    value: str
    label: str
    key: str = ""
    hint: str = ""


class ChoiceButton(Button):
    """The button of one answer; while chosen it is filled and has a tick."""

    def __init__(
        self, theme: Theme, text: str, *, key: str = "", large: bool = False, align_left: bool = False
    ) -> None:
        super().__init__(theme, text, key=key, large=large, align_left=align_left)
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, checked: bool) -> None:
        self.set_icon_name("check" if checked else "")
        self.updateGeometry()

    def _colours(self) -> tuple[str, str, str]:
        if self.isChecked():
            return "accent", "on_accent", ""
        return super()._colours()


class ChoiceRow(QWidget):
    """Buttons side by side, of which one is chosen, or with `several` any number. Arrow keys move the focus."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[Choice],
        *,
        several: bool = False,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._several = several
        self._buttons: dict[str, ChoiceButton] = {}
        self._keys = {choice.key.upper(): choice.value for choice in choices if choice.key}
        row = FlowLayout(self)
        for choice in choices:
            button = ChoiceButton(theme, choice.label, key=choice.key, large=large)
            if choice.hint:
                button.setAccessibleDescription(choice.hint)
            button.clicked.connect(lambda _checked=False, value=choice.value: self._on_clicked(value))
            row.addWidget(button)
            self._buttons[choice.value] = button

    @property
    def value(self) -> str | None:
        """Return the chosen answer, None where there is none yet."""
        return next(iter(self.values), None)

    @property
    def values(self) -> tuple[str, ...]:
        """Return all chosen answers, in the order of the buttons."""
        return tuple(value for value, button in self._buttons.items() if button.isChecked())

    def set_values(self, values: Sequence[str]) -> None:
        """Choose these answers and no others, without a signal."""
        for value, button in self._buttons.items():
            button.setChecked(value in values)

    def offers(self, value: str) -> bool:
        """Return True if `value` is one of the answers."""
        return value in self._buttons

    def button(self, value: str) -> ChoiceButton:
        """Return the button of one answer."""
        return self._buttons[value]

    def press_key(self, text: str) -> bool:
        """Choose the answer of a typed character. Return False if no answer has it."""
        value = self._keys.get(text.upper())
        if value is None:
            return False
        self._buttons[value].click()
        self._buttons[value].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by typed characters; move the focus by arrow keys."""
        if event.text() and self.press_key(event.text()):
            return
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), -1 if step > 0 else 0)
        buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, value: str) -> None:
        if not self._several:
            for other, button in self._buttons.items():
                button.setChecked(other == value)
        self.changed.emit()
