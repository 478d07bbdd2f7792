"""The dose of one exercise of a plan, by steppers; the sides alike or each with its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipcoach.catalogue.entry_file import BREATHS, HOLD_S, MINUTES, REPS, REST_BETWEEN_SETS_S, REST_S, SETS, WITHIN_S
from hipcoach.catalogue.types import Dose, Exercise, PlanEntry, Side, Work
from hipcoach.sheet.plan_change import first_dose, in_sets
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.flow_layout import GridFlow
from hipcoach.ui.widgets.focus_by_name import focus_by_name
from hipcoach.ui.widgets.label import Label
from hipcoach.ui.widgets.page_frame import clear_layout
from hipcoach.ui.widgets.stepper import Stepper
from hipcoach.ui.widgets.undo_key import UndoKey

LADDER, SHEET = "ladder", "sheet"
COUNTED, TIMED = "counted", "timed"
BOTH_SIDES = "both"
WHICH = {BOTH_SIDES: "Both sides", Side.LEFT: "Left side only", Side.RIGHT: "Right side only"}
COLUMN_PX = 270
FIRST_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a dose: what it is called, how it is read, and the dose with another."""

    title: str
    value: Callable[[Dose], float]
    put: Callable[[Dose, float], Dose]
    limits: tuple[int, int]
    step: float = 1
    unit: str = ""


_SETS = _Number("Sets", lambda d: d.sets, lambda d, n: in_sets(d, int(n), d.rest_s or REST_BETWEEN_SETS_S), SETS)
_REPS = _Number("Repetitions", lambda d: d.reps, lambda d, n: replace(d, reps=int(n)), REPS)
_HOLDS = replace(_REPS, title="Holds")
_HOLD = _Number("Hold each", lambda d: d.hold_s, lambda d, n: replace(d, hold_s=n), HOLD_S, 1, " s")
_LONG_HOLD = replace(_HOLD, limits=(1, HOLD_S[1]))
_HELD = _Number("Breaths each", lambda d: d.breaths, lambda d, n: replace(d, breaths=int(n)), BREATHS)
_BREATHS = _Number("Breaths", lambda d: d.reps, lambda d, n: replace(d, reps=int(n)), BREATHS)
_WITHIN = _Number("In", lambda d: d.within_s, lambda d, n: replace(d, within_s=n), WITHIN_S, 5, " s")
_MINUTES = _Number("Minutes", lambda d: d.minutes, lambda d, n: replace(d, minutes=n), MINUTES)
_REST = _Number("Rest between sets", lambda d: d.rest_s, lambda d, n: replace(d, rest_s=n), REST_S, 5, " s")


def _numbers(work: Work, dose: Dose) -> Iterator[_Number]:
    """Yield the numbers of a dose of one side, by how its exercise is counted."""
    if work is Work.ACTIVITY:
        yield _MINUTES
        return
    yield _SETS
    if dose.within_s:
        yield _WITHIN
    elif work is Work.BREATHS and not dose.hold_s:
        yield _BREATHS
    elif dose.breaths:
        yield from (_HOLDS if work is Work.HOLDS else _REPS, _HELD)
    elif work is Work.REPETITIONS:
        yield from (_REPS, _HOLD)
    else:
        yield from (_HOLDS, _LONG_HOLD)


