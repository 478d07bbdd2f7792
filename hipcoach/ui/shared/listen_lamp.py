"""The lamp of an open microphone. It shows each word that was heard, and turns listening off and on."""

from PySide6.QtCore import Qt, QTimer

from hipcoach.session_keys import SESSION_KEYS, PlayerCommand
from hipcoach.ui.shared.ear import Ear
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.announce import announce
from hipcoach.ui.widgets.button import PlainButton

HEARD_MS = 2_000
LISTENING, OFF = "Listening", "Not listening"
KEY = next(row.cap for row in SESSION_KEYS if row.command is PlayerCommand.LISTEN)
BY_HAND = "Your keys work as always."


class ListenLamp(PlainButton):
    """Stands at the foot of every page on which words are listened for."""

    def __init__(self, theme: Theme, ear: Ear) -> None:
        super().__init__(theme, LISTENING, key=KEY, icon="microphone")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._ear = ear
        self._told = ""
        self._heard = QTimer(self)
        self._heard.setSingleShot(True)
        self._heard.setInterval(HEARD_MS)
        self._heard.timeout.connect(self.show_state)
        self.clicked.connect(ear.toggle)
        ear.changed.connect(self.show_state)
        self.show_state()

    def show_heard(self, said: str) -> None:
        """Show a word for a while."""
        self._show(f"“{said}”")
        self._heard.start()

    def show_state(self) -> None:
        """Show whether it listens, or why it cannot; that is said once to a screen reader."""
        problem = self._ear.problem
        self._show((f"{problem} {BY_HAND}" if problem else LISTENING) if self._ear.on else OFF)
        if problem and problem != self._told:
            announce(self, self.text())
        self._told = problem

    def _show(self, text: str) -> None:
        self.text_colour = "accent" if self._ear.on and not self._ear.problem else "muted"
        self.set_text(text)
        self.updateGeometry()
        self.update()
