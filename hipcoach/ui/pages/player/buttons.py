"""The large buttons under the stage. They leave the keys to the page: Space pauses, whatever was clicked last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.ui.pages.player.keys import Command
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage import MAX_STAGE_TEXT_FACTOR, StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import Button, DangerButton


class StageButton(Button):
    """Grows with the window, and wastes no width: seven of them stand side by side."""

    def _target_px(self) -> int:
        return self.theme.scaled(tokens.TARGET_LARGE_PX / self.theme.text_factor) + 2 * RING_PX

    def _padding_px(self) -> int:
        return Space.S


class StagePainButton(StageButton):
    """It hurts more."""

    ground, text_colour, outline = DangerButton.ground, DangerButton.text_colour, DangerButton.outline


class StageButtons(QWidget):
    """The row of them."""

    requested = Signal(object)  # Command

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = LargerTheme(theme, self)
        self._buttons: dict[Command, StageButton] = {}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.XXS)

    def add(
        self,
        command: Command,
        text: str,
        key: str,
        icon: str,
        kind: type[StageButton] = StageButton,
    ) -> Button:
        """One button for one command."""
        button = kind(self._theme, text, key=key, icon=icon, large=True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.requested.emit(command))
        self._buttons[command] = button
        self.row.addWidget(button)
        return button

    def button(self, command: Command) -> Button:
        """The button of one command."""
        return self._buttons[command]

    def enable(self, possible: frozenset[Command]) -> None:
        """Enable those of the buttons whose command means anything now."""
        for command, button in self._buttons.items():
            button.setEnabled(command in possible)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Grow with the window."""
        self._theme.set_factor(sizes.factor / min(self._theme.text_factor, MAX_STAGE_TEXT_FACTOR))
