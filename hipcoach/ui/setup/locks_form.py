"""What applies to the user, and which exercises a clinician has cleared all the same."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.things_and_locks import LOCKS
from hipcoach.catalogue.types import Exercise, Lock
from hipcoach.coach import words
from hipcoach.safety.locks import NO_WAY_DOWN, lock_reason, still_cleared
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.check_row import CheckRow
from hipcoach.ui.widgets.label import BodyText, Label

UNTIL_CLEARED = "Left out until a doctor or physiotherapist has cleared it"


class LocksForm(QWidget):
    """A tick for each lock, and under them one for each exercise that only a clinician can clear."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        exercises: Mapping[str, Exercise],
        *,
        without: Collection[Lock] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`without` are locks with a place elsewhere; if declared, they count here too."""
        super().__init__(parent)
        self._elsewhere: frozenset[Lock] = frozenset()
        self._theme = theme
        self._exercises = exercises
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        self._locks: dict[Lock, CheckRow] = {}
        for lock, called in LOCKS.items():
            if lock in without:
                continue
            button = CheckRow(theme, called.declared)
            button.clicked.connect(partial(self._on_lock, lock))
            column.addWidget(button)
            self._locks[lock] = button
        self._hidden = BodyText(theme)
        column.addSpacing(Space.XS)
        column.addWidget(self._hidden)
        column.addSpacing(Space.XS)
        self._heading = Label(theme, "Has a doctor or physiotherapist cleared one of these for you?", bold=True)
        column.addWidget(self._heading)
        self._cleared: dict[str, CheckRow] = {}
        for exercise in exercises.values():
            if exercise.locks or exercise.off_until_cleared:
                button = CheckRow(theme, exercise.name)
                button.setAccessibleName(f"{exercise.name}: cleared by a clinician")
                button.clicked.connect(self._on_clicked)
                column.addWidget(button)
                self._cleared[exercise.id] = button
        self._show_what_is_hidden()

    @property
    def questions(self) -> tuple[CheckRow, ...]:
        """Return the boxes of the locks."""
        return tuple(self._locks.values())

    @property
    def locks(self) -> frozenset[Lock]:
        """Return the locks that the user declared."""
        return self._elsewhere.union(lock for lock, button in self._locks.items() if button.isChecked())

    @property
    def cleared(self) -> frozenset[str]:
        """Return the ids of the exercises that were cleared."""
        return frozenset(id for id, button in self._cleared.items() if button.isChecked())

    def set_values(self, locks: frozenset[Lock], cleared: frozenset[str]) -> None:
        """Show these as declared and cleared, without a signal."""
        self._elsewhere = locks - self._locks.keys()
        for lock, button in self._locks.items():
            button.setChecked(lock in locks)
        for exercise_id, button in self._cleared.items():
            button.setChecked(exercise_id in cleared)
        self._show_what_is_hidden()

    def _on_lock(self, lock: Lock) -> None:
        if self._locks[lock].isChecked():
            left = still_cleared(self.cleared, self._exercises, lock)
            for exercise_id in self.cleared - left:
                self._cleared[exercise_id].setChecked(False)
        self._on_clicked()

    def _on_clicked(self) -> None:
        self._show_what_is_hidden()
        self.changed.emit()

    def _show_what_is_hidden(self) -> None:
        declared, cleared = self.locks, self.cleared
        hidden = [e for e in self._exercises.values() if lock_reason(e, declared, cleared) is not None]
        waiting = [e.name for e in hidden if lock_reason(e, frozenset(), cleared) is not None]
        ticked = [e.name for e in hidden if e.name not in waiting]
        told = (f"Left out for you: {words.joined(ticked)}.", f"{UNTIL_CLEARED}: {words.joined(waiting)}.")
        text = " ".join(each for each, names in zip(told, (ticked, waiting), strict=True) if names)
        text = text or "Nothing is left out for you."
        bed = "" if NO_WAY_DOWN.isdisjoint(declared) else " What is done lying is for your bed."
        both = " In standing work, both hands hold on." if Lock.BALANCE in declared else ""
        self._hidden.setText(f"{text}{bed}{both}")
        for exercise_id, button in self._cleared.items():
            exercise = self._exercises[exercise_id]
            without = lock_reason(exercise, declared, frozenset())
            opens = without is not None and lock_reason(exercise, declared, {exercise_id}) is None
            button.setVisible(opens)
        self._heading.setVisible(any(not button.isHidden() for button in self._cleared.values()))
