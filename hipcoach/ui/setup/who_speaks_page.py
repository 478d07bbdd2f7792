"""The question who speaks in a session, hipcoach or the screen reader: asked once, when one is found."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from hipcoach.settings import WhoSpeaks
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import BodyText, Lead
from hipcoach.ui.widgets.step_page import StepPage

TITLE = "A screen reader is on: who speaks in a session?"
SPEAKERS: Mapping[object, str] = {
    WhoSpeaks.HIPCOACH: "hipcoach",
    WhoSpeaks.READER: "The screen reader",
    WhoSpeaks.BOTH: "Both",
}
URGENT = "About pain, and at a stop, both always speak."
NOTHING_CHOSEN = "Nothing is chosen yet: choose with the arrow keys."


class WhoSpeaksPage(StepPage):
    """Nothing is preselected. Without an answer both speak, and Settings has the question too."""

    answered = Signal(object)  # WhoSpeaks

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE)
        self.body.addWidget(Lead(theme, "One voice at a time is easier to follow."))
        self.body.addWidget(BodyText(theme, f"{URGENT} It can be changed in Settings."))
        self._row = ChoiceRow(theme, TITLE, [Choice(str(each), words) for each, words in SPEAKERS.items()], large=True)
        self._row.changed.connect(self._on_row_changed)
        self.body.addWidget(self._row)
        self._go_on = self.add_primary("Go on")
        self._go_on.setEnabled(False)
        self._go_on.clicked.connect(lambda: self.answered.emit(WhoSpeaks(self._row.value or WhoSpeaks.ASK)))
        self.say_missing(NOTHING_CHOSEN)

    def _on_row_changed(self) -> None:
        self._go_on.setEnabled(True)
        self.say_missing("")
