"""The "Why?" beside a decision: opens its reasons over the page."""

from PySide6.QtWidgets import QWidget

from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_dialog import WhyDialog
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton
from hipcoach.ui.widgets.letter_keys import LetterKey

LETTER = LetterKey("key_why", "W")


class WhyButton(PlainButton):
    """A quiet button: the decision itself comes first. The key W presses it, unless the page has several."""

    def __init__(
        self, theme: Theme, why: Why, *, about: str = "", large: bool = False, parent: QWidget | None = None
    ) -> None:
        """`about` names the decision for screen readers where a page has several buttons; those have no key."""
        super().__init__(theme, "Why?", icon="help", letter=None if about else LETTER, large=large, parent=parent)
        self.why = why
        if about:
            self.setAccessibleName(f"{about}: why?")
        self.setAccessibleDescription("The rule behind this, and where it comes from")
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show the reasons over the page."""
        WhyDialog(self.theme, self.why, letter=self.key, parent=self.window()).open()
