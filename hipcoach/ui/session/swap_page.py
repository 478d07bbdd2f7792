"""Another exercise in the place of one that hurts or cannot be done today."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from hipcoach.catalogue.types import Exercise
from hipcoach.coach import words
from hipcoach.ui.context import UiContext
from hipcoach.ui.shared.exercise_card import ExerciseCard
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.label import BodyText, Lead
from hipcoach.ui.widgets.step_page import StepPage


class SwapPage(StepPage):
    """Offers what may stand in, the nearest first, or nothing in its place."""

    chosen = Signal(str)
    skipped = Signal()

    def __init__(self, context: UiContext, exercise: Exercise, found: Sequence[Exercise], *, may_skip: bool) -> None:
        theme = context.theme
        super().__init__(theme, f"Instead of {exercise.name}", leave="Back")
        kinds = words.joined((words.CATEGORIES[each].lower() for each in exercise.categories), "and")
        said = f"For today only. Each of these is for {kinds} too."
        self.body.addWidget(Lead(theme, said if found else "No other exercise fits in its place today."))
        if not found and may_skip:
            self.body.addWidget(BodyText(theme, "You can leave it out."))
        for each in found:
            row = ExerciseCard(theme, context.figures, each, words.sentence(words.place_of(each)))
            key = QuietButton(theme, "Choose", icon="check")
            key.setAccessibleName(f"{each.name}, {words.place_of(each)}: choose")
            key.clicked.connect(lambda _checked=False, name=each.id: self.chosen.emit(name))
            row.add(ButtonRow(key))
            self.body.addWidget(row)
        if may_skip:
            self.add_button(QuietButton(theme, "Leave it out today", large=True)).clicked.connect(self.skipped)
