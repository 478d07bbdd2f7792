"""A row of dots: one for each part of a whole, full where it is done. The words beside it say the same."""

from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.spoken_as import SpokenAs

DOT_PX, GAP_PX = 20, 14


class Dots(NamedTuple):
    """How many parts are done, of how many; the next is under way."""

    done: int
    total: int


NO_DOTS = Dots(0, 0)


class DotRow(QWidget):
    """Paints `Dots`; keeps its height where there are none, so that nothing moves."""

    spoken_as = SpokenAs.DECORATION

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dots = NO_DOTS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def dots(self) -> Dots:
        """Return what is shown."""
        return self._dots

    def show_dots(self, dots: Dots) -> None:
        """Show dots; nothing is painted if they are the same as before."""
        if dots != self._dots:
            self._dots = dots
            self.update()

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the stage's sizes."""
        self.setFixedHeight(sizes.px(DOT_PX) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is done full, what is under way with a thick edge, and what is ahead with a thin one."""
        done, total = self._dots
        if not total:
            return
        size = self.height() - 2.0
        pitch = min(size * (1 + GAP_PX / DOT_PX), (self.width() - size) / max(1, total - 1))
        radius = min(size, pitch * 0.8) / 2
        left = (self.width() - pitch * (total - 1)) / 2
        accent, line = self._theme.colour("accent"), self._theme.colour("muted")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for n in range(total):
                thick = radius * 0.5 if n == done else max(1.5, radius * 0.16)
                painter.setPen(QPen(line if n > done else accent, thick))
                painter.setBrush(accent if n < done else self._theme.colour("surface"))
                inner = radius - thick / 2
                painter.drawEllipse(QPointF(left + n * pitch, self.height() / 2), inner, inner)
