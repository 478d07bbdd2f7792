"""Which voice speaks: the voices are fetched only when the user wants to choose, and never waited for."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.settings import Settings
from hipcoach.ui.context import UiContext
from hipcoach.ui.theme.tokens import Space, Type
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, MutedLabel
from hipcoach.voice.protocol import OffersVoices, VoiceInfo

POLL_MS = 250
LONGEST_POLLS = 80
OTHER_LETTERS = "-shaw"  # reads another alphabet than the one our words are written in


class VoiceChoice(QWidget):
    """A line that names the voice in use, and a button that fetches the voices to choose from."""

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._polls = 0
        self.row: ChoiceRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XXS)
        self._column.addWidget(Label(context.theme, "Which voice", bold=True))
        self.line = MutedLabel(context.theme, role=Type.SMALL)
        self._column.addWidget(self.line)
        self.button = QuietButton(context.theme, "Choose a voice", icon="speech")
        self.button.clicked.connect(self.ask)
        self._buttons = ButtonRow(self.button)
        self._column.addWidget(self._buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)
        context.settings.changed.connect(self._on_settings_changed)
        self._show_chosen()

    def ask(self) -> None:
        """Start the voice, and poll it until its list of voices has come."""
        self._polls = 0
        self.line.setText("Asking what there is on this computer.")
        self.poll()
        if self.row is None:
            self._timer.start()

    def poll(self) -> None:
        """Show the voices if they are known by now; after LONGEST_POLLS, that there are none."""
        voice = self._context.voice()
        found = voice.voices() if isinstance(voice, OffersVoices) else ()
        self._polls += 1
        offered = tuple(each for each in found if not each.language.lower().endswith(OTHER_LETTERS))
        if offered:
            self._timer.stop()
            self._offer(offered)
        elif not isinstance(voice, OffersVoices) or voice.state().silent or self._polls >= LONGEST_POLLS:
            self._timer.stop()
            self.line.setText(f"There is no other voice to choose here. {voice.state().message}".strip())

    def _offer(self, voices: tuple[VoiceInfo, ...]) -> None:
        if self.row is not None:
            return
        choices = [Choice("", "The best one found"), *(Choice(each.id, each.name) for each in voices)]
        self.row = ChoiceRow(self._context.theme, "Which voice", choices)
        self.row.changed.connect(self._on_row_changed)
        self._column.addWidget(self.row)
        self._show_chosen()
        self.row.button(self.row.value or "").setFocus(Qt.FocusReason.OtherFocusReason)
        self._buttons.hide()

    def _on_row_changed(self) -> None:
        if self.row is not None:
            self._context.settings.change(voice_id=self.row.value or "")

    def _on_settings_changed(self, settings: Settings) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._context.settings.current.voice_id
        if self.row is None:
            self.line.setText(f"Chosen: {chosen}" if chosen else "The best one found on this computer.")
            return
        known = self.row.offers(chosen)
        self.row.set_values((chosen if known else "",))
        speaks = self._context.voice().state().speaks  # the row is here, so the voice has been started
        heard = "Each is heard as you choose it."
        self.line.setText(f"{speaks} {heard}".strip() if known else f"{chosen} is not on this computer.")
