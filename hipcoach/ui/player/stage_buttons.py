"""The large buttons under the stage. The keys stay with the page: Space pauses, whichever button was clicked last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipcoach.coach.keys import PlayerCommand, key_cap
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import Button, DangerButton


class StageButton(Button):
    """A button that grows with the window, with narrow margins: seven stand side by side."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter; leave every other key to the session."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

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
        icon: str,
        kind: type[StageButton] = StageButton,
    ) -> Button:
        """Add a button for a command, with the command's key on it, and return it."""
        button = kind(self._theme, text, key=key_cap(command), icon=icon, large=True)
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
