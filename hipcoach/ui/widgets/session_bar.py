"""The thin bar of the whole session: one segment for each exercise, filled as it is done."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.theme.stage_style import StageSizes
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.widgets.painting import rounded
from hipcoach.ui.widgets.spoken_as import SpokenAs, SpokenRange


@dataclass(frozen=True, slots=True)
class Segments:
    """The width of each exercise's segment (its share of the time), the current one, and how much of it is done."""

    widths: tuple[float, ...] = ()
    current: int = 0
    done: float = 0.0  # 0..1 of the current one


class SessionBar(QWidget):
    """Paints the segments."""

    spoken_as = SpokenAs.PROGRESS

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes = StageSizes(1.0)
        self._segments = Segments()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_sizes(self, sizes: StageSizes) -> None:
        """Take the stage's sizes."""
        self._sizes = sizes
        self.setFixedHeight(sizes.segments)

    def show_segments(self, segments: Segments) -> None:
        """Show these segments."""
        if segments != self._segments:
            self._segments = segments
            self.setAccessibleName(f"Exercise {segments.current + 1} of {len(segments.widths)}")
            self.update()

    def spoken_range(self) -> SpokenRange:
        """Return how much of the session is done, in per cent."""
        widths, current = self._segments.widths, self._segments.current
        done = sum(widths[:current]) + sum(widths[current : current + 1]) * self._segments.done
        return SpokenRange(round(100 * done / max(sum(widths), 1.0)), 0, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint finished segments full, the current one in part, the others empty."""
        widths = self._segments.widths
        if not widths:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            gap = self._sizes.px(8)
            room = self.width() - gap * (len(widths) - 1)
            left = 0.0
            for order, width in enumerate(widths):
                segment = QRectF(left, 0, room * width / sum(widths), self.height())
                self._paint_segment(painter, order, segment)
                left = segment.right() + gap

    def _paint_segment(self, painter: QPainter, order: int, segment: QRectF) -> None:
        radius = self.height() / 2
        rounded(painter, segment, self._theme.colour("line"), radius)
        current = self._segments.current
        done = 1.0 if order < current else self._segments.done if order == current else 0.0
        if done > 0:
            filled = QRectF(segment)
            filled.setWidth(max(segment.width() * min(done, 1.0), self.height()))
            rounded(painter, filled, self._theme.colour("accent"), radius)
