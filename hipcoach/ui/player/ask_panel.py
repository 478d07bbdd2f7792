"""The question after Esc: the session is paused, and can be ended here."""

from PySide6.QtCore import Qt, Signal

from hipcoach.coach.keys import PlayerCommand
from hipcoach.ui.player.player_keys import KEYS
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PrimaryButton, QuietButton

GO_ON_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Period, Qt.Key.Key_PageDown}
)


class AskPanel(Panel):
    """Asks whether to go on or to end. What was done is kept either way."""

    go_on = Signal()
    end = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, icon="pause")
        self._back = PrimaryButton(self.theme, "Go on", key="Space", icon="play", large=True)
        self._back.clicked.connect(self.go_on)
        self._end = QuietButton(self.theme, "End the session", key="E", icon="stop", large=True)
        self._end.clicked.connect(self.end)
        self.foot.addStretch(1)
        self.foot.addWidget(self._end)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)

    def open(self, *, paused: bool) -> None:
        """Ask. Ending while a question about pain is open (`paused` False) counts as no answer to it."""
        if paused:
            self.ask("Paused. End the session here?", "What you have done is kept.")
        else:
            self.ask("End the session here?", "The question about pain then counts as not given. What you did is kept.")

    def press(self, key: Qt.Key, text: str) -> bool:
        """Go on on Space, Enter and Esc; end on E; leave the pain key to the page."""
        if key in GO_ON_KEYS:
            self.go_on.emit()
        elif key == Qt.Key.Key_E:
            self.end.emit()
        else:
            return KEYS.get(key) is not PlayerCommand.PAIN
        return True

    def take_focus(self) -> None:
        """Focus "Go on": a key pressed without reading then ends nothing."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
