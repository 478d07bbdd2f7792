"""The form for the week: aims, days, minutes, positions and equipment."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.things_and_locks import LOCKS, THINGS
from hipcoach.catalogue.types import Lock, Thing
from hipcoach.planner.programme import MINUTES, WALK, Aim, Programme
from hipcoach.safety.rule import PainRule
from hipcoach.ui.shared.week_effects import WEEKDAYS
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.desktop_habits import as_in_a_week
from hipcoach.ui.widgets.label import Label, MutedLabel

AIMS = {
    Aim.STIFFNESS: "Move more freely",
    Aim.STRENGTH: "Get stronger",
    Aim.BALANCE: "Steadier balance",
    Aim.GENTLE: "Only gentle work",
}
POSSIBLE = {lock: LOCKS[lock].possible for lock in (Lock.NO_FLOOR, Lock.NO_KNEELING, Lock.NO_PRONE)}

IN_MOST_HOMES = frozenset({Thing.MAT, Thing.PILLOW, Thing.CHAIR, Thing.TABLE, Thing.WALL})
"""Chosen to begin with, until its user says otherwise."""

DAYS, MINUTES_A_DAY = "On which days?", "Minutes a day"
MINUTES_HINT = (
    "These are minutes of exercise: being told how, and getting into position, comes on top. "
    "With less, fewer exercises are done, and take turns."
)
AT_HAND, WHAT_IS_POSSIBLE = "What do you have at hand?", "What is possible?"
ACTIVITY = "Low-impact activity, on days without strength?"
NO_ACTIVITY = "none"
ACTIVITIES = {
    NO_ACTIVITY: "None",
    WALK: "A walk",
    "ride-a-bicycle": "Cycling",
    "go-for-a-swim": "Swimming",
    "exercise-in-water": "Exercise in water",
}
TWICE = "twice"


class ProgrammeForm(QWidget):
    """Shows a programme and returns it changed. `excluded`: impossible positions; None leaves the question out."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        rule: PainRule,
        programme: Programme,
        excluded: Collection[Lock] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._programme = programme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._hints: dict[str, MutedLabel] = {}
        self.aims = self._row("What for?", [Choice(aim, text) for aim, text in AIMS.items()], several=True)
        self.days = self._row(
            DAYS, as_in_a_week([Choice(str(n), text) for n, text in enumerate(WEEKDAYS)]), several=True
        )
        offered = [Choice(str(n), str(n)) for n in MINUTES if n <= rule.session_cap_min]
        self.minutes = self._row(MINUTES_A_DAY, offered, hint=MINUTES_HINT)
        self.at_hand = self._row(
            AT_HAND,
            [Choice(thing, called.at_hand) for thing, called in THINGS.items()],
            several=True,
            hint="No session asks for what you do not have.",
        )
        self.possible: ChoiceRow | None = None
        if excluded is not None:
            choices = [Choice(lock, text) for lock, text in POSSIBLE.items()]
            self.possible = self._row(WHAT_IS_POSSIBLE, choices, several=True)
        times = range(rule.strength_week_min, rule.strength_week_cap + 1)
        hint = f"Always at least {rule.strength_gap_h} hours apart."
        self.strength = self._row("Strength days a week", [Choice(str(n), str(n)) for n in times], hint=hint)
        activities = [Choice(plan, text) for plan, text in ACTIVITIES.items()]
        self.activity = self._row(ACTIVITY, activities)
        more = [Choice(TWICE, "Mobility apart on strength days")]
        self.more = self._row("Something more?", more, several=True)
        self.set_values(programme, excluded or ())

    def set_values(self, programme: Programme, excluded: Collection[Lock] = ()) -> None:
        """Show these values, without a signal."""
        self._programme = programme
        self._show()
        if self.possible is not None:
            self.possible.set_values([lock for lock in POSSIBLE if lock not in excluded])

    def explain(self, effects: Mapping[str, str]) -> None:
        """Show under each title what its answer leads to."""
        for title, text in effects.items():
            self._hints[title].setText(text)
            self._hints[title].setVisible(bool(text))

    @property
    def programme(self) -> Programme:
        """Return the chosen programme; changes to single days are kept."""
        chosen = self.activity.value or NO_ACTIVITY
        return replace(
            self._programme,
            aims=frozenset(Aim(value) for value in self.aims.values),
            days=frozenset(int(value) for value in self.days.values),
            minutes=int(self.minutes.value or self._programme.minutes),
            strength_days=int(self.strength.value or self._programme.strength_days),
            activity=chosen != NO_ACTIVITY,
            activity_plan=self._programme.activity_plan if chosen == NO_ACTIVITY else chosen,
            twice=TWICE in self.more.values,
            at_hand=frozenset(Thing(value) for value in self.at_hand.values),
        )

    @property
    def excluded(self) -> frozenset[Lock]:
        """Return the positions that are not possible."""
        if self.possible is None:
            return frozenset()
        return frozenset(lock for lock in POSSIBLE if lock not in self.possible.values)

    def _row(self, title: str, choices: list[Choice], *, several: bool = False, hint: str = "") -> ChoiceRow:
        self._column.addWidget(Label(self._theme, title, bold=True))
        self._hints[title] = MutedLabel(self._theme, hint)
        self._column.addWidget(self._hints[title])
        self._hints[title].setVisible(
            bool(hint)
        )  # not before it has a parent: it would flash up as a window of its own
        row = ChoiceRow(self._theme, title, choices, several=several)
        row.changed.connect(self._on_changed)
        self._column.addWidget(row)
        self._column.addSpacing(Space.S)
        return row

    def _show(self) -> None:
        chosen = self._programme
        self.aims.set_values(tuple(chosen.aims))
        self.days.set_values(tuple(str(day) for day in chosen.days))
        self.minutes.set_values((str(min(MINUTES, key=lambda n: abs(n - chosen.minutes))),))
        self.at_hand.set_values(tuple(chosen.at_hand))
        self.strength.set_values((str(chosen.strength_days),))
        self.activity.set_values((chosen.activity_plan if chosen.activity else NO_ACTIVITY,))
        self.more.set_values([TWICE] * chosen.twice)

    def _on_changed(self) -> None:
        """Keep "only gentle work" apart from strength and balance: the last choice wins."""
        added = self.programme.aims - self._programme.aims
        aims = self.programme.aims
        if Aim.GENTLE in added:
            aims -= {Aim.STRENGTH, Aim.BALANCE}
        elif added & {Aim.STRENGTH, Aim.BALANCE}:
            aims -= {Aim.GENTLE}
        self._programme = replace(self.programme, aims=aims)
        self._show()
        self.changed.emit()
