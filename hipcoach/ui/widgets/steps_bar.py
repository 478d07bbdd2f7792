"""The progress through a series of pages: a segment for each step, and the same in words."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.label import MutedLabel
from hipcoach.ui.widgets.painting import rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs, SpokenRange

SEGMENT_PX = 6


class StepsBar(QWidget):
    """The segments of finished steps and of the current one are filled."""

    spoken_as = SpokenAs.PROGRESS

    def __init__(self, theme: Theme, steps: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = steps
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SEGMENT_PX + Space.XS, 0, 0)
        self._words = MutedLabel(theme, role=Type.SMALL)
        column.addWidget(self._words)
        theme.changed.connect(self._on_theme_changed)
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Make a step the current one, counted from 0."""
        self._step = step
        text = f"Step {step + 1} of {self._steps}"
        self._words.setText(text)
        self.setAccessibleName(text)
        self.update()

    def spoken_range(self) -> SpokenRange:
        """Return the step, counted from 1."""
        return SpokenRange(self._step + 1, 1, self._steps)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments."""
        width = (self.width() - 2 * RING_PX - Space.XS * (self._steps - 1)) / self._steps
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index in range(self._steps):
                rect = QRectF(RING_PX + index * (width + Space.XS), 0, width, SEGMENT_PX)
                colour = "accent" if index <= self._step else "line"
                rounded(painter, rect, self._theme.colour(colour), SEGMENT_PX / 2)

    def _on_theme_changed(self) -> None:
        self.update()
