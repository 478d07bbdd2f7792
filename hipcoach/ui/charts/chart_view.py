"""A chart on a page; the pointer or the arrow keys move a mark, and the value under it is said in words."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipcoach.ui.charts.chart import Chart, RowChart
from hipcoach.ui.charts.chart_painter import nearest_spot, paint_chart
from hipcoach.ui.charts.chart_rows import row_height
from hipcoach.ui.charts.ink import Ink
from hipcoach.ui.theme import tokens
from hipcoach.ui.theme.theme import Theme
from hipcoach.ui.theme.tokens import RING_PX, Space, Type
from hipcoach.ui.widgets.painting import focus_ring
from hipcoach.ui.widgets.spoken_as import SpokenAs

HEIGHT_PX = 260
_LINES_SAID = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChartView(QWidget):
    """Shows one chart, with `text` below it."""

    spoken_as = SpokenAs.PICTURE

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._marked: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart | None:
        """Return the chart on the page."""
        return self._chart

    @property
    def text(self) -> str:
        """Return the value under the mark in words, or the summary of the chart where nothing is marked."""
        if self._chart is None:
            return ""
        return self._chart.summary if self._marked is None else self._chart.spots[self._marked].text

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, with nothing marked."""
        self._chart = chart
        values = len(chart.spots)
        how = f"{values} values; arrow keys go through them." if values else chart.empty
        self.setAccessibleName(f"{chart.sentence} {chart.title}. {chart.summary} {how}")
        self._mark(None)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the rows, or the usual height of a time chart."""
        ink = self._ink()
        rows = row_height(self._chart, ink) * len(self._chart.rows) if isinstance(self._chart, RowChart) else 0
        plain = self._theme.picture_px(HEIGHT_PX) if not rows else 0
        below = _LINES_SAID * ink.line + Space.XS
        return QSize(2 * HEIGHT_PX, round(rows + plain + below + 2 * RING_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart, its text and the focus ring."""
        if self._chart is None:
            return
        ink, rect = self._ink(), self._chart_rect()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_chart(painter, rect, self._chart, ink, self._marked)
            painter.setFont(self._theme.font(Type.SMALL, bold=self._marked is not None))
            painter.setPen(self._theme.colour("ink" if self._marked is not None else "muted"))
            below = QRectF(rect.left(), rect.bottom() + Space.XS, rect.width(), _LINES_SAID * ink.line)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), self.text)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), self._theme, tokens.CORNER_SMALL_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark by arrow keys, Home and End."""
        count = len(self._chart.spots) if self._chart else 0
        key = Qt.Key(event.key())
        if not count or key not in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        elif key in _STEPS and self._marked is not None:
            self._mark(max(0, min(count - 1, self._marked + _STEPS[key])))
        else:
            self._mark(0 if key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down) else count - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the value under the pointer."""
        if self._chart is not None:
            self._mark(nearest_spot(self._chart, self._chart_rect(), self._ink(), event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Remove the mark."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._mark(None)

    def _mark(self, spot: int | None) -> None:
        self._marked = spot
        self.setAccessibleDescription(self.text)
        self.update()

    def _chart_rect(self) -> QRectF:
        below = _LINES_SAID * self._ink().line + Space.XS
        return QRectF(self.rect()).adjusted(2 * RING_PX, RING_PX, -2 * RING_PX, -RING_PX - below)

    def _ink(self) -> Ink:
        return Ink(self._theme.colours, self._theme.font(Type.SMALL, tabular=True))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
