"""The large buttons under the stage. Space presses the one that Tab came to; after a click it still pauses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable, PlayerCommand
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import Button, DangerButton
from hipcoach.ui.widgets.key_press import ENTER

PRESSES = ENTER | {Qt.Key.Key_Space}


class StageButton(Button):
    """A button that grows with the window, with narrow margins: seven stand side by side."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter and Space, at once and once; leave every other key to the session."""
        if event.key() not in PRESSES:
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()

    def _target_px(self) -> int:
        return max(tokens.TARGET_LARGE_PX, self.theme.scaled(tokens.TARGET_LARGE_PX)) + 2 * RING_PX

    def _padding_px(self) -> int:
        return Space.S


class StagePainButton(StageButton):
    """The button "It hurts more", in red."""

    ground, text_colour, outline = DangerButton.ground, DangerButton.text_colour, DangerButton.outline


class StageButtons(QWidget):
    """A row of stage buttons, one for each command."""

    requested = Signal(object)  # PlayerCommand

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._keys = keys
        self._theme = LargerTheme(theme, self)
        self._buttons: dict[PlayerCommand, StageButton] = {}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(Space.XXS)

    def add(
        self,
        command: PlayerCommand,
        text: str,
        icon: str,
        kind: type[StageButton] = StageButton,
    ) -> Button:
        """Add a button for a command, with the command's key on it, and return it."""
        button = kind(self._theme, text, key=self._keys.cap(command), icon=icon, large=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.requested.emit(command))
        self._buttons[command] = button
        self.row.addWidget(button)
        return button

    def button(self, command: PlayerCommand) -> Button:
        """Return the button of a command."""
        return self._buttons[command]

    def enable(self, possible: frozenset[PlayerCommand]) -> None:
        """Enable the buttons whose command is possible now, and disable the others."""
        for command, button in self._buttons.items():
            button.setEnabled(command in possible)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the sizes for the present window."""
        self._theme.set_factor(sizes.button_factor(self._theme.text_factor))
