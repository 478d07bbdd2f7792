"""The card of one exercise of a plan: its picture, its name, its dose and a note."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipcoach.catalogue.types import Exercise, Form, Side
from hipcoach.catalogue.words import dose_without_sides
from hipcoach.coach import words
from hipcoach.safety.types import Assignment, Session
from hipcoach.ui.shared.exercise_picture import ExercisePicture
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.why import Why
from hipcoach.ui.shared.why_button import WhyButton
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space
from hipcoach.ui.widgets.button import ButtonRow
from hipcoach.ui.widgets.card import Card
from hipcoach.ui.widgets.fact_list import Fact
from hipcoach.ui.widgets.label import BodyText, Label, MutedLabel

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 136, 85


class ExerciseCard(Card):
    """A picture at the left, words and buttons at the right. The card itself is no button."""

    def __init__(
        self,
        theme: Theme,
        figures: FigureShelf,
        exercise: Exercise,
        dose_text: str,
        *,
        note: str = "",
        cautions: Sequence[str] = (),
        mind: Sequence[str] = (),
        form: Form = Form.FULL,
        in_bed: bool = False,
    ) -> None:
        """`cautions` are what its user's own locks call for, `mind` what goes for everybody."""
        super().__init__(theme, pad=Space.M)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        picture = ExercisePicture(theme, figures, exercise, form=form, in_bed=in_bed, height_px=PICTURE_HEIGHT_PX)
        picture.setFixedWidth(theme.picture_px(PICTURE_WIDTH_PX))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(Space.XXS)
        column.addStretch(1)
        column.addWidget(Label(theme, exercise.name, bold=True))
        column.addWidget(BodyText(theme, dose_text))
        if note:
            column.addWidget(MutedLabel(theme, note))
        for caution in cautions:
            column.addWidget(Fact(theme, "warning", caution, colour="amber"))
        if mind:
            column.addWidget(MutedLabel(theme, " ".join(mind)))
        column.addStretch(1)
        self._theme = theme
        self._name = exercise.name
        self._keys: ButtonRow | None = None
        self._words = column
        row.addLayout(column, 1000)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.setContentsMargins(Space.M, Space.S + RING_PX, Space.M, Space.S + RING_PX)

    def add(self, widget: QWidget) -> None:
        """Add a widget under the words."""
        self._words.insertWidget(self._words.count() - 1, widget)
        self._keys = widget if isinstance(widget, ButtonRow) else self._keys

    def explain(self, why: Why | None) -> None:
        """Add a button "Why?" at the end, if there is a decision to explain."""
        if why is None:
            return
        button = WhyButton(self._theme, why, about=self._name)
        if self._keys is not None:
            self._keys.add(button)
        else:
            self.add(ButtonRow(button))


def note_text(assignment: Assignment, session: Session) -> str:
    """Return what is said beside a dose: why it is as it is, in how many rounds, and the word of a sheet."""
    rounds = session.rounds_of(assignment)
    around = f"In each of {rounds} rounds." if rounds > 1 else ""
    return " ".join(filter(None, (assignment.note, around, words.sentence(assignment.word))))


def dose_text(assignment: Assignment) -> str:
    """Return today's dose in words, for each side where they differ."""
    exercise = assignment.exercise
    if assignment.only_side is not None:
        dose = assignment.dose_for(assignment.only_side)
        return f"{words.sentence(dose_without_sides(exercise, dose))}, {assignment.only_side.value} side only"
    if assignment.dose_right is None:
        return words.sentence(words.dose(exercise, assignment.dose))
    left, right = (dose_without_sides(exercise, assignment.dose_for(side)) for side in (Side.LEFT, Side.RIGHT))
    return f"Left: {left}. Right: {right}."
