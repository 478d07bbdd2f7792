"""The large buttons under the stage. They leave the keys to the page: Space pauses, whatever was clicked last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.ui.player.player_keys import PlayerCommand
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import Button, DangerButton


class StageButton(Button):
    """Grows with the window, and wastes no width: seven of them stand side by side."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the one that has the focus; every other key is the session's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def _target_px(self) -> int:
        return max(tokens.TARGET_LARGE_PX, self.theme.scaled(tokens.TARGET_LARGE_PX)) + 2 * RING_PX

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
        self._buttons: dict[PlayerCommand, StageButton] = {}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.XXS)

    def add(
        self,
        command: PlayerCommand,
        text: str,
        key: str,
        icon: str,
        kind: type[StageButton] = StageButton,
    ) -> Button:
        """One button for one command."""
        button = kind(self._theme, text, key=key, icon=icon, large=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.requested.emit(command))
        self._buttons[command] = button
        self.row.addWidget(button)
        return button

    def button(self, command: PlayerCommand) -> Button:
        """The button of one command."""
        return self._buttons[command]

    def enable(self, possible: frozenset[PlayerCommand]) -> None:
        """Enable those of the buttons whose command means anything now."""
        for command, button in self._buttons.items():
            button.setEnabled(command in possible)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Grow with the window."""
        self._theme.set_factor(sizes.button_factor(self._theme.text_factor))
