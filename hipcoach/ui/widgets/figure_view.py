"""The figure's place on the stage: who does what, in which position, on which side."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.engine.types import Status
from hipcoach.safety.types import Session
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.position_picture import paint_position
from hipcoach.ui.words import POSITIONS

if TYPE_CHECKING:
    from hipcoach.catalogue.types import Position


class FigureView(QWidget):
    """Paints the position that the body is in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position: Position | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_status(self, status: Status, session: Session) -> None:
        """Follow the session; what has not changed is not painted anew."""
        position = status.step.position if status.step is not None else session.plan.start_position
        if position is not self._position and position is not None:
            self._position = position
            self.setAccessibleName(f"Picture: {POSITIONS[position]}")
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for a lying figure."""
        return QSize(600, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictogram."""
        if self._position is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_position(painter, QRectF(self.rect()), self._theme, self._position)
