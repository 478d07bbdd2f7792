"""An exercise as a still picture: its figure, or the pictogram of its position where no figure is drawn."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.catalogue.types import Exercise, Form
from hipcoach.coach.words import POSITIONS
from hipcoach.ui.shared.figure_shelf import FigureShelf
from hipcoach.ui.theme.theme import Theme

if TYPE_CHECKING:
    from hipcoach.figure.types import Figure

WIDTH_TO_HEIGHT = 1.6


class ExercisePicture(QWidget):
    """The figure is read and drawn when it is first seen, and its picture kept. `effort` False: how it begins."""

    first_seen = Signal()  # words come before pictures: whoever has more that can wait may wait for this too

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """As high as asked for."""
        height = self._theme.picture_px(self._height_px)
        return QSize(round(height * WIDTH_TO_HEIGHT), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure's poster, or the pictogram; nothing yet in the frame in which it is first seen."""
        if not self._may_draw:
            self.first_seen.emit()
            return
        figure = self._figures.get(self._exercise.id, self._form)
        with QPainter(self) as painter:
            if figure is None:
                from hipcoach.figure.api import paint_position  # not needed where every figure is drawn

                paint_position(painter, QRectF(self.rect()), self._exercise.position, self._theme.dark)
            else:
                painter.drawPixmap(0, 0, self._picture(figure))

    def _picture(self, figure: "Figure") -> QPixmap:
        """Drawn once for each size and scheme: a figure takes some milliseconds."""
        key = (self.size(), self.devicePixelRatioF(), self._theme.dark)
        if self._kept is None or self._kept_for != key:
            from hipcoach.figure.api import paint  # not needed before the first figure is seen

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
