"""The large buttons under the stage. Space presses the one that Tab came to; after a click it still pauses.

Where their words have no room, the buttons are icons, named for screen readers and by a tool tip. "It hurts more" keeps
its words and its size on every window.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from hipcoach.coach.keys import KeyTable, PlayerCommand
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.larger import LargerTheme
from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import Button, DangerButton
from hipcoach.ui.widgets.key_press import ENTER
from hipcoach.ui.widgets.room import least_size

PRESSES = ENTER | {Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class RowLook:
    """How much the buttons of the row show, and how large."""

    words: bool = True
    keys: bool = True
    share: float = 1.0  # of the text size


WORDS = (RowLook(), RowLook(share=0.9), RowLook(share=0.8), RowLook(share=0.75))
ICONS = (RowLook(words=False), RowLook(words=False, share=0.8), RowLook(words=False, keys=False))
LEAST = RowLook(words=False, keys=False, share=0.5)


class StageButton(Button):
    """A button that grows with the window, with narrow margins: seven stand side by side."""

    def __init__(self, theme: Theme, text: str, *, key: str, icon: str, others: Sequence[str] = ()) -> None:
        """`others`: the words that it may have later, for which room is kept."""
        self._words = text
        self._others = tuple(others)
        self._look = RowLook()
        super().__init__(theme, text, key=key, icon=icon, large=True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_text(self, text: str) -> None:
        """Change the words and the accessible name."""
        self._words = text
        super().set_text(text)
        self.show_look(self._look)

    def show_look(self, look: RowLook) -> None:
        """Show words and key, or not; what is not shown is still the button's name."""
        self._look = look
        self.setText(self._words if look.words else "")
        self.show_key(look.keys)
        self.setToolTip("" if self.text() and look.keys else f"{self.accessibleName()} ({self.key})")
        self.updateGeometry()
        self.update()

    def room_px(self) -> int:
        """Return the width with any of its words on one line."""
        metrics = QFontMetrics(self._font())
        texts = (self.text(), *self._others) if self._look.words else (self.text(),)
        more = max(map(metrics.horizontalAdvance, texts)) - metrics.horizontalAdvance(texts[0])
        return self.sizeHint().width() + more

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter and Space, at once and once; leave every other key to the session."""
        if event.key() not in PRESSES:
            event.ignore()
        elif not event.isAutoRepeat():
            self.click()

    def _target_px(self) -> int:
        """Return the height, which follows the window; where the words are higher, they decide."""
        follows = round(self.theme.scaled(tokens.TARGET_LARGE_PX) / self.theme.text_factor)
        return max(tokens.TARGET_LARGE_PX, follows) + 2 * RING_PX

    def _padding_px(self) -> int:
        return Space.S


class StagePainButton(StageButton):
    """The button "It hurts more", in red."""

    ground, text_colour, outline = DangerButton.ground, DangerButton.text_colour, DangerButton.outline


class StageButtons(QWidget):
    """A row of stage buttons, one for each command; the one for pain at its end, or beneath where there is no room."""

    requested = Signal(object)  # PlayerCommand

    def __init__(self, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._keys = keys
        self._theme = LargerTheme(theme, self)
        self._pain_theme = LargerTheme(theme, self)  # never smaller than the user's own text size
        self._buttons: dict[PlayerCommand, StageButton] = {}
        self._pain: StageButton | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.XXS)
        self._grid.setColumnStretch(0, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.XXS)
        across = QHBoxLayout()
        across.addLayout(self._row)
        across.addStretch(1)
        self._grid.addLayout(across, 0, 0)

    def add(self, command: PlayerCommand, text: str, icon: str, *, others: Sequence[str] = ()) -> Button:
        """Add a button for a command, with the command's key on it, and return it."""
        button = StageButton(self._theme, text, key=self._keys.cap(command), icon=icon, others=others)
        self._row.addWidget(button)
        return self._keep(command, button)

    def add_pain(self, text: str) -> None:
        """Add the button for more pain."""
        command = PlayerCommand.PAIN
        self._pain = StagePainButton(self._pain_theme, text, key=self._keys.cap(command), icon="pain")
        self._keep(command, self._pain)
        self._grid.addWidget(self._pain, 0, 1)

    def __contains__(self, command: object) -> bool:
        """Return True if there is a button for the command."""
        return command in self._buttons

    def button(self, command: PlayerCommand) -> Button:
        """Return the button of a command."""
        return self._buttons[command]

    def enable(self, possible: frozenset[PlayerCommand]) -> None:
        """Enable the buttons whose command is possible now, and disable the others."""
        for command, button in self._buttons.items():
            button.setEnabled(command in possible)

    def fit(self, sizes: StageSizes, width: int) -> None:
        """Show as much of the buttons as a width has room for, and keep the height that they need."""
        larger = max(1.0, sizes.window)
        self._pain_theme.set_factor(larger)
        pain = self._pain.sizeHint().width() + Space.XXS if self._pain is not None else 0
        beside = any(self._try(look, larger, width - pain) for look in (*WORDS, *ICONS))
        if not beside:
            any(self._try(look, larger, width) for look in (*ICONS, LEAST))
        if self._pain is not None:
            self._grid.addWidget(self._pain, *((0, 1) if beside else (1, 0)), Qt.AlignmentFlag.AlignRight)
        self.setMinimumHeight(least_size(self._grid, width).height())

    def _try(self, look: RowLook, larger: float, room: int) -> bool:
        self._theme.set_factor(larger * look.share)
        others = [button for button in self._buttons.values() if button is not self._pain]
        for button in others:
            button.show_look(look)
        return sum(button.room_px() + Space.XXS for button in others) <= room

    def _keep(self, command: PlayerCommand, button: StageButton) -> Button:
        button.clicked.connect(lambda: self.requested.emit(command))
        self._buttons[command] = button
        return button
