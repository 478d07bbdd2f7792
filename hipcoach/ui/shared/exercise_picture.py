"""A still picture of an exercise: its figure, or the pictogram of its position if it has no figure."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import Exercise, Form
from hipcoach.coach.words import POSITIONS
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs

if TYPE_CHECKING:
    from hipcoach.figure.types import Figure

WIDTH_TO_HEIGHT = 1.6


class ExercisePicture(QWidget):
    """Reads and draws the figure when it is first seen, and keeps the picture. `effort` False shows how it begins."""

    spoken_as = SpokenAs.PICTURE

    first_seen = Signal()  # words come before pictures: other work can wait for this signal too

    def __init__(
        self,
        theme: Theme,
        figures: FigureShelf,
        exercise: Exercise,
        *,
        form: Form = Form.FULL,
        effort: bool = True,
        height_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._exercise = exercise
        self._form = form
        self._effort = effort
        self._height_px = height_px
        self._may_draw = False
        self.first_seen.connect(self._on_first_seen, Qt.ConnectionType.QueuedConnection)
        self._kept: QPixmap | None = None
        self._kept_for: tuple[QSize, float, bool] | None = None
        self.setAccessibleName(f"Picture: {exercise.name}, {POSITIONS[exercise.position]}")
        self.setAccessibleDescription(exercise.text(form).short)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the chosen height, scaled with the text, and the width that follows."""
        height = self._theme.picture_px(self._height_px)
        return QSize(round(height * WIDTH_TO_HEIGHT), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure or the pictogram; nothing in the first frame, so that the words come before it."""
        if not self._may_draw:
            self.first_seen.emit()
            return
        figure = self._figures.get(self._exercise.id, self._form)
        with QPainter(self) as painter:
            if figure is None:
                from hipcoach.figure.api import paint_position  # as below

                paint_position(painter, QRectF(self.rect()), self._exercise.position, self._theme.dark)
            else:
                painter.drawPixmap(0, 0, self._picture(figure))

    def _picture(self, figure: "Figure") -> QPixmap:
        """Return the picture, drawn once for each size and scheme: that takes some milliseconds."""
        key = (self.size(), self.devicePixelRatioF(), self._theme.dark)
        if self._kept is None or self._kept_for != key:
            from hipcoach.figure.api import paint  # 79 ms that today's words do not wait for

            self._kept = QPixmap(self.size() * key[1])
            self._kept.setDevicePixelRatio(key[1])
            self._kept.fill(Qt.GlobalColor.transparent)
            with QPainter(self._kept) as painter:
                paint(painter, QRectF(self.rect()), figure, dark=self._theme.dark, poster=self._effort)
            self._kept_for = key
        return self._kept

    def _on_first_seen(self) -> None:
        self._may_draw = True
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
