"""Hear whether the voice works, and what is used where it does not."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.label import Body

SENTENCE = "This is the voice of your sessions. Lift slowly. Hold it there. Three, two, one."
POLL_MS = 250
LONGEST_POLLS = 60


class VoiceTest(QWidget):
    """A button that says one sentence, and a line that says what speaks."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._polls = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        self.button = QuietButton(context.theme, "Say a sentence", icon="sound")
        self.button.clicked.connect(self.say)
        column.addWidget(ButtonRow(self.button))
        self.line = Body(context.theme)
        self.line.hide()
        column.addWidget(self.line)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def say(self) -> None:
        """Render the sentence, then say it; the line tells what happens meanwhile."""
        voice = self._context.voice()
        voice.silence()
        voice.prepare([SENTENCE])
        self._polls = 0
        self._tell("The voice is getting ready.")
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        voice = self._context.voice()
        state = voice.state()
        self._polls += 1
        ready = voice.length_s(SENTENCE) is not None
        if not ready and state.sound and self._polls < LONGEST_POLLS:
            return
        self._timer.stop()
        voice.say(SENTENCE)
        heard = (
            f"You should hear: {SENTENCE}" if state.sound else "Nothing can be heard here; every word is shown instead."
        )
        self._tell(f"{heard} {state.message}".strip())

    def _tell(self, text: str) -> None:
        self.line.setText(text)
        self.line.show()