class DoseForm(QWidget):
    """Shows an entry, and emits it changed."""

    changed = Signal(object)  # a PlanEntry

    def __init__(self, theme: Theme, undo_key: UndoKey, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._undo_key = theme, undo_key
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._shape: tuple[object, ...] = ()  # what decides which numbers there are
        self._steppers: list[tuple[Stepper, _Number, str]] = []

    def show_entry(self, entry: PlanEntry, exercise: Exercise, *, rounds: int) -> None:
        """Show an entry; what is there already keeps the focus."""
        self._entry, self._exercise = entry, exercise
        dose, right = entry.dose, entry.right
        rests = any(each.sets > 1 for each in (dose, right) if each is not None)
        kinds = None if dose is None else tuple(_numbers(exercise.work, dose))
        shape = (exercise.id, kinds, right is None, entry.only_side, rests, rounds > 1)
        if shape != self._shape:
            self._shape = shape
            with focus_by_name(self):
                self._build(rests=rests, rounds=rounds)
        self._follow()

    def _build(self, *, rests: bool, rounds: int) -> None:
        clear_layout(self._column)
        self._steppers.clear()
        theme, entry, exercise = self._theme, self._entry, self._exercise
        choices = [Choice(LADDER, "As hipcoach begins it"), Choice(SHEET, "A dose of its own")]
        whose = ChoiceRow(theme, "Dose", choices)
        whose.set_values((LADDER if entry.dose is None else SHEET,))
        whose.changed.connect(lambda: self._on_whose(whose.value))
        self._column.addWidget(whose)
        if entry.dose is not None:
            if exercise.work is Work.REPETITIONS:
                self._column.addWidget(self._counted(entry.dose))
            self._add_numbers(entry.dose, rests=rests)
        self._word = QLineEdit()
        self._word.setAccessibleName("A word with it")
        self._word.setMaxLength(200)
        self._word.editingFinished.connect(self._on_word)
        self._undo_key.watch(self._word)
        self._column.addWidget(Label(theme, "A word with it, shown and spoken"))
        self._column.addWidget(self._word)
        self._once = CheckRow(theme, "Only once, not in each round")
        self._once.clicked.connect(lambda on: self._emit(replace(self._entry, repeats=not on)))
        self._column.addWidget(self._once)
        self._once.setVisible(rounds > 1)

    def _counted(self, dose: Dose) -> ChoiceRow:
        row = ChoiceRow(
            self._theme,
            "How it is counted",
            [Choice(COUNTED, "So many times"), Choice(TIMED, "As many as is comfortable in a time")],
        )
        row.set_values((TIMED if dose.within_s else COUNTED,))
        row.changed.connect(lambda: self._on_counted(row.value))
        return row

    def _add_numbers(self, dose: Dose, *, rests: bool) -> None:
        entry, exercise = self._entry, self._exercise
        sided = exercise.work is not Work.ACTIVITY and exercise.has_sides
        for side in ("Left", "Right") if entry.right is not None else ("",):
            self._add_grid(side, list(_numbers(exercise.work, dose)))
        if rests:
            self._add_grid("both", [_REST])
        if sided:
            apart = CheckRow(self._theme, "The right side has a dose of its own")
            apart.setChecked(entry.right is not None)
            apart.clicked.connect(self._on_apart)
            self._column.addWidget(apart)
            apart.setVisible(entry.only_side is None)
            which = ChoiceRow(self._theme, "Which side", [Choice(key, text) for key, text in WHICH.items()])
            which.set_values((entry.only_side or BOTH_SIDES,))
            which.changed.connect(lambda: self._on_which(which.value))
            self._column.addWidget(which)
            which.setVisible(entry.right is None)

    def _add_grid(self, side: str, numbers: list[_Number]) -> None:
        holder = QWidget()
        grid = GridFlow(holder, column_px=self._theme.scaled(COLUMN_PX), gap=Space.XS)
        for number in numbers:
            title = f"{side}: {number.title.lower()}" if side in ("Left", "Right") else number.title
            low, high = number.limits
            stepper = Stepper(
                self._theme, title, value=low, low=low, high=high, step=number.step, say=_saying(number.unit)
            )
            stepper.changed.connect(lambda value, number=number: self._on_number(number, side, value))
            self._steppers.append((stepper, number, side))
            grid.addWidget(self._titled(title, stepper))
        self._column.addWidget(holder)

    def _titled(self, title: str, control: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self._theme, title))
        column.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _follow(self) -> None:
        """Show the entry's numbers and words in what there is."""
        entry = self._entry
        for stepper, number, side in self._steppers:
            dose = entry.right if side == "Right" else entry.dose
            if side == "both" and entry.dose is not None and entry.dose.sets == 1:
                dose = entry.right
            if dose is not None:
                stepper.set_value(number.value(dose))
        if self._word.text() != entry.word and not (self._word.hasFocus() and self._word.isModified()):
            self._word.setText(entry.word)
            self._word.setCursorPosition(0)
        self._once.setChecked(not entry.repeats)

    def _emit(self, entry: PlanEntry) -> None:
        if entry != self._entry:
            self._entry = entry
            self.changed.emit(entry)

    def _on_whose(self, value: str | None) -> None:
        dose = first_dose(self._exercise) if value == SHEET else None
        self._emit(replace(self._entry, dose=dose, right=None, only_side=None))

    def _on_counted(self, value: str | None) -> None:
        first = first_dose(self._exercise)
        if value == TIMED:
            first = replace(first, reps=1, hold_s=0.0, breaths=0, within_s=FIRST_WITHIN_S)
        self._emit(replace(self._entry, dose=first, right=None))

    def _on_apart(self, on: bool) -> None:
        """Set a dose for the right side alone, one less to begin with, or remove it."""
        dose = self._entry.dose
        if dose is None:
            return
        number = next(each for each in _numbers(self._exercise.work, dose) if each is not _SETS)
        low, high = number.limits
        other = number.value(dose) - number.step
        right = number.put(dose, other if other >= low else min(high, number.value(dose) + number.step))
        self._emit(replace(self._entry, right=right if on else None))

    def _on_which(self, value: str | None) -> None:
        self._emit(replace(self._entry, only_side=Side(value) if value in (Side.LEFT, Side.RIGHT) else None))

    def _on_number(self, number: _Number, side: str, value: float) -> None:
        entry = self._entry
        dose, right = entry.dose, entry.right
        if dose is not None and side != "Right":
            dose = number.put(dose, value) if side != "both" or dose.sets > 1 else dose
        if right is not None and side in ("Right", "both"):
            right = number.put(right, value) if side != "both" or right.sets > 1 else right
        self._emit(replace(entry, dose=dose, right=right))

    def _on_word(self) -> None:
        self._word.setModified(False)
        self._word.setCursorPosition(0)  # a long one is seen from its beginning
        self._emit(replace(self._entry, word=" ".join(self._word.text().split())))


def _saying(unit: str) -> Callable[[float], str]:
    return lambda value: f"{value:g}{unit}"
