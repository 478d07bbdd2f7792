"""The question after Esc: the session is paused, and can be ended here."""

from PySide6.QtCore import Qt, Signal

from hipcoach.ui.player.player_keys import is_pain
from hipcoach.ui.shared.stage_panel import Panel
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PrimaryButton, QuietButton
from hipcoach.ui.widgets.key_press import ENTER, KeyPress

GO_ON_KEYS = ENTER | {Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Period, Qt.Key.Key_PageDown}
KEPT = "What you have done is kept."
HELP_KEYS = {Qt.Key.Key_F1, Qt.Key.Key_Question}


class AskPanel(Panel):
    """Asks whether to go on or to end. What was done is kept either way."""

    go_on = Signal()
    end = Signal()
    keys_wanted = Signal()

    def __init__(self, theme: Theme, help_cap: str) -> None:
        """`help_cap` stands on the key that shows the keys."""
        super().__init__(theme, icon="pause")
        self._back = PrimaryButton(self.theme, "Go on", key="Space", icon="play", large=True)
        self._back.clicked.connect(self.go_on)
        self._end = QuietButton(self.theme, "End the session", key="E", icon="stop", large=True)
        self._end.clicked.connect(self.end)
        self._keys = QuietButton(self.theme, "Keys", key=help_cap, icon="keys", large=True)
        self._keys.clicked.connect(self.keys_wanted)
        self.foot.addStretch(1)
        self.foot.addWidget(self._keys)
        self.foot.addWidget(self._end)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)

    def open(self, *, paused: bool, then: str) -> None:
        """Ask. `then`: what ending makes of the question about pain that is open; where one is, nothing is `paused`."""
        self._keys.setVisible(paused)  # they cover no question about pain
        if paused:
            self.ask("Paused. End the session here?", KEPT)
        else:
            self.ask("End the session here?", f"{then} {KEPT}".strip())

    def press(self, press: KeyPress) -> bool:
        """Go on on Space, Enter and Esc; end on E; show the keys. No other key of the session counts meanwhile."""
        if press.key in GO_ON_KEYS:
            self.go_on.emit()
        elif press.key in HELP_KEYS and not self._keys.isHidden():
            self.keys_wanted.emit()
        elif press.letter == "E":
            self.end.emit()
        return not (press.combined or is_pain(press))  # both are for the page

    def take_focus(self) -> None:
        """Focus "Go on": a key pressed without reading then ends nothing."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
