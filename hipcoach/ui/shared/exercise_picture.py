"""A still picture of an exercise: its figure, or somebody in its position if it has no figure."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import LYING, Exercise, Form
from hipcoach.coach.words import place_of
from hipcoach.figure.moments import Arrows
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.shared.shown_by import offer_bodies
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from hipcoach.body.types import Figure

WIDTH_TO_HEIGHT = 1.6


class ExercisePicture(QWidget):
    """Reads the figure when it is first seen, and shows its picture.

    `share` is of its movement; by itself, None, it is the whole exercise in one picture. `in_bed`: lying work is done
    there.
    """

    spoken_as = SpokenAs.PICTURE

    first_seen = Signal()  # words come before pictures: other work can wait for this signal too

    def __init__(
        self,
        theme: Theme,
        figures: FigureShelf,
        exercise: Exercise,
        *,
        form: Form = Form.FULL,
        share: float | None = None,
        arrows: Arrows = Arrows.WHOLE,
        in_bed: bool = False,
        height_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._exercise = exercise
        self._form = form
        self._share, self._arrows = share, arrows
        self._effort = share in (None, 1.0)
        self._in_bed = in_bed and exercise.position in LYING
        self._height_px = height_px
        self._may_draw = False
        self.first_seen.connect(self._on_first_seen, Qt.ConnectionType.QueuedConnection)
        self._waiting: bool | None = None  # for a picture; None before any was asked for
        self.setAccessibleName(f"Picture: {exercise.name}, {place_of(exercise)}")
        self.setAccessibleDescription(exercise.text(form).short)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        offer_bodies(self, figures)

    def sizeHint(self) -> QSize:
        """Return the chosen height, scaled with the text, and the width that follows."""
        height = self._theme.picture_px(self._height_px)
        return QSize(round(height * WIDTH_TO_HEIGHT), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure; nothing in the first frame, so that the words come before it."""
        if not self._may_draw:
            self.first_seen.emit()
            return
        if self._paint_photograph():
            return
        figure = self._figure()
        if figure is None:
            return
        with QPainter(self) as painter:
            painted = self._figures.pictures.paint_still(
                painter,
                QRectF(self.rect()),
                figure,
                dark=self._theme.dark,
                share=self._share,
                arrows=self._arrows,
                ratio=self.devicePixelRatioF(),
                stand_in=self._effort,  # the poster shows the effort, not the start
            )
        if self._waiting is None:
            self._figures.pictures.painted.connect(self._on_painted)
        self._waiting = not painted

    def _figure(self) -> "Figure | None":
        exercise, figures = self._exercise, self._figures
        lies = figures.on_bed(exercise.id, self._form, exercise.position, exercise.pose) if self._in_bed else None
        return lies or figures.best(exercise, self._form)

    def _paint_photograph(self) -> bool:
        photograph = self._figures.photograph(self._exercise.photographs, effort=self._effort)
        if photograph is None:
            return False
        from hipcoach.ui.shared.photographs import paint_photograph  # only where there is one

        with QPainter(self) as painter:
            return paint_photograph(painter, QRectF(self.rect()), photograph, self.devicePixelRatioF())

    def _on_painted(self, folder: str) -> None:
        """Look again while something is missing, and when somebody else shows the exercises."""
        if self._waiting or not folder:
            self.update()

    def _on_first_seen(self) -> None:
        self._may_draw = True
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
