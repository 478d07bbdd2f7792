"""The "Why?" beside a decision: opens its reasons over the page."""

from PySide6.QtWidgets import QWidget

from hipcoach.ui.shared.why import Why
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton

KEY = "W"


class WhyButton(PlainButton):
    """Small and quiet: the decision itself comes first. W opens it, but for those that are one of several."""

    def __init__(
        self, theme: Theme, why: Why, *, about: str = "", large: bool = False, parent: QWidget | None = None
    ) -> None:
        """`about` tells it apart, for whoever hears it, where a page has several; those have no key of their own."""
        key = "" if about else KEY
        super().__init__(theme, "Why?", icon="help", key=key, shortcut=bool(key), large=large, parent=parent)
        self.why = why
        if about:
            self.setAccessibleName(f"{about}: why?")
        self.setAccessibleDescription("The rule behind this, and where it comes from")
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show it over the page, which stays as it is."""
        from hipcoach.ui.shared.why_dialog import WhyDialog  # built only for whoever asks

        WhyDialog(self.theme, self.why, parent=self.window()).open()
