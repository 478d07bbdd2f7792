"""The "Why?" beside a decision: opens the lines of the rule in plain words, their sources, and who has reviewed it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from hipcoach.safety.rule import PainRule, RuleLine
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.button import PlainButton

KEY = "W"
OWN = "A choice of this program: somebody had to pick it, and no source proves it."
PARTLY_OWN = "In part a choice of this program: somebody had to pick the number, and no source proves it."


@dataclass(frozen=True, slots=True)
class Why:
    """One decision and the lines of the rule that it rests on."""

    decided: str  # the sentence that the page shows already
    lines: tuple[RuleLine, ...]
    version: str
    reviewed: str

    @classmethod
    def of(cls, rule: PainRule, line: str, decided: str) -> "Why":
        """Look up a line by its key. Raises KeyError."""
        return cls(decided, (rule.line(line),), rule.version, rule.reviewed)

    @classmethod
    def known(cls, rule: PainRule, lines: Iterable[str], decided: str) -> "Why | None":
        """Look up those of several keys that the rule has; None where it has none (an older diary's, or none given)."""
        keys = {line.key for line in rule.lines}
        found = tuple(rule.line(key) for key in dict.fromkeys(lines) if key in keys)
        return cls(decided, found, rule.version, rule.reviewed) if found else None

    @property
    def footing(self) -> str:
        """Which rule this is, and who has reviewed it."""
        return f"Version {self.version} of the rule. {self.reviewed}"


def origins(line: RuleLine) -> tuple[str, ...]:
    """Where a line comes from: its sources, and whether it is a choice of this program."""
    own = ((PARTLY_OWN if line.sources else OWN),) if line.own else ()
    return (*line.sources, *own)


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
