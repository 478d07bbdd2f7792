"""An exercise of the user's own: how it is counted, its sides, where it is done, its photographs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipcoach.catalogue.exercise_file import LOCKS_BY_POSITION
from hipcoach.catalogue.own_exercise import MOST_PHOTOGRAPHS, exercise_text, read_own_exercise
from hipcoach.catalogue.sentence import sentence
from hipcoach.catalogue.toml_document import parse
from hipcoach.catalogue.types import Exercise, Form, Position, Sides, Work
from hipcoach.catalogue.words import POSITIONS
from hipcoach.errors import InputError
from hipcoach.sheet.keep import free_photograph
from hipcoach.ui.context import UiContext
from hipcoach.ui.desktop.file_dialogs import FileChooser
from hipcoach.ui.library.pose_form import PoseForm
from hipcoach.ui.shared.photographs import KINDS, paint_photograph, take_in
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import Space
from hipcoach.ui.widgets.button import ButtonRow, QuietButton
from hipcoach.ui.widgets.choice_row import Choice, ChoiceRow
from hipcoach.ui.widgets.label import BodyText, Label
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from pathlib import Path

WORKS = {
    Work.REPETITIONS: "So many times",
    Work.HOLDS: "Held",
    Work.BREATHS: "By breaths",
    Work.ACTIVITY: "By minutes",
}
SIDES = {Sides.NONE: "Both sides at once", Sides.EACH: "Each side by itself"}
PICTURE_PX = 160


class OwnExerciseForm(QWidget):
    """Shows an exercise, and emits it changed, with photographs that are not kept yet."""

    changed = Signal(object, object)  # an Exercise, and the content of new photographs by name

    def __init__(self, context: UiContext, ask: FileChooser, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context, self._ask = context, ask
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._works = self._row("How it is counted", [Choice(each, text) for each, text in WORKS.items()])
        self._sides = self._row("Its sides", [Choice(each, text) for each, text in SIDES.items()])
        positions = [Choice(each, sentence(text)) for each, text in POSITIONS.items()]
        self._positions = self._row("Where it is done", positions)
        self._column.addWidget(Label(theme, "Photographs: how it begins, and where it is felt"))
        self._shown = PhotographRow(theme)
        self._column.addWidget(self._shown)
        self._adds = QuietButton(theme, "Add a photograph", icon="plus")
        self._takes = QuietButton(theme, "Take the photographs away")
        self._adds.clicked.connect(self._on_add)
        self._takes.clicked.connect(lambda: self._emit(replace(self._exercise, photographs=())))
        self._column.addWidget(ButtonRow(self._adds, self._takes))
        self._problem = BodyText(theme)
        self._column.addWidget(self._problem)
        self.pose = PoseForm(context)
        self.pose.changed.connect(lambda text: self._emit(replace(self._exercise, pose=text)))
        self._column.addWidget(self.pose)

    def show_exercise(self, exercise: Exercise, photographs: Mapping[str, bytes]) -> None:
        """Show an exercise. `photographs`: those that are not kept yet, by name."""
        self._exercise, self._photographs = exercise, photographs
        self._works.set_values((exercise.work,))
        self._sides.set_values((exercise.forms[Form.FULL].sides,))
        self._positions.set_values((exercise.position,))
        folder = self._context.paths.user_exercises
        self._shown.show_all([photographs.get(name, folder / name) for name in exercise.photographs])
        self.pose.show_pose(exercise.pose)
        self._takes.setEnabled(bool(exercise.photographs))
        self._adds.setEnabled(len(exercise.photographs) < MOST_PHOTOGRAPHS)
        self.say("")

    def _row(self, title: str, choices: list[Choice]) -> ChoiceRow:
        row = ChoiceRow(self._context.theme, title, choices)
        row.changed.connect(self._on_chosen)
        self._column.addWidget(Label(self._context.theme, title))
        self._column.addWidget(row)
        return row

    def _on_chosen(self) -> None:
        now = self._exercise
        form = now.forms[Form.FULL]
        forms = {Form.FULL: replace(form, sides=Sides(self._sides.value or form.sides))}
        work, position = Work(self._works.value or now.work), Position(self._positions.value or now.position)
        self._emit(replace(now, forms=forms, work=work, position=position))

    def _on_add(self) -> None:
        path = self._ask.open(self, "A photograph of the exercise", KINDS)
        if path is None:
            return
        try:
            content = take_in(path)
        except InputError as error:
            self.say(f"{sentence(error.problems[0])}.")
            return
        names = self._exercise.photographs
        name = free_photograph(self._exercise.id, names, self._context.paths.user_exercises)
        self._emit(replace(self._exercise, photographs=(*names, name)), {name: content})

    def _emit(self, exercise: Exercise, photographs: Mapping[str, bytes] | None = None) -> None:
        """Emit it as it will be read from its file: what follows from its position is there, too."""
        before = self._exercise.position
        if exercise.position is not before:
            exercise = replace(exercise, locks=exercise.locks - LOCKS_BY_POSITION[before])
        text = exercise_text(exercise)
        self._exercise = read_own_exercise(parse(f"{exercise.id}.toml", text.encode()), exercise.id)
        self.changed.emit(self._exercise, photographs or {})

    def say(self, problem: str) -> None:
        """Say beneath the photographs what is wrong."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


class PhotographRow(QWidget):
    """Photographs side by side."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sources: list[Path | bytes] = []

    def show_all(self, sources: "list[Path | bytes]") -> None:
        """Show these, each a file or its content."""
        self._sources = sources
        self.setVisible(bool(sources))
        self.setAccessibleName(f"{len(sources)} photographs")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one, and the width of two."""
        height = self._theme.picture_px(PICTURE_PX)
        return QSize(2 * height, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them from the left."""
        side = float(self.height())
        with QPainter(self) as painter:
            for place, source in enumerate(self._sources):
                area = QRectF(place * (side + Space.S), 0, side, side)
                paint_photograph(painter, area, source, self.devicePixelRatioF())
