"""What the week is for, and what is possible: aims, minutes, days."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.planner.programme import ENOUGH_FOR_TWO_MIN, Aim, Programme
from hipcoach.safety.rule import PainRule
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import Label, Muted

AIMS = {
    Aim.STIFFNESS: "Ease stiffness",
    Aim.STRENGTH: "Get stronger",
    Aim.BALANCE: "Steadier balance",
    Aim.GENTLE: "Only gentle work",
}
MINUTES = {20: "About 20", 30: "30 or more"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ProgrammeForm(QWidget):
    """Shows a programme, and gives it as it was changed."""

    changed = Signal()

    def __init__(self, theme: Theme, rule: PainRule, programme: Programme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._programme = programme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self.aims = self._row("What for?", [Choice(aim, said) for aim, said in AIMS.items()], several=True)
        self.days = self._row("On which days?", [Choice(str(n), said) for n, said in enumerate(WEEKDAYS)], several=True)
        hint = "With more time, strength and mobility are two sessions; with less, one session has both."
        self.minutes = self._row("Minutes a day", [Choice(str(n), said) for n, said in MINUTES.items()], hint=hint)
        times = range(rule.strength_week_min, rule.strength_week_cap + 1)
        hint = f"Always at least {rule.strength_gap_h} hours apart."
        self.strength = self._row("Strength days a week", [Choice(str(n), str(n)) for n in times], hint=hint)
        hint = "On days without strength."
        self.activity = self._row("A walk, too?", [Choice("on", "Yes"), Choice("off", "No")], hint=hint)
        self._show()

    @property
    def programme(self) -> Programme:
        """As it was chosen; what was moved, swapped or left out on single days stays."""
        return replace(
            self._programme,
            aims=frozenset(Aim(value) for value in self.aims.values),
            days=frozenset(int(value) for value in self.days.values),
            minutes=int(self.minutes.value or self._programme.minutes),
            strength_days=int(self.strength.value or self._programme.strength_days),
            activity=self.activity.value == "on",
        )

    def _row(self, title: str, choices: list[Choice], *, several: bool = False, hint: str = "") -> ChoiceRow:
        self._column.addWidget(Label(self._theme, title, bold=True))
        if hint:
            self._column.addWidget(Muted(self._theme, hint))
        row = ChoiceRow(self._theme, title, choices, several=several)
        row.changed.connect(self._on_changed)
        self._column.addWidget(row)
        self._column.addSpacing(Space.S)
        return row

    def _show(self) -> None:
        chosen = self._programme
        self.aims.set_values(tuple(chosen.aims))
        self.days.set_values(tuple(str(day) for day in chosen.days))
        self.minutes.set_values(("30" if chosen.minutes >= ENOUGH_FOR_TWO_MIN else "20",))
        self.strength.set_values((str(chosen.strength_days),))
        self.activity.set_values(("on" if chosen.activity else "off",))

    def _on_changed(self) -> None:
        """Only gentle work goes with neither strength nor balance: the one chosen last counts."""
        added = self.programme.aims - self._programme.aims
        aims = self.programme.aims
        if Aim.GENTLE in added:
            aims -= {Aim.STRENGTH, Aim.BALANCE}
        elif added & {Aim.STRENGTH, Aim.BALANCE}:
            aims -= {Aim.GENTLE}
        self._programme = replace(self.programme, aims=aims)
        self._show()
        self.changed.emit()
