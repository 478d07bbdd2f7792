"""An exercise of the user's own on its own page: each change is kept at once, and the one before comes back by Undo."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.loader import plans_that_lose
from hipcoach.catalogue.start_cache import OwnFiles
from hipcoach.catalogue.types import Exercise
from hipcoach.coach import words
from hipcoach.sheet.keep import keep_exercise
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.own_exercise_form import OwnExerciseForm
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import QuietButton
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.tab_order import focus_first


class OwnExerciseEditor(QWidget):
    """Shows an exercise, and writes its file anew at each change."""

    def __init__(
        self, context: UiContext, own: OwnFiles, ask: FileChooser, exercise: Exercise, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._own, self._now = context, own, exercise
        self._before: list[Exercise] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(MutedLabel(context.theme, "Each change is kept at once."))
        self._undo_last = QuietButton(context.theme, "Undo", key="Ctrl+Z")
        self._undo_last.clicked.connect(self.undo)
        column.addWidget(self._undo_last, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = OwnExerciseForm(context, ask)
        self._form.changed.connect(self._on_changed)
        column.addWidget(self._form)
        self._show()

    def undo(self) -> bool:
        """Take back the last change. Return False where there is none."""
        if not self._before:
            return False
        if self._keep(self._before[-1], {}):
            self._now = self._before.pop()
            self._show()
        return True

    def _on_changed(self, exercise: Exercise, photographs: Mapping[str, bytes]) -> None:
        if exercise != self._now and self._keep(exercise, photographs):
            self._before.append(self._now)
            self._now = exercise
            self._show()

    def _keep(self, exercise: Exercise, photographs: Mapping[str, bytes]) -> bool:
        """Write the exercise, and return True; where that cannot be, say why beneath what it was."""
        catalogue, paths = self._context.catalogue, self._context.paths
        if plans := plans_that_lose(exercise, catalogue, paths.user_plans):
            where = f"{'plans' if len(plans) > 1 else 'plan'} {words.joined(plans)}"
            self._show(f"It stays as it was: its dose in the {where} would no longer fit. Change that dose first.")
            return False
        try:
            keep_exercise(exercise, photographs, paths.user_exercises)
        except OSError as error:
            self._show(f"It could not be kept: {error.strerror}.")
            return False
        self._own.look_again(catalogue)
        return True

    def _show(self, problem: str = "") -> None:
        if self._undo_last.hasFocus() and not self._before:  # one that goes out of use would hand it to what comes next
            focus_first(self._form)
        self._undo_last.setEnabled(bool(self._before))
        self._form.show_exercise(self._now, {})
        self._form.say(problem)
