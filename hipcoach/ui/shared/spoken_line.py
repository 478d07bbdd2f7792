"""Says a sentence outside a session as soon as the voice has it ready; it stays on the screen meanwhile."""

from PySide6.QtCore import QObject, QTimer

from hipcoach.engine.cue import Priority
from hipcoach.voice.protocol import Voice, may_be_said_soon

POLL_MS = 250
LONGEST_POLLS = 60


class SpokenLine(QObject):
    """One sentence, said once."""

    def __init__(self, voice: Voice, text: str, parent: QObject) -> None:
        super().__init__(parent)
        self._voice = voice
        self._text = text
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._say_if_ready)
        voice.prepare([text])
        self._timer.start()
        self._say_if_ready()

    def end(self) -> None:
        """Fall silent, said or not."""
        self._timer.stop()
        self._voice.silence()

    def _say_if_ready(self) -> None:
        self._polls += 1
        if may_be_said_soon(self._voice, self._text) and self._polls < LONGEST_POLLS:
            return
        self._timer.stop()
        if self._voice.length_s(self._text) is not None:
            self._voice.say(self._text, priority=int(Priority.PAIN))
