"""The answers to a question as large buttons, none preselected."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import Button
from hipcoach.ui.widgets.flow_layout import FlowLayout
from hipcoach.ui.widgets.key_press import ARROW_STEPS, key_press
from hipcoach.ui.widgets.spoken_as import SpokenAs


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its value, its words, its key, and a longer text for screen readers where the words are few."""

    value: str
    label: str
    key: str = ""
    hint: str = ""


class ChoiceButton(Button):
    """The button of one answer; while chosen it is filled and has a tick."""

    enter_presses = False

    def __init__(
        self, theme: Theme, text: str, *, key: str = "", large: bool = False, align_left: bool = False
    ) -> None:
        super().__init__(theme, text, key=key, large=large, align_left=align_left)
        self.spoken_as = SpokenAs.RADIO
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, checked: bool) -> None:
        self.set_icon_name("check" if checked else "")

    def _icon_px(self) -> int:
        """Return the room of the tick, also where there is none: nothing moves under the pointer."""
        return self.theme.scaled(tokens.ICON_PX) + Space.XS

    def _colours(self) -> tuple[str, str, str]:
        if self.isChecked():
            return "accent", "on_accent", ""
        return super()._colours()


class ChoiceRow(QWidget):
    """Buttons side by side. One of them is chosen, or with `several` any number."""

    spoken_as = SpokenAs.GROUP

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
            if several:
                button.spoken_as = SpokenAs.CHECK
            if choice.hint:
                button.setAccessibleDescription(choice.hint)
            button.clicked.connect(lambda _checked=False, value=choice.value: self._on_clicked(value))
            row.addWidget(button)
            self._buttons[choice.value] = button
        self._let_tab_stop()

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
        self._let_tab_stop()

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
        """Choose by typed characters and by arrow keys."""
        press = key_press(event)
        step = ARROW_STEPS.get(press.key)
        typed = press.letter if press.digit is None else str(press.digit)
        if press.combined or (step is None and not (typed and self.press_key(typed))):
            super().keyPressEvent(event)
        elif step is not None:
            self._move(step)

    def _move(self, step: int) -> None:
        buttons = [button for button in self._buttons.values() if button.isEnabled()]
        focused = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        at = focused
        if not self._several and self.value is not None:
            at = buttons.index(self._buttons[self.value])
        if at is None:
            at = -1 if step > 0 else 0
        elif not self._several and self.value is None:
            at -= step  # the first arrow chooses what has the focus
        button = buttons[(at + step) % len(buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several:
            button.click()

    def _let_tab_stop(self) -> None:
        """Let Tab come to the chosen answer only, or to the first where none is chosen."""
        if self._several or not self._buttons:
            return
        stop = self.value if self.value is not None else next(iter(self._buttons))
        for value, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if value == stop else Qt.FocusPolicy.ClickFocus)

    def _on_clicked(self, value: str) -> None:
        if not self._several:
            for other, button in self._buttons.items():
                button.setChecked(other == value)
            self._let_tab_stop()
        self.changed.emit()
