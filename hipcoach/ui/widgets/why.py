"""The "Why?" beside a decision: opens the line of the rule in plain words, its sources, and who has reviewed it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from hipcoach.safety.rule import PainRule, RuleLine
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton


@dataclass(frozen=True, slots=True)
class Why:
    """One decision and the line of the rule that it rests on."""

    decided: str  # the sentence that the page shows already
    line: RuleLine
    version: str
    reviewed: str

    @classmethod
    def of(cls, rule: PainRule, line: str, decided: str) -> "Why":
        """Look up a line by its key. Raises KeyError."""
        return cls(decided, rule.line(line), rule.version, rule.reviewed)


class WhyButton(PlainButton):
    """Small and quiet: the decision itself comes first."""

    def __init__(self, theme: Theme, why: Why, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Why?", icon="help", parent=parent)
        self.why = why
        self.setAccessibleDescription("The rule behind this, and where it comes from")
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show it over the page, which stays as it is."""
        from hipcoach.ui.widgets.why_dialog import WhyDialog  # built only for whoever asks

        WhyDialog(self.theme, self.why, parent=self.window()).open()
