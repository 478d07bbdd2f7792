"""A sentence to hear: whether the voice works, and how a change of it sounds."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.settings import Settings
from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.label import BodyText
from hipcoach.voice.protocol import may_be_said_soon

SENTENCE = "This is the voice of your sessions. Lift slowly. Hold it there. Three, two, one."
PREVIEW = "Lift slowly. Hold it there. Three, two, one."
POLL_MS = 250
LONGEST_POLLS = 60
SETTLED_MS = 500  # after the last of several quick changes
AUDIBLE = ("voice_id", "rate_wpm", "voice_volume", "word_gap")  # settings that change how a sentence sounds


class VoiceSample(QWidget):
    """A button that speaks one sentence, and a line about it. With `previews`, each change of a setting is heard."""

    def __init__(self, context: UiContext, *, previews: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._polls = 0
        self._text = SENTENCE
        self._known = context.settings.current
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        self.button = QuietButton(context.theme, "Say a sentence", icon="sound")
        self.button.clicked.connect(self.say)
        column.addWidget(ButtonRow(self.button))
        self.line = BodyText(context.theme)
        self.line.hide()
        column.addWidget(self.line)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._on_settled_timeout)
        self._tone_changed = False
        if previews:
            context.settings.changed.connect(self._on_settings_changed)

    def say(self) -> None:
        """Render the sentence, then speak it; the line shows what happens meanwhile."""
        self._say(SENTENCE)

    def _say(self, text: str) -> None:
        voice = self._context.voice()
        voice.silence()
        voice.prepare([text])
        self._text = text
        self._polls = 0
        self._show_line("The voice is getting ready.")
        self._timer.start()

    def _on_settings_changed(self, settings: Settings) -> None:
        """Start a preview, which is heard after the last of several quick changes."""
        before, self._known = self._known, settings
        spoken = any(getattr(before, name) != getattr(settings, name) for name in AUDIBLE)
        tone = before.tone_volume != settings.tone_volume
        if self.isVisible() and (spoken or tone):
            self._tone_changed = tone and not spoken
            self._settled.start()

    def _on_settled_timeout(self) -> None:
        if self._tone_changed:
            self._context.voice().tone("start")
        else:
            self._say(PREVIEW)

    def _on_timer_timeout(self) -> None:
        voice = self._context.voice()
        self._polls += 1
        if may_be_said_soon(voice, self._text) and self._polls < LONGEST_POLLS:
            return
        self._timer.stop()
        voice.say(self._text)
        state = voice.state()
        heard = (
            f"You should hear: {self._text}"
            if state.sound
            else "Nothing can be heard here; every word is shown instead."
        )
        self._show_line(f"{heard} {state.message or state.speaks}".strip())

    def _show_line(self, text: str) -> None:
        self.line.setText(text)
        self.line.show()
